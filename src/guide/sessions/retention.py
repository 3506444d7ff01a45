"""What is kept for longer than it should be, and its deletion."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from guide.storage import CleaningError, Store, StoreError
from guide.storage import event_store as journal
from guide.storage.expiry import Past, left_walks, past_interviews
from guide.storage.queries import Row, filter_visible
from guide.storage.store_settings import damaged_setting_text, damaged_settings, get_setting


class Purge(NamedTuple):
    """What is past its time.

    Attributes:
        retention: days that were counted with.
        going: interviews and kept walks that are to be deleted, as far as the user of the store sees them.
        doubtful: those whose dates cannot be right; they stay, unless the user says otherwise.
        walks: unfinished walks of the user that have waited for too long.
        rows: all that is to be deleted, also the walks of others, who alone see them.
    """

    retention: int
    going: tuple[Past, ...]
    doubtful: tuple[Past, ...]
    walks: tuple[Row, ...]
    rows: tuple[Row, ...]


class Deletion(NamedTuple):
    """``trace`` is a sentence where something of what is deleted may still lie in the file; else empty."""

    number: int
    trace: str


def plan_purge(store: Store, today: date, days: int | None = None, *, with_doubtful: bool = False) -> Purge:
    """Find what is past its time; nothing is deleted. Raises StoreError.

    Args:
        days: instead of the setting, which must be readable without it.
        with_doubtful: whether what is dated wrongly goes as well.
    """
    if days is None and "retention" in damaged_settings(store):
        raise StoreError(f"{damaged_setting_text('retention')} Nothing was deleted.")
    retention = get_setting(store, "retention") if days is None else days
    past, walks = past_interviews(store, today, retention), left_walks(store, today)
    visible = frozenset(filter_visible(store, [row.id for row in (*(record.row for record in past), *walks)]))
    rows = [
        record.row for record in past if with_doubtful or not record.doubt or record.row.id not in visible
    ]
    shown = [record for record in past if record.row.id in visible]
    return Purge(
        retention,
        tuple(record for record in shown if with_doubtful or not record.doubt),
        tuple(record for record in shown if record.doubt and not with_doubtful),
        tuple(row for row in walks if row.id in visible),
        (*rows, *walks),
    )


def delete_rows(store: Store, rows: Sequence[Row]) -> Deletion:
    """Delete interviews for good. Raises StoreError where nothing was deleted."""
    try:
        return Deletion(journal.delete(store, [row.id for row in rows]), "")
    except CleaningError as error:
        return Deletion(len(rows), str(error))


def delete_expired_walks(store: Store, today: date) -> None:
    """Delete unfinished walks for oneself that have waited for too long. Raises StoreError."""
    if expired := left_walks(store, today):
        # What could not be cleaned is cleaned when the store is opened again.
        with suppress(CleaningError):
            journal.delete(store, [row.id for row in expired])
