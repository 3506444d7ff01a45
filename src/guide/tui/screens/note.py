"""A note to the question at hand."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Footer, Static

from guide.presenters.interview_prompts import NOTE_STAYS
from guide.tui.base import DialogBase, FormScreen
from guide.tui.drafts import Texts
from guide.tui.widgets.text_input import Words

KEPT = "Enter keeps it. Ctrl+J begins a new line."
WHILE_HERE = "Enter keeps it for as long as the answers; a report of them has it. Ctrl+J begins a new line."


class NoteScreen(FormScreen, DialogBase[None]):
    CSS_PATH = "interview/interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave it as it was")]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question
        app = self.app
        session = app.keeper.interview
        self.form = (session.name if session else "", "note", question)
        self.given = (app.notes.get(question, ""),)

    def compose(self) -> ComposeResult:
        (text,) = self.begun
        with Vertical(classes="card"):
            yield Static("Your note to this question", classes="heading", markup=False)
            yield Words(text)
            told = f"{KEPT} {NOTE_STAYS}" if self.app.keeper.interview else WHILE_HERE
            yield Static(told, classes="quiet", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(Words).focus()

    def written(self) -> Texts:
        return (self.query_one(Words).text,)

    def on_words_said(self, event: Words.Said) -> None:
        app = self.app
        kept = {name: text for name, text in app.notes.items() if name != self._question}
        self.hand_in()
        self.dismiss()
        app.go_to(app.walk, {**kept, self._question: event.text} if event.text else kept)

    def action_leave(self) -> None:
        self.put_aside()
        self.dismiss()
