"""The settings of a store: how long interviews are kept, and how small a group statistics may show."""

from collections.abc import Mapping
from datetime import date, timedelta

from guide.storage.database import Store

DEFAULTS: Mapping[str, int] = {"retention": 730, "least": 5, "period": 3, "unfinished": 30}
"""``retention``: days that an interview is kept. ``least``: the smallest group that statistics show.
``period``: the months of a period. ``unfinished``: days that an unfinished walk for oneself waits."""
PERIODS = (1, 2, 3, 4, 6, 12)
KEPT = ("retention", "unfinished")
"""The settings that are days, and may be for ever."""
FOREVER = 0
WORD = "forever"
"""How ``FOREVER`` is written in the file, and by people."""
LONGEST = 36_500
"""The most days: a hundred years. More is taken for ever."""
LARGEST = 1_000_000
"""The largest value of the smallest group."""


def get_setting(store: Store, name: str) -> int:
    """Return a setting, or its default where it is not set or damaged. ``FOREVER`` is 0."""
    stored = _stored_text(store, name)
    value = None if stored is None else _value(name, stored)
    return DEFAULTS[name] if value is None else value


def damaged_settings(store: Store) -> tuple[str, ...]:
    """Return the names of the settings whose stored values are not valid."""
    stored = ((name, _stored_text(store, name)) for name in DEFAULTS)
    return tuple(name for name, text in stored if text is not None and _value(name, text) is None)


def damaged_setting_text(name: str) -> str:
    """Return a sentence about a damaged setting: which value is used in its place, and how to set it."""
    value = format_setting(name, DEFAULTS[name])
    return (
        f"The setting “{name}” is damaged, so {value} holds. To set it anew: guide records set {name} {value}"
    )


def change_setting(store: Store, name: str, value: int) -> None:
    """Change a setting. Raises KeyError for an unknown name, ValueError for a value that it cannot have."""
    if not is_valid(name, value):
        raise ValueError(value)
    with store.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, format_setting(name, value))
        )


def is_valid(name: str, value: int) -> bool:
    """Return whether a setting can have this value. Raises KeyError where there is no such setting."""
    DEFAULTS[name]
    if name == "period":
        return value in PERIODS
    if name in KEPT:
        return value == FOREVER or 1 <= value <= LONGEST
    return 1 <= value <= LARGEST


def format_setting(name: str, value: int) -> str:
    """Return the value of a setting as text for people, such as “forever”."""
    return WORD if name in KEPT and value == FOREVER else str(value)


def expiry_day(days: int, today: date) -> str:
    """Return the day (YYYY-MM-DD) such that an interview last touched before it is older than ``days``.

    "" for ``FOREVER``: no day is before that.
    """
    return "" if days == FOREVER else (today - timedelta(days=days)).isoformat()


def _stored_text(store: Store, name: str) -> str | None:
    with store.reading() as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _value(name: str, written: str) -> int | None:
    """Return a stored value as a number, None where it is damaged.

    Older versions took more days than a calendar has; those are for ever.
    """
    if name in KEPT and written == WORD:
        return FOREVER
    if not (written.isascii() and written.isdecimal()):
        return None
    value = int(written[:20])
    if name in KEPT and value > LONGEST:
        return FOREVER
    return value if value and is_valid(name, value) else None
