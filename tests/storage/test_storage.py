"""Interviews kept in a file: nothing is lost, and what is deleted is gone from its bytes."""

import os
import sqlite3
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.common.digest import digest
from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    Moved,
    NoteSet,
    PartSkipped,
    Responded,
    TakenBack,
)
from guide.interviews.state import Interview, replay_events
from guide.storage import ChangedError, MissingError, Store, StoreError, open_store
from guide.storage.backup import (
    backup,
)
from guide.storage.conversion import convert_store
from guide.storage.event_store import (
    append,
    delete,
    end_privately,
    every_interview,
    load_entries,
    load_interview,
)
from guide.storage.import_records import import_records
from guide.storage.queries import Query, count_ends, count_rows, due_reviews, fetch_rows, find_by_id
from guide.storage.rule_texts import (
    keep_rules,
    load_every_rules,
    load_rules,
)
from guide.storage.schema import VERSION
from guide.storage.store_settings import change_setting, get_setting
from guide.storage.transfer import (
    Record,
    list_ids,
    load_records,
)
from guide.storage.verify import find_damage
from tests.journals import insert_interview
from tests.tiny import texts

TEXTS = texts()
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
ids = st.sampled_from(["wish", "heat", "more"])
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(BriefingGiven),
    st.builds(GoalSet, words),
    st.builds(Answered, ids, words),
    st.builds(TakenBack, ids),
    st.builds(NoteSet, ids, words),
    st.builds(Finished, words, st.lists(words, max_size=2).map(tuple)),
    st.builds(Responded, st.sampled_from(["agrees", "prefers", "undecided"]), words, words),
    st.builds(FollowUpAgreed, words, words, st.sampled_from(["", "2026-12-01"])),
    st.builds(PartSkipped, st.sampled_from(["goal", "why"])),
)


@pytest.fixture(params=["plain", "encrypted"])
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Store:
    path = tmp_path / "folder" / "interviews.db"
    if request.param == "encrypted":
        open_store(path).close()
        convert_store(path, "a long secret")
    return open_store(path)


def opened(store: Store, person: str = "Ada", occasion: str = "") -> InterviewStarted:
    return InterviewStarted(keep_rules(store, TEXTS), "you", person, occasion=occasion)


def keep(store: Store, *added: Event, person: str = "Ada") -> tuple[str, Interview]:
    name, state = insert_interview(store, opened(store, person))
    for event in added:
        state = append(store, name, state, event)
    return name, state


def raw(store: Store) -> bytes:
    """Every byte of the store's files."""
    return b"".join(path.read_bytes() for path in store.path.parent.iterdir())


@given(st.lists(events))
def test_a_state_follows_from_the_last_event_of_each_sort(added: list[Event]) -> None:
    state = replay_events([InterviewStarted("d", "you"), *added])
    assert state.events == len(added) + 1
    answers: dict[str, str] = {}
    for event in added:
        if isinstance(event, Answered):
            answers[event.question] = event.option
        elif isinstance(event, TakenBack):
            answers.pop(event.question, None)
    assert state.answers == answers
    goals = [event.goal for event in added if isinstance(event, GoalSet)]
    assert state.goal == (goals[-1] if goals else "")


@pytest.mark.parametrize(
    "added", [[BriefingGiven()], [InterviewStarted("d", "you"), InterviewStarted("d", "you")]]
)
def test_a_journal_has_one_opening_and_begins_with_it(added: list[Event]) -> None:
    with pytest.raises(ValueError, match="opening"):
        replay_events(added)


def test_another_answer_is_to_be_confirmed_again() -> None:
    state = replay_events(
        [InterviewStarted("d", "you"), Answered("wish", "calm"), Finished("tea"), Answered("wish", "pain")]
    )
    assert state.finished is None


def test_a_move_puts_other_answers_in_place() -> None:
    state = replay_events(
        [InterviewStarted("d", "you"), Answered("old", "x"), Moved("e", {"new": "x"}, {"new": "note"})]
    )
    assert (state.rules, state.answers, state.notes) == ("e", {"new": "x"}, {"new": "note"})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(added=st.lists(events, max_size=8))
def test_what_was_appended_is_there_after_opening_again(tmp_path: Path, added: list[Event]) -> None:
    store = open_store(tmp_path / "interviews.db")
    name, state = keep(store, *added)
    store.close()
    again = open_store(tmp_path / "interviews.db")
    assert load_interview(again, name) == state
    kept = [entry.event for entry in load_entries(again, name)][1:]
    assert [event for event in kept if event not in added] == []
    assert list(load_interview(again, name).answers) == list(state.answers)
    assert list(find_damage(again)) == []
    again.close()


def test_the_file_is_for_its_owner_alone(store: Store) -> None:
    if sys.platform != "win32":
        assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_the_texts_of_the_rules_are_kept_once(store: Store) -> None:
    assert (
        keep_rules(store, TEXTS)
        == keep_rules(store, dict(sorted(TEXTS.items(), reverse=True)))
        == digest(TEXTS)
    )
    assert load_rules(store, digest(TEXTS)) == TEXTS
    assert digest(TEXTS) != digest({**TEXTS, "tree.yaml": b"other"})
    with pytest.raises(MissingError):
        load_rules(store, "none")


def test_who_writes_to_an_old_state_is_told(store: Store) -> None:
    name, before = keep(store)
    append(store, name, before, Answered("wish", "calm"))
    with pytest.raises(ChangedError):
        append(store, name, before, Answered("wish", "pain"))
    assert load_interview(store, name).answers == {"wish": "calm"}
    with pytest.raises(MissingError):
        append(store, "none", before, BriefingGiven())


@pytest.mark.parametrize("store", ["plain"], indirect=True)
def test_nothing_of_a_deleted_interview_is_left_in_the_bytes(store: Store) -> None:
    kept, _ = keep(
        store, *(NoteSet("wish", f"stays {number}") for number in range(30)), person="Grace Remains"
    )
    gone = [
        keep(
            store,
            GoalSet("secret goal"),
            *(NoteSet("wish", f"secret {n} {m}" * 9) for m in range(20)),
            person=f"Gone {n}",
        )[0]
        for n in range(30)
    ]
    assert b"secret" in raw(store)
    assert delete(store, gone) == 30
    assert b"secret" not in raw(store)
    assert b"Gone" not in raw(store)
    assert b"gone" not in raw(store)
    assert list_ids(store) == (kept,)
    assert load_interview(store, kept).notes == {"wish": "stays 29"}


def test_a_private_end_leaves_a_month_and_nothing_else(store: Store) -> None:
    name, _ = keep(
        store, GoalSet("secret"), Answered("wish", "pain"), Finished("doctor"), person="Somebody Secret"
    )
    left = end_privately(store, name)
    found = raw(store)
    for trace in (b"ecret", b"pain", b"doctor", b"Somebody", name.encode()):
        assert trace not in found
    (row,) = fetch_rows(store, Query())
    month = f"{date.today():%Y-%m}"
    assert tuple(row) == (left, "private", month, month, *[""] * 8)
    with pytest.raises(MissingError):
        load_interview(store, name)
    assert list(find_damage(store)) == []


def test_a_list_is_searched_filtered_sorted_and_paged(store: Store) -> None:
    for number, person in enumerate(["Ada", "bea", "Émile", "100%_x"]):
        name, state = insert_interview(
            store, opened(store, person, occasion=f"Round {number}"), at=f"2026-0{number + 1}-01T10:00:00"
        )
        append(
            store,
            name,
            state,
            Finished("tea" if number % 2 else "coffee"),
            at=f"2026-0{number + 1}-01T11:00:00",
        )

    def people(query: Query, offset: int = 0, limit: int = 50) -> list[str]:
        return [row.person for row in fetch_rows(store, query, offset, limit)]

    assert people(Query()) == ["100%_x", "Émile", "bea", "Ada"]
    assert people(Query(sort="person", descending=False), limit=2) == ["100%_x", "Ada"]
    assert people(Query(sort="person", descending=False), 2, 2) == ["bea", "Émile"]
    assert people(Query(search="éMI")) == ["Émile"]
    assert people(Query(search="%")) == people(Query(search="_")) == ["100%_x"]
    assert people(Query(search="round 2")) == ["Émile"]
    assert people(Query(outcome="tea")) == ["100%_x", "bea"]
    assert people(Query(since="2026-02-01", until="2026-03-01")) == ["Émile", "bea"]
    assert count_rows(store, Query(outcome="tea")) == 2
    assert [row.person for row in find_by_id(store, fetch_rows(store, Query())[0].id[:8])] == ["100%_x"]


def test_what_is_due_comes_with_the_longest_waiting_first(store: Store) -> None:
    for person, day in (
        ("late", "2026-01-02"),
        ("later", "2026-01-01"),
        ("soon", "2026-03-01"),
        ("never", ""),
    ):
        keep(store, FollowUpAgreed("call", "Ada", day), person=person)
    assert [row.person for row in due_reviews(store, "2026-02-01")] == ["later", "late"]


def test_ends_are_counted_by_month(store: Store) -> None:
    for _ in range(2):
        name, state = insert_interview(store, opened(store), at="2026-01-01")
        append(store, name, state, Finished("tea", ("coffee",)), at="2026-02-01")
    name, _ = insert_interview(store, opened(store), at="2026-03-01")
    assert [tuple(row) for row in count_ends(store)] == [("2026-02", "finished", "tea", "coffee", 2)]


def test_what_happens_after_the_end_moves_no_end_to_another_month(store: Store) -> None:
    name, state = insert_interview(store, opened(store), at="2026-01-01")
    state = append(store, name, state, Finished("tea"), at="2026-02-28T23:59:59+00:00")
    append(store, name, state, FollowUpAgreed("call", "Ada", "2026-12-01"), at="2026-06-01")
    private, state = insert_interview(store, opened(store), at="2026-01-01")
    end_privately(store, private)
    assert [tuple(row)[:4] for row in count_ends(store)] == [
        ("2026-01", "private", "", ""),
        ("2026-02", "finished", "tea", ""),
    ]
    assert [row.month for row in count_ends(store, "2026-02-28", "2026-02-28")] == ["2026-02"]
    assert count_ends(store, "2026-03-01", "2026-06-30") == ()


def test_a_setting_has_a_value_before_it_is_set(store: Store) -> None:
    assert get_setting(store, "least") == 5
    change_setting(store, "least", 10)
    assert get_setting(store, "least") == 10
    with pytest.raises(KeyError):
        change_setting(store, "nonsense", 1)
    for name, value in (("least", 0), ("retention", -1), ("period", 5)):
        with pytest.raises(ValueError, match=str(value)):
            change_setting(store, name, value)
    assert get_setting(store, "period") == 3


def test_export_and_import_lose_nothing(store: Store, tmp_path: Path) -> None:
    keep(store, Answered("wish", "calm"), NoteSet("wish", "=1+1"), person="Ada")
    private, _ = keep(store)
    end_privately(store, private)
    out = tuple(load_records(store, list_ids(store)))
    other = open_store(tmp_path / "other.db")
    first = import_records(other, load_every_rules(store).values(), out)
    assert (first.new, first.known, first.continued, first.refused) == (2, 0, 0, ())
    assert tuple(load_records(other, list_ids(other))) == out
    assert load_every_rules(other) == load_every_rules(store)
    again = import_records(other, [], out)
    assert (again.new, again.known) == (0, 2)


def test_an_import_goes_on_from_what_is_there_and_refuses_what_contradicts(store: Store) -> None:
    name, state = keep(store, Answered("wish", "calm"))
    (before,) = load_records(store, [name])
    append(store, name, state, Answered("heat", "very"))
    (after,) = load_records(store, [name])
    assert import_records(store, [], [before]).known == 1
    other = Record(name, "open", after.opened, after.changed, (*before.journal[:1], *after.journal[2:]))
    assert import_records(store, [], [other]).refused == (name,)
    delete(store, [name])
    import_records(store, [], [before])
    assert import_records(store, [], [after]).continued == 1
    assert load_interview(store, name).answers == {"wish": "calm", "heat": "very"}


def test_a_backup_is_a_store(store: Store, tmp_path: Path) -> None:
    name, state = keep(store, Answered("wish", "calm"))
    backup(store, tmp_path / "copy.db")
    copy = open_store(tmp_path / "copy.db")
    assert load_interview(copy, name) == state
    with pytest.raises(StoreError, match="File exists"):
        backup(store, tmp_path / "copy.db")


def test_every_interview_is_read_one_after_another(store: Store) -> None:
    kept = dict(keep(store, Answered("wish", "calm"), person=str(number)) for number in range(5))
    assert dict(every_interview(store)) == kept


def test_damage_is_found(store: Store) -> None:
    name, _ = keep(store, Answered("wish", "calm"), Finished("tea"))
    store.connection.execute("UPDATE interview SET outcome = 'other'")
    assert list(find_damage(store)) == [
        f"Interview {name[:8]} is listed with another result than its journal has."
    ]
    store.connection.execute("DELETE FROM event WHERE number = 2")
    assert list(find_damage(store)) == [f"Interview {name[:8]} has gaps in its journal."]


@pytest.mark.parametrize("body", ["{", '{"type":"other"}', '{"type":"aimed","goal":"secret"}'])
def test_a_journal_that_cannot_be_read_is_told_without_what_is_in_it(store: Store, body: str) -> None:
    name, _ = keep(store, Answered("wish", "calm"), Finished("tea"))
    store.connection.execute("UPDATE event SET body = ? WHERE number = 1", (body,))
    assert list(find_damage(store)) == [f"The journal of interview {name[:8]} cannot be read."]
    for reading in (lambda: load_interview(store, name), lambda: list(every_interview(store))):
        with pytest.raises(StoreError, match=f"the journal of interview {name[:8]} is damaged") as caught:
            reading()
        assert "secret" not in str(caught.value)


def test_rules_that_cannot_be_read_are_told(store: Store) -> None:
    kept = keep_rules(store, TEXTS)
    store.connection.execute("UPDATE rules SET texts = x'00'")
    assert list(find_damage(store)) == [f"The rules {kept[:8]} are not what they were."]
    with pytest.raises(StoreError, match="are damaged"):
        load_rules(store, kept)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"This is a letter, and no database at all. " * 40, "this file is no store of interviews"),
        (b"x", "this file is no store of interviews"),
    ],
)
def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=why) as caught:
        open_store(path)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no store of interviews"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_left_alone(store: Store) -> None:
    store.connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    store.close()
    before = store.path.read_bytes()
    with pytest.raises(StoreError, match="made by a newer version of guide"):
        open_store(store.path)
    assert store.path.read_bytes() == before


def test_a_truncated_store_is_told(store: Store) -> None:
    for number in range(50):
        keep(store, *(NoteSet("wish", "x" * 500) for _ in range(10)), person=str(number))
    store.close()
    half = store.path.read_bytes()[: store.path.stat().st_size // 2]
    store.path.write_bytes(half)
    with pytest.raises(StoreError, match="damaged or cut off"):
        list(every_interview(open_store(store.path)))
    assert store.path.read_bytes() == half


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told(store: Store) -> None:
    name, state = keep(store)
    store.path.parent.chmod(0o500)
    try:
        with pytest.raises(StoreError, match=r"may not be written to|cannot be opened"):
            append(store, name, state, BriefingGiven())
    finally:
        store.path.parent.chmod(0o700)


def test_a_file_that_another_program_keeps_locked_is_told(store: Store) -> None:
    name, state = keep(store)
    hasty = open_store(store.path, patience=0.1)
    with store.writing(), pytest.raises(StoreError, match="another program"):
        append(hasty, name, state, BriefingGiven())
    assert append(hasty, name, state, BriefingGiven()).informed


def test_opening_a_store_again_gives_up_no_lock(store: Store) -> None:
    write = (
        "import sys; from pathlib import Path; from guide.storage import open_store;"
        "from guide.storage.store_keys import remember_passphrase; remember_passphrase('a long secret');"
        "open_store(Path(sys.argv[1]), patience=0).connection.execute('BEGIN IMMEDIATE')"
    )
    with store.writing() as connection:
        connection.execute("INSERT INTO setting VALUES ('least', '6')")
        open_store(store.path).close()
        ran = subprocess.run(
            [sys.executable, "-c", write, str(store.path)], capture_output=True, text=True, check=False
        )
        assert "database is locked" in ran.stderr
