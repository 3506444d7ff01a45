"""How far the walk has come: a text, and a line that fills up."""

from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget


class ProgressLine(Widget):
    """A text with a progress bar behind it: a line whose done part is thicker.

    Attributes:
        text: What is before the line.
        progress: The part of the line that is done, from 0 to 1.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"progress-line--done", "progress-line--ahead"}
    DEFAULT_CSS = "ProgressLine { height: 1; }"

    text: reactive[str] = reactive("")
    progress: reactive[float] = reactive(0.0)

    def render_line(self, y: int) -> Strip:  # noqa: ARG002
        text = f"{self.text}  "
        room = max(self.size.width - cell_len(text), 0)
        done = round(room * self.progress)
        return Strip(
            [
                Segment(text, self.rich_style),
                Segment("━" * done, self.get_component_rich_style("progress-line--done")),
                Segment("─" * (room - done), self.get_component_rich_style("progress-line--ahead")),
            ]
        ).crop_extend(0, self.size.width, self.rich_style)
