"""Figures of many people in words, as each format lays them out."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from guide.common.text import capitalise_sentence, pluralise
from guide.ruleset.model import Guide
from guide.statistics.suppression import Cell, suppress_small_cells

NOT_SHOWN = "–"
"""Stands in the place of a number that would tell about single people."""
UNDECIDED = "Not decided"
ALL = "All"

Counts = Mapping[tuple[str, str], int]
"""How many of a group came to something; both in words."""


class StatisticsTable(Struct, frozen=True):
    """A table with a row for everything that people came to, and a column for each group; the last is all.

    ``told`` says how many are not shown, and why.
    """

    heading: str
    groups: tuple[str, ...]
    rows: Mapping[str, tuple[Cell, ...]]
    told: str


def outcome_table(guide: Guide, counts: Counts, least: int) -> StatisticsTable:
    """``counts`` by group and outcome id; "" where somebody's answers were not decided."""
    named = {"": UNDECIDED, **{name: outcome.title for name, outcome in guide.outcomes.items()}}
    ordered = {name: None for name in (*guide.outcomes, "") if any(came == name for _, came in counts)}
    found = suppress_small_cells(
        {(named[came], group or ALL): 0 for came in ordered for group in _groups(counts)}
        | {(named[came], group or ALL): number for (group, came), number in counts.items()},
        least,
    )
    groups = tuple(found.column_totals)
    several = groups != (ALL,)
    rows = {
        name: (*cells.values(), *((found.row_totals[name],) if several else ()))
        for name, cells in found.rows.items()
    }
    rows[ALL] = (*found.column_totals.values(), *((found.total,) if several else ()))
    return StatisticsTable(
        "What the answers come to", (*groups, *((ALL,) if several else ())), rows, _told(found.hidden, least)
    )


def companion_table(guide: Guide, counts: Counts, least: int) -> StatisticsTable:
    """``counts`` by group and kind. Some have several companions and some none, so nothing adds up."""
    groups = _groups(counts)
    rows = {
        kind.name: tuple(
            number if number >= least or not number else None
            for number in (counts.get((group, name), 0) for group in groups)
        )
        for name, kind in guide.kinds.items()
        if any(came == name for _, came in counts)
    }
    hidden = sum(cell is None for cells in rows.values() for cell in cells)
    return StatisticsTable(
        "What goes with it", tuple(group or ALL for group in groups), rows, _told(hidden, least)
    )


def _groups(counts: Counts) -> tuple[str, ...]:
    return tuple(sorted({group for group, _ in counts}))


def _told(hidden: int, least: int) -> str:
    if not hidden:
        return ""
    verb = "is" if hidden == 1 else "are"
    why = f"fewer than {least} people, or would tell how many those are"
    return capitalise_sentence(f"{pluralise(hidden, 'group')} {verb} not shown: {why}")


def table_cells(figured: StatisticsTable) -> Iterator[tuple[str, ...]]:
    """The table as texts, its head first."""
    yield ("", *figured.groups)
    for name, numbers in figured.rows.items():
        yield (name, *(NOT_SHOWN if number is None else f"{number:,}" for number in numbers))
