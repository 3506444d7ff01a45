"""Where things lie on this machine."""

import os
from pathlib import Path

STORE_VARIABLE = "GUIDE_STORE"


def store_path(chosen: Path | None = None) -> Path:
    """The file of interviews: what is chosen, else $GUIDE_STORE, else one in the user's data folder."""
    if chosen is not None:
        return chosen
    if named := os.environ.get(STORE_VARIABLE):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("guide", appauthor=False) / "interviews.db"
