"""The line that offers to add one more thing to a result."""

from collections.abc import Iterator

from textual import getters
from textual.events import Click
from textual.widgets import Static

from guide.engine.decision import more_options
from guide.engine.walk import Walk
from guide.tui.base import AppBase

ADD = "One more thing? Press m."
ADDED = "Press m for something else, b to take it back."


class MoreLine(Static):
    """The line below a recommendation that offers one more thing; a click opens the dialog to choose it."""

    app = getters.app(AppBase)

    def on_click(self, event: Click) -> None:
        if event.chain == 1:
            self.app.open_addition()


def more_line(walk: Walk) -> Iterator[MoreLine]:
    """The line, where the rules have something left to add; else nothing."""
    if more_options(walk):
        yield MoreLine(ADD if walk.added is None else ADDED, id="more", classes="quiet", markup=False)
