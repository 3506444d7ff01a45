"""Where things lie on this machine."""

import os
import sys
from pathlib import Path

STORE_VARIABLE = "GUIDE_STORE"


def store_path(chosen: Path | None = None) -> Path:
    """The file of interviews: what is chosen, else $GUIDE_STORE, else one in the user's data folder."""
    if chosen is not None:
        return chosen
    if named := os.environ.get(STORE_VARIABLE):
        return Path(named)
    return _data_folder() / "interviews.db"


def is_absent(path: Path) -> bool:
    """Whether nothing is there for sure. Where one may not look, whoever opens the file is told."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        pass
    return False


def cache_folder() -> Path | None:
    """What lies here can be made anew. None for somebody who has no home."""
    try:
        if sys.platform == "linux" and (base := _base("XDG_CACHE_HOME", ".cache")):
            return base / "guide"
        from platformdirs import user_cache_path

        return user_cache_path("guide", appauthor=False)
    except RuntimeError:
        return None


def _data_folder() -> Path:
    if sys.platform == "linux" and (base := _base("XDG_DATA_HOME", ".local", "share")):
        return base / "guide"
    from platformdirs import user_data_path

    return user_data_path("guide", appauthor=False)


def _base(variable: str, *home: str) -> Path | None:
    """The folder that the variable names, else this one in the home folder; None where it names no path.

    On Linux the rule is short, and to import platformdirs would be a tenth of every start.
    """
    named = os.environ.get(variable, "").strip()
    if not named:
        return Path.home().joinpath(*home)
    return Path(named) if Path(named).is_absolute() else None
