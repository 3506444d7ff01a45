"""Records of another store, imported all at once or not at all."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from guide.interviews.state import replay_events
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
    """The result of an import: how many records were new, known already, or continued a stored one.

    ``refused`` are the ids of those that contradict the stored one.
    """

    new: int = 0
    known: int = 0
    continued: int = 0
    refused: tuple[str, ...] = ()


def import_records(store: Store, texts: Iterable[Mapping[str, bytes]], records: Iterable[Record]) -> Imported:
    """Add records and the rules that they need to a store, in one transaction.

    A record whose journal goes on from the stored one replaces it. One that contradicts it is refused. A
    walk for oneself is stored as one of the user who imports it.

    Args:
        store: Where to add them.
        texts: For each version of the rules, the content of its files by name.
        records: The records.

    Raises:
        StoreError: The file cannot be written; then nothing is added.
    """
    count = Counter[str]()
    refused = []
    with store.writing() as connection:
        for rules in texts:
            add_rules(connection, rules)
        for record in records:
            outcome = _import_one(store, connection, record)
            count[outcome] += 1
            if outcome == "refused":
                refused.append(record.id)
    return Imported(count["new"], count["known"], count["continued"], tuple(refused))


def _import_one(store: Store, connection: sqlite3.Connection, record: Record) -> str:
    """Add one record and return “new”, “known”, “continued” or “refused”."""
    row = connection.execute("SELECT own, user FROM interview WHERE id = ?", (record.id,)).fetchone()
    if row is None:
        _insert(connection, record, store.user)
        return "new"
    own, user = row
    try:
        stored = load_entries(store, record.id)
    except DamagedError:
        raise
    except StoreError:
        # The stored one is damaged. An import does not replace it.
        return "refused"
    journal = compact(record.journal)
    if (own and user != store.user) or not _goes_on(stored, journal):
        return "refused"
    if len(journal) <= len(stored):
        return "known"
    connection.execute("DELETE FROM interview WHERE id = ?", (record.id,))
    _insert(connection, record, store.user)
    return "continued"


def _goes_on(stored: tuple[Entry, ...], journal: tuple[Entry, ...]) -> bool:
    """Return whether two journals say the same as far as both go. A moment may have another offset."""
    both = zip(stored, journal, strict=False)
    same = all(old.event == new.event and _same_moment(old.at, new.at) for old, new in both)
    return same and (not stored) == (not journal)


def _same_moment(first: str, second: str) -> bool:
    try:
        return first == second or parse_moment(first) == parse_moment(second)
    except (ValueError, OverflowError):
        return False


def _insert(connection: sqlite3.Connection, record: Record, user: str) -> None:
    if record.journal:
        interview = replay_events(entry.event for entry in record.journal)
        insert_rows(connection, record.id, record.journal, interview, record.changed, user)
        Store.note_unseen(connection)
    else:
        insert_private_row(connection, record.id, record.changed)
