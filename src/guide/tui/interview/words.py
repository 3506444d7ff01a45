"""A place to write in somebody's own words."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key
from textual.message import Message
from textual.widgets import TextArea


class Words(TextArea):
    """Enter ends it; a line can be broken by Ctrl+J."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "said", "Go on"),
        Binding("ctrl+j", "break_line", "New line"),
    ]

    class Said(Message):
        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, text: str) -> None:
        super().__init__(text, compact=True, highlight_cursor_line=False)
        self.move_cursor(self.document.end)

    def on_key(self, event: Key) -> None:
        # A priority binding would overtake letters that were typed fast.
        if event.key == "enter":
            event.prevent_default().stop()
            self.action_said()

    def action_said(self) -> None:
        self.post_message(self.Said(self.text.strip()))

    def action_break_line(self) -> None:
        self.insert("\n")
