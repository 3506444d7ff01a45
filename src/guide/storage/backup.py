"""A copy of a whole store in another file."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from guide.storage.connections import connect
from guide.storage.database import Store
from guide.storage.errors import DATABASE_ERRORS, StoreError, error_code, to_store_error, why_not_written
from guide.storage.leftovers import companions
from guide.storage.store_keys import key_in_use

_ABOUT_THE_SOURCE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR_READ")
"""Codes by which a copy fails because of the file that is copied; by all others, because of the new one."""


def backup(store: Store, path: Path) -> None:
    """Copy the whole store to a new file that only its owner can read, while other programs go on writing.

    The copy of an encrypted store is encrypted, and has the same passphrase. Other users' walks for oneself
    are not copied. Raises StoreError, and then leaves no file.
    """
    key = key_in_use(Path(os.path.realpath(store.path)))
    copy_database(store.connection, store.path, path, key, store.user)


def copy_database(
    source: sqlite3.Connection, source_path: Path, path: Path, key: str, user: str = ""
) -> None:
    """Copy a database to a new file.

    Args:
        source: The connection to it.
        source_path: Its file, for errors.
        path: The new file.
        key: The key of the source, which becomes that of the copy; "" where it is plain.
        user: Whose walks for oneself are copied; "" for everybody's.

    Raises:
        StoreError: It names the file at fault. No new file is left then.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except (OSError, ValueError) as error:
        raise _not_written(path, error) from None
    try:
        with closing(connect(path.absolute(), key)) as copy:
            source.backup(copy)
            if user:
                _leave_out_others(copy, user)
    except BaseException as error:
        with suppress(OSError):
            for rest in (path, *companions(path)):
                rest.unlink()
        if not isinstance(error, (OSError, *DATABASE_ERRORS)):
            raise
        if error_code(error).startswith(_ABOUT_THE_SOURCE):
            raise to_store_error(source_path, error) from None
        raise _not_written(path, error) from None


def _not_written(path: Path, error: Exception) -> StoreError:
    return StoreError(
        f"{path} cannot be written: {why_not_written(error)}. There is no copy, and the store is as it was."
    )


def _leave_out_others(copy: sqlite3.Connection, user: str) -> None:
    if copy.execute("SELECT 1 FROM interview WHERE own = 1 AND user != ?", (user,)).fetchone():
        copy.execute("PRAGMA secure_delete = ON").fetchall()
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("DELETE FROM interview WHERE own = 1 AND user != ?", (user,))
        copy.execute("VACUUM")
