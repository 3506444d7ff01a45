"""A store is encrypted, decrypted, or given another passphrase: a new file takes the place of the old one.

At no moment is there less than one whole store under its name. What a process that is killed leaves beside it
is removed by the next opening (``leftovers``).
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from guide.storage.connections import connect
from guide.storage.database import open_store
from guide.storage.errors import DATABASE_ERRORS, StoreError, damaged_error, to_store_error
from guide.storage.leftovers import companions, new_name, old_name, remove_beside, sync_folder, wipe
from guide.storage.store_keys import make_key, remember_passphrase

_REPLACES_OPEN_FILES = os.name == "posix"
"""Whether a file can be replaced while programs have it open. Windows refuses that."""


def convert_store(path: Path, passphrase: str) -> None:
    """Encrypt a store under this passphrase, whatever it was under before; with "", decrypt it.

    The old file is overwritten before it is deleted. A program that has it open cannot write to it any more.

    Args:
        path: The store. Where it is encrypted, its passphrase has to be known to the process.
        passphrase: The new passphrase; "" for none.

    Raises:
        StoreError: Nothing is changed; or the old file could not be overwritten, which is said.
    """
    key = make_key(passphrase) if passphrase else ""
    store = open_store(path)
    real = Path(os.path.realpath(path))
    new, old = new_name(real), old_name(real)
    with closing(store), _removed_on_failure(path, new):
        with store.reading() as connection:
            connection.execute("BEGIN EXCLUSIVE")
        store.check()
        before = real.stat()
        _write_copy(connection, new, key, before)
        if _REPLACES_OPEN_FILES:
            _replace(real, new, old)
    if not _REPLACES_OPEN_FILES:
        with _removed_on_failure(path, new):
            _refuse_changed(path, before, real.stat())
            _replace(real, new, old)
    if passphrase:
        remember_passphrase(passphrase)
    try:
        for rest in (old, *companions(old)):
            remove_beside(rest, real)
        sync_folder(real.parent)
    except OSError as error:
        raise StoreError(
            f"{path} is changed over, but the old file beside it, {old.name}, could not be overwritten:"
            f" {error.strerror}. guide tries again whenever it opens the store."
        ) from None


@contextmanager
def _removed_on_failure(path: Path, new: Path) -> Iterator[None]:
    """Remove the new file where the block raises. Errors are raised as StoreError."""
    try:
        yield
    except BaseException as error:
        with suppress(OSError):
            for rest in (new, *companions(new)):
                wipe(rest)
        if isinstance(error, UnicodeError):
            raise damaged_error(path) from None
        if isinstance(error, (OSError, *DATABASE_ERRORS)):
            raise to_store_error(path, error) from None
        raise


def _write_copy(source: sqlite3.Connection, new: Path, key: str, status: os.stat_result) -> None:
    """Write a new file with all that is in a store, with the same rights, and compare the two."""
    # A journal would be one more file with what is in the store.
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(connect(new, key)) as copy:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY"):
            copy.execute(f"PRAGMA {pragma}").fetchall()
        copy.execute("BEGIN")
        tables = _copy_all(source, copy)
        copy.execute("COMMIT")
    with new.open("r+b") as file:
        os.fsync(file.fileno())
    with closing(connect(new, key)) as copy:
        report = copy.execute("PRAGMA integrity_check").fetchall()
        if report != [("ok",)] or any(_count(source, table) != _count(copy, table) for table in tables):
            raise OSError(None, "what was written to it does not read back")
    with suppress(OSError):
        new.chmod(stat.S_IMODE(status.st_mode))
        if hasattr(os, "chown"):
            os.chown(new, status.st_uid, status.st_gid)


def _copy_all(source: sqlite3.Connection, copy: sqlite3.Connection) -> list[str]:
    """Copy all tables with their rows, then the indexes, and return the names of the tables.

    The two connections are of different libraries, so neither can do this alone. Raises UnicodeError where a
    text is damaged, as it could not be copied as it is.
    """
    lenient, source.text_factory = source.text_factory, bytes.decode
    try:
        schema = source.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        tables = [(name, sql) for type_, name, sql in schema if type_ == "table"]
        for name, sql in tables:
            copy.execute(sql)
            # Interviews keep their places, as whoever has them open may know them by those.
            place = "" if "WITHOUT ROWID" in sql else "rowid, "
            rows = source.execute(f"SELECT {place}* FROM {name}")
            fields = [column[0] for column in rows.description]
            values = ", ".join("?" * len(fields))
            copy.executemany(f"INSERT INTO {name} ({', '.join(fields)}) VALUES ({values})", rows)
        for type_, _, sql in schema:
            if type_ != "table":
                copy.execute(sql)
    finally:
        source.text_factory = lenient
    for pragma in ("application_id", "user_version"):
        ((value,),) = source.execute(f"PRAGMA {pragma}")
        copy.execute(f"PRAGMA {pragma} = {value}")
    return [name for name, _ in tables]


def _count(connection: sqlite3.Connection, table: str) -> int:
    ((number,),) = connection.execute(f"SELECT count(*) FROM {table}")
    return int(number)


def _replace(real: Path, new: Path, old: Path) -> None:
    """Put the new file in the place of the old one, which stays under the name ``old`` until it is wiped."""
    wiped_by_name = False
    with suppress(OSError, NotImplementedError):
        os.link(real, old)
        wiped_by_name = True
    if wiped_by_name or not _REPLACES_OPEN_FILES:
        _swap(real, new, old, wiped_by_name)
        return
    # A drive without links: the old file is held open, to be overwritten when its name is gone.
    with real.open("r+b", buffering=0) as file:
        new.replace(real)
        file.write(bytes(os.fstat(file.fileno()).st_size))
        os.fsync(file.fileno())


def _swap(real: Path, new: Path, old: Path, linked: bool) -> None:
    if not linked:
        real.replace(old)
    try:
        new.replace(real)
    except OSError:
        if linked:
            old.unlink()
        else:
            old.replace(real)
        raise
    sync_folder(real.parent)


def _refuse_changed(path: Path, before: os.stat_result, after: os.stat_result) -> None:
    """Raise StoreError where another program has written to the store in the meantime."""
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise StoreError(f"{path}: another program wrote to it meanwhile. Close it there, and try again.")
