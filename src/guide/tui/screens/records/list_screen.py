"""The records: all interviews that are kept, page by page."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import var
from textual.widgets import Static

from guide.sessions.rule_versions import RuleVersions
from guide.storage import DamagedError, Store
from guide.tui.base import ScreenBase
from guide.tui.dialogs import report_errors, show_message
from guide.tui.screens.records.list_state import PAGE, Found, ListState, look, rescue
from guide.tui.screens.records.list_status import empty, summed_up, today
from guide.tui.screens.records.list_table import Headings, RecordTable
from guide.tui.screens.records.lookup import open_record
from guide.tui.screens.records.search_bar import SearchBar
from guide.tui.widgets.key_footer import show_keys


class RecordsScreen(ScreenBase[None]):
    """``on_resume`` goes on with an interview by its id. The screen closes the store when it goes."""

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace", "back", "Back"),
        Binding("slash", "search", "Search", key_display="/"),
        Binding("s", "sort", "Sort"),
        Binding("f", "filter", "Filter"),
        Binding("w", "waiting", "Due"),
        Binding("i", "figures", "Figures"),
    ]

    looking: var[ListState] = var(ListState(), init=False)

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
        self._found, self._failed, self._shown_at = Found(), False, Size()

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
        """What was deleted or gone on with meanwhile shows; what failed is not tried again at once."""
        if not self._failed:
            self._read(at=self.query_one(RecordTable).cursor)
        self._failed = False
        self.query_one(RecordTable).focus()

    def on_resize(self) -> None:
        if self.size != self._shown_at:
            self._show(at=self.query_one(RecordTable).cursor)

    def watch_looking(self) -> None:
        self._read()

    def _read(self, at: int = 0) -> None:
        self._failed = True
        with report_errors(self.app):
            try:
                self._found = look(self._store, self.looking, self._today())
            except DamagedError:
                self._store, self._library, told = rescue(self._store)
                self._found = look(self._store, self.looking, self._today())
                show_message(self.app, told)
            self._show(at)
            self._failed = False

    def _show(self, at: int = 0) -> None:
        if not self.size or self._pruning:
            return
        found, query, self._shown_at = self._found, self.looking.query, self.size
        self.query_one(RecordTable).show(self._library, found, query, self.size, at)
        self.query_one(Headings).show(query, self.size)
        self.query_one("#extent", Static).update(summed_up(found, query))
        self.query_one("#empty", Static).update("" if found.total else empty(query))
        self.set_class(not found.total, "-empty")

    def on_record_table_turned(self, event: RecordTable.Turned) -> None:
        offset = self._found.offset + event.pages * PAGE
        if event.pages in (1, -1) and not 0 <= offset < self._found.total:
            return
        self.looking = self.looking.at(offset)
        self.query_one(RecordTable).move_cursor(PAGE if event.last else 0)

    def on_headings_picked(self, event: Headings.Picked) -> None:
        self.looking = self.looking.sorted_by(event.sort)

    def on_record_table_chosen(self, event: RecordTable.Chosen) -> None:
        # Keys that come fast can have brought another page meanwhile.
        for row in (row for row in self._found.rows if row.id == event.row):
            open_record(self, self._store, self._library, row, self._on_resume)

    def action_search(self) -> None:
        self.query_one(SearchBar).open()

    def on_search_bar_wanted(self, event: SearchBar.Wanted) -> None:
        if event.words != self.looking.query.search:
            self.looking = self.looking.for_words(event.words)
        if event.done:
            self.query_one(RecordTable).focus()

    def action_sort(self) -> None:
        self.looking = self.looking.in_next_order()

    def action_filter(self) -> None:
        self.looking = self.looking.in_next_state()

    def action_waiting(self) -> None:
        """The reviews that are due, or all interviews again."""
        day = "" if self.looking.query.due else self._today().isoformat()
        self.looking = self.looking.waiting(day)

    def action_figures(self) -> None:
        from guide.tui.screens.records.statistics import FiguresScreen

        self.app.push_screen(FiguresScreen(self._store.path, self._today()))

    def action_back(self) -> None:
        if self.query_one(SearchBar).close():
            self.query_one(RecordTable).focus()
        elif self.looking.query.due:
            self.action_waiting()
        else:
            self.dismiss()
