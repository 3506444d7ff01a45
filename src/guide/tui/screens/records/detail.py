"""A stored interview, and what can be done with it."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from guide.engine.recommendation import recommend
from guide.interviews.events import Event
from guide.presenters.explanation import explain
from guide.presenters.interview_record import record_sections
from guide.presenters.view_models import Line, Section
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage import event_store as journal
from guide.tui.base import ScreenBase
from guide.tui.dialogs import report_errors
from guide.tui.screens.records.delete import ask_to_delete
from guide.tui.screens.records.edit import ask_next_review, show_correction
from guide.tui.screens.records.list_status import row_summary
from guide.tui.screens.records.lookup import find_row, recorded_of, show_comparison
from guide.tui.screens.records.text_screen import PageScreen
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.scroll_page import ScrollPage


class DetailScreen(ScreenBase[None]):
    """Shows one stored interview. To make the screen raises StoreError where it cannot be read.

    ``on_resume`` is called with the id of an interview to go on with; None where that is not offered.
    """

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "leave", "Back"),
        Binding("g", "go_on", "Go on"),
        Binding("w,enter", "explain", "Why"),
        Binding("s", "report", "Save"),
        Binding("v", "review", "Review held"),
        Binding("c", "compare", "Compare"),
        Binding("e", "correct", "Edit"),
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
        self._on_resume = on_resume

    def compose(self) -> ComposeResult:
        yield ScrollPage(
            Section("head", self._record.person, (Line(row_summary(self._row)),)),
            *record_sections(self._record),
        )
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one(ScrollPage).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "explain" | "report":
                return self._record.decision is not None
            case "review":
                return bool(self._row.review)
            case "go_on":
                return self._row.state == "open" and self._on_resume is not None
        return super().check_action(action, parameters)

    def action_explain(self) -> None:
        record, walk = self._record, self._record.walk
        if walk is None:
            return
        explanation = explain(recommend(walk), record.voice, record.interview.notes)
        head = Section("head", explanation.title, (explanation.because, Line(explanation.clarity)))
        self.app.push_screen(PageScreen(head, *explanation.sections))

    def action_report(self) -> None:
        from guide.tui.save_report import open_save_dialog
        from guide.tui.screens.records.report_dialog import record_report

        if (walk := self._record.walk) is not None:
            open_save_dialog(self.app, record_report(self._record, walk))

    def action_go_on(self) -> None:
        if self._on_resume is not None:
            self._on_resume(self._record.name)

    def action_compare(self) -> None:
        with report_errors(self.app):
            show_comparison(self, self._store, self._library, self._row)

    def action_correct(self) -> None:
        show_correction(self, self._row.id, self._record.interview.opened, self._add)

    def action_review(self) -> None:
        ask_next_review(self, self._row.id, self._add)

    def _add(self, event: Event) -> None:
        """Add an event to the interview, and show it anew."""
        with report_errors(self.app):
            journal.append(self._store, self._row.id, self._record.interview, event)
            self.app.switch_screen(DetailScreen(self._store, self._library, self._row.id, self._on_resume))

    def action_delete(self) -> None:
        heading = f"Delete this interview: {self._record.person}, {self._record.day}?"
        ask_to_delete(self, self._store.path, self._row, heading, self.dismiss)

    def action_leave(self) -> None:
        self.dismiss()
