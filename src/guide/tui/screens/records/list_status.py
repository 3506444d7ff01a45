"""What the list of records tells of itself."""

from datetime import date

from guide.common.text import escape_control_chars
from guide.storage.queries import Query, Row
from guide.tui.screens.records.list_columns import state_of
from guide.tui.screens.records.list_state import ORDERS, Found

_NONE = "No interview is kept here yet. The first one that you hold will stand here."
_WHICH = {"": "All", "open": "Not finished", "finished": "Finished", "private": "Private signposts"}


def today() -> date:
    return date.today()


def summed_up(found: Found, query: Query) -> str:
    """Which of how many are shown, and of which; with the order. Below it, what is past its time."""
    last = found.offset + len(found.rows)
    extent = f"{found.offset + 1:,}–{last:,} of {found.total:,}" if found.rows else "None"
    which = "Reviews due" if query.due else _WHICH[query.state]
    words = f"with “{query.search}”" if query.search else ""
    order = ORDERS[query.sort][query.descending]
    line = escape_control_chars(" · ".join(filter(None, (extent, which, words, order))))
    return f"{line}\n{past(found.past)}" if found.past else line


def past(number: int) -> str:
    """Of those that are past their time."""
    what = "One interview is" if number == 1 else f"{number:,} interviews are"
    return f"{what} past the time set: “guide records purge” deletes."


def empty(query: Query) -> str:
    """Why there is nothing to show."""
    if query.search:
        return "Nothing matches these words. Escape shows everything again."
    if query.due:
        return "No review is waiting."
    if query.state:
        return "There is none of this sort. Press f for the others."
    return _NONE


def in_short(row: Row) -> str:
    """When and how far: what tells an interview from others of the same person."""
    days = (
        f"{row.opened[:10]}, changed {row.changed[:10]}"
        if row.changed[:10] != row.opened[:10]
        else row.opened[:10]
    )
    return f"{days} · {state_of(row)}"
