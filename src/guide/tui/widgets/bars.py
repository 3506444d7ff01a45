"""A bar chart drawn with block characters, in the colours of the theme."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content

from guide.common.text import escape_control_chars
from guide.presenters.statistics_rows import Bar, BarLayout, lay_out_bars

EIGHTHS = " ▏▎▍▌▋▊▉█"


def draw_bars(rows: Sequence[Bar], width: int) -> Content:
    """Return the chart in ``width`` columns, all bars on one scale of eighths of a block."""
    bars = [
        row._replace(label=f"{'  ' * row.part}{' '.join(escape_control_chars(row.label).split())}")
        for row in rows
    ]
    layout = lay_out_bars(bars, width, cell_len, gaps=3, gaps_below=3)
    most = max((bar.number for bar in bars), default=0) or 1
    return Content("\n").join(
        line for bar in bars for line in _lines(bar, layout, bar.number * layout.bar_width / most, width)
    )


def _lines(bar: Bar, layout: BarLayout, length: float, width: int) -> Iterator[Content]:
    whole, eighths = divmod(round(length * 8), 8)
    blocks = EIGHTHS[8] * whole + EIGHTHS[eighths].strip()
    colour = "$text-quiet" if bar.part else "$primary"
    drawing = Content.assemble((blocks, colour), f"{' ' if blocks else ''}{bar.text}")
    if layout.beside and layout.label_width:
        padding = " " * (layout.label_width - cell_len(bar.label) + 1)
        yield Content(f"{bar.label}{padding}") + drawing
    else:
        yield Content(bar.label).truncate(width, ellipsis=True)
        yield Content("  ") + drawing
