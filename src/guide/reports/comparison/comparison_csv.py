"""The comparison of kinds as CSV, to sort and to filter: a row for each statement."""

import csv
from collections.abc import Iterator
from io import StringIO

from guide.common.csv_safety import escape_formula
from guide.common.text import escape_control_chars
from guide.presenters.comparison import Cell, Comparison, ComparisonRow
from guide.presenters.view_models import (
    Line,
)

HEADINGS = ("Point", "Kind", "What is said", "Who says so", "Where the documents disagree")


def render(comparison: Comparison) -> str:
    """Return the comparison of kinds as CSV with a row for each statement.

    A kind about which nothing is said on a distinction has a row without a statement.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for row in comparison.rows:
        for kind, cell in zip(comparison.kinds, row.cells, strict=True):
            writer.writerows(
                map(escape_formula, map(escape_control_chars, fields)) for fields in _rows(row, kind, cell)
            )
    return text.getvalue()


def _rows(row: ComparisonRow, kind: str, cell: Cell) -> Iterator[tuple[str, ...]]:
    disputes = " ".join(line.text for line in cell.disputes)
    for line in cell.lines or (Line(""),):
        yield (row.name, kind, line.text, "; ".join(line.cites), disputes)
