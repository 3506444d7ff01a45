"""How far the walk has come: in words, and as a line that fills up."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget


class Position(Widget):
    """``progress`` goes from 0 to 1. What is done is thicker, as colours may be missing."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"position--done", "position--ahead"}
    DEFAULT_CSS = "Position { height: 1; }"

    told: reactive[str] = reactive("")
    progress: reactive[float] = reactive(0.0)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        told = f"{self.told}  "
        room = max(self.size.width - cell_len(told), 0)
        done = round(room * self.progress)
        return Strip(
            [
                Segment(told, self.rich_style),
                Segment("━" * done, self.get_component_rich_style("position--done")),
                Segment("─" * (room - done), self.get_component_rich_style("position--ahead")),
            ]
        ).crop_extend(0, self.size.width, self.rich_style)
