"""A copy of a whole store in another file."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from guide.storage.database import Store
from guide.storage.errors import StoreError, to_store_error


def backup(store: Store, path: Path) -> None:
    """Copy the whole store to a new file that only its owner can read, while other programs go on writing.

    Other users' walks for oneself are not copied. Raises StoreError, and then leaves no file.
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
