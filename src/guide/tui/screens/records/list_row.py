"""Rows of the list of records. They are drawn when they come into view: a page has hundreds of cells."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from guide.common.text import escape_control_chars


class RowLines(Visual):
    """Base class of rows of the list, on one line or more; the first of several is bold.

    ``padding`` is the number of spaces beside each text.
    """

    def __init__(self, texts: tuple[str, ...], padding: int) -> None:
        self.texts = texts
        self.space = " " * padding

    def lines(self, width: int) -> tuple[str, ...]:
        """The lines of the row in this width, at least one."""
        raise NotImplementedError

    def render_strips(
        self,
        width: int,
        height: int | None,  # noqa: ARG002
        style: Style,
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        first, *more = (set_cell_size(line, width) for line in self.lines(width))
        heading = style + Style(bold=True) if more else style
        drawn = [Segment(first, heading.rich_style), *(Segment(line, style.rich_style) for line in more)]
        return [Strip([segment], width) for segment in drawn]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        return container_width


class Cells(RowLines):
    """A row on one line: texts side by side, each as wide as its column."""

    def __init__(self, texts: tuple[str, ...], widths: tuple[int, ...], padding: int) -> None:
        super().__init__(texts, padding)
        self._widths = widths

    def lines(self, width: int) -> tuple[str, ...]:  # noqa: ARG002
        cells = zip(self.texts, self._widths, strict=True)
        return ("".join(f"{self.space}{fit_text(text, wide)}{self.space}" for text, wide in cells),)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return 1


class Stacked(RowLines):
    """A row on several lines: texts one below the other."""

    def lines(self, width: int) -> tuple[str, ...]:
        room = max(1, width - 2 * len(self.space))
        return tuple(f"{self.space}{fit_text(text, room)}" for text in self.texts)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return len(self.texts)


def fit_text(text: str, width: int) -> str:
    """The text on one line of exactly this width in terminal columns, cut with “…” or padded with spaces."""
    line = " ".join(escape_control_chars(text).split())
    if cell_len(line) > width:
        line = f"{set_cell_size(line, width - 1)}…"
    return set_cell_size(line, width)
