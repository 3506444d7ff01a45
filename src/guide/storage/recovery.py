"""What can still be read of a damaged file, as a store in memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from guide.storage.database import Store, open_in_memory
from guide.storage.errors import DATABASE_ERRORS, StoreError
from guide.storage.event_store import load_entries, load_interview
from guide.storage.rows import COLUMNS, list_columns

_TABLES = {
    "rules": ("digest", "texts"),
    "interview": (
        *("id", "state", "own", "user", "opened", "changed", "counts_from", "rules", "person", "person_key"),
        *("interviewer", "interviewer_key", "occasion", "occasion_key", "words"),
        *("outcome", "companions", "owner", "review"),
    ),
    "setting": ("name", "value"),
}
"""The tables whose rows have row ids, with their columns, the key first."""
_BY_ID = "sqlite_autoindex_interview_1"
_INDEXES = ("interview_listed", "interview_searched", "interview_by_person", "interview_by_review", _BY_ID)


class Rescued(NamedTuple):
    """What can be read of a damaged store, as a store in memory.

    ``lost`` are the ids of interviews that are known but cannot be read.
    """

    store: Store
    lost: tuple[str, ...]


def readable_copy(store: Store) -> Rescued:
    """Return a store in memory with all that can be read of a damaged one. The copy cannot be written."""
    copy = open_in_memory(store.path, store.user)
    connection = store.connection
    for table, fields in _TABLES.items():
        place = ", ".join("?" * len(fields))
        for row in _rows(connection, table, fields):
            copy.connection.execute(
                f"INSERT OR IGNORE INTO {table} ({', '.join(fields)}) VALUES ({place})", row
            )
    read = {str(name) for (name,) in copy.connection.execute("SELECT id FROM interview")}
    listed = {str(name) for (name,) in _try(connection, f"SELECT id FROM interview INDEXED BY {_BY_ID}")}
    for name, *entry in _journals(connection, read | listed):
        listed.add(str(name))
        values = (name, *entry)
        copy.connection.execute("INSERT OR IGNORE INTO event VALUES (?, ?, ?, CAST(? AS TEXT))", values)
    for name in read:
        if not _is_whole(copy, name):
            copy.connection.execute("DELETE FROM event WHERE interview = ?", (name,))
    return Rescued(copy, tuple(sorted(listed - read)))


def _is_whole(copy: Store, name: str) -> bool:
    """Return whether a journal leads to what the list says, which one that lost lines would not."""
    statement = f"SELECT {', '.join(COLUMNS)} FROM interview WHERE id = ?"
    *listed, _ = copy.connection.execute(statement, (name,)).fetchone()
    try:
        return not load_entries(copy, name) or list_columns(load_interview(copy, name)) == tuple(listed)
    except StoreError:
        return True


def _rows(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...]
) -> Iterator[tuple[object, ...]]:
    """Yield every row of a table that can be read, found one by one by its row id."""
    orders = [f"SELECT rowid FROM {table} NOT INDEXED ORDER BY rowid {way}" for way in ("ASC", "DESC")]
    if table == "interview":
        orders += [f"SELECT rowid FROM interview INDEXED BY {index}" for index in _INDEXES]
    places = {int(str(place)) for order in orders for (place,) in _try(connection, order)}
    # A search by row id goes around damaged pages at which a scan would stop.
    statement = f"SELECT {', '.join(columns)} FROM {table} NOT INDEXED WHERE rowid = ?"
    for place in sorted(places):
        for row in _try(connection, statement, (place,)):
            yield tuple("" if cell is None else cell for cell in row)


def _journals(connection: sqlite3.Connection, names: Iterable[str]) -> Iterator[tuple[object, ...]]:
    columns = "interview, number, at, CAST(body AS BLOB)"
    for way in ("ASC", "DESC"):
        yield from _try(connection, f"SELECT {columns} FROM event ORDER BY interview {way}, number {way}")
    for name in names:
        yield from _try(connection, f"SELECT {columns} FROM event WHERE interview = ?", (name,))


def _try(
    connection: sqlite3.Connection, statement: str, values: tuple[object, ...] = ()
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a statement until the first error."""
    with suppress(*DATABASE_ERRORS):
        yield from connection.execute(statement, values)
