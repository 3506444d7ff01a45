"""One line of text in a table. A page has hundreds: Rich would wrap and measure each as a paragraph."""

from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

from guide.explain import visible

BOLD = Style(bold=True)


class Cell:
    """Cut off with an ellipsis where there is no room. ``below`` is a second line, the first is then bold."""

    def __init__(self, text: str, below: str | None = None) -> None:
        self.lines = tuple(" ".join(visible(line).split()) for line in (text, below) if line is not None)

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        width = max(map(cell_len, self.lines))
        return Measurement(width, width)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        style = BOLD if len(self.lines) > 1 else None
        for line in self.lines:
            room = options.max_width
            if cell_len(line) > room:
                line = f"{set_cell_size(line, room - 1)}…"
            yield Segment(line, style)
            yield Segment.line()
            style = None
