"""What was left and can be gone on with, as the first page offers it."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from guide.common.dates import format_date
from guide.sessions.legacy_journals import look_through
from guide.sessions.session import waiting_own
from guide.storage import Store, StoreError, open_store
from guide.storage import event_store as journal
from guide.storage.queries import Query, Row, fetch_rows

MOST = 30
"""So many interviews are offered; the records have the others."""
RECENT = timedelta(days=30)
SECONDS = 1.0


class Offer(NamedTuple):
    """``name`` is the id in the store; ``told`` names nobody, unless it is an interview's."""

    act: str
    name: str
    told: str


def unfinished_offers(path: Path) -> tuple[Offer, ...]:
    """Empty also where the store cannot be read: whoever wants to keep something is told then."""
    if not os.access(path, os.F_OK):
        return ()
    try:
        store = open_store(path, SECONDS)
    except StoreError:
        return ()
    try:
        look_through(store)
        return (*_interviews(store), *_own(store))
    except StoreError:
        return ()
    finally:
        store.close()


def _interviews(store: Store) -> list[Offer]:
    since = (date.today() - RECENT).isoformat()
    rows = [*fetch_rows(store, Query(state="open", since=since), limit=MOST)]
    rows += (
        row
        for row in fetch_rows(store, Query(state="finished", since=since), limit=MOST)
        if _is_unclosed(store, row)
    )
    rows.sort(key=lambda row: row.changed, reverse=True)
    return [Offer("interview", row.id, _named(row)) for row in rows[:MOST]]


def _is_unclosed(store: Store, row: Row) -> bool:
    """A damaged one is not offered, and keeps none of the others from it."""
    try:
        return not journal.load_interview(store, row.id).closed
    except StoreError:
        return False


def _own(store: Store) -> list[Offer]:
    row = waiting_own(store)
    if row is None:
        return []
    told = f"the walk of {format_date(row.day, date.today())}"
    return [Offer("own", row.id, f"Go on with {told}"), Offer("forget", row.id, f"Forget {told}")]


def how_many(interviews: int) -> str:
    """The line for all of them, as anybody may see it."""
    most = " or more" if interviews == MOST else ""
    return f"Go on with an interview ({interviews}{most} {'is' if interviews == 1 else 'are'} open)"


def _named(row: Row) -> str:
    day = f"left on {format_date(row.day, date.today())}"
    return "\n".join((", ".join(filter(None, (row.occasion, day))), row.person or "Nobody is named"))
