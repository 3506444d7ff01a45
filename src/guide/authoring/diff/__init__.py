"""What differs between two guides: in their parts, and in where people come out."""

from collections.abc import Iterator
from math import log10

from msgspec import Struct

from guide.authoring.diff.content import Change, list_changes
from guide.authoring.diff.reroutes import End, Reached, Reroute, Unanswered, find_reroutes
from guide.ruleset.model import Guide


class Diff(Struct, frozen=True):
    changes: tuple[Change, ...]
    rerouted: tuple[Reroute, ...]


def diff(old: Guide, new: Guide) -> Diff:
    """Both guides are to be checked ones."""
    return Diff(tuple(list_changes(old, new)), find_reroutes(old, new))


def diff_lines(diff: Diff) -> Iterator[str]:
    """The lines for a terminal; none where nothing differs. Texts are passed on as they are."""
    for change in diff.changes:
        yield from _told_change(change)
    for walks in diff.rerouted:
        yield f"{_many(walks.walks)}: {_told_end(walks.old)} → {_told_end(walks.new)}"
        yield "    " + ",".join(f"{step.question}={step.option}" for step in walks.example)


def _told_change(change: Change) -> Iterator[str]:
    name = f"{change.sort} {'.'.join(change.trail)}"
    if change.sort == "reworded":
        yield from (name, f"    - {change.old}", f"    + {change.new}")
    elif change.sort in ("moved", "set"):
        yield f"{name}: {change.old or '(none)'} → {change.new or '(none)'}"
    else:
        text = change.old or change.new
        yield f"{name}: {text}" if text else name


def _told_end(end: End) -> str:
    match end:
        case Reached(outcome, companions):
            return ", ".join([outcome, *(f"{added.kind} {added.when}" for added in companions)])
        case Unanswered(question):
            return f"to be asked: {question}"
        case _:
            return "asked in another order"


def _many(walks: int) -> str:
    if walks < 10**9:
        return "1 walk" if walks == 1 else f"{walks} walks"
    return f"about 10^{log10(walks):.0f} walks"
