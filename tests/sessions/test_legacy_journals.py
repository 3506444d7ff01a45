"""What a store of an older version holds against the promises of this one goes when the store is used."""

import shutil
import sqlite3
from pathlib import Path

import msgspec
import pytest

from guide.cli.records import run
from guide.interviews.events import Answered, Event, Finished, GoalSet, InterviewStarted, NoteSet, TakenBack
from guide.sessions.legacy_journals import look_through
from guide.storage import open_store
from guide.storage.event_store import load_entries
from guide.storage.queries import Query, fetch_rows
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage
from tests.storage.test_versions import STORES
from tests.storage.test_withholding import raw

AT = "2026-11-05T09:00:00+00:00"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store as version 1 has left it, with what was broken off and taken back in it."""
    path = tmp_path / "kept" / "interviews.db"
    path.parent.mkdir()
    shutil.copy(STORES / "version-1.db", path)
    connection = sqlite3.connect(path)
    (rules,) = connection.execute("SELECT digest FROM rules").fetchone()
    for number, own in enumerate((False, True)):
        opened = InterviewStarted(rules, "you", "" if own else "Unmistakable Eva", own=own)
        add(connection, f"{number:032x}", opened, GoalSet("unmistakable"), Answered("wish", "pain"))
    add(
        connection,
        f"{2:032x}",
        InterviewStarted(rules, "you", "Fay"),
        GoalSet("unmistakable first goal"),
        GoalSet("A goal"),
        Answered("wish", "pain"),
        TakenBack("wish"),
        Answered("wish", "calm"),
        NoteSet("wish", "unmistakable note"),
        NoteSet("wish", ""),
    )
    connection.commit()
    connection.close()
    return path


def add(connection: sqlite3.Connection, name: str, opened: InterviewStarted, *events: Event) -> None:
    connection.execute(
        "INSERT INTO interview VALUES (?, 'open', ?, ?, ?, ?, ?, '', '', ?, '', '', '', '')",
        (name, opened.own, AT, AT, opened.rules, opened.person, opened.person.casefold()),
    )
    for number, event in enumerate((opened, *events), 1):
        body = msgspec.json.encode(event).decode()
        connection.execute("INSERT INTO event VALUES (?, ?, ?, ?)", (name, number, AT, body))


def test_private_ends_lose_their_day_their_id_and_their_place(path: Path) -> None:
    before = sqlite3.connect(path)
    private, place = before.execute("SELECT id, rowid FROM interview WHERE state = 'private'").fetchone()
    before.close()
    assert private.encode() in raw(path)
    store = open_store(path)
    (row,) = fetch_rows(store, Query(state="private"))
    assert (row.opened, row.changed) == ("2026-11", "2026-11")
    (now,) = store.connection.execute("SELECT rowid FROM interview WHERE state = 'private'").fetchone()
    assert now < 0 < place
    assert private.encode() not in raw(path)
    store.close()


def test_what_was_broken_off_at_a_private_end_goes_and_other_journals_are_settled(path: Path) -> None:
    store = open_store(path)
    assert store.unseen
    assert look_through(store) == 2
    assert not store.unseen
    assert b"nmistakable" not in raw(path)
    assert b'"option":"pain"' not in raw(path)
    events = [entry.event for entry in load_entries(store, f"{2:032x}")]
    assert events[1:] == [GoalSet("A goal"), Answered("wish", "calm")]
    assert list(find_damage(store)) == []
    assert len(list_ids(store)) == 5
    # What was finished keeps what had been confirmed.
    (ada,) = fetch_rows(store, Query(state="finished"))
    assert any(isinstance(entry.event, Finished | TakenBack) for entry in load_entries(store, ada.id))
    assert look_through(store) == 0
    store.close()


@pytest.mark.parametrize("command", [("list",), ("show", "--person", "Fay"), ("verify",), ("summary",)])
def test_every_command_for_records_looks_through_it_first(path: Path, command: tuple[str, ...]) -> None:
    assert run([*command, "--store", str(path)]) == 0
    assert b"nmistakable" not in raw(path)


def test_a_journal_that_is_damaged_keeps_no_other_from_being_settled(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE event SET body = '{' WHERE interview = ? AND number = 1", (f"{1:032x}",))
    connection.commit()
    connection.close()
    store = open_store(path)
    assert look_through(store) == 1
    assert len(list(find_damage(store))) == 1
    store.close()
