"""Connecting to a store file by the first of the known keys that opens it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from guide.storage.errors import DATABASE_ERRORS, LockedError, StoreError, WrongPassphraseError, error_code
from guide.storage.schema import NotOurDatabaseError
from guide.storage.store_keys import candidate_keys, has_passphrase, note_opened, reread_salt


def connect_with_keys(
    path: Path,
    real: Path,
    connect_by: Callable[[str], sqlite3.Connection],
    prepare: Callable[[sqlite3.Connection], None],
) -> tuple[sqlite3.Connection, str]:
    """Connect to a store file, and return the connection with the key that opened it.

    Args:
        path: The path that messages name.
        real: The file itself.
        connect_by: Connects by a key, "" for a plain file. Only reading shows whether the key is right.
        prepare: Reads from the connection, and sets it up.

    Raises:
        StoreError: No key opens it: WrongPassphraseError, or LockedError where there is no passphrase.
        sqlite3.DatabaseError, NotOurDatabaseError: As ``prepare`` raises them.
    """
    try:
        return _try_keys(path, real, connect_by, prepare)
    except (*DATABASE_ERRORS, NotOurDatabaseError, StoreError):
        # What this process knows may be about another file, which had this place or this number before.
        if not reread_salt(real):
            raise
        return _try_keys(path, real, connect_by, prepare)


def _try_keys(
    path: Path,
    real: Path,
    connect_by: Callable[[str], sqlite3.Connection],
    prepare: Callable[[sqlite3.Connection], None],
) -> tuple[sqlite3.Connection, str]:
    for key in candidate_keys(real):
        connection = connect_by(key)
        try:
            prepare(connection)
        except BaseException as error:
            connection.close()
            if key and error_code(error) == "SQLITE_NOTADB":
                continue
            raise
        note_opened(key)
        return connection, key
    raise WrongPassphraseError(path) if has_passphrase() else LockedError(path)
