"""Bars of block characters for a terminal or a file, “#” where the encoding has no blocks."""

import sys
from collections.abc import Iterator, Sequence
from math import ceil

from guide.cli.table import fit_cell
from guide.common.text import one_line
from guide.common.text_width import width_of
from guide.presenters.statistics_rows import SHORTEST_ROOM, Bar, lay_out_bars

USUAL_WIDTH = 80


def bar_lines(bars: Sequence[Bar], width: int | None) -> Iterator[str]:
    """Yield the lines of a bar chart, each of at most ``width`` columns; None stands for USUAL_WIDTH.

    A bar of 0 has no blocks, any other at least one.
    """
    bars = [bar._replace(label=f"{'  ' * bar.part}{one_line(bar.label)}") for bar in bars]
    width = width or USUAL_WIDTH
    layout = lay_out_bars(bars, width, width_of, gaps=4, gaps_below=5)
    most = max((bar.number for bar in bars), default=0)
    for bar in bars:
        blocks = _block() * ceil(bar.number / most * layout.bar_width) if most else ""
        drawing = f"{blocks} {bar.text}" if blocks else bar.text
        if layout.beside:
            yield f"  {bar.label}{' ' * (layout.label_width - width_of(bar.label))} {drawing}"
        else:
            yield f"  {fit_cell(bar.label, max(width - 2, SHORTEST_ROOM))}"
            yield f"    {drawing}"


def _block() -> str:
    encoding = (sys.stdout.encoding or "").lower()
    return "█" if encoding.startswith("utf") else "#"
