"""One interview: what is kept of it, and what can be done with it."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer

from guide.engine.recommendation import recommend
from guide.interviews.events import Event
from guide.presenters.explanation import Line, Section, explain
from guide.presenters.interview_record import record_sections
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage import event_store as journal
from guide.tui.screens.records.cards import telling
from guide.tui.screens.records.delete import ask_to_delete
from guide.tui.screens.records.edit import ask_next_review, show_correction
from guide.tui.screens.records.list_status import in_short
from guide.tui.screens.records.lookup import find_row, recorded_of, show_comparison
from guide.tui.screens.records.text_screen import PageScreen
from guide.tui.widgets.scroll_page import ScrollPage


class DetailScreen(Screen[None]):
    """Raises StoreError where the interview cannot be read."""

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "leave", "Back"),
        Binding("o,enter", "explain", "Reasons", key_display="o"),
        Binding("r", "report", "Report"),
        Binding("g", "go_on", "Go on"),
        Binding("v", "compare", "Compare"),
        Binding("c", "correct", "Correct"),
        Binding("h", "review", "Held"),
        Binding("d", "delete", "Delete"),
    ]

    def __init__(
        self, store: Store, library: RuleVersions, name: str, on_resume: Callable[[str], None] | None
    ) -> None:
        super().__init__()
        self._store = store
        self._library = library
        self._row = find_row(store, name)
        self._it = recorded_of(store, library, self._row)
        self._on_resume = on_resume

    def compose(self) -> ComposeResult:
        yield ScrollPage(
            Section("head", self._it.person, (Line(in_short(self._row)),)), *record_sections(self._it)
        )
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(ScrollPage).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "explain" | "report":
                return self._it.decision is not None
            case "review":
                return bool(self._row.review)
            case "go_on":
                return self._row.state == "open" and self._on_resume is not None
        return super().check_action(action, parameters)

    def action_explain(self) -> None:
        it, walk = self._it, self._it.walk
        if walk is None:
            return
        words = explain(recommend(walk), it.voice, it.interview.notes)
        head = Section("head", words.title, (words.because, Line(words.clarity)))
        self.app.push_screen(PageScreen(head, *words.sections))

    def action_report(self) -> None:
        from guide.tui.screens.records.report import ReportScreen

        if (walk := self._it.walk) is not None:
            self.app.push_screen(ReportScreen(self._it, walk))

    def action_go_on(self) -> None:
        if self._on_resume is not None:
            self._on_resume(self._it.name)

    def action_compare(self) -> None:
        with telling(self):
            show_comparison(self, self._store, self._library, self._row)

    def action_correct(self) -> None:
        show_correction(self, self._row.id, self._it.interview.opened, self._add)

    def action_review(self) -> None:
        ask_next_review(self, self._row.id, self._add)

    def _add(self, event: Event) -> None:
        """The interview one event on, shown anew."""
        with telling(self):
            journal.append(self._store, self._row.id, self._it.interview, event)
            after = DetailScreen(self._store, self._library, self._row.id, self._on_resume)
            self.app.switch_screen(after)

    def action_delete(self) -> None:
        heading = f"Delete this interview: {self._it.person}, {self._it.day}?"
        ask_to_delete(self, self._store.path, self._row, heading, self.dismiss)

    def action_leave(self) -> None:
        self.dismiss()
