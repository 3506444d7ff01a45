"""A note to the question at hand."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Static

from guide.explain.interviewing import NOTE_STAYS

if TYPE_CHECKING:
    from guide.tui.app import GuideApp

KEPT = "Enter keeps it."
WHILE_HERE = "Enter keeps it for as long as the answers; a report of them has it."


class NoteScreen(ModalScreen[None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave it as it was")]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        app = cast("GuideApp", self.app)
        with Vertical(classes="card"):
            yield Static("Your note to this question", classes="heading", markup=False)
            yield Input(app.notes.get(self._question, ""))
            told = f"{KEPT} {NOTE_STAYS}" if app.keeper.interview else WHILE_HERE
            yield Static(told, classes="quiet", markup=False)
        yield Footer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        app = cast("GuideApp", self.app)
        kept = {name: text for name, text in app.notes.items() if name != self._question}
        self.dismiss()
        app.go_to(app.walk, {**kept, self._question: event.value} if event.value.strip() else kept)

    def action_leave(self) -> None:
        self.dismiss()
