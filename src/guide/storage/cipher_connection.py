"""Connections to encrypted files by SQLCipher. They behave like those of ``sqlite3``, and raise its errors.

This is imported for an encrypted file alone: its library is an extra.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlcipher3 import dbapi2


def connect_encrypted(name: str, key: str, timeout: float, uri: bool) -> sqlite3.Connection:
    """Return a connection to an encrypted file. ``key`` is checked by the first statement, not here."""
    with _errors_of_sqlite3():
        connection = dbapi2.connect(name, timeout=timeout, isolation_level=None, factory=_Connection, uri=uri)
        # Else SQLCipher reports a wrong key on standard error, in its own words.
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        connection.execute(f"PRAGMA key = \"x'{key}'\"").fetchall()
    return cast(sqlite3.Connection, connection)


class _Cursor(dbapi2.Cursor):  # type: ignore[misc]
    def execute(self, *args: Any) -> Any:
        with _errors_of_sqlite3():
            return super().execute(*args)

    def executemany(self, *args: Any) -> Any:
        with _errors_of_sqlite3():
            return super().executemany(*args)

    def fetchone(self) -> Any:
        with _errors_of_sqlite3():
            return super().fetchone()

    def fetchall(self) -> Any:
        with _errors_of_sqlite3():
            return super().fetchall()

    def fetchmany(self, *args: Any) -> Any:
        with _errors_of_sqlite3():
            return super().fetchmany(*args)

    def __next__(self) -> Any:
        # It is called for each row, where a context manager would take longer than the row.
        try:
            return super().__next__()
        except dbapi2.Error as error:
            raise _translate(error) from None


class _Connection(dbapi2.Connection):  # type: ignore[misc]
    def cursor(self, *_: Any) -> Any:
        return super().cursor(_Cursor)

    def backup(self, *args: Any, **options: Any) -> None:
        with _errors_of_sqlite3():
            super().backup(*args, **options)

    def create_function(self, *args: Any, **options: Any) -> None:
        with _errors_of_sqlite3():
            super().create_function(*args, **options)


@contextmanager
def _errors_of_sqlite3() -> Iterator[None]:
    try:
        yield
    except dbapi2.Error as error:
        raise _translate(error) from None


def _translate(error: Exception) -> sqlite3.Error:
    """Return the error of ``sqlite3`` with the same name, text and code."""
    kind: type[sqlite3.Error] = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)
    translated = kind(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if (value := getattr(error, name, None)) is not None:
            setattr(translated, name, value)
    return translated
