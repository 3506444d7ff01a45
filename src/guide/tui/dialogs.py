"""Dialogs over a screen: a message, a choice, a text to write."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.tui.base import DialogBase, Result
from guide.tui.drafts import Texts
from guide.tui.form_screen import FormScreen
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.text_field import TextField
from guide.tui.widgets.text_input import FreeTextInput


class MessageDialog(DialogBase[None]):
    """A sentence to be read, until a key is pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "leave", "Go on"),
        Binding("b,escape,backspace,left", "leave", "Back", show=False),
    ]

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(escape_control_chars(self._sentence), id="sentence", markup=False)
        yield KeyFooter()

    def action_leave(self) -> None:
        self.dismiss()


class ChoiceCard(DialogBase[Result]):
    """Base class of dialogs whose card scrolls to the choice under the cursor."""

    AUTO_FOCUS = ""

    def on_resize(self) -> None:
        self.call_after_refresh(self._bring_up)

    def on_option_list_option_highlighted(self) -> None:
        self.call_after_refresh(self._bring_up)

    def _bring_up(self) -> None:
        if is_attached(self):
            self.query_one(Choices).bring_into_view(self.query_one(".card"))


class ChoiceDialog(ChoiceCard[str | None]):
    """A question with choices. Its result is the id of the choice, or None where it is closed without one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("b,escape,backspace,left", "leave", "Back")]

    def __init__(
        self, heading: str, choices: Sequence[tuple[str, str]], text: str = "", chosen: str = ""
    ) -> None:
        """
        Args:
            heading: The question.
            choices: Id and text of each.
            text: What is said below the heading.
            chosen: The id that the cursor is on; an empty text puts it on the first.
        """
        super().__init__()
        self._heading = heading
        self._choices = choices
        self._text = text
        self._chosen = chosen

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(escape_control_chars(self._heading), classes="heading", markup=False)
            if self._text:
                yield Static(escape_control_chars(self._text), classes="said", markup=False)
            yield Choices(compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.show(self._choices, self._chosen or None, preset=True)
        # The card is scrolled to the cursor instead.
        choices.focus(scroll_visible=False)

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        self.dismiss(event.option)

    def action_leave(self) -> None:
        self.dismiss(None)


class TextDialog(DialogBase[Any], FormScreen):
    """A dialog to write a text in. A text that was not handed in is there again when it is next opened.

    Subclasses set ``form`` and ``given`` (one text), bind the action ``leave``, and define ``submit``.
    """

    heading: str

    def compose(self) -> ComposeResult:
        (text,) = self.begun
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(self.heading, classes="heading", markup=False)
            yield self.field(text)
            yield from self.hints()
        yield KeyFooter()

    def field(self, text: str) -> TextField | FreeTextInput:
        """Return the widget to write in, containing this text. Subclasses may override it."""
        return TextField(text)

    def hints(self) -> Iterator[Static]:
        """Yield the widgets below the text field."""
        yield from ()

    def submit(self, text: str) -> None:
        """Called on Enter, with the text without spaces around it."""
        raise NotImplementedError

    def on_mount(self) -> None:
        self.query_one("TextField, FreeTextInput").focus()

    def written(self) -> Texts:
        return (
            *(field.value for field in self.query(TextField)),
            *(field.text for field in self.query(FreeTextInput)),
        )

    def on_text_field_entered(self, event: TextField.Entered) -> None:
        self.submit(event.text)

    def on_free_text_input_submitted(self, event: FreeTextInput.Submitted) -> None:
        self.submit(event.text)

    def action_leave(self) -> None:
        self.put_aside()
        self.dismiss(None)


@contextmanager
def report_errors(app: App[Any]) -> Iterator[None]:
    """Show a message where the block raises an error of the store or a file, and go on after the block."""
    from guide.common.new_file import FileWriteError
    from guide.storage import StoreError

    try:
        yield
    except (StoreError, FileWriteError) as error:
        show_message(app, str(error))


def show_message(app: App[Any], sentence: str) -> None:
    """Open a dialog with one sentence and a button to close it."""
    app.push_screen(MessageDialog(sentence))
