"""The rules as they are saved. Knows files, and nothing of the screen."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from guide.ruleset.model import Guide
from guide.ruleset.problems import Problem, RulesError


class Reloaded(Struct, frozen=True):
    """The guide that the changed files make, or what is wrong with them."""

    guide: Guide | None = None
    problems: tuple[Problem, ...] = ()


def watcher(folder: Path, open_guide: Callable[[Path], Guide]) -> Callable[[], Reloaded | None]:
    """A look at the folder: what its rules have become since the last look, None where nothing changed."""
    seen = _stamps(folder)

    def look() -> Reloaded | None:
        nonlocal seen
        # Taken before the files are read: what is written meanwhile is then seen at the next look.
        stamps = _stamps(folder)
        if stamps == seen:
            return None
        seen = stamps
        try:
            return Reloaded(guide=open_guide(folder))
        except RulesError as error:
            return Reloaded(problems=error.problems)

    return look


def _stamps(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Name, time and size of each file of rules. What goes away under our eyes is not there."""
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
