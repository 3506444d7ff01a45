"""A walk for oneself, saved by what is done in it."""

from pathlib import Path

import pytest

from guide.engine.walk import replay_answers
from guide.interviews.events import Answered, Event, Finished, NoteSet
from guide.ruleset.folder import LoadedGuide
from guide.sessions.acts import GiveAnswer, SetNote, TakeBack
from guide.sessions.autosave import SelfWalkSaver
from guide.storage import StoreError, open_store
from guide.storage.event_store import load_entries
from guide.storage.queries import Query, fetch_rows
from tests.tiny import texts, tiny

TINY = tiny()


@pytest.fixture
def saver(tmp_path: Path) -> SelfWalkSaver:
    return SelfWalkSaver(tmp_path / "interviews.db", LoadedGuide(TINY, texts()))


def journals(saver: SelfWalkSaver) -> list[list[Event]]:
    """The events of each walk that is in the store, without its beginning."""
    assert saver.path is not None
    store = open_store(saver.path)
    names = [row.id for own in (False, True) for row in fetch_rows(store, Query(own=own))]
    return [[entry.event for entry in load_entries(store, name)][1:] for name in names]


def test_answers_that_were_given_before_are_saved_with_the_first_act(saver: SelfWalkSaver) -> None:
    saver.start(replay_answers(TINY, {"wish": "calm"}), "you")
    saver.flush()
    assert saver.path is not None
    assert not saver.path.exists()
    saver.queue(GiveAnswer("heat", "very"))
    assert not saver.path.exists()
    saver.flush()
    assert journals(saver) == [[Answered("wish", "calm"), Answered("heat", "very")]]


def test_a_walk_that_was_finished_before_it_was_saved_is_saved_whole_once_it_is_not(
    saver: SelfWalkSaver,
) -> None:
    saver.start(replay_answers(TINY, {"wish": "speed"}), "you")
    saver.queue(GiveAnswer("more", "no_more"))
    saver.flush()
    assert saver.path is not None
    assert not saver.path.exists()
    saver.queue(TakeBack())
    saver.queue(SetNote("wish", "mine"))
    saver.flush()
    assert journals(saver) == [[Answered("wish", "speed"), NoteSet("wish", "mine")]]


def test_what_could_not_be_saved_is_in_the_walk_that_is_kept(saver: SelfWalkSaver) -> None:
    saver.start(replay_answers(TINY), "you")
    saver.queue(GiveAnswer("wish", "calm"))
    saver.flush()
    saver.store().connection.execute("PRAGMA query_only = ON")
    saver.queue(GiveAnswer("heat", "very"))
    with pytest.raises(StoreError):
        saver.flush()
    saver.flush()
    saver.go_on_unsaved()
    saver.store().connection.execute("PRAGMA query_only = OFF")
    saver.queue(GiveAnswer("more", "no_more"))
    saver.flush()
    assert journals(saver) == []
    saver.keep_finished()
    answers = [Answered("wish", "calm"), Answered("heat", "very"), Answered("more", "no_more")]
    assert journals(saver) == [[*answers, Finished("tea")]]
    assert saver.kept_finished
    saver.queue(TakeBack())
    assert not saver.kept_finished
