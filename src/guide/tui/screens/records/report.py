"""The report of a stored interview, written to a file that somebody names."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from guide.common.new_file import FileWriteError, write_new
from guide.common.text import escape_control_chars
from guide.engine.recommendation import recommend
from guide.engine.walk import Walk
from guide.presenters.interview_prompts import NOTES_OUT
from guide.presenters.interview_record import InterviewRecord
from guide.reports import FORMATS, render
from guide.tui.dialogs import TextDialog, show_message


class ReportScreen(TextDialog):
    """Asks for the file, and writes the report of a stored interview to it.

    The notes are left out unless they are asked for; those of a walk for oneself are in it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("ctrl+n", "turn_notes", "Notes", priority=True),
    ]

    heading = "Write the report to this file"

    def __init__(self, record: InterviewRecord, walk: Walk) -> None:
        super().__init__()
        self._record = record
        self._walk = walk
        self._with_notes = record.interview.opened.own
        self.form = (record.name, "report")
        # The id, as names of files are seen by others.
        self.given = (str(Path.cwd() / f"interview-{record.name[:8]}.html"),)

    def hints(self) -> Iterator[Static]:
        yield Static(f"Its name may end in {', '.join(FORMATS)}.", id="told", classes="quiet", markup=False)
        if self._record.interview.notes:
            yield Static(self._notes_hint(), id="notes", classes="quiet", markup=False)

    def submit(self, text: str) -> None:
        path = Path(text).expanduser()
        form = path.suffix.lower()
        if form not in FORMATS:
            self._complain(f"The name of a report ends in {', '.join(FORMATS)}.")
            return
        record = self._record
        notes = record.interview.notes
        report = render(form, recommend(self._walk), record.voice, notes, record.meeting, self._with_notes)
        try:
            written = write_new(path, report)
        except FileWriteError as error:
            self._complain(str(error))
            return
        app = self.app
        self.hand_in()
        self.dismiss()
        show_message(app, f"The report is in {written}.")

    def _notes_hint(self) -> str:
        return "The notes are in it." if self._with_notes else NOTES_OUT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "turn_notes":
            return bool(self._record.interview.notes)
        return super().check_action(action, parameters)

    def action_turn_notes(self) -> None:
        self._with_notes = not self._with_notes
        self.query_one("#notes", Static).update(self._notes_hint())

    def _complain(self, sentence: str) -> None:
        hint = self.query_one("#told", Static)
        hint.update(escape_control_chars(sentence))
        hint.set_classes("wrong")
