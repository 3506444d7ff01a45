"""The list of records: stored interviews, page by page."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import var
from textual.widgets import Static

from guide.common.dates import today
from guide.presenters.event_text import NOTHING_ELSE
from guide.sessions.rule_versions import RuleVersions
from guide.storage import DamagedError, MissingError, Store, StoreError
from guide.storage.queries import Row
from guide.tui.base import ScreenBase
from guide.tui.dialogs import report_errors, show_message
from guide.tui.screens.records.delete import ask_to_delete
from guide.tui.screens.records.list_state import PAGE, ListPage, ListState, fetch_page, rescue
from guide.tui.screens.records.list_status import no_rows_text, status_line
from guide.tui.screens.records.list_table import Headings, RecordTable
from guide.tui.screens.records.search_bar import SearchBar
from guide.tui.widgets.key_footer import show_keys

DELETE_DAMAGED = "It cannot be shown. Delete it?"


class RecordsScreen(ScreenBase[None]):
    """Lists the interviews of a store, which it closes when it is removed.

    ``on_resume`` is called with the id of an interview to go on with; ``today`` is the day by which reviews
    are due.
    """

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace", "back", "Back"),
        Binding("s", "save", "Save"),
        Binding("slash", "search", "Search"),
        Binding("f", "filter", "Filter"),
        Binding("o", "sort", "Order"),
        Binding("v", "waiting", "Reviews"),
        Binding("i", "figures", "Figures"),
    ]

    list_state: var[ListState] = var(ListState(), init=False)

    def __init__(
        self,
        store: Store,
        library: RuleVersions,
        on_resume: Callable[[str], None] | None = None,
        today: Callable[[], date] = today,
    ) -> None:
        super().__init__()
        self._store = store
        self._library = library
        self._on_resume = on_resume
        self._today = today
        self._page, self._failed, self._shown_at = ListPage(), False, Size()

    def compose(self) -> ComposeResult:
        yield Static(id="extent", markup=False)
        yield SearchBar()
        yield Static(id="empty", markup=False)
        yield Headings()
        yield RecordTable(compact=True)

    def on_mount(self) -> None:
        self.call_after_refresh(show_keys, self)

    def on_unmount(self) -> None:
        self._store.close()

    def on_screen_resume(self) -> None:
        """Read the page anew, as interviews may have changed; not right after that failed."""
        if not self._failed:
            self._read(at=self.query_one(RecordTable).cursor)
        self._failed = False
        self.query_one(RecordTable).focus()

    def on_resize(self) -> None:
        if self.size != self._shown_at:
            self._show(at=self.query_one(RecordTable).cursor)

    def watch_list_state(self) -> None:
        self._read()

    def _read(self, at: int = 0) -> None:
        self._failed = True
        with report_errors(self.app):
            try:
                self._page = fetch_page(self._store, self.list_state, self._today())
            except DamagedError:
                self._store, self._library, message = rescue(self._store)
                self._page = fetch_page(self._store, self.list_state, self._today())
                show_message(self.app, message)
            self._show(at)
            self._failed = False

    def _show(self, at: int = 0) -> None:
        if not self.size or self._pruning:
            return
        page, query, self._shown_at = self._page, self.list_state.query, self.size
        self.query_one(RecordTable).show(self._library, page, query, self.size, at)
        self.query_one(Headings).show(page, query, self.size)
        self.query_one("#extent", Static).update(status_line(page, query, self.size.width - 2))
        self.query_one("#empty", Static).update("" if page.total else no_rows_text(query))
        self.set_class(not page.total, "-empty")

    def on_record_table_turned(self, event: RecordTable.Turned) -> None:
        offset = self._page.offset + event.pages * PAGE
        if event.pages in (1, -1) and not 0 <= offset < self._page.total:
            return
        self.list_state = self.list_state.at(offset)
        self.query_one(RecordTable).move_cursor(PAGE if event.last else 0)

    def on_headings_picked(self, event: Headings.Picked) -> None:
        self.list_state = self.list_state.sorted_by(event.sort)

    def on_record_table_chosen(self, event: RecordTable.Chosen) -> None:
        # Keys that come fast can have brought another page meanwhile.
        for row in (row for row in self._page.rows if row.id == event.row):
            self.open_row(row)

    def open_row(self, row: Row) -> None:
        """Show the interview; where it is damaged, say so and offer to delete it."""
        from guide.tui.screens.records.detail import DetailScreen

        if row.state == "private":
            show_message(self.app, f"{row.changed} – {NOTHING_ELSE}")
            return
        try:
            self.app.push_screen(DetailScreen(self._store, self._library, row.id, self._on_resume))
        except MissingError as error:
            show_message(self.app, str(error))
        except StoreError as error:
            ask_to_delete(self, self._store.path, row, f"{error} {DELETE_DAMAGED}")

    def action_search(self) -> None:
        self.query_one(SearchBar).open()

    def on_search_bar_wanted(self, event: SearchBar.Wanted) -> None:
        if event.words != self.list_state.query.search:
            self.list_state = self.list_state.for_words(event.words)
        if event.done:
            self.query_one(RecordTable).focus()

    def action_sort(self) -> None:
        self.list_state = self.list_state.in_next_order()

    def action_filter(self) -> None:
        self.list_state = self.list_state.in_next_state()

    def action_waiting(self) -> None:
        """The reviews that are due, or all interviews again."""
        day = "" if self.list_state.query.due else self._today().isoformat()
        self.list_state = self.list_state.waiting(day)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "save":
            return bool(self.list_state.query.due)
        return super().check_action(action, parameters)

    def action_save(self) -> None:
        """Write the reviews that wait to a calendar file."""
        from guide.tui.screens.records.calendar_dialog import save_calendar

        save_calendar(self, self._store)

    def action_figures(self) -> None:
        from guide.tui.screens.records.statistics import FiguresScreen

        self.app.push_screen(FiguresScreen(self._store.path, self._today()))

    def action_back(self) -> None:
        if self.query_one(SearchBar).close():
            self.query_one(RecordTable).focus()
        elif self.list_state.query.due:
            self.action_waiting()
        else:
            self.dismiss()
