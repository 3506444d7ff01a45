"""One more thing, which can be added to a result once it is on the screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.events import Click
from textual.widgets import Static

from guide.engine.decision import more_options
from guide.engine.walk import Walk

if TYPE_CHECKING:
    from guide.tui.app import GuideApp

ADD = "One more thing? Press m."
ADDED = "Press m for something else, b to take it back."


class MoreLine(Static):
    def on_click(self, event: Click) -> None:
        if event.chain == 1:
            add_to(cast("GuideApp", self.app))


def more_line(walk: Walk) -> Iterator[MoreLine]:
    """The line that says so, where something is left to add."""
    if more_options(walk):
        yield MoreLine(ADD if walk.added is None else ADDED, id="more", classes="quiet", markup=False)


def add_to(app: "GuideApp") -> None:
    """Ask what is to be added to the result of the app's walk."""
    from guide.tui.screens.answers import ReviseScreen

    if app.guide.more and more_options(app.walk):
        app.push_screen(ReviseScreen(app.guide.more))
