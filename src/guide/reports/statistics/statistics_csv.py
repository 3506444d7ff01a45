"""The statistics of a batch as CSV, for a spreadsheet."""

import csv
from collections.abc import Iterable
from io import StringIO

from guide.common.csv_safety import escape_formula
from guide.common.text import escape_control_chars
from guide.presenters.batch_tables import NOT_SHOWN, StatisticsTable


def render(tables: Iterable[StatisticsTable]) -> str:
    """Return the tables as CSV, one below the other, each under its heading."""
    sink = StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        writer.writerow(
            [table.heading, *(escape_formula(escape_control_chars(group)) for group in table.groups)]
        )
        for name, cells in table.rows.items():
            texts = (NOT_SHOWN if cell is None else str(cell) for cell in cells)
            writer.writerow([escape_formula(escape_control_chars(name)), *texts])
    return sink.getvalue()
