"""A stored interview, and what can be done with it."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from guide.common.dates import today
from guide.engine.recommendation import recommend
from guide.interviews.changes import RecordChange
from guide.interviews.events import Reviewed
from guide.presenters.explanation import explain
from guide.presenters.interview_record import AS_READ, record_sections
from guide.presenters.retention_text import kept_until_text
from guide.presenters.view_models import Line, Section
from guide.sessions.record_changes import change_interview, hold_review
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage.expiry import kept_until
from guide.tui.base import ScreenBase
from guide.tui.dialogs import ChoiceDialog, report_errors
from guide.tui.screens.records.delete import ask_to_delete
from guide.tui.screens.records.edit import ask_change, ask_review
from guide.tui.screens.records.list_status import row_summary
from guide.tui.screens.records.lookup import find_row, recorded_of, show_comparison
from guide.tui.screens.records.text_screen import PageScreen
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.scroll_page import ScrollPage

WHAT_TO_SAVE = "What is to be saved?"
SAVED_FORMS = {
    "report": "The whole report\nwith all reasons and sources",
    "summary": "A summary for the person\non one page or as a mail, with what you choose",
}


class DetailScreen(ScreenBase[None]):
    """Shows one stored interview. To make the screen raises StoreError where it cannot be read.

    ``on_resume`` is called with the id of an interview to go on with; None where that is not offered.
    """

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "leave", "Back"),
        Binding("g", "go_on", "Go on"),
        Binding("w,enter", "explain", "Why"),
        Binding("s", "save", "Save"),
        Binding("v", "review", "Review held"),
        Binding("c", "compare", "Compare"),
        Binding("e", "edit", "Edit"),
        Binding("d", "delete", "Delete"),
    ]

    def __init__(
        self, store: Store, library: RuleVersions, name: str, on_resume: Callable[[str], None] | None
    ) -> None:
        super().__init__()
        self._store = store
        self._library = library
        self._row = find_row(store, name)
        self._record = recorded_of(store, library, self._row)
        self._kept_until = kept_until(store, self._row)
        self._on_resume = on_resume

    def compose(self) -> ComposeResult:
        time = kept_until_text(self._kept_until, today())
        yield ScrollPage(
            Section("head", self._record.person, tuple(map(Line, (row_summary(self._row), time)))),
            *record_sections(self._record, today()),
        )
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one(ScrollPage).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "explain" | "save":
                return self._record.decision is not None
            case "review":
                return self._record.interview.finished is not None
            case "go_on":
                return self._row.state == "open" and self._on_resume is not None
        return super().check_action(action, parameters)

    def action_explain(self) -> None:
        record, walk = self._record, self._record.walk
        if walk is None:
            return
        explanation = explain(recommend(walk), record.voice, record.interview.notes)
        read_by = () if record.interview.opened.own else (Line(AS_READ),)
        lines = (*read_by, explanation.because, Line(explanation.clarity))
        head = Section("head", explanation.title, tuple(line for line in lines if line.text))
        self.app.push_screen(PageScreen(head, *explanation.sections))

    def action_save(self) -> None:
        self.app.push_screen(ChoiceDialog(WHAT_TO_SAVE, [*SAVED_FORMS.items()]), self._save)

    def _save(self, form: str | None) -> None:
        from guide.tui.save_report import open_save_dialog
        from guide.tui.screens.records.report_dialog import record_report
        from guide.tui.screens.records.summary_dialog import SummaryDialog

        walk = self._record.walk
        if form == "report" and walk is not None:
            open_save_dialog(self.app, record_report(self._record, walk))
        elif form == "summary":
            self.app.push_screen(SummaryDialog(self._record))

    def action_go_on(self) -> None:
        if self._on_resume is not None:
            self._on_resume(self._record.name)

    def action_compare(self) -> None:
        with report_errors(self.app):
            show_comparison(self, self._store, self._library, self._row)

    def action_edit(self) -> None:
        ask_change(self, self._record, self._change)

    def action_review(self) -> None:
        ask_review(self, self._row.id, self._hold)

    def _change(self, change: RecordChange) -> None:
        with report_errors(self.app):
            change_interview(self._store, self._row.id, self._record.interview, change)
            self._show_anew()

    def _hold(self, review: Reviewed) -> None:
        with report_errors(self.app):
            hold_review(self._store, self._row.id, self._record.interview, review)
            self._show_anew()

    def _show_anew(self) -> None:
        self.app.switch_screen(DetailScreen(self._store, self._library, self._row.id, self._on_resume))

    def action_delete(self) -> None:
        heading = f"Delete this interview: {self._record.person}, {self._record.day}?"
        ask_to_delete(self, self._store.path, self._row, heading, self.dismiss)

    def action_leave(self) -> None:
        self.dismiss()
