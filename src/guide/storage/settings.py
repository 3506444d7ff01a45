"""What HR decides for a store: how long records are kept, and how small a group may show."""

from collections.abc import Mapping
from datetime import date, timedelta

from guide.storage.database import Store

DEFAULTS: Mapping[str, int] = {"retention": 730, "least": 5, "period": 3, "unfinished": 30}
"""Days that a record is kept; the smallest group that figures show; months that figures are given for, as
parts of a year; days that an unfinished walk for oneself waits to be gone on with."""
PERIODS = (1, 2, 3, 4, 6, 12)
KEPT = ("retention", "unfinished")
"""Those that are days, and may be for ever."""
FOREVER = 0
WORD = "forever"
"""What stands for ``FOREVER`` in the file, and wherever people read or write it."""
LONGEST = 36_500
"""Days: a hundred years. What is longer was meant to be for ever."""
LARGEST = 1_000_000
"""The largest group that figures may ask for."""


def get_setting(store: Store, name: str) -> int:
    """``FOREVER`` for what is kept for ever; the default where none is set, or where it cannot be read."""
    written = _written(store, name)
    value = None if written is None else _value(name, written)
    return DEFAULTS[name] if value is None else value


def damaged_settings(store: Store) -> tuple[str, ...]:
    """The names of the settings that are damaged in this file."""
    found = ((name, _written(store, name)) for name in DEFAULTS)
    return tuple(name for name, text in found if text is not None and _value(name, text) is None)


def damaged_setting_text(name: str) -> str:
    """Of a setting that cannot be read."""
    value = format_setting(name, DEFAULTS[name])
    return (
        f"The setting “{name}” is damaged, so {value} holds. To set it anew: guide records set {name} {value}"
    )


def change_setting(store: Store, name: str, value: int) -> None:
    """Raises KeyError where there is no such setting, and ValueError where it cannot have this value."""
    if not is_valid(name, value):
        raise ValueError(value)
    with store.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, format_setting(name, value))
        )


def is_valid(name: str, value: int) -> bool:
    """Raises KeyError where there is no such setting."""
    DEFAULTS[name]
    if name == "period":
        return value in PERIODS
    if name in KEPT:
        return value == FOREVER or 1 <= value <= LONGEST
    return 1 <= value <= LARGEST


def format_setting(name: str, value: int) -> str:
    """A value as people read it."""
    return WORD if name in KEPT and value == FOREVER else str(value)


def expiry_day(days: int, today: date) -> str:
    """What was touched last before this day, as YYYY-MM-DD, has been kept for longer than so many days.

    Empty for ``FOREVER``: nothing was before that.
    """
    return "" if days == FOREVER else (today - timedelta(days=days)).isoformat()


def _written(store: Store, name: str) -> str | None:
    with store.reading() as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _value(name: str, written: str) -> int | None:
    """None for what is damaged. Versions before this one took more days than there are in a calendar."""
    if name in KEPT and written == WORD:
        return FOREVER
    if not (written.isascii() and written.isdecimal()):
        return None
    value = int(written[:20])
    if name in KEPT and value > LONGEST:
        return FOREVER
    return value if value and is_valid(name, value) else None
