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


def _data_folder() -> Path:
    # Every walk on a terminal looks whether another waits, and to import platformdirs would be a tenth of its
    # start. On Linux the rule is short.
    if sys.platform == "linux":
        base = os.environ.get("XDG_DATA_HOME", "").strip()
        if not base:
            return Path.home() / ".local" / "share" / "guide"
        if Path(base).is_absolute():
            return Path(base) / "guide"
    from platformdirs import user_data_path

    return user_data_path("guide", appauthor=False)
