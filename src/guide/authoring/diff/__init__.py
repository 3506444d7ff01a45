"""Differences between two guides: in their parts, and in where walks end."""

from collections.abc import Iterator
from math import log10

from msgspec import Struct

from guide.authoring.diff.content import Change, list_changes
from guide.authoring.diff.privacy import PrivacyChange, find_privacy_changes
from guide.authoring.diff.renaming import list_renamed, rename
from guide.authoring.diff.reroutes import End, Reached, Reroute, Unanswered, find_reroutes
from guide.ruleset.model import Guide


class Diff(Struct, frozen=True):
    """What differs; all of it is empty where nothing does.

    Attributes:
        changes: The changed parts.
        reroutes: The walks that end elsewhere.
        privacy: The answers that led to a private end and no longer do, or the reverse.
    """

    changes: tuple[Change, ...]
    reroutes: tuple[Reroute, ...]
    privacy: tuple[PrivacyChange, ...] = ()


def diff(old: Guide, new: Guide, worded: Guide | None = None) -> Diff:
    """Compare two guides, both of which must be checked.

    What the new one says that it has renamed is the same part under another id, and is told under the new
    one.

    Args:
        old: The guide as it was.
        new: The guide as it is now.
        worded: The new guide with the names of the old one in its texts, so that a name that was changed is
            told once, and not with each text that uses it; None where no name was changed.
    """
    named = rename(old, new)
    return Diff(
        (*list_renamed(old, new), *list_changes(named, worded or new)),
        find_reroutes(named, new),
        tuple(find_privacy_changes(named, new)),
    )


def diff_lines(diff: Diff) -> Iterator[str]:
    """The differences in lines for a terminal; none where nothing differs.

    Texts of the guides are not escaped: the caller has to do so before printing.
    """
    for change in diff.changes:
        yield from _change_lines(change)
    for walks in diff.reroutes:
        yield f"{_count_walks(walks.walks)}: {_format_end(walks.old)} → {_format_end(walks.new)}"
        yield "    " + ",".join(f"{step.question}={step.option}" for step in walks.example)

    for answer in diff.privacy:
        what = "private now" if answer.now_private else "no longer private"
        yield f"{what}: every walk with {answer.step.question}={answer.step.option}"


def _change_lines(change: Change) -> Iterator[str]:
    name = f"{change.sort} {'.'.join(change.trail)}"
    if change.sort == "reworded":
        yield from (name, f"    - {change.old}", f"    + {change.new}")
    elif change.sort in ("moved", "set", "renamed"):
        yield f"{name}: {change.old or '(none)'} → {change.new or '(none)'}"
    else:
        text = change.old or change.new
        yield f"{name}: {text}" if text else name


def _format_end(end: End) -> str:
    """The end of a walk in a few words."""
    match end:
        case Reached(outcome, companions):
            return ", ".join([outcome, *(f"{added.kind} {added.when}" for added in companions)])
        case Unanswered(question):
            return f"to be asked: {question}"
        case _:
            return "asked in another order"


def _count_walks(walks: int) -> str:
    if walks < 10**9:
        return "1 way to answer" if walks == 1 else f"{walks} ways to answer"
    return f"about 10^{log10(walks):.0f} ways to answer"
