"""Tables of text that fit into a terminal of any width."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guide.common.text import one_line
from guide.common.text_width import width_of

WITH_SPARE, NARROWEST = 20, 12
"""Columns that a cut cell keeps at least: first while there are whole columns that could be left out, then
when there are none any more. Where even that does not fit, each row becomes a block of lines."""
WIDEST = 60
"""Columns of a cell at most where no terminal limits it, as in a file."""


class TableColumn(NamedTuple):
    """A column of a table.

    Attributes:
        heading: Its name.
        whole: Whether its cells are never cut.
        spare: Whether it is left out where there is little room, the last such column first.
    """

    heading: str
    whole: bool = False
    spare: bool = False


def table(columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """Yield the lines of a table, each of at most ``width`` columns; None stands for any width.

    The headings come first. A column that is empty in all rows is left out, unless it is the first.
    """
    rows = [[one_line(cell) for cell in row] for row in rows]
    used = [place for place in range(len(columns)) if place == 0 or any(row[place] for row in rows)]
    lines = [[column.heading for column in columns], *rows]
    spare = [place for place in used if columns[place].spare]
    for left_out in range(len(spare) + 1):
        places = [place for place in used if place not in spare[len(spare) - left_out :]]
        narrowest = WITH_SPARE if left_out < len(spare) else NARROWEST
        if widths := _widths(columns, lines, places, width, narrowest):
            break
    else:
        yield from _blocks(columns, rows, used)
        return
    for line in lines:
        fitted = (_pad_cell(line[place], room) for place, room in zip(places, widths, strict=True))
        yield "  ".join(fitted).rstrip()


def screen_width() -> int | None:
    """Return the width of the screen in columns: COLUMNS, else the terminal at standard output, else None."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None


def fit_cell(text: str, room: int) -> str:
    """Return the text cut to so many columns, with an ellipsis where something is missing."""
    if width_of(text) <= room:
        return text
    fitted, room_left = "", room - 1
    for char in text:
        room_left -= width_of(char)
        if room_left < 0:
            break
        fitted += char
    return f"{fitted}…"


def _widths(
    columns: Sequence[TableColumn],
    lines: Sequence[Sequence[str]],
    places: Sequence[int],
    width: int | None,
    narrowest: int,
) -> list[int] | None:
    """Return the widths of the columns that are kept; None where there is no room for them."""
    whole = [columns[place].whole for place in places]
    natural = [max(width_of(line[place]) for line in lines) for place in places]
    widths = [wide if fixed else min(wide, WIDEST) for wide, fixed in zip(natural, whole, strict=True)]
    if width is None:
        return widths
    while sum(widths) + 2 * (len(widths) - 1) > width:
        cuttable = [number for number, fixed in enumerate(whole) if not fixed]
        widest = max(cuttable, key=lambda number: widths[number], default=None)
        if widest is None or widths[widest] <= narrowest:
            return None
        widths[widest] -= 1
    return widths


def _pad_cell(text: str, room: int) -> str:
    text = fit_cell(text, room)
    return text + " " * (room - width_of(text))


def _blocks(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], used: Sequence[int]
) -> Iterator[str]:
    """Yield each row as lines, the first cell above the others."""
    for row in rows:
        yield row[used[0]]
        for place in used[1:]:
            if row[place]:
                yield f"  {columns[place].heading}: {row[place]}"
