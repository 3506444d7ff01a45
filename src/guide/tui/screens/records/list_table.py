"""The widgets of the list of records: its headings, and the rows of one page."""

from typing import ClassVar

from rich.cells import cell_len
from textual import getters
from textual.binding import Binding, BindingType
from textual.events import Click
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from guide.presenters.event_text import outcome_title
from guide.sessions.rule_versions import RuleVersions
from guide.storage.queries import Query, Sort
from guide.tui.screens.records.list_columns import PADDING, STACKED, fit_columns, texts, widths
from guide.tui.screens.records.list_row import Cells, Stacked, fit_text
from guide.tui.screens.records.list_state import ListPage
from guide.tui.terminal.gated_app import GatedApp
from guide.tui.terminal.input_gate import Choice
from guide.tui.widgets.steady_list import SteadyList

SCROLLBAR = 1
ALL = 1_000_000_000
"""More pages than any store has."""
LOW = 10
"""Lines of a screen below which each row has only one line."""


class Headings(Static):
    """The headings of the columns. A click on one posts ``Picked``."""

    class Picked(Message):
        def __init__(self, sort: Sort) -> None:
            super().__init__()
            self.sort = sort

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._ends: list[tuple[int, Sort | None]] = []

    def show(self, page: ListPage, query: Query, screen: Size) -> None:
        """Show the columns that fit a screen of this size, and mark the one that is sorted by.

        There are none above a page without rows.
        """
        width = screen.width - SCROLLBAR
        columns = fit_columns(width, bool(query.due))
        self.display = columns != (STACKED,) and bool(page.rows)
        text, self._ends = "", []
        for column, wide in zip(columns, widths(columns, width), strict=True):
            arrow = (" ▼" if query.descending else " ▲") if column.sort == query.sort else ""
            text += f"{' ' * PADDING}{fit_text(column.heading + arrow, wide)}{' ' * PADDING}"
            self._ends.append((cell_len(text), column.sort))
        self.update(text, layout=False)

    def on_click(self, event: Click) -> None:
        sort = next((sort for end, sort in self._ends if event.x < end), None)
        if sort:
            self.post_message(self.Picked(sort))


class RecordTable(SteadyList):
    """The rows of a page of the list. To move the cursor beyond them posts ``Turned``."""

    app = getters.app(GatedApp)

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "turn(1)", "Next page", show=False),
        Binding("pageup", "turn(-1)", "Page before", show=False),
        Binding("home", "end(False)", "First", show=False),
        Binding("end", "end(True)", "Last", show=False),
        Binding("j", "cursor_down", "Down", show=False),
        Binding("k", "cursor_up", "Up", show=False),
    ]

    auto_links = False

    class Turned(Message):
        """Another page is asked for.

        Attributes:
            pages: How many pages forward, or back where negative; as far as there are pages.
            last: Whether the cursor goes to the last row of that page, else to the first.
        """

        def __init__(self, pages: int, last: bool = False) -> None:
            super().__init__()
            self.pages = pages
            self.last = last

    class Chosen(Choice):
        def __init__(self, row: str) -> None:
            super().__init__()
            self.row = row

    def show(self, library: RuleVersions, page: ListPage, query: Query, screen: Size, cursor: int) -> None:
        """Put this page in place of the other, on a screen of this size."""
        width, lines = screen.width - SCROLLBAR, 1 if screen.height < LOW else 2
        due = bool(query.due)
        columns = fit_columns(width, due)
        wide = widths(columns, width)
        rows = []
        for row in page.rows:
            ending = outcome_title(library(row.rules), row.outcome) if row.outcome else ""
            said = texts(row, ending, columns, due, lines)
            rows.append(
                Option(
                    Stacked(said, PADDING) if columns == (STACKED,) else Cells(said, wide, PADDING), id=row.id
                )
            )
        self.set_options(rows)
        self.move_cursor(cursor)

    @property
    def cursor(self) -> int:
        """The number of the row that the cursor is on, from 0."""
        return self.highlighted or 0

    def move_cursor(self, row: int) -> None:
        """Put the cursor on this row, or on the last where there are fewer."""
        self.highlighted = min(row, self.option_count - 1) if self.option_count else None

    def action_cursor_down(self) -> None:
        if self.cursor >= self.option_count - 1:
            self.post_message(self.Turned(1))
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        if self.cursor <= 0:
            self.post_message(self.Turned(-1, last=True))
        else:
            super().action_cursor_up()

    def action_select(self) -> None:
        option = self.highlighted_option
        if option is not None and option.id and self.app.gate.choose():
            self.post_message(self.Chosen(option.id))

    def on_click(self, event: Click) -> None:
        if event.chain > 1:
            event.prevent_default()

    def action_turn(self, pages: int) -> None:
        self.post_message(self.Turned(pages))

    def action_end(self, last: bool) -> None:
        self.post_message(self.Turned(ALL if last else -ALL, last))
