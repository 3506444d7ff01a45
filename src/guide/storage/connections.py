"""Connections to files of either kind: plain ones by ``sqlite3``, encrypted ones by SQLCipher."""

import sqlite3
from pathlib import Path

from guide.storage.errors import DriverMissingError


def connect(path: Path, key: str = "", timeout: float = 5.0, read_only: bool = False) -> sqlite3.Connection:
    """Return a connection without transactions of its own to a file, encrypted where there is a key.

    With ``read_only``, nothing is written to the file, and it is not made where it is absent.

    Raises DriverMissingError where the extra for encrypted files is not installed.
    """
    name = f"{path.absolute().as_uri()}?mode=ro" if read_only else str(path)
    if not key:
        return sqlite3.connect(name, timeout=timeout, isolation_level=None, uri=read_only)
    try:
        from guide.storage.cipher_connection import connect_encrypted
    except ImportError:
        raise DriverMissingError(path) from None
    return connect_encrypted(name, key, timeout, read_only)


def can_encrypt() -> bool:
    """Return whether the extra for encrypted files is installed."""
    from importlib.util import find_spec

    return find_spec("sqlcipher3") is not None
