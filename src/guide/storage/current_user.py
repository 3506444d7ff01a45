"""Whose walk for oneself it is: a store can be shared, such a walk is not."""

import os
import sys
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def this_user() -> str:
    """Return the login name of the user, as the operating system knows it, not environment variables.

    It is a name rather than a number: on a disk that two computers share, one number can be two people.
    """
    if sys.platform == "win32":
        try:
            return os.getlogin()
        except OSError:
            return os.environ.get("USERNAME", "?")
    return _user_name(os.getuid())


def owner_of(path: Path) -> str:
    """Return the name of the owner of a file. Raises OSError.

    On Windows, a file in the user's own folder is the user's, and any other has no owner ("").
    """
    if sys.platform == "win32":
        return this_user() if Path.home() in path.absolute().parents else ""
    return _user_name(path.stat().st_uid)


def _user_name(number: int) -> str:
    """Return the name of a user id, or the id itself where it has none, as in a container."""
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
