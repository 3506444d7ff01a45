"""The errors of a store, each a sentence for the person at the screen."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from guide.storage.schema import NewerSchemaError, NotOurDatabaseError

DATABASE_ERRORS = (sqlite3.Error, UnicodeDecodeError, MemoryError)
"""What the database may raise. In a damaged file, a text may be no text and a length beyond all memory."""
_SELF_EXPLANATORY = (sqlite3.Error, OSError, NotOurDatabaseError, NewerSchemaError)
"""Errors that say themselves what is wrong."""
_UNCHANGED = "Nothing that was kept is changed."
_NO_STORE = "this file is no store of interviews"


class StoreError(Exception):
    """An error of a store. Its text is a sentence for the user, with the path; nothing stored is changed."""


class ChangedError(StoreError):
    """The interview was changed by another program in the meantime."""


class MissingError(StoreError):
    """There is no interview with this id."""


class CleaningError(StoreError):
    """The deletion is done, but traces of what was deleted may be left in unused parts of the file.

    It is the only StoreError after which the change is done: it has to be reported, and the change not
    repeated.
    """


class DamagedError(StoreError):
    """The file itself is damaged, not only one interview in it."""


class LockedError(StoreError):
    """The file is encrypted, and no passphrase that this process knows opens it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is encrypted, and no passphrase for it was given. Start guide again to be asked for it."
        )


class WrongPassphraseError(StoreError):
    """A passphrase does not open the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: this passphrase does not open it, or the beginning of the file is damaged. {_UNCHANGED}"
        )


class DriverMissingError(StoreError):
    """The extra for encrypted files is not installed."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: an encrypted store needs an extra that is not installed here:"
            f" pip install 'guide[encryption]'. {_UNCHANGED}"
        )


class FinishedError(StoreError):
    """A finished interview cannot be moved to other rules."""

    def __init__(self) -> None:
        super().__init__(
            "This interview is finished. It stays under its own rules; “guide records recheck” compares."
        )


def cleaning_error(path: Path, error: Exception) -> CleaningError:
    """Return the error for a file that could not be rewritten."""
    return CleaningError(
        f"{path}: it is deleted, but traces of it may still be in the file, which could not be written anew:"
        f" {_why(error)}. guide tries again whenever it opens the file."
    )


def rescued_error(path: Path) -> DamagedError:
    """Return the error for an attempt to change a store that is the readable part of a damaged file."""
    return DamagedError(f"{path}: {_DAMAGED}. What can be read of it is shown, and nothing can be changed.")


def damaged_error(path: Path) -> DamagedError:
    """Return the error for a file that is too damaged to change anything in it."""
    return DamagedError(f"{path}: {_DAMAGED}. {_UNCHANGED}")


def to_store_error(path: Path, error: Exception) -> StoreError:
    """Return the StoreError, a sentence for the user, for an error of the database or of the file.

    DamagedError where the error means that the file is damaged. The sentence never contains stored values.
    """
    name = error_code(error)
    damaged = name.startswith(_DAMAGE) or not isinstance(error, _SELF_EXPLANATORY) or _is_bad_text(error)
    kind = DamagedError if damaged else StoreError
    return kind(f"{path}: {_why(error)}. {_UNCHANGED}")


@contextmanager
def skip_damaged(name: str, on_damage: Callable[[str], object] | None) -> Iterator[None]:
    """Run a block that reads one record or one version of rules; leave the block where it raises StoreError.

    ``on_damage`` is then called with the id ``name``; without ``on_damage``, the error is raised.
    DamagedError, for damage of the whole file, is always raised.
    """
    try:
        yield
    except DamagedError:
        raise
    except StoreError:
        if on_damage is None:
            raise
        on_damage(name)


def why_not_written(error: Exception) -> str:
    """Return why a new file cannot be written, as the end of a sentence."""
    if isinstance(error, ValueError):
        return "this is no name for a file"
    if isinstance(error, OSError):
        return error.strerror or "this is no name for a file"
    return _why(error)


def _why(error: Exception) -> str:
    if isinstance(error, NotOurDatabaseError):
        return _NO_STORE
    if isinstance(error, NewerSchemaError):
        return "this file was made by a newer version of guide"
    if isinstance(error, OSError):
        return f"this file cannot be used: {error.strerror}"
    if not isinstance(error, _SELF_EXPLANATORY):
        return _DAMAGED
    if _is_bad_text(error):
        return _DAMAGED
    name = error_code(error) or type(error).__name__
    return next((why for code, why in _WHY.items() if name.startswith(code)), f"the database says {name}")


def _is_bad_text(error: Exception) -> bool:
    """Return whether a text in the file is no text."""
    return isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode")


def error_code(error: BaseException) -> str:
    """Return the name that SQLite has for an error, such as SQLITE_FULL; "" where it has none.

    Copies of whole databases raise errors with the text of a code in place of the code.
    """
    return str(getattr(error, "sqlite_errorname", "")) or _CODES.get(str(error), "")


_CODES = {
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "database is locked": "SQLITE_BUSY",
    "database or disk is full": "SQLITE_FULL",
    "database table is locked": "SQLITE_LOCKED",
    "disk I/O error": "SQLITE_IOERR",
    "file is not a database": "SQLITE_NOTADB",
    "unable to open database file": "SQLITE_CANTOPEN",
}
"""Codes by their texts."""


_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_ERROR", "SQLITE_MISMATCH", "SQLITE_CONSTRAINT")
"""Codes of SQLite that mean a damaged file, as our statements and values are right for a sound one."""
_DAMAGED = "this file is damaged or cut off"
_WHY = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY_DBMOVED": "another program has put another file in its place; start guide again",
    "SQLITE_READONLY": "this file or its folder may not be written to",
    "SQLITE_CANTOPEN": "this file cannot be opened or written to",
    "SQLITE_PERM": "this file may not be opened",
    "SQLITE_BUSY": "another program has been using this file for too long",
    "SQLITE_LOCKED": "another program has been using this file for too long",
    "SQLITE_NOTADB": _NO_STORE,
    **dict.fromkeys(_DAMAGE, _DAMAGED),
    **dict.fromkeys(
        ("SQLITE_IOERR_LOCK", "SQLITE_IOERR_RDLOCK", "SQLITE_IOERR_CHECKRESERVEDLOCK", "SQLITE_PROTOCOL"),
        "this drive does not lock files, so that two people could destroy each other's records; keep the"
        " store on another drive (--store FILE)",
    ),
    "SQLITE_IOERR": "the disk is full or does not answer",
}
