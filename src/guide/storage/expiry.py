"""Interviews that have been kept for too long, and those whose dates cannot be right.

The time counts from the last talk: an answer, a note, what was agreed, a review. A corrected name, a move to
other rules, or a copy from another store does not start it anew.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from guide.interviews.events import Answered
from guide.storage.compaction import Entry
from guide.storage.database import Store
from guide.storage.errors import StoreError
from guide.storage.event_store import load_entries
from guide.storage.queries import FIELDS, SEEN, Row, row_of
from guide.storage.store_settings import expiry_day, get_setting

FIRST_DAY = "2026-11-22"
"""No version of guide kept anything before this day."""
CLOCKS = timedelta(days=1)
"""How far apart two moments may be in the wrong order: clocks are corrected, and people travel."""

_KEPT = ((False, ""), (True, "finished"))
"""What is kept for the time that is set, as ``own`` and state: all interviews, and finished walks for
oneself."""
# Each part uses an index that holds little else. Of a private outcome only the month is known, and all of it
# has to be past.
_PAST = """
    rowid IN (
        SELECT rowid FROM interview INDEXED BY interview_listed 
        WHERE own = :own AND changed < :day AND changed || '~' < :day
        UNION
        SELECT rowid FROM interview INDEXED BY interview_by_talk WHERE counts_from > '' AND counts_from < :day
    ) AND own = :own AND state LIKE :state
"""


class Past(NamedTuple):
    """An interview that has been stored for longer than it should be.

    Attributes:
        row: The interview.
        counts_from: The moment of its last event that counts, from which the time is counted.
        doubt: Why its dates cannot be right, as the end of a sentence; "" where they can.
        own: Whether it is a walk for oneself.
    """

    row: Row
    counts_from: str
    doubt: str
    own: bool


def past_interviews(store: Store, today: date, days: int | None = None) -> tuple[Past, ...]:
    """Return the interviews and finished walks for oneself that have been stored for too long.

    ``days`` is how long they may be stored; None for the setting of the store.
    """
    day = expiry_day(get_setting(store, "retention") if days is None else days, today)
    return tuple(
        Past(row, since, date_doubt(store, row, today), own)
        for own, state in _KEPT
        for row, since in _rows(store, day, own, state)
    )


def past_ids(store: Store, today: date) -> frozenset[str]:
    """Return the ids of interviews and finished walks for oneself stored for longer than the setting says."""
    day = expiry_day(get_setting(store, "retention"), today)
    return frozenset(row.id for own, state in _KEPT for row, _ in _rows(store, day, own, state))


def left_walks(store: Store, today: date) -> tuple[Row, ...]:
    """Return the unfinished walks for oneself that are older than the setting “unfinished” allows."""
    day = expiry_day(get_setting(store, "unfinished"), today)
    return tuple(row for row, _ in _rows(store, day, own=True, state="open"))


def count_past(store: Store, today: date) -> int:
    """Return how many interviews, and finished walks of this user, are older than the setting allows."""
    day = expiry_day(get_setting(store, "retention"), today)
    with store.reading() as connection:
        return sum(
            connection.execute(
                f"SELECT count(*) FROM interview WHERE {_PAST} AND (own = 0 OR user = :user)",
                {**_values(day, own, state), "user": store.user},
            ).fetchone()[0]
            for own, state in _KEPT
        )


def future_interviews(store: Store, today: date) -> tuple[Row, ...]:
    """Return the interviews that are dated in the future, and so would never become too old."""
    with store.reading() as connection:
        where = f"(changed > ? OR opened > ?) AND {SEEN}"
        statement = f"SELECT {FIELDS} FROM interview WHERE {where} ORDER BY changed"
        values = (_tomorrow(today), _tomorrow(today), store.user)
        return tuple(map(row_of, connection.execute(statement, values)))


def date_doubt(store: Store, row: Row, today: date) -> str:
    """Return why the dates of an interview cannot be right, as the end of a sentence; "" where they can."""
    if f"{row.opened[:10]}~" < FIRST_DAY:
        return f"was begun before {FIRST_DAY}, when guide did not exist"
    if max(row.opened, row.changed) > _tomorrow(today):
        return "is dated in the future"
    try:
        if runs_backwards(load_entries(store, row.id)):
            return "has entries that are not in the order of their moments"
    except (StoreError, ValueError, OverflowError):
        return "cannot be read"
    return ""


def runs_backwards(journal: Sequence[Entry]) -> bool:
    """Return whether an entry is earlier than one before it, by more than CLOCKS.

    An answer is only compared with the first entry: it stands where the question was first answered, with
    the moment of the last change. Raises ValueError where a moment is not in ISO 8601.
    """
    if not journal:
        return False
    begun = parse_moment(journal[0].at)
    moments = [parse_moment(entry.at) for entry in journal if not isinstance(entry.event, Answered)]
    answers = (parse_moment(entry.at) for entry in journal if isinstance(entry.event, Answered))
    return any(later < earlier - CLOCKS for earlier, later in pairwise(moments)) or any(
        moment < begun - CLOCKS for moment in answers
    )


def parse_moment(at: str) -> datetime:
    """Return a moment in ISO 8601 as a datetime with the local offset. Raises ValueError where it is none."""
    return datetime.fromisoformat(at).astimezone()


def _tomorrow(today: date) -> str:
    """Return a text that is later than every moment that a clock on earth may show on this day."""
    return f"{today + CLOCKS}~"


def _rows(store: Store, day: str, own: bool, state: str = "") -> Iterator[tuple[Row, str]]:
    since = "coalesce(nullif(counts_from, ''), changed)"
    statement = f"SELECT {FIELDS}, {since} FROM interview WHERE {_PAST} ORDER BY changed"
    with store.reading() as connection:
        for *cells, at in connection.execute(statement, _values(day, own, state)).fetchall():
            yield row_of(cells), str(at)


def _values(day: str, own: bool, state: str) -> dict[str, object]:
    return {"day": day, "own": own, "state": state or "%"}
