"""Several lines to write on."""

from typing import ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.widgets import TextArea

from guide.tui.terminal.gated_app import GatedApp
from guide.tui.terminal.input_gate import Choice
from guide.tui.widgets.text_field import on_one_line


class FreeTextInput(TextArea):
    """A text of several lines.

    Enter posts ``Submitted``, or with ``more`` goes to the next field instead. Ctrl+J breaks the line unless
    it is ``one_line``.
    """

    app = getters.app(GatedApp)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Go on"),
        Binding("ctrl+j", "break_line", "New line"),
    ]

    class Submitted(Choice):
        """Enter was pressed; ``text`` is without spaces around it."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, text: str, *, one_line: bool = False, more: bool = False) -> None:
        super().__init__(text, compact=True, highlight_cursor_line=False)
        self._one_line = one_line
        self._more = more
        self.move_cursor(self.document.end)

    def on_key(self, event: Key) -> None:
        # A priority binding would overtake letters that were typed fast.
        if event.key == "enter":
            event.prevent_default().stop()
            self.action_submit()

    def on_paste(self, event: Paste) -> None:
        if self._one_line:
            event.prevent_default().stop()
            self.insert(on_one_line(event.text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "break_line":
            return not self._one_line
        return super().check_action(action, parameters)

    def action_submit(self) -> None:
        if self._more:
            # The next field is on the screen already: what is typed on is meant for it.
            self.screen.focus_next()
        elif self.app.gate.choose():
            self.post_message(self.Submitted(self.text.strip()))

    def action_break_line(self) -> None:
        self.insert("\n")
