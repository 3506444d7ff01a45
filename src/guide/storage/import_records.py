"""Records that come from another store, taken in all at once or not at all."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from guide.interviews.events import replay_events
from guide.storage.compaction import Entry, compact
from guide.storage.database import Store
from guide.storage.errors import DamagedError, StoreError
from guide.storage.event_store import (
    load_entries,
)
from guide.storage.expiry import parse_moment
from guide.storage.rows import insert_private_row, insert_rows
from guide.storage.rule_texts import (
    add_rules,
)
from guide.storage.transfer import Record


class Imported(NamedTuple):
    """How many records were new, were there already, went on from what was there, and could not be taken."""

    new: int = 0
    known: int = 0
    continued: int = 0
    refused: tuple[str, ...] = ()


def import_records(store: Store, texts: Iterable[Mapping[str, bytes]], found: Iterable[Record]) -> Imported:
    """Take records in, in one transaction. A journal that contradicts the one that is there is refused."""
    count = Counter[str]()
    refused = []
    with store.writing() as connection:
        for one in texts:
            add_rules(connection, one)
        for record in found:
            how = _take(store, connection, record)
            count[how] += 1
            if how == "refused":
                refused.append(record.id)
    return Imported(count["new"], count["known"], count["continued"], tuple(refused))


def _take(store: Store, connection: sqlite3.Connection, record: Record) -> str:
    """A walk for oneself that comes in belongs to whoever brings it."""
    row = connection.execute("SELECT own, user FROM interview WHERE id = ?", (record.id,)).fetchone()
    if row is None:
        _insert(connection, record, store.user)
        return "new"
    own, user = row
    try:
        there = load_entries(store, record.id)
    except DamagedError:
        raise
    except StoreError:
        # The one that is there is damaged. It is not for an import to put another in its place.
        return "refused"
    journal = compact(record.journal)
    if (own and user != store.user) or not _goes_on(there, journal):
        return "refused"
    if len(journal) <= len(there):
        return "known"
    connection.execute("DELETE FROM interview WHERE id = ?", (record.id,))
    _insert(connection, record, store.user)
    return "continued"


def _goes_on(there: tuple[Entry, ...], journal: tuple[Entry, ...]) -> bool:
    """Whether they tell the same as far as both go. One moment can be written with two offsets."""
    both = zip(there, journal, strict=False)
    same = all(one.event == other.event and _at_once(one.at, other.at) for one, other in both)
    return same and (not there) == (not journal)


def _at_once(one: str, other: str) -> bool:
    try:
        return one == other or parse_moment(one) == parse_moment(other)
    except (ValueError, OverflowError):
        return False


def _insert(connection: sqlite3.Connection, record: Record, user: str) -> None:
    if record.journal:
        interview = replay_events(entry.event for entry in record.journal)
        insert_rows(connection, record.id, record.journal, interview, record.changed, user)
        Store.note_unseen(connection)
    else:
        insert_private_row(connection, record.id, record.changed)
