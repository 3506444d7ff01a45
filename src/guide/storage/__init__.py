"""Interviews in one SQLite file. No other package knows SQLite.

``database`` opens the file, ``event_store`` writes and reads single interviews, ``rule_texts`` the rules that
they were held under, ``queries`` lists and counts them, ``transfer`` and ``json_format`` export,
``import_records`` imports, ``backup`` copies the file, ``verify`` finds damage and ``recovery`` reads what is
left of a damaged file. ``settings`` are those of the store, ``expiry`` finds what has been kept for too long.
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
