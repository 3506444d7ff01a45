"""How an encrypted store is recognised, without opening the database."""

import os
from pathlib import Path

MARK = b"gdec"
"""The first bytes of an encrypted store. A plain one begins with “SQLite format 3”."""
SALT_LENGTH = 16
"""Bytes of the salt, with which the file begins. ``MARK`` is its beginning; the rest is random."""


def read_salt(path: Path) -> bytes:
    """Return the salt of an encrypted store; b"" where the file is none, or cannot be read.

    On POSIX systems, closing a file drops the locks that this process has on it. So this must not be called
    for a file that is open as a store in this process.
    """
    try:
        # A pipe would wait for somebody to write.
        if not path.is_file():
            return b""
        with path.open("rb", buffering=0) as file:
            start = file.read(SALT_LENGTH)
    except OSError:
        return b""
    return start if len(start) == SALT_LENGTH and start.startswith(MARK) else b""


def make_salt() -> bytes:
    """Return the salt of a new encrypted store."""
    return MARK + os.urandom(SALT_LENGTH - len(MARK))
