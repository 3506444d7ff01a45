"""Whose walk for oneself it is: a store can be shared, such a walk is not."""

import os
import sys
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def this_user() -> str:
    """The name by which the operating system knows whoever runs this; environment variables have no say.

    A name rather than a number: on a disk that two computers share, one number can be two people.
    """
    if sys.platform == "win32":
        try:
            return os.getlogin()
        except OSError:
            return os.environ.get("USERNAME", "?")
    return _named(os.getuid())


def owner_of(path: Path) -> str:
    """Whose file it is. On Windows what lies in one's own folder is one's own, and the rest is nobody's."""
    if sys.platform == "win32":
        return this_user() if Path.home() in path.absolute().parents else ""
    return _named(path.stat().st_uid)


def _named(number: int) -> str:
    """Somebody without a name, as in a container, is known by the number."""
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
