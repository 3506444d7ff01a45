"""Numbers as bars of letters."""

import sys
from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from guide.cli.table import fit_cell, width_of
from guide.common.text import one_line

LONGEST, USUAL_WIDTH = 40, 80
LEAST_ROOM = 12
"""Columns without which a bar tells nothing: each label then has a line of its own."""


class TextBar(NamedTuple):
    """``told`` is the number in words; ``part`` marks a part of the bar before. One of 0 has no letters."""

    label: str
    number: int
    told: str
    part: bool = False


def bar_lines(rows: Sequence[TextBar], width: int | None) -> Iterator[str]:
    """Lines of at most ``width`` columns, all bars in one measure."""
    rows = [row._replace(label=f"{'  ' * row.part}{one_line(row.label)}") for row in rows]
    width = width or USUAL_WIDTH
    labels = max((width_of(row.label) for row in rows), default=0)
    words = max((len(row.told) for row in rows), default=0)
    most = max((row.number for row in rows), default=0)
    beside = width - labels - words - 4
    room = min(LONGEST, beside if beside >= LEAST_ROOM else width - words - 5)
    for row in rows:
        bar = _letter() * ceil(row.number / most * max(room, 1)) if most else ""
        drawn = f"{bar} {row.told}" if bar else row.told
        if beside >= LEAST_ROOM:
            yield f"  {row.label}{' ' * (labels - width_of(row.label))} {drawn}"
        else:
            yield f"  {fit_cell(row.label, max(width - 2, LEAST_ROOM))}"
            yield f"    {drawn}"


def _letter() -> str:
    encoding = (sys.stdout.encoding or "").lower()
    return "█" if encoding.startswith("utf") else "#"
