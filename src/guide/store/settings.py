"""What HR decides for a store: how long records are kept, and how small a group may show."""

from collections.abc import Mapping

from guide.store.connection import Store

DEFAULTS: Mapping[str, int] = {"retention": 730, "least": 5, "period": 3, "unfinished": 30}
"""Days that a record is kept; the smallest group that figures show; months that figures are given for, as
parts of a year; days that an unfinished walk for oneself waits to be gone on with."""
PERIODS = (1, 2, 3, 4, 6, 12)


def setting(store: Store, name: str) -> int:
    with store.reading() as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else DEFAULTS[name]


def set_to(store: Store, name: str, value: int) -> None:
    """Raises KeyError where there is no such setting, and ValueError where it cannot have this value."""
    DEFAULTS[name]
    if value < 1 or (name == "period" and value not in PERIODS):
        raise ValueError(value)
    with store.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, str(value)))
