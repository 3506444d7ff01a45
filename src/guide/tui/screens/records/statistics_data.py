"""The statistics of a store, and the bars that show them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from guide.sessions.rule_versions import RuleVersions
from guide.statistics.periods import Period, periods, round_down
from guide.storage import DamagedError, Store, open_store
from guide.storage.queries import Query, count_ends, count_rows
from guide.storage.store_settings import damaged_setting_text, damaged_settings, get_setting

CACHE = 8_192
"""KiB of the file kept in memory, beside what the list of interviews keeps."""


class StoreStatistics(Struct, frozen=True):
    """The statistics of a store, as the screen shows them.

    Attributes:
        least: The size below which groups are not shown.
        periods: The periods that are over, the first one first.
        waiting: Reviews that are due, rounded down so that the number discloses nobody.
        titles: Titles of outcomes by id.
        kinds: Names of kinds by id.
        unreadable: Sentences on settings that are damaged.
    """

    least: int
    periods: tuple[Period, ...]
    waiting: int
    titles: Mapping[str, str]
    kinds: Mapping[str, str]
    unreadable: tuple[str, ...] = ()


def load_statistics(path: Path, today: date) -> StoreStatistics:
    """Read the statistics of the store at this path. Can be called in any thread. Raises StoreError."""
    store = open_store(path, cache=CACHE)
    try:
        return _count(store, today)
    except DamagedError:
        from guide.storage.recovery import readable_copy

        return _count(readable_copy(store).store, today)
    finally:
        store.close()


def _count(store: Store, today: date) -> StoreStatistics:
    least, library = get_setting(store, "least"), RuleVersions(store)
    return StoreStatistics(
        least=least,
        periods=periods(count_ends(store), least, get_setting(store, "period"), today),
        waiting=round_down(count_rows(store, Query(due=today.isoformat())), least),
        titles=library.titles(),
        kinds=library.kinds(),
        unreadable=tuple(map(damaged_setting_text, damaged_settings(store))),
    )
