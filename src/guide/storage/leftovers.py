"""Files that are beside a store while another takes its place, and how nothing of them is left."""

import os
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

_CHUNK = bytes(1 << 20)
_COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite appends to the name of a database for the files beside it."""


def new_name(real: Path) -> Path:
    """Return where the file is written that is to take the place of the store."""
    return real.with_name(f"{real.name}.new-by-guide")


def old_name(real: Path) -> Path:
    """Return where the former file of a store is until it is overwritten."""
    return real.with_name(f"{real.name}.old-by-guide")


def companions(real: Path) -> list[Path]:
    """Return the files that SQLite has beside a database, as far as they are there."""
    names = [real.with_name(f"{real.name}{ending}") for ending in _COMPANIONS]
    return [path for path in names if os.path.lexists(path)]


def wipe(path: Path) -> None:
    """Overwrite a file and delete it, as well as its file system lets it. An absent one is passed over.

    Drives without moving parts, and file systems that keep snapshots, may keep the old blocks all the same.
    Raises OSError.
    """
    with suppress(FileNotFoundError):
        # The target of a link is somebody else's.
        if stat.S_ISREG(path.lstat().st_mode):
            with path.open("r+b", buffering=0) as file:
                left = path.stat().st_size
                while left > 0:
                    left -= file.write(_CHUNK[:left]) or 0
                os.fsync(file.fileno())
        path.unlink()


def remove_beside(path: Path, real: Path) -> None:
    """Overwrite and delete a file beside a store. A second name of the store is deleted alone.

    There are two names where a program was killed while one file took the place of another. Raises OSError.
    """
    if os.path.lexists(path) and real.exists() and path.samefile(real):
        path.unlink()
    else:
        wipe(path)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system can do that."""
    if os.name != "posix":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def remove_leftovers(connection: sqlite3.Connection, real: Path) -> None:
    """Remove what a conversion has left that was killed, so that nothing of it can be read.

    A conversion that is running locks the store until the new file is in its place. Raises OSError and
    ``sqlite3.Error``.
    """
    new, old = new_name(real), old_name(real)
    if not (os.path.lexists(new) or os.path.lexists(old)):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for path in (new, *companions(new), old):
            remove_beside(path, real)
    finally:
        connection.execute("ROLLBACK")
