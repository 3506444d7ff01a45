"""Stores as every version of the guide has made them, kept in ``tests/stores``.

    python -m tests.storage.test_versions

makes the one of the present version, once its tables have changed.
"""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from guide.engine.decision import decide
from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    NoteSet,
    PartSkipped,
    Responded,
    TakenBack,
)
from guide.sessions.acts import GiveAnswer
from guide.sessions.start import resume_session
from guide.storage import Store, open_store
from guide.storage.event_store import (
    append,
    end_privately,
    load_entries,
)
from guide.storage.queries import Query, fetch_rows
from guide.storage.rule_texts import (
    keep_rules,
    load_every_rules,
)
from guide.storage.schema import VERSION
from guide.storage.verify import find_damage
from tests.journals import insert_interview
from tests.tiny import texts

STORES = Path(__file__).with_name("stores")
FILES = sorted(STORES.glob("version-*.db"))
FINISHED: tuple[Event, ...] = (
    InterviewStarted("", "you", "Ada", "Grace", "Yearly talk"),
    BriefingGiven(),
    GoalSet("To rest"),
    Answered("wish", "speed"),
    NoteSet("wish", "Not “now”\x1b"),
    TakenBack("wish"),
    Answered("wish", "calm"),
    Answered("heat", "very"),
    Answered("more", "later"),
    Finished("tea", ("coffee",)),
    Responded("prefers", "coffee", "Faster"),
    FollowUpAgreed("Buy tea", "Ada", "2027-01-15"),
)
OPEN: tuple[Event, ...] = (
    InterviewStarted("", "they", "Bea"),
    BriefingGiven(),
    PartSkipped("goal"),
    Answered("wish", "calm"),
)
PRIVATE: tuple[Event, ...] = (
    InterviewStarted("", "you", "Cid"),
    Answered("wish", "pain"),
    Finished("doctor"),
)
OWN: tuple[Event, ...] = (
    InterviewStarted("", "you", own=True),
    Answered("wish", "speed"),
    NoteSet("more", "Hm"),
)


def under(rules: str, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """The same events, of an interview under these rules."""
    opened, *rest = events
    assert isinstance(opened, InterviewStarted)
    return (replace(opened, rules=rules), *rest)


USER = "whoever made them"


def make(path: Path) -> None:
    path.unlink(missing_ok=True)
    with patch("guide.storage.database.this_user", lambda: USER):
        store = open_store(path)
    rules = keep_rules(store, texts())
    for day, events in enumerate((FINISHED, OPEN, PRIVATE, OWN), 1):
        at = f"2026-11-0{day}T09:00:00+00:00"
        first, *rest = under(rules, events)
        assert isinstance(first, InterviewStarted)
        name, interview = insert_interview(store, first, at)
        for event in rest:
            interview = append(store, name, interview, event, at)
        if events is PRIVATE:
            end_privately(store, name)
    store.close()


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr("guide.storage.database.this_user", lambda: USER)
    monkeypatch.setattr("guide.storage.database.owner_of", lambda _: USER)
    found = open_store(Path(shutil.copy(request.param, tmp_path)))
    yield found
    found.close()


def test_the_present_version_has_a_store_here() -> None:
    assert STORES / f"version-{VERSION}.db" in FILES


def test_an_older_store_opens_and_nothing_is_wrong_in_it(store: Store) -> None:
    assert store.connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert list(find_damage(store)) == []


def test_its_journals_are_what_they_were(store: Store) -> None:
    bea, ada = (row for row in fetch_rows(store, Query()) if row.person)
    (own,) = fetch_rows(store, Query(own=True))
    (rules,) = load_every_rules(store)
    # What was taken back before it was confirmed is history in the first version alone.
    back = () if store.path.stem == "version-1" else (Answered("wish", "speed"), TakenBack("wish"))
    finished = tuple(event for event in FINISHED if event not in back)
    for row, events in ((ada, finished), (bea, OPEN), (own, OWN)):
        assert tuple(entry.event for entry in load_entries(store, row.id)) == under(rules, events)


def test_its_list_is_what_it_was(store: Store) -> None:
    (private,) = fetch_rows(store, Query(state="private"))
    bea, ada = (row for row in fetch_rows(store, Query()) if row.person)
    assert tuple(private)[1:] == ("private", "2026-11", "2026-11", *[""] * 8)
    assert (bea.state, bea.person) == ("open", "Bea")
    # A store of the first version had UTC; one of this has the clock on the wall.
    assert datetime.fromisoformat(bea.changed) == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert (ada.state, ada.interviewer, ada.occasion) == ("finished", "Grace", "Yearly talk")
    assert (ada.outcome, ada.companions, ada.owner, ada.review) == ("tea", "coffee", "Ada", "2027-01-15")


def test_its_interviews_mean_what_they_meant_and_go_on(store: Store) -> None:
    bea, ada = (row for row in fetch_rows(store, Query()) if row.person)
    assert decide(resume_session(store, ada.id).walk).outcome == "tea"
    session = resume_session(store, bea.id)
    assert (session.walk.current, session.part) == ("heat", "questions")
    session.perform(GiveAnswer(str(session.walk.current), "less"))
    assert resume_session(store, bea.id).walk.current == "more"
    assert list(find_damage(store)) == []


if __name__ == "__main__":
    make(STORES / f"version-{VERSION}.db")
