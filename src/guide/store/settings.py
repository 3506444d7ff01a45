"""What HR decides for a store: how long records are kept, and how small a group may show."""

from collections.abc import Mapping

from guide.store.connection import Store

DEFAULTS: Mapping[str, int] = {"retention": 730, "least": 5, "unfinished": 30}
"""Days that a record is kept; the smallest group that figures show; days that an unfinished walk for oneself
waits to be gone on with."""


def setting(store: Store, name: str) -> int:
    with store.reading() as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else DEFAULTS[name]


def set_to(store: Store, name: str, value: int) -> None:
    """Raises KeyError where there is no such setting."""
    DEFAULTS[name]
    with store.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, str(value)))
