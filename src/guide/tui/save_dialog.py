"""The dialog that asks where a report is to be written to."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.widgets import Static

from guide.common.new_file import FileWriteError, next_free, write_new
from guide.common.text import escape_control_chars
from guide.presenters.interview_prompts import NOTES_OUT
from guide.reports import SUFFIXES
from guide.reports.file import parse_path, propose_path, shorten_path
from guide.tui.base import AppBase
from guide.tui.dialogs import TextDialog
from guide.tui.report_draft import ReportDraft, Saved
from guide.tui.terminal.input_gate import Choice
from guide.tui.widgets.text_field import TextField

HINT = f"Enter saves a report. Its name may end in {SUFFIXES}."
LOW = 18
"""Rows below which the field has no frame."""
KEEP = "→ Or keep it in the records on this computer"


class KeepLine(Static, can_focus=True):
    """A line to keep the result in the records instead. Enter or a click does it."""

    app = getters.app(AppBase)

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "keep", "Keep it")]

    class Chosen(Choice):
        """It is to be kept."""

    def __init__(self) -> None:
        super().__init__(KEEP, id="keep", markup=False)

    def on_click(self, event: Click) -> None:
        if event.chain == 1:
            self.action_keep()

    def action_keep(self) -> None:
        if self.app.gate.choose():
            self.post_message(self.Chosen())


class SaveDialog(TextDialog):
    """Asks for a file and writes the report to it, or keeps the result in the records.

    Its result is ``Saved``, or None where it is left. What goes wrong is said in it, and it stays.
    """

    CSS = """
    KeepLine { height: auto; margin: 1 0 0 0; }
    KeepLine:focus { background: $block-cursor-background; color: $block-cursor-foreground; }
    KeepLine:focus { text-style: bold; }
    App:nocolor KeepLine:focus { text-style: bold reverse; }
    SaveDialog.-tiny KeepLine { margin: 0; }
    SaveDialog.-tiny #hint { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("ctrl+n", "turn_notes", "Notes", priority=True),
        Binding("down", "app.focus_next", "On to the next field", show=False),
        Binding("up", "app.focus_previous", "Back to the field before", show=False),
    ]

    heading = "Save to this file"

    def __init__(self, report: ReportDraft, keep: Callable[[], str] | None) -> None:
        """
        Args:
            report: What is written.
            keep: Keeps it in the records, and returns a sentence on that; None where that cannot be done.
        """
        super().__init__()
        self._report = report
        self._keep = keep
        self._with_notes = report.with_notes
        self._proposed = propose_path(report.name)
        self.form = report.form
        self.given = (shorten_path(self._proposed),)

    def field(self, text: str) -> TextField:
        return TextField(text, compact=self.app.size.height < LOW)

    def on_mount(self) -> None:
        super().on_mount()
        # The end of a long path is what somebody may want to change.
        self.call_after_refresh(self._show_end)

    def _show_end(self) -> None:
        field = self.query_one(TextField)
        field.cursor_position = 0
        field.cursor_position = len(field.value)

    def hints(self) -> Iterator[Static]:
        yield Static(HINT, id="hint", classes="quiet", markup=False)
        if self._report.notes:
            yield Static(self._notes_hint(), id="notes", classes="quiet", markup=False)
        if self._keep is not None:
            yield KeepLine()

    def submit(self, text: str) -> None:
        try:
            path = parse_path(text, self._proposed)
            if (free := next_free(path)) != path:
                self._propose(free, f"{path.name} is there already, and stays as it is. This name is free.")
                return
            report = self._report.render(path.suffix.lower(), with_notes=self._with_notes)
            written = write_new(path, report)
        except FileWriteError as error:
            self._complain(str(error))
        else:
            self.hand_in()
            self.dismiss(Saved(f"The report is in {written}.", written))

    def on_keep_line_chosen(self) -> None:
        from guide.storage import StoreError

        assert self._keep is not None
        try:
            sentence = self._keep()
        except StoreError as error:
            self._complain(str(error))
        else:
            self.hand_in()
            self.dismiss(Saved(sentence, None))

    def _notes_hint(self) -> str:
        return "The notes are in it." if self._with_notes else NOTES_OUT

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "turn_notes":
            return bool(self._report.notes)
        return super().check_action(action, parameters)

    def action_turn_notes(self) -> None:
        self._with_notes = not self._with_notes
        self.query_one("#notes", Static).update(self._notes_hint())

    def _propose(self, path: Path, sentence: str) -> None:
        self.query_one(TextField).value = shorten_path(path)
        self._show_end()
        self._complain(sentence)

    def _complain(self, sentence: str) -> None:
        hint = self.query_one("#hint", Static)
        hint.update(escape_control_chars(sentence))
        hint.set_classes("wrong")
