"""Records that are past their time, and those whose dates cannot be right.

The time is counted from the last talk: an answer, a note, what was agreed, a review. It does not begin anew
with a name that is put right, a move to other rules, or a copy from another store.
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
from guide.storage.settings import expiry_day, get_setting

FIRST_DAY = "2026-11-22"
"""Nothing was kept by guide before this day."""
CLOCKS = timedelta(days=1)
"""Clocks are put right at times, and people travel: moments that are so far apart may be in any order."""

_KEPT = ((False, ""), (True, "finished"))
"""What is kept for the time set, by whether it is for oneself, and its state: all interviews, and walks that
somebody wanted to keep."""
# By two indexes, each of which has only these in it. Of a private end only the month is known: it is to be
# over.
_PAST = """
    rowid IN (
        SELECT rowid FROM interview INDEXED BY interview_listed 
        WHERE own = :own AND changed < :day AND changed || '~' < :day
        UNION
        SELECT rowid FROM interview INDEXED BY interview_by_talk WHERE counts_from > '' AND counts_from < :day
    ) AND own = :own AND state LIKE :state
"""


class Past(NamedTuple):
    """``doubt`` says, as the end of a sentence, why the dates of the record cannot be right; else empty.
    ``own`` are walks for oneself.
    """

    row: Row
    counts_from: str
    doubt: str
    own: bool


def past_interviews(store: Store, today: date, days: int | None = None) -> tuple[Past, ...]:
    """Interviews and kept walks for oneself that were last talked about more than so many days ago; without
    ``days``, than the setting says.
    """
    day = expiry_day(get_setting(store, "retention") if days is None else days, today)
    return tuple(
        Past(row, since, date_doubt(store, row, today), own)
        for own, state in _KEPT
        for row, since in _rows(store, day, own, state)
    )


def past_ids(store: Store, today: date) -> frozenset[str]:
    """Those of the interviews and kept walks that are past their time."""
    day = expiry_day(get_setting(store, "retention"), today)
    return frozenset(row.id for own, state in _KEPT for row, _ in _rows(store, day, own, state))


def left_walks(store: Store, today: date) -> tuple[Row, ...]:
    """Walks for oneself that have waited for too long to be finished."""
    day = expiry_day(get_setting(store, "unfinished"), today)
    return tuple(row for row, _ in _rows(store, day, own=True, state="open"))


def count_past(store: Store, today: date) -> int:
    """How many interviews, and kept walks of whoever asks, are past their time."""
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
    """Those that are dated in the future, and so would never be past their time."""
    with store.reading() as connection:
        where = f"(changed > ? OR opened > ?) AND {SEEN}"
        statement = f"SELECT {FIELDS} FROM interview WHERE {where} ORDER BY changed"
        values = (_tomorrow(today), _tomorrow(today), store.user)
        return tuple(map(row_of, connection.execute(statement, values)))


def date_doubt(store: Store, row: Row, today: date) -> str:
    """Why the dates of a record cannot be right, as the end of a sentence; empty where they can."""
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
    """Whether an entry is earlier than one before it, by more than clocks may differ.

    An answer has the moment at which it was changed, in the line in which it was first given.
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
    """A moment to compare with others. Raises ValueError where it is none."""
    return datetime.fromisoformat(at).astimezone()


def _tomorrow(today: date) -> str:
    """After every moment that some clock on earth may show."""
    return f"{today + CLOCKS}~"


def _rows(store: Store, day: str, own: bool, state: str = "") -> Iterator[tuple[Row, str]]:
    since = "coalesce(nullif(counts_from, ''), changed)"
    statement = f"SELECT {FIELDS}, {since} FROM interview WHERE {_PAST} ORDER BY changed"
    with store.reading() as connection:
        for *cells, at in connection.execute(statement, _values(day, own, state)).fetchall():
            yield row_of(cells), str(at)


def _values(day: str, own: bool, state: str) -> dict[str, object]:
    return {"day": day, "own": own, "state": state or "%"}
