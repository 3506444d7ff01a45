"""The database file: opening it, and transactions that are written whole or not at all."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from guide.storage.connections import connect
from guide.storage.current_user import owner_of, this_user
from guide.storage.database_file import prepare_file, restrict_to_owner
from guide.storage.errors import (
    DATABASE_ERRORS,
    CleaningError,
    StoreError,
    cleaning_error,
    damaged_error,
    error_code,
    rescued_error,
    to_store_error,
)
from guide.storage.key_trials import connect_with_keys
from guide.storage.leftovers import remove_leftovers
from guide.storage.network_drives import refuse_unlocked_drive
from guide.storage.schema import (
    UNCLEAN,
    UNSEEN,
    VERSION,
    NewerSchemaError,
    NotOurDatabaseError,
    prepare_schema,
)

CACHE = 32_768
"""KiB of the file that are kept in memory: the index that searches use, for 100,000 interviews."""
SMALL = 2 << 20
"""Bytes of a file that is rewritten in a twentieth of a second. That is done after every answer that is taken
back; with a larger file it waits until the interview is confirmed or left."""
PATIENCE = 30.0
"""Seconds to wait for another program that is writing."""


class Store:
    """An open database of interviews.

    Attributes:
        path: The file.
        connection: The connection to it. Statements belong into ``reading`` or ``writing``.
        user: The name of the user, whose walks for oneself are visible, and nobody else's.
        rescued: Whether this is a copy in memory of what can be read of a damaged file. It cannot be written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, user: str, rescued: bool = False) -> None:
        self.path = path
        self.connection = connection
        self.user = user
        self.rescued = rescued

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Provide the connection. Errors of the database are raised as StoreError."""
        try:
            yield self.connection
        except DATABASE_ERRORS as error:
            raise to_store_error(self.path, error) from None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Provide the connection in a transaction, which is on the disk when the block ends.

        Where the block raises, nothing of it is written. Errors of the database are raised as StoreError.
        """
        if self.rescued:
            raise rescued_error(self.path)
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # On a full disk, SQLite may have rolled back already.
                with suppress(*DATABASE_ERRORS):
                    connection.execute("ROLLBACK")
                raise

    def clean(self) -> None:
        """Rewrite the whole file, so that nothing of what was deleted is left in unused parts of it.

        Raises CleaningError. The mark of ``owe_cleaning`` then stays, so that the next opening tries again.
        """
        try:
            select = "SELECT name, value FROM setting WHERE name = ?"
            owed = self.connection.execute(select, (UNCLEAN,)).fetchall()
            self._rewrite()
            # Deletions by others in the meantime have left notes of their own, which stay.
            self.connection.executemany("DELETE FROM setting WHERE name = ? AND value = ?", owed)
        except DATABASE_ERRORS as error:
            raise cleaning_error(self.path, error) from None

    def check(self) -> None:
        """Raise DamagedError where the file is so damaged that deleting could destroy other interviews.

        A single damaged value is no such damage. Raises StoreError where the check fails.
        """
        with self.reading() as connection:
            for (report,) in connection.execute("PRAGMA quick_check"):
                if report != "ok" and not _HARMLESS.search(report):
                    raise damaged_error(self.path)

    def mend_indexes(self) -> None:
        """Rebuild all indexes from their tables. Raises StoreError."""
        with self.reading() as connection:
            connection.execute("REINDEX")

    def _rewrite(self) -> None:
        try:
            self.connection.execute("VACUUM")
        except sqlite3.DatabaseError as error:
            # VACUUM copies indexes as they are. Where one is damaged, its table may still be sound.
            if not error_code(error).startswith("SQLITE_CORRUPT"):
                raise
            self.connection.execute("REINDEX")
            self.connection.execute("VACUUM")

    @staticmethod
    def owe_cleaning(connection: sqlite3.Connection) -> None:
        """Mark in the file that ``clean`` has to be called. For use in the transaction that deletes."""
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, hex(randomblob(8)))", (UNCLEAN,))

    def tidy(self) -> None:
        """Call ``clean`` if a deletion has marked that it has to be called. Raises StoreError."""
        if self.unclean:
            self.clean()

    @property
    def small(self) -> bool:
        """Whether the file is small enough to be rewritten after an answer."""
        try:
            return self.path.stat().st_size <= SMALL
        except OSError:
            return False

    @property
    def unseen(self) -> bool:
        """Whether the file has journals that may still contain what a journal must not keep.

        Those are from an older version, or were imported, and ``note_seen`` was not called since. Raises
        StoreError.
        """
        with self.reading() as connection:
            row = connection.execute("SELECT 1 FROM setting WHERE name = ?", (UNSEEN,)).fetchone()
        return row is not None

    def note_seen(self) -> None:
        """Mark in the file that all journals have been checked (see ``unseen``). Raises StoreError."""
        with self.writing() as connection:
            connection.execute("DELETE FROM setting WHERE name = ?", (UNSEEN,))

    @staticmethod
    def note_unseen(connection: sqlite3.Connection) -> None:
        """Mark in the file that journals have to be checked. For use in the transaction that adds them."""
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, '1')", (UNSEEN,))

    @property
    def unclean(self) -> bool:
        """Whether something that was deleted may still lie in unused parts of the file. Raises StoreError."""
        with self.reading() as connection:
            row = connection.execute("SELECT 1 FROM setting WHERE name = ?", (UNCLEAN,)).fetchone()
        return row is not None


def open_store(path: Path, patience: float = PATIENCE, cache: int = CACHE) -> Store:
    """Open the database in a file. A file that does not exist is created, readable only for its owner.

    If an earlier process was killed in the middle, its last transaction is rolled back, and a cleaning that
    it still had to do is done.

    Args:
        path: The file.
        patience: Seconds to wait for another program that is writing.
        cache: KiB of the file to keep in memory. A caller that reads everything once needs little.

    Raises:
        StoreError: The file cannot be opened, is no store, or was made by a newer version.
    """
    refuse_unlocked_drive(path)
    try:
        real = prepare_file(path)
        _refuse_tiny_files(real)
        connection = _connect(path, real, patience, cache)
    except (OSError, *DATABASE_ERRORS, NotOurDatabaseError, NewerSchemaError) as error:
        raise to_store_error(path, error) from None
    store = Store(path, connection, this_user())
    # The last writer may have been killed, or the disk was full.
    with suppress(StoreError, OSError):
        store.tidy()
        with store.reading():
            remove_leftovers(connection, real)
        if real.with_name(f"{real.name}-journal").exists():
            _drop_journal(store, patience)
    return store


def _connect(path: Path, real: Path, patience: float, cache: int) -> sqlite3.Connection:
    """Return a connection that is set up. Raises what the database raises, and StoreError without a key."""
    owner = owner_of(real)

    def prepare(connection: sqlite3.Connection) -> None:
        _set_up(connection, cache, owner)
        restrict_to_owner(real)

    connection, _ = connect_with_keys(path, real, lambda key: connect(real, key, patience), prepare)
    return connection


def _drop_journal(store: Store, patience: float) -> None:
    """Delete the journal file of a writer that was killed before it wrote anything.

    Any transaction does that. Where somebody is writing at this moment, the journal is theirs, and StoreError
    is raised.
    """
    with store.reading() as connection:
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute(f"PRAGMA user_version = {VERSION}")
        finally:
            connection.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")


_HARMLESS = re.compile("(NULL|NUMERIC|TEXT) value in ")
"""Reports of ``quick_check`` about a single damaged value."""


def open_in_memory(path: Path, user: str) -> Store:
    """Return an empty store in memory, to be filled with what can be read of the damaged file at ``path``."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    prepare_schema(connection, user)
    return Store(path, connection, user, rescued=True)


def _refuse_tiny_files(path: Path) -> None:
    """Raise NotOurDatabaseError for a file of a few bytes, which SQLite would take for empty and overwrite.

    The file is not opened for that: closing it would release the locks that this process has on it.
    """
    if path.is_file() and 0 < path.stat().st_size < _SMALLEST:
        raise NotOurDatabaseError


_SMALLEST = 512
"""Bytes of the smallest database."""


def _set_up(connection: sqlite3.Connection, cache: int, owner: str) -> None:
    # A damaged character in one name must not make others unreadable.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    # Deleted content is overwritten, temporary tables stay in memory, and a commit waits for the disk.
    for pragma in (
        "secure_delete = ON",
        "temp_store = MEMORY",
        f"cache_size = -{cache}",
        "foreign_keys = ON",
        "journal_mode = DELETE",
        "synchronous = EXTRA",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    prepare_schema(connection, owner)


__all__ = ["PATIENCE", "CleaningError", "Store", "StoreError", "open_store"]
