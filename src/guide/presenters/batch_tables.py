"""The statistics of a batch as tables in words, from which each format lays out its own."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from guide.common.text import capitalise_sentence, pluralise
from guide.ruleset.model import Guide
from guide.statistics.suppression import Cell, suppress_small_cells

NOT_SHOWN = "–"
"""Stands in place of a number that would tell about single people."""
UNDECIDED = "Not decided"
ALL = "All"

Counts = Mapping[tuple[str, str], int]
"""How many people of a group came to something, by group and outcome or kind."""


class StatisticsTable(Struct, frozen=True):
    """A table of numbers of people: a row for each outcome or kind, and a column for each group.

    Attributes:
        heading: What is counted.
        groups: The names of the columns; the last one is for all groups together.
        rows: The cells by the name of the row; None in place of a number that is suppressed.
        note: How many numbers are suppressed and why; "" where none is.
    """

    heading: str
    groups: tuple[str, ...]
    rows: Mapping[str, tuple[Cell, ...]]
    note: str


def outcome_table(guide: Guide, counts: Counts, least: int) -> StatisticsTable:
    """Count how many people got each outcome, as a table that discloses no small group.

    Args:
        guide: The guide.
        counts: The people by group and outcome id; "" for rows that were not decided.
        least: The smallest number that may be shown. Further cells are suppressed where a smaller one could
            be computed from them.
    """
    titles = {"": UNDECIDED, **{name: outcome.title for name, outcome in guide.outcomes.items()}}
    ordered = {
        name: None for name in (*guide.outcomes, "") if any(outcome_id == name for _, outcome_id in counts)
    }
    table = suppress_small_cells(
        {(titles[outcome_id], group or ALL): 0 for outcome_id in ordered for group in _groups(counts)}
        | {(titles[outcome_id], group or ALL): number for (group, outcome_id), number in counts.items()},
        least,
    )
    groups = tuple(table.column_totals)
    with_total = groups != (ALL,)
    rows = {
        name: (*cells.values(), *((table.row_totals[name],) if with_total else ()))
        for name, cells in table.rows.items()
    }
    rows[ALL] = (*table.column_totals.values(), *((table.total,) if with_total else ()))
    return StatisticsTable(
        "What the answers come to",
        (*groups, *((ALL,) if with_total else ())),
        rows,
        _suppression_note(table.hidden, least),
    )


def companion_table(guide: Guide, counts: Counts, least: int) -> StatisticsTable:
    """Count to how many people each companion (added kind of help) was advised, as a table.

    A person may have several companions or none, so there are no totals, and small cells alone are
    suppressed.

    Args:
        guide: The guide.
        counts: The people by group and kind id.
        least: The smallest number that may be shown.
    """
    groups = _groups(counts)
    rows = {
        kind.name: tuple(
            number if number >= least or not number else None
            for number in (counts.get((group, name), 0) for group in groups)
        )
        for name, kind in guide.kinds.items()
        if any(kind_id == name for _, kind_id in counts)
    }
    hidden = sum(cell is None for cells in rows.values() for cell in cells)
    return StatisticsTable(
        "What goes with it", tuple(group or ALL for group in groups), rows, _suppression_note(hidden, least)
    )


def _groups(counts: Counts) -> tuple[str, ...]:
    return tuple(sorted({group for group, _ in counts}))


def _suppression_note(hidden: int, least: int) -> str:
    if not hidden:
        return ""
    verb = "is" if hidden == 1 else "are"
    why = f"fewer than {least} people, or would tell how many those are"
    return capitalise_sentence(f"{pluralise(hidden, 'group')} {verb} not shown: {why}")


def table_cells(table: StatisticsTable) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table as texts, first the headings. A suppressed number is NOT_SHOWN."""
    yield ("", *table.groups)
    for name, numbers in table.rows.items():
        yield (name, *(NOT_SHOWN if number is None else f"{number:,}" for number in numbers))
