"""One interview: what is kept of it, and what can be done with it."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer

from guide.advice import recommend
from guide.explain import Line, Section, explain
from guide.explain.record import title
from guide.explain.recorded import Recorded, recorded
from guide.library import Library
from guide.store import MissingError, Store, journal
from guide.store.listing import Query, Row, find, page
from guide.tui.records.cards import ChooseScreen, tell, telling
from guide.tui.records.deleting import DeletingScreen
from guide.tui.records.page import Page, PageScreen
from guide.tui.records.told import in_short

MOST = 100
"""Interviews of one person to choose from."""


class DetailScreen(Screen[None]):
    """Raises StoreError where the interview cannot be read."""

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "leave", "Back"),
        Binding("o,enter", "explain", "Recommendation", key_display="o"),
        Binding("r", "report", "Report"),
        Binding("g", "go_on", "Go on"),
        Binding("v", "compare", "Compare"),
        Binding("d", "delete", "Delete"),
    ]

    def __init__(
        self, store: Store, library: Library, name: str, on_resume: Callable[[str], None] | None
    ) -> None:
        super().__init__()
        self._store = store
        self._library = library
        self._row = self._read(name)
        self._it = self._recorded(self._row)
        self._on_resume = on_resume

    def _read(self, name: str) -> Row:
        found = find(self._store, name)
        if not found:
            raise MissingError("This interview is not there any more.")
        return found[0]

    def _recorded(self, row: Row) -> Recorded:
        held = journal.interview(self._store, row.id)
        return Recorded(row.id, row.opened[:10], held, self._library(held.rules))

    def _named(self, row: Row) -> str:
        outcome = title(self._library(row.rules), row.outcome) if row.outcome else ""
        return "\n".join(filter(None, (in_short(row), outcome)))

    def compose(self) -> ComposeResult:
        yield Page(Section("head", self._it.person, (Line(in_short(self._row)),)), *recorded(self._it))
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(Page).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "explain" | "report":
                return self._it.decision is not None
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
        from guide.tui.records.report import ReportScreen

        if (walk := self._it.walk) is not None:
            self.app.push_screen(ReportScreen(self._it, walk))

    def action_go_on(self) -> None:
        if self._on_resume is not None:
            self._on_resume(self._it.name)

    def action_compare(self) -> None:
        with telling(self):
            others = self._others()
            if not others:
                tell(self, "No other interview with this person is kept.")
                return
            choices = [(row.id, self._named(row)) for row in others]
            self.app.push_screen(ChooseScreen("Compare with which one?", choices), self._compare)

    def _others(self) -> list[Row]:
        """Interviews of the same person, the last one first."""
        person = self._it.interview.opened.person
        query = Query(person=person, sort="opened")
        found = page(self._store, query, limit=MOST) if person else ()
        return [row for row in found if row.id != self._row.id]

    def _compare(self, name: str | None) -> None:
        if name is None:
            return
        from guide.tui.records.side_by_side import SideBySideScreen

        with telling(self):
            rows = sorted((self._row, self._read(name)), key=lambda row: row.opened)
            one, other = (self._recorded(row) for row in rows)
            self.app.push_screen(SideBySideScreen(one, other))

    def action_delete(self) -> None:
        choices = [("no", "No, keep it"), ("yes", "Yes, delete it")]
        told = "Nothing of it will be left in the file, and it cannot be brought back."
        heading = f"Delete this interview: {self._it.person}, {self._it.day}?"
        self.app.push_screen(ChooseScreen(heading, choices, told), self._delete_if)

    def _delete_if(self, answer: str | None) -> None:
        if answer == "yes":
            self.app.push_screen(DeletingScreen(self._store.path, self._it.name), self._deleted)

    def _deleted(self, wrong: str | None) -> None:
        if wrong:
            tell(self, wrong)
        else:
            self.dismiss()

    def action_leave(self) -> None:
        self.dismiss()
