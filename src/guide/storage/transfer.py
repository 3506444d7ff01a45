"""Records that leave a store and come to one: export, import, backup, and whether all is well in it."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast, get_args

from msgspec import Struct

from guide.storage.compaction import Entry
from guide.storage.database import Store
from guide.storage.errors import DamagedError, StoreError, to_store_error
from guide.storage.event_store import (
    State,
    damaged_record_error,
    damaged_rules,
    digest,
    entries,
    interview_of,
    rules,
)
from guide.storage.queries import SEEN, find

_STATES = get_args(State)


class Record(Struct, frozen=True):
    """An interview as it is exported. One that ended on a private signpost has no journal."""

    id: str
    state: State
    opened: str
    changed: str
    journal: tuple[Entry, ...]


def records(
    store: Store, names: Iterable[str], on_damage: Callable[[str], object] | None = None
) -> Iterator[Record]:
    """One that cannot be read is told to ``on_damage`` by its id; without that it raises StoreError."""
    for name in names:
        row = next((row for row in find(store, name) if row.id == name), None)
        if row is None:
            # Deleted from elsewhere meanwhile.
            continue
        try:
            if row.state not in _STATES:
                raise damaged_record_error(store, name)
            journal = entries(store, name)
            if not journal and row.state != "private":
                raise damaged_record_error(store, name)
            # A journal whose last lines are lost may still be one, but comes to something else.
            if journal and (interview_of(store, name, journal).finished is None) != (row.state == "open"):
                raise damaged_record_error(store, name)
        except DamagedError:
            raise
        except StoreError:
            if on_damage is None:
                raise
            on_damage(name)
        else:
            yield Record(row.id, cast(State, row.state), row.opened, row.changed, journal)


def every_id(store: Store, own: bool = True) -> tuple[str, ...]:
    """All ids, with ``own`` also of walks for oneself of whoever asks; the oldest first."""
    statement = f"SELECT id FROM interview WHERE {SEEN if own else 'own = 0'} ORDER BY opened, id"
    with store.reading() as connection:
        return tuple(str(name) for (name,) in connection.execute(statement, (store.user,) if own else ()))


def every_rules(
    store: Store, on_damage: Callable[[str], object] | None = None
) -> Mapping[str, Mapping[str, bytes]]:
    """The texts of all rules that are kept, by digest. ``on_damage`` is told those that cannot be read."""
    return some_rules(store, every_digest(store), on_damage)


def some_rules(
    store: Store, digests: Iterable[str], on_damage: Callable[[str], object] | None = None
) -> Mapping[str, Mapping[str, bytes]]:
    """The texts with these digests."""
    found = {}
    for name in digests:
        try:
            texts = rules(store, name)
            if digest(texts) != name:
                raise damaged_rules(store, name)
            found[name] = texts
        except DamagedError:
            raise
        except StoreError:
            if on_damage is None:
                raise
            on_damage(name)
    return found


def every_digest(store: Store) -> tuple[str, ...]:
    with store.reading() as connection:
        return tuple(str(name) for (name,) in connection.execute("SELECT digest FROM rules ORDER BY digest"))


def backup(store: Store, path: Path) -> None:
    """A copy of the whole store in a new file, while others go on writing. Raises StoreError.

    Walks for oneself of others are not in it.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise to_store_error(path, error) from None
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
