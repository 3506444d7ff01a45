"""What was left unfinished in the store and can be resumed."""

import os
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from guide.sessions.legacy_journals import look_through
from guide.sessions.retention import delete_expired_walks
from guide.storage import Store, StoreError, open_store
from guide.storage import event_store as journal
from guide.storage.queries import Query, Row, count_rows, fetch_rows

MAX_INTERVIEWS = 30
"""Interviews that are listed at most; the records have the others."""
MAX_AGE = timedelta(days=30)
"""Since the last change of an interview that is listed."""
MAX_WAIT = 1.0
"""Seconds to wait for a store that is locked."""
RECENT = 20
"""Finished interviews among which ``last_unfinished`` looks for one in which not all was asked."""


class UnfinishedSessions(NamedTuple):
    """The interviews and walks for oneself that can be resumed, and the number of reviews that are due.

    Attributes:
        interviews: The unfinished interviews, the one changed last first.
        own: The user's unfinished walk for oneself; None where there is none.
        reviews: How many reviews are due by today.
    """

    interviews: tuple[Row, ...] = ()
    own: Row | None = None
    reviews: int = 0


def list_unfinished(path: Path) -> UnfinishedSessions:
    """Return the sessions in the store at a path that can be resumed.

    Empty where there is no store or it cannot be read. No error is raised: the first page must always open,
    and the error comes up when something is to be saved.
    """
    if not os.access(path, os.F_OK):
        return UnfinishedSessions()
    try:
        store = open_store(path, MAX_WAIT)
    except StoreError:
        return UnfinishedSessions()
    try:
        look_through(store)
        due = count_rows(store, Query(due=date.today().isoformat()))
        return UnfinishedSessions(_recent_interviews(store), waiting_own(store), due)
    except StoreError:
        return UnfinishedSessions()
    finally:
        store.close()


def last_unfinished(store: Store) -> str | None:
    """Return the id of the unfinished interview that was changed last; None where there is none."""
    (opened,) = fetch_rows(store, Query(state="open"), limit=1) or (None,)
    for row in fetch_rows(store, Query(state="finished"), limit=RECENT):
        if opened is not None and opened.changed > row.changed:
            break
        if _has_open_questions(store, row):
            return row.id
    return None if opened is None else opened.id


def waiting_own(store: Store) -> Row | None:
    """Return the user's last unfinished walk for oneself; None where there is none. Raises StoreError.

    Walks that are older than the setting “unfinished” are deleted first.
    """
    delete_expired_walks(store, date.today())
    return next(iter(fetch_rows(store, Query(own=True, state="open"), limit=1)), None)


def _recent_interviews(store: Store) -> tuple[Row, ...]:
    since = (date.today() - MAX_AGE).isoformat()
    rows = [*fetch_rows(store, Query(state="open", since=since), limit=MAX_INTERVIEWS)]
    finished = fetch_rows(store, Query(state="finished", since=since), limit=MAX_INTERVIEWS)
    rows += (row for row in finished if _has_open_questions(store, row))
    rows.sort(key=lambda row: row.changed, reverse=True)
    return tuple(rows[:MAX_INTERVIEWS])


def _has_open_questions(store: Store, row: Row) -> bool:
    """Whether something of a finished interview is still to be asked.

    False for a damaged one: it is not offered, and keeps none of the others from it.
    """
    try:
        return not journal.load_interview(store, row.id).closed
    except StoreError:
        return False
