"""The statistics of a batch for a terminal: a table, with a bar for each row."""

from guide.common.text import escape_control_chars
from guide.presenters.batch_tables import ALL, StatisticsTable, table_cells

_WIDE = 30
_PARTS = " ▏▎▍▌▋▊▉█"


def render(table: StatisticsTable) -> str:
    """Return a table as text for a terminal, without a line break at its end.

    Where the last column is that of all groups, each row ends with a bar for its number there.
    """
    rows = [tuple(escape_control_chars(cell) for cell in row) for row in table_cells(table)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    whole = table.groups[-1] == ALL
    parts = [0, *((numbers[-1] or 0) * (whole and name != ALL) for name, numbers in table.rows.items())]
    lines = []
    for (name, *numbers), part in zip(rows, parts, strict=True):
        right = (number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
        lines.append("  ".join([name.ljust(widths[0]), *right, _bar(part, max(parts))]).rstrip())
    return "\n".join([table.heading, *lines, *([table.note] if table.note else [])])


def _bar(number: int, most: int) -> str:
    eighths = round(8 * _WIDE * number / most) if most else 0
    return "█" * (eighths // 8) + _PARTS[eighths % 8].strip()
