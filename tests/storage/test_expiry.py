"""Until when an interview is kept, and what is past its time, are the same question asked twice."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from guide.interviews.events import Corrected, Finished, InterviewStarted
from guide.storage import Store, open_store
from guide.storage.event_store import append, end_privately, insert_events
from guide.storage.expiry import count_past, kept_until, past_ids, past_interviews
from guide.storage.queries import Query, fetch_rows
from guide.storage.rule_texts import keep_rules
from guide.storage.store_settings import FOREVER, change_setting
from tests.tiny import texts


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "interviews.db")


def keep(store: Store, day: str, *, own: bool = False, finished: bool = True, corrected: str = "") -> None:
    opened = InterviewStarted(keep_rules(store, texts()), "you", own=own)
    end = (Finished("tea"),) if finished else ()
    name, state = insert_events(store, (opened, *end), f"{day}T23:30:00+00:00")
    if corrected:
        append(store, name, state, Corrected("Ada"), f"{corrected}T10:00:00+00:00")


def test_an_interview_is_past_on_the_day_after_the_last_one(store: Store) -> None:
    change_setting(store, "retention", 100)
    keep(store, "2026-01-10")
    keep(store, "2026-01-20", finished=False)
    keep(store, "2026-01-12", corrected="2026-05-01")
    keep(store, "2026-01-14", own=True)
    keep(store, "2026-01-14", own=True, finished=False)
    rows = (*fetch_rows(store, Query()), *fetch_rows(store, Query(own=True, state="finished")))
    last_days = {kept_until(store, row) for row in rows}
    assert last_days == {"2026-04-20", "2026-04-22", "2026-04-24", "2026-04-30"}
    for offset in range(40):
        today = date(2026, 4, 10) + timedelta(days=offset)
        past = {row.id for row in rows if kept_until(store, row) < today.isoformat()}
        assert past_ids(store, today, [row.id for row in rows]) == past
        assert {record.row.id for record in past_interviews(store, today)} == past
        assert count_past(store, today) == len(past)
    (waiting,) = fetch_rows(store, Query(own=True, state="open"))
    assert past_ids(store, date(2027, 1, 1), [waiting.id]) == frozenset()


def test_for_ever_has_no_last_day(store: Store) -> None:
    keep(store, "2026-01-10")
    change_setting(store, "retention", FOREVER)
    (row,) = fetch_rows(store, Query())
    assert kept_until(store, row) == ""
    assert past_ids(store, date(2100, 1, 1), [row.id]) == frozenset()


def test_of_a_private_end_the_whole_month_has_to_be_past(store: Store) -> None:
    change_setting(store, "retention", 10)
    end_privately(store)
    store.connection.execute("UPDATE interview SET changed = '2026-02', opened = '2026-02'")
    (row,) = fetch_rows(store, Query())
    for day in range(1, 29):
        today = date(2026, 3, day)
        assert (row.id in past_ids(store, today, [row.id])) == (kept_until(store, row) < today.isoformat())
