"""The file that interviews are kept in: opening it, and writing to it in one piece or not at all."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from guide.storage.current_user import owner_of, this_user
from guide.storage.database_file import prepare_file, restrict_to_owner
from guide.storage.errors import (
    DATABASE_ERRORS,
    CleaningError,
    StoreError,
    cleaning_error,
    damaged_error,
    rescued_error,
    to_store_error,
)
from guide.storage.schema import (
    UNCLEAN,
    UNSEEN,
    VERSION,
    NewerSchemaError,
    NotOurDatabaseError,
    prepare_schema,
)

CACHE = 32_768
"""KiB of the file that are kept in memory: the index that searches go through, for 100,000 interviews."""
SMALL = 2 << 20
"""Bytes of a file that is written anew in a twentieth of a second: at every answer that is taken back. With a
larger one that waits until the interview is confirmed or left."""
PATIENCE = 30.0
"""Seconds that we wait for another program that is writing."""


class Store:
    """An open file of interviews. ``path`` is where it lies; ``user`` is whose walks for oneself are seen.

    ``rescued``: it is damaged, and this is a copy in memory of what can be read; nothing can be written.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, user: str, rescued: bool = False) -> None:
        self.path = path
        self.connection = connection
        self.user = user
        self.rescued = rescued

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection; what the database reports becomes a StoreError."""
        try:
            yield self.connection
        except DATABASE_ERRORS as error:
            raise to_store_error(self.path, error) from None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: what is done in it is on the disk when it ends, or nothing of it is."""
        if self.rescued:
            raise rescued_error(self.path)
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled back already.
                with suppress(*DATABASE_ERRORS):
                    connection.execute("ROLLBACK")
                raise

    def clean(self) -> None:
        """Write the whole file anew, so that nothing of what was deleted is left in it.

        Raises CleaningError, after which the file is cleaned as soon as it can be: ``owe_cleaning`` said so.
        """
        try:
            select = "SELECT name, value FROM setting WHERE name = ?"
            owed = self.connection.execute(select, (UNCLEAN,)).fetchall()
            self._rewrite()
            # What somebody else has come to owe meanwhile is still owed.
            self.connection.executemany("DELETE FROM setting WHERE name = ? AND value = ?", owed)
        except DATABASE_ERRORS as error:
            raise cleaning_error(self.path, error) from None

    def check(self) -> None:
        """Raises DamagedError where the file is so damaged that to delete from it could take others along.

        A value that is not what it was does no harm to others.
        """
        with self.reading() as connection:
            for (said,) in connection.execute("PRAGMA quick_check"):
                if said != "ok" and not _HARMLESS.search(said):
                    raise damaged_error(self.path)

    def mend_indexes(self) -> None:
        """Make all indexes anew from their tables. Raises StoreError."""
        with self.reading() as connection:
            connection.execute("REINDEX")

    def _rewrite(self) -> None:
        try:
            self.connection.execute("VACUUM")
        except sqlite3.DatabaseError as error:
            # Indexes are copied as they are; where one is damaged, its table may be sound.
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
                raise
            self.connection.execute("REINDEX")
            self.connection.execute("VACUUM")

    @staticmethod
    def owe_cleaning(connection: sqlite3.Connection) -> None:
        """Note, within the transaction that deletes, that ``clean`` is to follow, which strikes it out."""
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, hex(randomblob(8)))", (UNCLEAN,))

    def tidy(self) -> None:
        """``clean`` where it is owed."""
        if self.unclean:
            self.clean()

    @property
    def small(self) -> bool:
        """Whether the file can be cleaned in the time of an answer."""
        try:
            return self.path.stat().st_size <= SMALL
        except OSError:
            return False

    @property
    def unseen(self) -> bool:
        """Whether it holds journals that were written before what may stay in one was looked at."""
        with self.reading() as connection:
            found = connection.execute("SELECT 1 FROM setting WHERE name = ?", (UNSEEN,)).fetchone()
        return found is not None

    def note_seen(self) -> None:
        with self.writing() as connection:
            connection.execute("DELETE FROM setting WHERE name = ?", (UNSEEN,))

    @staticmethod
    def note_unseen(connection: sqlite3.Connection) -> None:
        """Within a transaction that brings journals from elsewhere."""
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, '1')", (UNSEEN,))

    @property
    def unclean(self) -> bool:
        """Whether something that was deleted may still lie in unused parts of the file."""
        with self.reading() as connection:
            found = connection.execute("SELECT 1 FROM setting WHERE name = ?", (UNCLEAN,)).fetchone()
        return found is not None


def open_store(path: Path, patience: float = PATIENCE, cache: int = CACHE) -> Store:
    """The store in this file, made if it is not there, for its owner's eyes alone. Raises StoreError.

    ``cache`` is in KiB; whoever goes through everything once needs little of it.
    """
    try:
        real = prepare_file(path)
        _refuse_others(real)
        owner = owner_of(real)
        connection = sqlite3.connect(real, timeout=patience, isolation_level=None)
    except (OSError, NotOurDatabaseError, sqlite3.Error) as error:
        raise to_store_error(path, error) from None
    try:
        _set_up(connection, cache, owner)
        restrict_to_owner(real)
    except (OSError, *DATABASE_ERRORS, NotOurDatabaseError, NewerSchemaError) as error:
        connection.close()
        raise to_store_error(path, error) from None
    store = Store(path, connection, this_user())
    # Whoever wrote last was killed on the way, or the disk was full.
    with suppress(StoreError):
        store.tidy()
        if real.with_name(f"{real.name}-journal").exists():
            _drop_journal(store, patience)
    return store


def _drop_journal(store: Store, patience: float) -> None:
    """Delete what a writer left beside the file that was killed before anything was written: the next
    transaction does. Where somebody is writing just now, it is theirs.
    """
    with store.reading() as connection:
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute(f"PRAGMA user_version = {VERSION}")
        finally:
            connection.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")


_HARMLESS = re.compile("(NULL|NUMERIC|TEXT) value in ")
"""In what the check of a database says."""


def open_in_memory(path: Path, user: str) -> Store:
    """An empty store for what is rescued from this file."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    prepare_schema(connection, user)
    return Store(path, connection, user, rescued=True)


def _refuse_others(path: Path) -> None:
    """SQLite takes a file of a few bytes for an empty database, and would write over it.

    The file is not opened for that: closing it would give up the locks that this process has on it.
    """
    if path.is_file() and 0 < path.stat().st_size < _SMALLEST:
        raise NotOurDatabaseError


_SMALLEST = 512
"""Bytes of the smallest database that there can be."""


def _set_up(connection: sqlite3.Connection, cache: int, owner: str) -> None:
    # A damaged letter in a name keeps nobody from reading the others.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    # Deleted content is overwritten, temporary tables stay in memory, and a commit is on the disk.
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
