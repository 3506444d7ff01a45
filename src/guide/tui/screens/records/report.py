"""Where the report of an interview is to be written."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from guide.common.new_file import FileWriteError, write_new
from guide.common.text import escape_control_chars
from guide.engine.recommendation import recommend
from guide.engine.walk import Walk
from guide.presenters.interview_prompts import NOTES_OUT
from guide.presenters.interview_record import InterviewRecord
from guide.reports import FORMATS, render
from guide.tui.drafts import FormScreen, Texts
from guide.tui.screens.records.cards import show_message
from guide.tui.widgets.text_field import TextField


class ReportScreen(FormScreen, ModalScreen[None]):
    """The notes are left out unless they are asked for; a walk for oneself has its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("ctrl+n", "turn_notes", "Notes in or out", priority=True),
    ]

    def __init__(self, it: InterviewRecord, walk: Walk) -> None:
        super().__init__()
        self._it = it
        self._walk = walk
        self._with_notes = it.interview.opened.own
        self.form = (it.name, "report")
        # The id, as names of files are seen by others.
        self.given = (str(Path.cwd() / f"interview-{it.name[:8]}.html"),)

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("Write the report to this file", classes="heading", markup=False)
            yield TextField(*self.begun)
            yield Static(
                f"Its name may end in {', '.join(FORMATS)}.", id="told", classes="quiet", markup=False
            )
            if self._it.interview.notes:
                yield Static(self._notes_told(), id="notes", classes="quiet", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(TextField).focus()

    def written(self) -> Texts:
        return (self.query_one(TextField).value,)

    def on_text_field_said(self, event: TextField.Said) -> None:
        path = Path(event.text).expanduser()
        form = path.suffix.lower()
        if form not in FORMATS:
            self._complain(f"The name of a report ends in {', '.join(FORMATS)}.")
            return
        it = self._it
        notes = it.interview.notes
        text = render(form, recommend(self._walk), it.voice, notes, it.meeting, self._with_notes)
        try:
            written = write_new(path, text)
        except FileWriteError as error:
            self._complain(str(error))
            return
        app = self.app
        self.hand_in()
        self.dismiss()
        show_message(app.screen, f"The report is in {written}.")

    def _notes_told(self) -> str:
        return "The notes are in it." if self._with_notes else NOTES_OUT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "turn_notes":
            return bool(self._it.interview.notes)
        return super().check_action(action, parameters)

    def action_turn_notes(self) -> None:
        self._with_notes = not self._with_notes
        self.query_one("#notes", Static).update(self._notes_told())

    def _complain(self, sentence: str) -> None:
        told = self.query_one("#told", Static)
        told.update(escape_control_chars(sentence))
        told.set_classes("wrong")

    def action_leave(self) -> None:
        self.put_aside()
        self.dismiss()
