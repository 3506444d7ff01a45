"""Notices changes to the files of the rules. Knows nothing of the screen."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from guide.ruleset.folder import LoadedGuide
from guide.ruleset.problems import Problem, RulesError


class Reloaded(Struct, frozen=True):
    """The result of reading changed files of rules: a guide, or None and the problems that they have."""

    ruleset: LoadedGuide | None = None
    problems: tuple[Problem, ...] = ()


def watcher(folder: Path, load_folder: Callable[[Path], LoadedGuide]) -> Callable[[], Reloaded | None]:
    """Return a function that loads the rules in ``folder`` again if they changed since it was last called.

    It returns None where they have not, and raises nothing.
    """
    seen = _stamps(folder)

    def reload() -> Reloaded | None:
        nonlocal seen
        # Taken before the files are read: what is written meanwhile is then noticed by the next call.
        stamps = _stamps(folder)
        if stamps == seen:
            return None
        seen = stamps
        try:
            return Reloaded(load_folder(folder))
        except RulesError as error:
            return Reloaded(problems=error.problems)

    return reload


def _stamps(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Name, time in nanoseconds and size of each file of rules. A file deleted meanwhile is left out."""
    stamps = set()
    try:
        for path in folder.glob("*.yaml"):
            try:
                stat = path.stat()
            except OSError:
                continue
            stamps.add((path.name, stat.st_mtime_ns, stat.st_size))
    except OSError:
        pass
    return frozenset(stamps)
