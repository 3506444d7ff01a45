"""Sentences above and in place of the list of records."""

from rich.cells import cell_len

from guide.common.text import escape_control_chars
from guide.presenters.retention_text import kept_for_phrase
from guide.storage.queries import Query, Row
from guide.tui.screens.records.list_columns import state_of
from guide.tui.screens.records.list_state import ORDERS, ListPage

_NONE = "There are no interviews here yet. The first one that you hold will be listed here."
_WHICH = {"": "All", "open": "Not finished", "finished": "Finished", "private": "Private matters"}


def status_line(page: ListPage, query: Query, width: int) -> str:
    """A sentence on which rows are shown, of how many, in which order, and how long interviews are kept.

    The last is left out where it would not fit on one line of this width. A second line says how many
    interviews should be purged, if any; in fewer words where there is little room.
    """
    last = page.offset + len(page.rows)
    extent = f"{page.offset + 1:,}–{last:,} of {page.total:,}" if page.rows else "None"
    which = f"Reviews due{_overdue(page.overdue)}" if query.due else _WHICH[query.state]
    words = f"with “{query.search}”" if query.search else ""
    order = ORDERS[query.sort][query.descending]
    line = escape_control_chars(" · ".join(filter(None, (extent, which, words, order))))
    kept = f"{line} · {kept_for_phrase(page.retention)}"
    line = kept if cell_len(kept) <= width else line
    past = past_text(page.past)
    past = past if cell_len(past) <= width else f"{page.past:,} to delete: “guide records purge”"
    return f"{line}\n{past}" if page.past else line


def _overdue(number: int) -> str:
    return f", {number:,} of them overdue" if number else ""


def past_text(number: int) -> str:
    """A sentence on how many interviews are older than the setting allows."""
    what, them = ("One interview is", "it") if number == 1 else (f"{number:,} interviews are", "them")
    return f"{what} past the time set: “guide records purge” deletes {them}."


def no_rows_text(query: Query) -> str:
    """A sentence on why the list is empty, and what to do."""
    if query.search:
        return "Nothing matches these words. Escape shows everything again."
    if query.due:
        return "No review is waiting."
    if query.state:
        return "There are none of these. Press f for the others."
    return _NONE


def row_summary(row: Row) -> str:
    """Days and state of an interview as text, to tell it from others of the same person."""
    days = (
        f"{row.opened[:10]}, changed {row.changed[:10]}"
        if row.changed[:10] != row.opened[:10]
        else row.opened[:10]
    )
    return f"{days} · {state_of(row)}"
