"""The interviews that a person has already, to be named before another is begun."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from guide.common.paths import is_absent
from guide.common.person_names import name_key
from guide.interviews.events import Finished
from guide.storage import Store, StoreError, open_store
from guide.storage.event_store import load_entries
from guide.storage.queries import Query, Row, fetch_rows

MOST = 20
"""Interviews that are looked at."""
MAX_WAIT = 1.0
"""Seconds to wait for a store that is locked."""


class Earlier(NamedTuple):
    """An interview that a person has already.

    Attributes:
        id: Its id.
        person: The name as it is kept, which may be another spelling.
        is_open: Whether it is not finished.
        day: The day on which it was left, or finished.
    """

    id: str
    person: str
    is_open: bool
    day: date


def find_earlier(store: Store, name: str) -> tuple[Earlier, ...]:
    """Return the latest interviews of a person, in any spelling of the name, the newest first.

    Empty where the store cannot be read: that must not stop anybody from beginning an interview.
    """
    if not name_key(name):
        return ()
    try:
        rows = fetch_rows(store, Query(person=name), limit=MOST)
        earlier = [Earlier(row.id, row.person, row.state == "open", _day(store, row)) for row in rows]
    except StoreError:
        return ()
    return tuple(sorted(earlier, key=lambda interview: interview.day, reverse=True))


def look_for_earlier(path: Path, name: str) -> tuple[Earlier, ...]:
    """Return what ``find_earlier`` does for the store at a path; empty where there is no file."""
    if is_absent(path):
        return ()
    try:
        store = open_store(path, MAX_WAIT)
    except StoreError:
        return ()
    try:
        return find_earlier(store, name)
    finally:
        store.close()


def _day(store: Store, row: Row) -> date:
    """Return the day on which an interview was left; where it is finished, that of its end."""
    if row.state != "finished":
        return row.day
    try:
        ends = [entry.at for entry in load_entries(store, row.id) if isinstance(entry.event, Finished)]
        return date.fromisoformat(ends[-1][:10])
    except (StoreError, ValueError, IndexError):
        return row.day
