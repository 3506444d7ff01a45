"""A backup takes the place of a store. What was there before stays, under another name."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from guide.storage.backup import copy_database
from guide.storage.connections import connect
from guide.storage.database import Store, open_store
from guide.storage.errors import (
    DATABASE_ERRORS,
    DamagedError,
    StoreError,
    to_store_error,
)
from guide.storage.key_trials import connect_with_keys
from guide.storage.leftovers import companions, new_name, remove_beside, sync_folder, wipe
from guide.storage.schema import NewerSchemaError, NotOurDatabaseError, schema_version
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage

_UNCHANGED = "Nothing was restored, and nothing is changed."


class Restored(NamedTuple):
    """What a restored store has.

    Attributes:
        interviews: How many.
        former: Where the store is that was there before; None where there was none.
    """

    interviews: int
    former: Path | None


def restore(backup: Path, path: Path, replace: bool) -> Restored:
    """Put a copy of a backup in the place of a store. The backup is checked first, and stays as it is.

    Args:
        backup: A file that ``backup`` made, or any other store.
        path: The store, which may be absent.
        replace: Whether a store that is there may be replaced. It is kept under another name.

    Raises:
        StoreError: The backup is damaged or no store, or there is a store and ``replace`` is not set. Then
            nothing is changed.
    """
    check_place(backup, path, replace)
    real = Path(os.path.realpath(path))
    new = new_name(real)
    # Whoever opens the store removes a new file that is beside it, unless the store is locked.
    with _locked(path):
        try:
            wipe(new)
            interviews = _copy_verified(backup, new)
            former = _put_in_place(real, new)
        except OSError as error:
            raise to_store_error(path, error) from None
        finally:
            with suppress(OSError):
                for rest in (new, *companions(new)):
                    remove_beside(rest, real)
    return Restored(interviews, former)


def check_place(backup: Path, path: Path, replace: bool) -> None:
    """Raise StoreError where this backup cannot come to this place, as far as shows before it is read."""
    if not backup.is_file():
        what = "this is no file" if backup.exists() else "there is no such file"
        raise StoreError(f"{backup}: {what}, and a backup is one. {_UNCHANGED}")
    if not os.path.lexists(path):
        return
    if path.exists() and not path.is_file():
        raise StoreError(f"{path}: this is no file, and interviews are kept in one. {_UNCHANGED}")
    if path.exists() and path.samefile(backup):
        raise StoreError(f"{backup} is the store itself. {_UNCHANGED}")
    if _has_content(path) and not replace:
        raise StoreError(
            f"{path} is there already. With --replace, the backup takes its place, and it stays under another"
            f" name. {_UNCHANGED}"
        )


def _copy_verified(backup: Path, new: Path) -> int:
    """Copy a backup to a new file, and return how many interviews it has. Raises StoreError, OSError."""
    new.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection, key = _open_backup(backup)
    with closing(connection):
        copy_database(connection, backup, new, key)
    try:
        with closing(open_store(new)) as store:
            problems = tuple(find_damage(store))
            number = len(list_ids(store, own=False))
    except DamagedError:
        problems, number = ("the file itself",), 0
    if problems:
        raise StoreError(
            f"{backup} is damaged ({problems[0].removesuffix('.')}). {_UNCHANGED}"
            f" “guide records export FILE.json --store {backup}” saves what can be read of it."
        )
    return number


def _open_backup(backup: Path) -> tuple[sqlite3.Connection, str]:
    """Return a connection to a backup that cannot write to it, and its key. Raises StoreError."""
    real = Path(os.path.realpath(backup))
    try:
        return connect_with_keys(backup, real, lambda key: connect(real, key, read_only=True), _refuse_empty)
    except (OSError, *DATABASE_ERRORS, NotOurDatabaseError, NewerSchemaError) as error:
        raise to_store_error(backup, error) from None


def _refuse_empty(connection: sqlite3.Connection) -> None:
    if not schema_version(connection):
        raise NotOurDatabaseError


def _put_in_place(real: Path, new: Path) -> Path | None:
    """Give the new file the name of the store, and return the new name of the former one. Raises OSError."""
    if not _has_content(real):
        real.unlink(missing_ok=True)
        # A link, unlike a new name, never takes the place of what another program made meanwhile.
        try:
            os.link(new, real)
            new.unlink()
        except (NotImplementedError, PermissionError):
            new.rename(real)
        sync_folder(real.parent)
        return None
    former = _former_name(real)
    try:
        os.link(real, former)
    except (OSError, NotImplementedError):
        real.rename(former)
    # A journal of the former store would be taken for one of the new file.
    for rest in companions(real):
        rest.rename(former.with_name(f"{former.name}{rest.name.removeprefix(real.name)}"))
    new.replace(real)
    sync_folder(real.parent)
    return former


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other programs from writing to a store meanwhile, if it can be opened; a damaged one cannot."""
    store: Store | None = None
    if os.name == "posix" and _has_content(path):
        with suppress(StoreError):
            store = open_store(path)
    if store is None:
        yield
        return
    with closing(store):
        with store.reading() as connection:
            connection.execute("BEGIN EXCLUSIVE")
        yield


def _former_name(real: Path) -> Path:
    """Return a name that is free, with the day and the time."""
    stem = f"{real.stem}.before-{datetime.now():%Y-%m-%d-%H%M%S}"
    number = 1
    while os.path.lexists(path := real.with_name(f"{stem}{f'-{number}' if number > 1 else ''}{real.suffix}")):
        number += 1
    return path
