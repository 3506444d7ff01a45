"""Where the program keeps its files on this machine."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

STORE_VARIABLE = "GUIDE_STORE"
SETTINGS_VARIABLE = "GUIDE_CONFIG"


def store_path(path: Path | None = None) -> Path:
    """The file of interviews: ``path``, else $GUIDE_STORE, else a file in the user's data folder.

    Nothing is created, and the file need not exist.
    """
    if path is not None:
        return path
    if named := os.environ.get(STORE_VARIABLE):
        return Path(named)
    return _data_folder() / "interviews.db"


def is_absent(path: Path) -> bool:
    """Whether it is certain that neither a file nor a folder is at this path.

    False where this cannot be found out, as in a folder that may not be read: opening the file then says why.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        pass
    return False


def cache_folder() -> Path | None:
    """The user's folder for files that can be made again at any time; None for a user without a home."""
    try:
        if sys.platform == "linux" and (base := _base("XDG_CACHE_HOME", ".cache")):
            return base / "guide"
        from platformdirs import user_cache_path

        return user_cache_path("guide", appauthor=False)
    except RuntimeError:
        return None


def folders_for_documents() -> Iterator[Path]:
    """Where somebody looks for what they saved: the current folder, their documents, and their home.

    Each is left out where it cannot be found out, as for a user without a home.
    """
    from platformdirs import user_documents_path

    for folder in (Path.cwd, user_documents_path, Path.home):
        with suppress(OSError, RuntimeError):
            yield folder()


def settings_path() -> Path | None:
    """The file of settings: $GUIDE_CONFIG, else one in the user's folder for configuration.

    None for a user without a home. Nothing is created, and the file need not exist.
    """
    if named := os.environ.get(SETTINGS_VARIABLE):
        return Path(named)
    try:
        if sys.platform == "linux" and (base := _base("XDG_CONFIG_HOME", ".config")):
            return base / "guide" / "settings.toml"
        from platformdirs import user_config_path

        return user_config_path("guide", appauthor=False) / "settings.toml"
    except RuntimeError:
        return None


def _data_folder() -> Path:
    if sys.platform == "linux" and (base := _base("XDG_DATA_HOME", ".local", "share")):
        return base / "guide"
    from platformdirs import user_data_path

    return user_data_path("guide", appauthor=False)


def _base(variable: str, *home: str) -> Path | None:
    """The folder that a variable of the XDG Base Directory Specification names, else this one in the home.

    None where the variable holds no absolute path, which the specification says to ignore. This short rule
    saves the import of platformdirs on Linux, a tenth of every start.
    """
    named = os.environ.get(variable, "").strip()
    if not named:
        return Path.home().joinpath(*home)
    return Path(named) if Path(named).is_absolute() else None
