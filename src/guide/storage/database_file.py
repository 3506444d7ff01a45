"""The file of a store before any database is in it: whether it can be one, and who may read it."""

import os
import shlex
import stat
from contextlib import suppress
from pathlib import Path

from guide.storage.errors import StoreError

_OTHERS_MAY_READ_OR_WRITE = stat.S_IROTH | stat.S_IWOTH
_NOT_THE_OWNER = stat.S_IRWXG | stat.S_IRWXO
_SHARED = stat.S_IWGRP | stat.S_IWOTH


def prepare_file(path: Path) -> Path:
    """The file behind a path, made for its owner's eyes alone if it is not there. Raises OSError, StoreError.

    What SQLite would take for something else than a file is refused, as nothing would be kept in it.
    """
    if str(path) == "-" or str(path).lower().startswith((":memory:", "file:")):
        raise _no_store(path, "this names no file")
    # A link may point to a file that is not there yet: SQLite would make it, readable by everybody.
    real = Path(os.path.realpath(path))
    real.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Its journals take after the file.
    with suppress(FileExistsError):
        os.close(os.open(real, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    kind = real.stat().st_mode
    if not stat.S_ISREG(kind):
        raise _no_store(path, "this is a folder" if stat.S_ISDIR(kind) else "this is a device")
    return real


def exposure_text(path: Path) -> str:
    """That everybody may read the file, and how to mend it, as a sentence; empty where it is not so."""
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
    """A store that only its owner can write to is shared with nobody: it was copied, or made beforehand, and
    from here on nobody else can read it.

    Where others may write, it is shared on purpose, and stays as it is; ``exposed`` tells of it.
    """
    if os.name != "posix":
        return
    it = path.stat()
    if it.st_uid == os.getuid() and it.st_mode & _NOT_THE_OWNER and not it.st_mode & _SHARED:
        # On a file system that cannot, ``exposed`` tells of it.
        with suppress(OSError):
            path.chmod(stat.S_IMODE(it.st_mode) & stat.S_IRWXU)


def _no_store(path: Path, why: str) -> StoreError:
    return StoreError(f"{path}: {why}, and interviews are kept in a file. Nothing that was kept is changed.")
