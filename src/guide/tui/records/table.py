"""The list itself: never more than one page of it."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable

from guide.explain.record import title
from guide.library import Library
from guide.store.listing import Query, Sort
from guide.tui.records.cell import Cell
from guide.tui.records.columns import PADDING, STACKED, cells, columns, widths
from guide.tui.records.looking import Found


class RecordTable(DataTable[Cell]):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,n", "turn(1)", "Next", key_display="n"),
        Binding("pageup,p", "turn(-1)", "Previous", key_display="p"),
        Binding("home", "end(False)", show=False),
        Binding("end", "end(True)", show=False),
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
    ]

    class Turned(Message):
        """Another page is asked for, ``pages`` further on; with ``last`` its last row."""

        def __init__(self, pages: int, last: bool = False) -> None:
            super().__init__()
            self.pages = pages
            self.last = last

    class Ended(Message):
        """The first page is asked for, or the last."""

        def __init__(self, last: bool) -> None:
            super().__init__()
            self.last = last

    def __init__(self) -> None:
        super().__init__(cursor_type="row", cell_padding=PADDING)

    def show(self, library: Library, found: Found, query: Query, width: int, lines: int) -> None:
        """Put this page in place of the other. ``lines`` is how high a row may be."""
        due = bool(query.due)
        shown = columns(width, due)
        stacked = shown == (STACKED,)
        self.clear(columns=True)
        self.show_header = not stacked
        room = width - self.styles.scrollbar_size_vertical
        for column, wide in zip(shown, widths(shown, room), strict=True):
            arrow = (" ▼" if query.descending else " ▲") if column.sort == query.sort else ""
            self.add_column(Text(column.heading + arrow), width=wide, key=column.sort or column.heading)
        for row in found.rows:
            texts = cells(
                row, title(library(row.rules), row.outcome) if row.outcome else "", shown, due, lines
            )
            self.add_row(*texts, key=row.id, height=lines if stacked else 1)

    @property
    def chosen(self) -> str | None:
        """The id of the row under the cursor."""
        if not self.row_count:
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value

    def sort_of(self, key: str) -> Sort | None:
        return next((column.sort for column in columns(200, due=False) if column.sort == key), None)

    def action_cursor_down(self) -> None:
        if self.cursor_row >= self.row_count - 1:
            self.post_message(self.Turned(1))
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        if self.cursor_row <= 0:
            self.post_message(self.Turned(-1, last=True))
        else:
            super().action_cursor_up()

    def action_turn(self, pages: int) -> None:
        self.post_message(self.Turned(pages))

    def action_end(self, last: bool) -> None:
        self.post_message(self.Ended(last))
