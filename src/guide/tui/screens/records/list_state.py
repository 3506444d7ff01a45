"""Which records the list shows, in which order, and which page of them. Knows nothing of the screen."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage.errors import rescued_error
from guide.storage.expiry import count_past
from guide.storage.queries import Query, Row, Sort, count_rows, fetch_rows
from guide.storage.store_settings import get_setting

PAGE = 100
"""Rows of a page."""
STATES: tuple[Literal["", "open", "finished", "private"], ...] = ("", "open", "finished", "private")
_DESCENDING: Mapping[Sort, bool] = {
    "changed": True,
    "person": False,
    "outcome": False,
    "interviewer": False,
    "occasion": False,
    "review": True,
    "opened": True,
}
"""The orders in turn, and whether the last comes first in them."""
_SORTS = tuple(_DESCENDING)
ORDERS: Mapping[Sort, tuple[str, str]] = {
    "changed": ("longest unchanged first", "last changed first"),
    "person": ("by person", "by person, backwards"),
    "outcome": ("by recommendation", "by recommendation, backwards"),
    "interviewer": ("by interviewer", "by interviewer, backwards"),
    "occasion": ("by occasion", "by occasion, backwards"),
    "review": ("first review first", "last review first"),
    "opened": ("oldest first", "newest first"),
}
"""In words, upwards and downwards."""


class ListState(Struct, frozen=True):
    """Which interviews the list shows, in which order, from which offset.

    Each method returns another state; the list then begins at its first row, but for ``at``.
    """

    query: Query = Query()
    offset: int = 0

    def for_words(self, search: str) -> "ListState":
        """With another text to search for; "" for none."""
        return ListState(replace(self.query, search=search))

    def in_next_state(self) -> "ListState":
        """With the next of STATES to filter by."""
        state = STATES[(STATES.index(self.query.state) + 1) % len(STATES)]
        return ListState(replace(self.query, state=state))

    def in_next_order(self) -> "ListState":
        """Sorted by the next column."""
        return self.sorted_by(_SORTS[(_SORTS.index(self.query.sort) + 1) % len(_SORTS)])

    def sorted_by(self, sort: Sort) -> "ListState":
        """Sorted by this column; in the other direction where it is sorted by it already."""
        same = sort == self.query.sort
        descending = not self.query.descending if same else _DESCENDING[sort]
        return ListState(replace(self.query, sort=sort, descending=descending))

    def waiting(self, day: str) -> "ListState":
        """With only the reviews due by this day (YYYY-MM-DD), the earliest first; "" for all interviews."""
        return ListState(Query(due=day, sort="review", descending=False) if day else Query())

    def at(self, offset: int) -> "ListState":
        """With the page that begins at this row, counted from 0."""
        return ListState(self.query, max(0, offset))


class ListPage(Struct, frozen=True):
    """A page of the list of interviews.

    Attributes:
        rows: At most ``PAGE`` of them.
        offset: The number of the first row among all that match, from 0.
        total: How many match.
        past: How many interviews of the whole store are older than the setting allows.
        retention: Days that an interview is kept; 0 for ever.
        overdue: Of the reviews that are due, how many were due before today.
    """

    rows: tuple[Row, ...] = ()
    offset: int = 0
    total: int = 0
    past: int = 0
    retention: int = 0
    overdue: int = 0


def fetch_page(store: Store, state: ListState, today: date) -> ListPage:
    """Read the page from the store, or the last page where it would be beyond the end. Raises StoreError."""
    overdue = 0
    if state.query.due:
        yesterday = (today - timedelta(days=1)).isoformat()
        overdue = count_rows(store, replace(state.query, due=yesterday))
    past, retention = count_past(store, today), get_setting(store, "retention")
    return replace(_page(store, state), past=past, retention=retention, overdue=overdue)


def rescue(store: Store) -> tuple[Store, RuleVersions, str]:
    """Close a damaged store, and copy what can be read of it into one in memory.

    Returns:
        That store, its rules, and a sentence that says so.
    """
    from guide.storage.recovery import readable_copy

    rest, lost = readable_copy(store)
    store.close()
    missing = f" {len(lost):,} of them cannot be read." if lost else ""
    return rest, RuleVersions(rest), f"{rescued_error(store.path)}{missing} {SAVE_THE_REST}"


SAVE_THE_REST = "“guide records export” saves it, for another store to take in."


def _page(store: Store, state: ListState) -> ListPage:
    if not state.offset:
        rows = fetch_rows(store, state.query, 0, PAGE)
        # To count them takes as long as to look for them.
        return ListPage(rows, 0, len(rows) if len(rows) < PAGE else count_rows(store, state.query))
    total = count_rows(store, state.query)
    offset = min(state.offset, max(0, (total - 1) // PAGE * PAGE))
    if offset <= total // 2:
        return ListPage(fetch_rows(store, state.query, offset, PAGE), offset, total)
    length = min(PAGE, total - offset)
    rows = fetch_rows(store, state.query, total - offset - length, length, backwards=True)
    return ListPage(rows[::-1], offset, total)
