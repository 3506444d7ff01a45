"""A row of the list, drawn when it is scrolled to: a page has hundreds of cells."""

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from guide.explain import visible


class Cells(Visual):
    """Texts side by side, each as wide as its column and with ``padding`` on each side of it."""

    def __init__(self, texts: tuple[str, ...], widths: tuple[int, ...], padding: int) -> None:
        self.texts = texts
        self._widths = widths
        self._space = " " * padding

    def render_strips(
        self,
        width: int,
        height: int | None,  # noqa: ARG002
        style: Style,
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        line = "".join(
            f"{self._space}{cut(text, wide)}{self._space}"
            for text, wide in zip(self.texts, self._widths, strict=True)
        )
        return [Strip([Segment(set_cell_size(line, width), style.rich_style)], width)]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return 1


class Stacked(Visual):
    """Texts one below the other, the first of several in bold."""

    def __init__(self, texts: tuple[str, ...], padding: int) -> None:
        self.texts = texts
        self._padding = padding

    def render_strips(
        self,
        width: int,
        height: int | None,  # noqa: ARG002
        style: Style,
        options: RenderOptions,  # noqa: ARG002
    ) -> list[Strip]:
        room = max(1, width - 2 * self._padding)
        bold = Style(bold=True) if len(self.texts) > 1 else Style()
        styles = ((style + bold).rich_style, *[style.rich_style] * (len(self.texts) - 1))
        return [
            Strip([Segment(set_cell_size(f"{' ' * self._padding}{cut(text, room)}", width), drawn)], width)
            for text, drawn in zip(self.texts, styles, strict=True)
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002
        return len(self.texts)


def cut(text: str, width: int) -> str:
    """On one line and exactly so wide, with an ellipsis where something is left out."""
    line = " ".join(visible(text).split())
    if cell_len(line) > width:
        line = f"{set_cell_size(line, width - 1)}…"
    return set_cell_size(line, width)
