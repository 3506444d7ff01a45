"""The figures of a store: counted beside the screen, as that takes a while, and put into bars."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from guide.sessions.rule_versions import RuleVersions
from guide.statistics.periods import Period, periods, rounded
from guide.storage import DamagedError, Store, open_store
from guide.storage.queries import Query, count_ends, count_rows
from guide.storage.settings import damaged_setting_text, damaged_settings, get_setting

CACHE = 8_192
"""KiB of the file kept in memory, beside what the list of interviews keeps."""


class Counted(Struct, frozen=True):
    """Titles and names are by id; ``waiting`` reviews are rounded down. ``unreadable`` are sentences on
    settings that are damaged.
    """

    least: int
    periods: tuple[Period, ...]
    waiting: int
    titles: Mapping[str, str]
    kinds: Mapping[str, str]
    unreadable: tuple[str, ...] = ()


def load_statistics(path: Path, today: date) -> Counted:
    """Opens the store anew, as another thread must. Raises StoreError."""
    store = open_store(path, cache=CACHE)
    try:
        return _counted(store, today)
    except DamagedError:
        from guide.storage.recovery import readable_copy

        return _counted(readable_copy(store).store, today)
    finally:
        store.close()


def _counted(store: Store, today: date) -> Counted:
    least, library = get_setting(store, "least"), RuleVersions(store)
    return Counted(
        least=least,
        periods=periods(count_ends(store), least, get_setting(store, "period"), today),
        waiting=rounded(count_rows(store, Query(due=today.isoformat())), least),
        titles=library.titles(),
        kinds=library.kinds(),
        unreadable=tuple(map(damaged_setting_text, damaged_settings(store))),
    )
