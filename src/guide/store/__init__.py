"""Interviews kept in one SQLite file; no other room knows of SQLite.

``connection`` opens it, ``journal`` writes and reads single interviews, ``listing`` sorts and counts them,
``copies`` exports, imports and verifies, ``settings`` are what HR decides.
"""

from guide.store.connection import Store, open_store
from guide.store.errors import ChangedError, CleaningError, MissingError, StoreError

__all__ = ["ChangedError", "CleaningError", "MissingError", "Store", "StoreError", "open_store"]
