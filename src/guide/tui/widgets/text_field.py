"""A line to write on."""

from textual import getters
from textual.events import Paste
from textual.widgets import Input

from guide.tui.terminal.gated_app import GatedApp
from guide.tui.terminal.input_gate import Choice


class TextField(Input):
    """One line to write in. Enter posts ``Entered``; with ``more``, it goes to the next field instead."""

    app = getters.app(GatedApp)

    class Entered(Choice):
        """Enter was pressed; ``text`` is without spaces around it."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(
        self, text: str = "", placeholder: str = "", *, compact: bool = False, more: bool = False
    ) -> None:
        # What is there already would be gone with the first letter that is typed, were it selected.
        super().__init__(text, placeholder, compact=compact, select_on_focus=False)
        self._more = more

    async def action_submit(self) -> None:
        if self._more:
            self.screen.focus_next()
        elif self.app.gate.choose():
            self.post_message(self.Entered(self.value.strip()))

    def on_paste(self, event: Paste) -> None:
        """Insert all of a pasted text, with spaces in place of line ends."""
        event.prevent_default().stop()
        self.replace(on_one_line(event.text), *self.selection)


def on_one_line(text: str) -> str:
    """The text on one line: each run of white space becomes a space."""
    return " ".join(text.split())
