"""Whom an interview is with, who holds it, and on what occasion."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.presenters.interview_prompts import INTERVIEWER, OCCASION, PERSON
from guide.tui.drafts import Texts
from guide.tui.form_screen import FormScreen
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.text_field import TextField

FIELDS = (PERSON, INTERVIEWER, OCCASION)

Names = tuple[str, str, str]
"""Person, interviewer and occasion."""


class NamesScreen(FormScreen):
    """A form for person, interviewer and occasion. Its result is those names, or None where it was left.

    ``given`` are the texts of its fields at first.
    """

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, heading: str, given: Names = ("", "", ""), owner: str = "") -> None:
        super().__init__(classes="form")
        self._heading = heading
        self.given = given
        self.form = (owner, "names", *given)

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(escape_control_chars(self._heading), classes="heading", markup=False)
            for label, text in zip(FIELDS, self.begun, strict=True):
                yield Static(label, classes="label", markup=False)
                yield TextField(text, compact=True, more=label != FIELDS[-1])
            yield Static(id="fault", markup=False)
            yield Static("Enter goes on. All but the first may be empty.", classes="quiet", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query(TextField).first().focus()

    def written(self) -> Texts:
        return tuple(field.value for field in self.query(TextField))

    def on_text_field_entered(self) -> None:
        person, interviewer, occasion = (text.strip() for text in self.written())
        if person:
            self.take((person, interviewer, occasion))
        else:
            self.query_one("#fault", Static).update("Write a name, or a code that stands for one.")
            self.query(TextField).first().focus()

    def take(self, names: Names) -> None:
        """Called with the names when the form is handed in: closes it with them as its result."""
        self.hand_in()
        self.dismiss(names)

    def action_leave(self) -> None:
        self.put_aside()
        self.dismiss(None)
