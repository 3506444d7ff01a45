"""Cards over the records: a sentence, a question with the harmless answer first, and one to wait with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Footer, Static

from guide.common.new_file import FileWriteError
from guide.common.text import escape_control_chars
from guide.storage import StoreError
from guide.tui.widgets.choices import Choices


class SentenceScreen(ModalScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,b,backspace,space", "leave", "Go on"),
    ]

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(escape_control_chars(self._sentence), id="sentence", markup=False)
        yield Footer()

    def action_leave(self) -> None:
        self.dismiss()


class ChooseScreen(ModalScreen[str | None]):
    """The id of what is chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,b,backspace,left", "leave", "Back")]

    def __init__(
        self, heading: str, choices: list[tuple[str, str]], told: str = "", chosen: str = ""
    ) -> None:
        super().__init__()
        self._heading = heading
        self._choices = choices
        self._told = told
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(escape_control_chars(self._heading), classes="heading", markup=False)
            if self._told:
                yield Static(escape_control_chars(self._told), classes="said", markup=False)
            yield Choices(compact=True)
        yield Footer()

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.show(self._choices, self._chosen or None, preset=True)
        choices.focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        self.dismiss(event.option)

    def action_leave(self) -> None:
        self.dismiss(None)


@contextmanager
def telling(widget: Widget) -> Iterator[None]:
    """What goes wrong with a file is told in a card."""
    try:
        yield
    except (StoreError, FileWriteError) as error:
        show_message(widget, str(error))


def show_message(widget: Any, sentence: str) -> None:
    widget.app.push_screen(SentenceScreen(sentence))
