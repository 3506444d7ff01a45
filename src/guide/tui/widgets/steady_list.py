"""A list of options that stands clicks and keys which come while it changes."""

from textual._widget_navigation import Direction
from textual.events import Click
from textual.widgets import OptionList


class SteadyList(OptionList):
    """A list whose options may be gone, or not be laid out yet, when a click or a key comes for them."""

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        # What is clicked is what was painted last.
        if event.style.meta.get("option", -1) >= self.option_count:
            event.prevent_default()

    def _move_page(self, direction: Direction) -> None:
        # On a terminal of no height nothing is laid out, and there is no page to turn.
        if self.scrollable_content_region:
            super()._move_page(direction)
