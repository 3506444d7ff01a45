"""The file of a store as a file: whether it can be one, and who may read it."""

import os
import shlex
import stat
from contextlib import suppress
from pathlib import Path

from guide.storage.errors import StoreError
from guide.storage.network_drives import network_text

_OTHERS_MAY_READ_OR_WRITE = stat.S_IROTH | stat.S_IWOTH
_NOT_THE_OWNER = stat.S_IRWXG | stat.S_IRWXO
_SHARED = stat.S_IWGRP | stat.S_IWOTH


def prepare_file(path: Path) -> Path:
    """Return the real path of a store. A missing file is created, readable for its owner alone.

    Names that SQLite would take for something other than a file, such as ``:memory:``, are refused.

    Raises:
        OSError: The file cannot be created.
        StoreError: The path names no regular file.
    """
    if str(path) == "-" or str(path).lower().startswith((":memory:", "file:")):
        raise _no_store(path, "this names no file")
    # The target of a link may not exist yet. SQLite would make it, readable by everybody.
    real = Path(os.path.realpath(path))
    real.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # SQLite gives its journal files the permissions of this one.
    with suppress(FileExistsError):
        os.close(os.open(real, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    kind = real.stat().st_mode
    if not stat.S_ISREG(kind):
        raise _no_store(path, _describe(kind))
    return real


def file_warnings(path: Path) -> tuple[str, ...]:
    """Return what whoever holds an interview has to know of the place of the store, each in a sentence."""
    return tuple(filter(None, (exposure_text(path), network_text(path))))


def exposure_text(path: Path) -> str:
    """Return a warning where every user of the computer may read or write the file, and how to change that.

    "" where it is not so, or cannot be found out.
    """
    if os.name != "posix":
        return ""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if not mode & _OTHERS_MAY_READ_OR_WRITE:
        return ""
    what = "read" if mode & stat.S_IROTH else "write to"
    return (
        f"Everybody who uses this computer may {what} {path}. To end that: chmod o= {shlex.quote(str(path))}"
    )


def restrict_to_owner(path: Path) -> None:
    """Remove other users' permissions from a store, unless one of them may write to it.

    A store that others can only read was copied, or made before by other means. One that they can write is
    shared on purpose and stays as it is. Raises OSError where the file is absent.
    """
    if os.name != "posix":
        return
    status = path.stat()
    if status.st_uid == os.getuid() and status.st_mode & _NOT_THE_OWNER and not status.st_mode & _SHARED:
        # Where the file system has no such rights, ``exposure_text`` tells of it.
        with suppress(OSError):
            path.chmod(stat.S_IMODE(status.st_mode) & stat.S_IRWXU)


def _describe(kind: int) -> str:
    if stat.S_ISDIR(kind):
        return "this is a folder"
    if stat.S_ISFIFO(kind):
        return "this is a pipe"
    return "this is a socket" if stat.S_ISSOCK(kind) else "this is a device"


def _no_store(path: Path, why: str) -> StoreError:
    return StoreError(f"{path}: {why}, and interviews are kept in a file. Nothing that was kept is changed.")
