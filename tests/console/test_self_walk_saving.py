"""A walk for oneself, line by line: what is kept of it, and when it goes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from guide.console import Conversation, InputEndedError
from guide.interviews.events import Answered, Event, InterviewStarted
from guide.interviews.state import Interview
from guide.ruleset.folder import LoadedGuide
from guide.sessions.acts import GiveAnswer
from guide.sessions.autosave import SelfWalkSaver
from guide.sessions.start import begin_session
from guide.storage import Store, open_store
from guide.storage import event_store as kept
from guide.storage.queries import Query, fetch_rows
from guide.storage.rule_texts import keep_rules, load_rules
from guide.storage.transfer import list_ids
from tests.tiny import TREE, texts, tiny

TEXTS = texts()
TINY = tiny()
SHORTER = TREE.replace("recommend: espresso, then: more", "recommend: espresso")
NEWER = TREE.replace("ask: How hot?", "ask: How warm?")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interviews.db"


def talk(path: Path, *lines: str, tree: str = TREE) -> str:
    """All that was said while these lines were typed at a terminal, up to the end of either."""
    sink = StringIO()
    guide, found = (TINY, TEXTS) if tree is TREE else (tiny(tree=tree), texts(tree=tree))
    own = SelfWalkSaver(path, LoadedGuide(guide, found))
    typed = StringIO("".join(f"{line}\n" for line in lines))
    try:
        Conversation(guide, "you", typed, sink, own=own).run()
    except InputEndedError:
        sink.write("<ended>")
    return sink.getvalue()


def waiting(path: Path) -> dict[str, str]:
    """The answers of the one walk that is kept."""
    store = open_store(path)
    (name,) = list_ids(store)
    return dict(kept.load_interview(store, name).answers)


def nothing(path: Path) -> bool:
    return list_ids(open_store(path)) == ()


def test_before_the_first_answer_there_is_no_file(path: Path) -> None:
    talk(path, "help", "back", "answers", "quit")
    assert not path.exists()


def test_an_unfinished_walk_waits_and_is_offered(path: Path) -> None:
    said = talk(path, "note warm", "calm", "quit")
    assert said.endswith(
        "\nYour answers are saved on this computer. The next start offers to go on with them.\n<ended>"
    )
    assert waiting(path) == {"wish": "calm"}
    said = talk(path, "yes", "very", "answers")
    today = datetime.now().astimezone()
    assert f"\nGo on with the answers of {today.day} {today:%B}?\n1. yes, go on with it\n" in said
    assert "\nQuestion 2 of at most 3.\nHow hot?\n" in said
    assert "   Answer: Calm\n   Note on answer 1: warm\n2. How hot?\n   Answer: Very\n" in said
    assert waiting(path) == {"wish": "calm", "heat": "very"}


def test_a_finished_walk_is_gone(path: Path) -> None:
    talk(path, "note secret", "calm", "very")
    assert b"secret" in path.read_bytes()
    said = talk(path, "1", "no_more", "quit")
    assert said.endswith("type keep; to leave, type quit.\n> Nothing was kept.\n")
    assert nothing(path)
    assert b"secret" not in path.read_bytes()


def test_the_last_answer_is_never_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Event] = []
    copy, extend = kept.insert_events, kept.extend

    def begun(store: Store, events: Sequence[Event]) -> tuple[str, Interview]:
        written.extend(events)
        return copy(store, events)

    def gone_on(store: Store, name: str, interview: Interview, events: Sequence[Event]) -> Interview:
        written.extend(events)
        return extend(store, name, interview, events)

    monkeypatch.setattr(kept, "insert_events", begun)
    monkeypatch.setattr(kept, "extend", gone_on)
    talk(path, "calm", "very", "no_more")
    assert written[1:] == [Answered("wish", "calm"), Answered("heat", "very")]


def test_a_finished_walk_is_kept_when_one_says_so(path: Path) -> None:
    said = talk(path, "note why not", "speed", "later", "keep")
    store = open_store(path)
    (row,) = fetch_rows(store, Query(own=True))
    assert (row.state, row.outcome, row.companions) == ("finished", "espresso", "")
    assert kept.load_interview(store, row.id).notes == {"wish": "why not"}
    assert said.endswith(f"> Kept in {path}, under {row.id[:8]}.\n")
    assert "Go on with" not in talk(path, "quit")


def test_a_walk_of_one_answer_can_be_kept_too(path: Path) -> None:
    talk(path, "speed", "keep", tree=SHORTER)
    (row,) = fetch_rows(open_store(path), Query(own=True))
    assert row.outcome == "espresso"


def test_a_private_end_leaves_nothing_and_asks_nothing(path: Path) -> None:
    said = talk(path, "note secret", "pain", "keep")
    assert "Pain first." in said
    assert "To store them" not in said
    assert nothing(path)
    assert b"secret" not in path.read_bytes()


def test_what_waits_can_be_left_waiting_or_forgotten(path: Path) -> None:
    talk(path, "calm")
    talk(path, "no", "quit")
    assert waiting(path) == {"wish": "calm"}
    said = talk(path, "forget", "help", "quit")
    assert "What was kept of it is deleted." in said
    assert nothing(path)


def test_forget_keeps_no_more_of_a_walk(path: Path) -> None:
    said = talk(path, "calm", "help", "forget", "very", "help", "quit")
    assert said.index("the answers stay on this computer") < said.index("leave; nothing is kept from here on")
    assert "None of these answers is stored, and none will be." in said
    assert said.endswith("> <ended>")
    assert nothing(path)


def test_leaving_before_the_offer_is_answered_leaves_it(path: Path) -> None:
    talk(path, "calm")
    talk(path, "quit")
    talk(path)
    assert waiting(path) == {"wish": "calm"}


def test_a_walk_waits_thirty_days(path: Path) -> None:
    store = open_store(path)
    opened = InterviewStarted(keep_rules(store, TEXTS), "you", own=True)
    kept.insert_events(store, (opened,), at=(datetime.now(UTC) - timedelta(days=32)).isoformat())
    assert "Go on with" not in talk(path, "quit")
    assert nothing(path)


def test_a_walk_goes_on_with_its_own_questions_or_moves(path: Path) -> None:
    talk(path, "calm")
    said = talk(path, "yes", "stay", "quit", tree=NEWER)
    assert "The questions have changed since this was begun." in said
    assert "How hot?\n" in said
    said = talk(path, "yes", "move", "very", "no_more", "keep", tree=NEWER)
    assert "How warm?\n" in said
    store = open_store(path)
    (name,) = list_ids(store)
    assert load_rules(store, kept.load_interview(store, name).rules) == texts(tree=NEWER)


def test_a_walk_that_was_kept_under_other_rules_keeps_those(path: Path) -> None:
    talk(path, "calm")
    talk(path, "yes", "stay", "very", "no_more", "keep", tree=NEWER)
    store = open_store(path)
    (name,) = list_ids(store)
    assert load_rules(store, kept.load_interview(store, name).rules) == TEXTS


def test_a_walk_that_is_finished_under_other_rules_is_gone(path: Path) -> None:
    talk(path, "speed")
    said = talk(path, "yes", "move", tree=SHORTER)
    assert "Recommended: Espresso" in said
    assert nothing(path)


def test_a_walk_about_somebody_else_goes_on_so(path: Path) -> None:
    store = open_store(path)
    begin_session(LoadedGuide(TINY, TEXTS), store, InterviewStarted("", "they", own=True)).perform(
        GiveAnswer("wish", "calm")
    )
    store.close()
    assert "It calms them." in talk(path, "yes", "very", "no_more")
