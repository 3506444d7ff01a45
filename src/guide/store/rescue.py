"""What can still be read of a damaged file, as a store in memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from guide.store.connection import Store, open_in_memory

_TABLES = {
    "rules": ("digest", "texts"),
    "interview": (
        *("id", "state", "own", "user", "opened", "changed", "counts_from", "rules", "person", "person_key"),
        *("interviewer", "occasion", "words", "outcome", "companions", "owner", "review"),
    ),
    "setting": ("name", "value"),
}
"""The tables whose rows are found by a number, with their columns; the first is the key."""
_BY_ID = "sqlite_autoindex_interview_1"
_INDEXES = ("interview_listed", "interview_by_person", "interview_by_review", _BY_ID)
_DROP_HALVES = """
    DELETE FROM event WHERE interview IN (
        SELECT id FROM interview
        WHERE changed <> (SELECT at FROM event WHERE interview = id ORDER BY number DESC LIMIT 1)
    )
"""
"""A journal whose last entries are lost would tell something else than it did."""


class Rescued(NamedTuple):
    """``lost`` are the ids of the interviews that are known of, and cannot be read."""

    store: Store
    lost: tuple[str, ...]


def readable_copy(store: Store) -> Rescued:
    """A store in memory of all that can be read, in which nothing can be changed."""
    copy = open_in_memory(store.path)
    connection = store.connection
    for table, columns in _TABLES.items():
        place = ", ".join("?" * len(columns))
        for row in _rows(connection, table, columns):
            copy.connection.execute(
                f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({place})", row
            )
    read = {str(name) for (name,) in copy.connection.execute("SELECT id FROM interview")}
    known = {str(name) for (name,) in _try(connection, f"SELECT id FROM interview INDEXED BY {_BY_ID}")}
    for name, *entry in _journals(connection, read | known):
        known.add(str(name))
        values = (name, *entry)
        copy.connection.execute("INSERT OR IGNORE INTO event VALUES (?, ?, ?, CAST(? AS TEXT))", values)
    copy.connection.execute(_DROP_HALVES)
    return Rescued(copy, tuple(sorted(known - read)))


def _rows(
    connection: sqlite3.Connection, table: str, columns: tuple[str, ...]
) -> Iterator[tuple[object, ...]]:
    """One after another, so that each that can be read is."""
    orders = [f"SELECT rowid FROM {table} NOT INDEXED ORDER BY rowid {way}" for way in ("ASC", "DESC")]
    if table == "interview":
        orders += [f"SELECT rowid FROM interview INDEXED BY {index}" for index in _INDEXES]
    places = {int(str(place)) for order in orders for (place,) in _try(connection, order)}
    # Whoever looks for a row by its number comes around pages that a scan would stop at.
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
    """As far as it goes."""
    with suppress(sqlite3.Error):
        yield from connection.execute(statement, values)
