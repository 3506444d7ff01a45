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
    """The interviews that have been stored for longer than allowed, to be shown before they are deleted.

    Attributes:
        retention: The number of days that they may be stored.
        going: The interviews and finished walks for oneself to delete that the user may see.
        doubtful: Those whose dates cannot be right. They are only deleted if the user says so.
        walks: Unfinished walks for oneself of the user that were left for too long.
        rows: Everything to delete, also walks of other users, which only these may see.
    """

    retention: int
    going: tuple[Past, ...]
    doubtful: tuple[Past, ...]
    walks: tuple[Row, ...]
    rows: tuple[Row, ...]


class Deletion(NamedTuple):
    """The result of deleting interviews: their number, and a sentence where traces may be left, else ""."""

    number: int
    trace: str


def plan_purge(store: Store, today: date, days: int | None = None, *, with_doubtful: bool = False) -> Purge:
    """Find the interviews that have been stored for too long. Nothing is deleted. Raises StoreError.

    Args:
        store: The store.
        today: The day up to which the time is counted.
        days: How many days they may be stored; None for the setting of the store.
        with_doubtful: Whether those whose dates cannot be right are to be deleted as well.
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
    """Delete the interviews of these rows for good. Raises StoreError; then nothing is deleted."""
    try:
        return Deletion(journal.delete(store, [row.id for row in rows]), "")
    except CleaningError as error:
        return Deletion(len(rows), str(error))


def delete_expired_walks(store: Store, today: date) -> None:
    """Delete unfinished walks for oneself that are older than the setting “unfinished”. Raises StoreError."""
    if expired := left_walks(store, today):
        # What could not be cleaned is cleaned when the store is opened again.
        with suppress(CleaningError):
            journal.delete(store, [row.id for row in expired])
