"""Tables for terminals of any width."""

import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guide.common.text import one_line

WITH_SPARE, NARROWEST = 20, 12
"""What a cell with text keeps, as long as columns are there that could be spared; and when none is any more.
Where there is no room for that, rows become blocks of lines."""
WIDEST = 60
"""Columns that a cell has at most where nothing else limits it, as in a file."""


class TableColumn(NamedTuple):
    """``whole``: never cut. ``spare``: left out, the last one first, where there is little room."""

    heading: str
    whole: bool = False
    spare: bool = False


def table(columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """Lines of at most ``width`` columns. A column that is empty in all rows is left out."""
    rows = [[one_line(cell) for cell in row] for row in rows]
    used = [place for place in range(len(columns)) if place == 0 or any(row[place] for row in rows)]
    lines = [[column.heading for column in columns], *rows]
    spare = [place for place in used if columns[place].spare]
    for left_out in range(len(spare) + 1):
        kept = [place for place in used if place not in spare[len(spare) - left_out :]]
        narrowest = WITH_SPARE if left_out < len(spare) else NARROWEST
        if widths := _widths(columns, lines, kept, width, narrowest):
            break
    else:
        yield from _blocks(columns, rows, used)
        return
    for line in lines:
        fitted = (_fitted(line[place], room) for place, room in zip(kept, widths, strict=True))
        yield "  ".join(fitted).rstrip()


def screen_width() -> int | None:
    """Of the terminal that is written to; None where it is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None


def width_of(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_width_of, text))


def fit_cell(text: str, room: int) -> str:
    if width_of(text) <= room:
        return text
    kept, left = "", room - 1
    for char in text:
        left -= _width_of(char)
        if left < 0:
            break
        kept += char
    return f"{kept}…"


def _width_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _widths(
    columns: Sequence[TableColumn],
    lines: Sequence[Sequence[str]],
    kept: Sequence[int],
    width: int | None,
    narrowest: int,
) -> list[int] | None:
    """How wide each column that is kept is; None where there is no room for them."""
    whole = [columns[place].whole for place in kept]
    natural = [max(width_of(line[place]) for line in lines) for place in kept]
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


def _fitted(text: str, room: int) -> str:
    text = fit_cell(text, room)
    return text + " " * (room - width_of(text))


def _blocks(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], used: Sequence[int]
) -> Iterator[str]:
    """A row as lines one below the other, the first cell above them."""
    for row in rows:
        yield row[used[0]]
        for place in used[1:]:
            if row[place]:
                yield f"  {columns[place].heading}: {row[place]}"
