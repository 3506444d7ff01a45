"""A note to the question at hand."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from guide.presenters.interview_prompts import NOTE_STAYS
from guide.sessions.acts import SetNote
from guide.tui.dialogs import TextDialog
from guide.tui.widgets.text_input import FreeTextInput

KEPT = "Enter saves the note, Ctrl+J begins a new line."
WHILE_HERE = f"{KEPT} It is kept as long as your answers are, and appears in a report."


class NoteScreen(TextDialog):
    """The note to a question of the walk. An empty text removes it."""

    CSS_PATH = "interview/interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    heading = "Your note on this question"

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question
        session = self.app.controller.interview
        self.form = (session.name if session else "", "note", question)
        self.given = (self.app.notes.get(question, ""),)

    def field(self, text: str) -> FreeTextInput:
        return FreeTextInput(text)

    def hints(self) -> Iterator[Static]:
        hint = f"{KEPT} {NOTE_STAYS}" if self.app.controller.interview else WHILE_HERE
        yield Static(hint, classes="quiet", markup=False)

    def submit(self, text: str) -> None:
        app = self.app
        self.hand_in()
        self.dismiss()
        app.perform(SetNote(self._question, text))
