"""Interviews kept in one SQLite file; no other room knows of SQLite.

``connection`` opens it, ``journal`` writes and reads single interviews, ``listing`` sorts and counts them,
``copies`` exports, imports and verifies, ``settings`` are what HR decides, ``retention`` finds what is past
its time, ``rescue`` reads what can still be read of a damaged file.
"""

from guide.storage.database import Store, open_store
from guide.storage.errors import (
    ChangedError,
    CleaningError,
    DamagedError,
    FinishedError,
    MissingError,
    StoreError,
)

__all__ = [
    "ChangedError",
    "CleaningError",
    "DamagedError",
    "FinishedError",
    "MissingError",
    "Store",
    "StoreError",
    "open_store",
]
