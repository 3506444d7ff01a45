"""Figures for a terminal: a table, and a bar for each row."""

from guide.common.text import escape_control_chars
from guide.presenters.batch_tables import ALL, StatisticsTable, table_cells

_WIDE = 30
_PARTS = " ▏▎▍▌▋▊▉█"


def render(figured: StatisticsTable) -> str:
    """Ends without a line break. A bar shows the share in the last column, where that is the one of all."""
    table = [tuple(escape_control_chars(cell) for cell in row) for row in table_cells(figured)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    whole = figured.groups[-1] == ALL
    parts = [0, *((numbers[-1] or 0) * (whole and name != ALL) for name, numbers in figured.rows.items())]
    lines = []
    for (name, *numbers), part in zip(table, parts, strict=True):
        right = (number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
        lines.append("  ".join([name.ljust(widths[0]), *right, _bar(part, max(parts))]).rstrip())
    return "\n".join([figured.heading, *lines, *([figured.told] if figured.told else [])])


def _bar(number: int, most: int) -> str:
    eighths = round(8 * _WIDE * number / most) if most else 0
    return "█" * (eighths // 8) + _PARTS[eighths % 8].strip()
