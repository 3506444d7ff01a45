"""Records that leave a store and come to one: export, import, backup, and whether all is well in it."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from guide.interview import folded
from guide.store.connection import Store
from guide.store.errors import StoreError, told
from guide.store.journal import State, add, add_private, digest, entries, keep_rules, rules
from guide.store.journal import interview as read
from guide.store.listing import SEEN
from guide.store.place import exposed
from guide.store.settled import Entry


class Record(Struct, frozen=True):
    """An interview as it is exported. One that ended on a private signpost has no journal."""

    id: str
    state: State
    opened: str
    changed: str
    journal: tuple[Entry, ...]


class Imported(NamedTuple):
    """How many records were new, were there already, went on from what was there, and could not be taken."""

    new: int = 0
    known: int = 0
    continued: int = 0
    refused: tuple[str, ...] = ()


def records(store: Store, names: Iterable[str]) -> Iterator[Record]:
    for name in names:
        with store.reading() as connection:
            row = connection.execute(
                "SELECT id, state, opened, changed FROM interview WHERE id = ?", (name,)
            ).fetchone()
        if row is not None:
            same, state, opened, changed = row
            yield Record(same, state, opened, changed, entries(store, name))


def every_id(store: Store, own: bool = True) -> tuple[str, ...]:
    """All ids, with ``own`` also of walks for oneself of whoever asks; the oldest first."""
    statement = f"SELECT id FROM interview WHERE {SEEN if own else 'own = 0'} ORDER BY opened, id"
    with store.reading() as connection:
        return tuple(name for (name,) in connection.execute(statement, (store.user,) if own else ()))


def every_rules(store: Store) -> Mapping[str, Mapping[str, bytes]]:
    """The texts of all rules that are kept, by digest."""
    return {name: rules(store, name) for name in _digests(store)}


def _digests(store: Store) -> tuple[str, ...]:
    with store.reading() as connection:
        return tuple(name for (name,) in connection.execute("SELECT digest FROM rules ORDER BY digest"))


def take(store: Store, texts: Iterable[Mapping[str, bytes]], found: Iterable[Record]) -> Imported:
    """Take records in, in one transaction. A journal that contradicts the one that is there is refused."""
    for one in texts:
        keep_rules(store, one)
    count = Counter[str]()
    refused = []
    with store.writing() as connection:
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
    there = entries(store, record.id)
    if (own and user != store.user) or not _goes_on(there, record.journal):
        return "refused"
    if len(record.journal) <= len(there):
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
        return one == other or datetime.fromisoformat(one) == datetime.fromisoformat(other)
    except ValueError:
        return False


def _insert(connection: sqlite3.Connection, record: Record, user: str) -> None:
    if record.journal:
        interview = folded(entry.event for entry in record.journal)
        add(connection, record.id, record.journal, interview, record.changed, user=user)
        Store.note_unseen(connection)
    else:
        add_private(connection, record.id, record.changed)


def backup(store: Store, path: Path) -> None:
    """A copy of the whole store in a new file, while others go on writing. Raises StoreError.

    Walks for oneself of others are not in it.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise told(path, error) from None
    copy = sqlite3.connect(path.absolute(), isolation_level=None)
    try:
        with store.reading() as connection:
            connection.backup(copy)
            _leave_out_others(copy, store.user)
    except StoreError:
        copy.close()
        with suppress(OSError):
            path.unlink()
        raise
    copy.close()


def _leave_out_others(copy: sqlite3.Connection, user: str) -> None:
    if copy.execute("SELECT 1 FROM interview WHERE own = 1 AND user != ?", (user,)).fetchone():
        copy.execute("PRAGMA secure_delete = ON").fetchall()
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("DELETE FROM interview WHERE own = 1 AND user != ?", (user,))
        copy.execute("VACUUM")


def verify(store: Store) -> Iterator[str]:
    """What is wrong in a store, a sentence each: who may read it, damage of the file, records that contradict
    themselves.
    """
    if told := exposed(store.path):
        yield told
    with store.reading() as connection:
        for (said,) in connection.execute("PRAGMA integrity_check"):
            if said != "ok":
                yield f"The file is damaged: {said}."
    for name in every_id(store):
        try:
            yield from _verify(store, name)
        except StoreError:
            yield f"The journal of interview {name[:8]} cannot be read."
    for name in _digests(store):
        try:
            whole = digest(rules(store, name)) == name
        except StoreError:
            whole = False
        if not whole:
            yield f"The rules {name[:8]} are not what they were."


def _verify(store: Store, name: str) -> Iterator[str]:
    journal = entries(store, name)
    with store.reading() as connection:
        row = connection.execute(
            "SELECT state, rules, outcome FROM interview WHERE id = ?", (name,)
        ).fetchone()
        if row is None:
            # Deleted from elsewhere meanwhile.
            return
        state, kept, outcome = row
        known = connection.execute("SELECT 1 FROM rules WHERE digest = ?", (kept,)).fetchone()
    if state == "private":
        if journal:
            yield f"Interview {name[:8]} ended on a private signpost, and its journal is still there."
        return
    if [entry.number for entry in journal] != list(range(1, len(journal) + 1)) or not journal:
        yield f"Interview {name[:8]} has gaps in its journal."
        return
    interview = read(store, name)
    ended = interview.finished.outcome if interview.finished else ""
    if (interview.rules, ended) != (kept, outcome):
        yield f"Interview {name[:8]} is listed with another end than its journal has."
    if not known:
        yield f"The rules of interview {name[:8]} are missing."
