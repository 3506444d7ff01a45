"""Numbers as bars drawn with text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from guide.common.text import escape_control_chars

LONGEST, LEAST_ROOM = 40, 12
"""Cells of the longest bar at most, and that it must have beside the labels."""
EIGHTHS = " ▏▎▍▌▋▊▉█"


class Bar(NamedTuple):
    """A number to draw.

    Attributes:
        label: What is counted.
        number: The length.
        text: The number in words.
        below: Whether it is a part of the bar before it.
    """

    label: str
    number: int
    text: str
    below: bool = False


def draw_bars(rows: Sequence[Bar], width: int) -> Content:
    """The bars, all to one scale. Where there is no room beside the labels, each stands below its label."""
    labels = [
        f"{'  ' if row.below else ''}{' '.join(escape_control_chars(row.label).split())}" for row in rows
    ]
    longest = max(map(cell_len, labels), default=0)
    words = max((len(row.text) for row in rows), default=0)
    most = max((row.number for row in rows), default=0) or 1
    beside = width - longest - words - 3
    room = max(1, min(LONGEST, beside if beside >= LEAST_ROOM else width - words - 3))
    return Content("\n").join(
        line
        for row, label in zip(rows, labels, strict=True)
        for line in _lines(
            row, label, longest if beside >= LEAST_ROOM else 0, row.number * room / most, width
        )
    )


def _lines(row: Bar, label: str, longest: int, length: float, width: int) -> Iterator[Content]:
    whole, eighths = divmod(round(length * 8), 8)
    bar = EIGHTHS[8] * whole + EIGHTHS[eighths].strip()
    colour = "$text-quiet" if row.below else "$primary"
    drawn = Content.assemble((bar, colour), f"{' ' if bar else ''}{row.text}")
    if longest:
        yield Content(f"{label}{' ' * (longest - cell_len(label) + 1)}") + drawn
    else:
        yield Content(label).truncate(width, ellipsis=True)
        yield Content("  ") + drawn
