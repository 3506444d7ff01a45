"""An interview that is being held."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.engine.decision import more_options
from guide.engine.walk import Walk
from guide.interviews.events import Finished, FollowUpAgreed, InterviewStarted, NoteSet, Responded
from guide.ruleset.folder import LoadedGuide
from guide.sessions.acts import Act, Extend, GiveAnswer, Revise, SetNote, TakeBack, apply_act
from guide.sessions.record_import import faults
from guide.sessions.session import Session
from guide.sessions.start import begin_session, begin_unsaved, resume_session
from guide.sessions.unfinished import last_unfinished, waiting_own
from guide.storage import FinishedError, Store, StoreError, open_store
from guide.storage.event_store import (
    load_entries,
    load_interview,
)
from guide.storage.queries import Query, fetch_rows
from guide.storage.rule_texts import (
    keep_rules,
)
from guide.storage.store_settings import FOREVER, change_setting
from guide.storage.transfer import list_ids, load_records
from guide.storage.verify import find_damage
from tests.journals import insert_interview as begin_at
from tests.tiny import MORE_TREE, TREE, load_tiny, texts, tiny

TEXTS = texts()
TINY = tiny()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "interviews.db")


def held(store: Store, own: bool = False) -> Session:
    return begin_session(
        LoadedGuide(TINY, {**TEXTS, "cases.yaml": b"-"}),
        store,
        InterviewStarted("", "you", "" if own else "Ada", own=own),
    )


def answered(session: Session, **answers: str) -> Session:
    for question, option in answers.items():
        if session.walk.answers.get(question) != option:
            session.perform(GiveAnswer(question, option))
    return session


def test_each_answer_is_kept_before_the_next(store: Store) -> None:
    session = held(store)
    walk = session.walk
    for question, option in {"wish": "calm", "heat": "very", "more": "later"}.items():
        walk = walk.answer(option)
        session.perform(GiveAnswer(question, option))
        assert load_interview(store, session.name).answers == walk.answers
        assert session.walk == walk


@st.composite
def acts(draw: st.DrawFn, walk: Walk) -> Act:
    """Anything that can be done in this walk."""
    possible: list[Act] = [TakeBack(), SetNote("wish", draw(st.sampled_from(["", "a", "b"])))]
    if walk.question is not None:
        possible += [GiveAnswer(str(walk.current), option) for option in walk.question.options]
    for question in walk.answers:
        possible += [Revise(question, option) for option in walk.guide.questions[question].options]
    possible += [Extend(option) for option in more_options(walk)]
    return draw(st.sampled_from(possible))


@pytest.mark.parametrize("tree", [TREE, MORE_TREE], ids=["", "more"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(data=st.data())
def test_a_session_follows_whatever_is_done_in_a_walk(tmp_path: Path, tree: str, data: st.DataObject) -> None:
    store = open_store(tmp_path / "interviews.db")
    session = begin_session(load_tiny(tree=tree), store, InterviewStarted("", "you", "Ada"))
    walk, notes = session.walk, session.interview.notes
    for _ in range(data.draw(st.integers(0, 10))):
        act = data.draw(acts(walk))
        walk, notes = apply_act(act, walk, notes)
        session.perform(act)
        assert session.walk.path == walk.path
        assert dict(session.interview.answers) == dict(walk.answers)
        assert session.interview.notes == notes
    assert session.kept != session.withheld
    if session.store is not None:
        again = resume_session(session.store, session.name)
        assert again.interview == session.interview
        assert list(again.interview.answers) == list(session.interview.answers)


def test_what_does_not_change_is_not_written_again(store: Store) -> None:
    session = answered(held(store), wish="calm")
    before = len(load_entries(store, session.name))
    session.perform(Revise("wish", "calm"))
    session.perform(SetNote("wish", ""))
    session.set_goal("")
    assert len(load_entries(store, session.name)) == before
    session.set_goal("To rest")
    session.set_goal("To rest")
    session.mark_briefed()
    session.mark_briefed()
    assert len(load_entries(store, session.name)) == before + 2


def test_a_resumed_interview_has_its_own_rules(store: Store) -> None:
    session = answered(held(store), wish="calm")
    again = resume_session(store, session.name)
    assert again.guide is not TINY
    assert again.guide.questions == TINY.questions
    assert again.walk.current == "heat"


def test_a_confirmed_interview_has_its_outcome(store: Store) -> None:
    session = answered(held(store), wish="calm", heat="very", more="later")
    session.confirm()
    session.respond(Responded("prefers", "coffee", "Faster."))
    session.set_follow_up(FollowUpAgreed("Buy tea", "Ada", "2027-01-01"))
    (row,) = fetch_rows(store, Query())
    assert (row.state, row.outcome, row.companions, row.review) == ("finished", "tea", "coffee", "2027-01-01")
    kept = load_interview(store, session.name)
    assert kept.response == Responded("prefers", "coffee", "Faster.")


def test_what_is_finished_cannot_be_moved_to_other_rules(store: Store) -> None:
    session = answered(held(store), wish="calm", heat="very", more="later")
    session.confirm()
    before = load_entries(store, session.name)
    with pytest.raises(FinishedError, match="stays under its own rules"):
        session.move_to(TINY, keep_rules(store, TEXTS))
    assert load_entries(store, session.name) == before


def test_it_is_known_how_long_an_interview_is_kept(store: Store) -> None:
    session = held(store)
    assert session.days_kept() == 730
    change_setting(store, "retention", FOREVER)
    assert session.days_kept() == 0
    assert begin_unsaved(TINY, InterviewStarted("", "you")).days_kept() is None


def test_an_unfinished_walk_cannot_be_confirmed(store: Store) -> None:
    with pytest.raises(ValueError, match="not finished"):
        answered(held(store), wish="calm").confirm()


def test_of_a_private_end_only_the_day_is_left(store: Store) -> None:
    session = answered(held(store), wish="pain")
    session.note("wish", "secret")
    session.confirm()
    session.note("wish", "more of it")
    assert session.store is None
    assert session.interview.notes == {"wish": "more of it"}
    (row,) = fetch_rows(store, Query())
    assert (row.state, row.person) == ("private", "")
    assert b"secret" not in store.path.read_bytes()


def test_a_walk_for_oneself_goes_when_it_is_finished(store: Store) -> None:
    session = answered(held(store, own=True), wish="speed", more="no_more")
    assert waiting_own(store) is not None
    session.confirm()
    assert list_ids(store) == ()
    assert session.interview.finished is not None


def test_a_walk_for_oneself_can_be_kept_when_one_says_so(store: Store) -> None:
    session = answered(held(store, own=True), wish="speed", more="no_more")
    session.note("wish", "a note")
    session.confirm()
    session.attach_store(store, keep_rules(store, TEXTS))
    assert resume_session(store, session.name).interview == session.interview
    (row,) = fetch_rows(store, Query(own=True))
    assert (row.state, row.outcome) == ("finished", "espresso")
    assert waiting_own(store) is None


def test_a_private_walk_for_oneself_leaves_nothing(store: Store) -> None:
    answered(held(store, own=True), wish="pain").confirm()
    assert list_ids(store) == ()


def test_an_unfinished_walk_for_oneself_waits_thirty_days(store: Store) -> None:
    long_ago = (datetime.now(UTC) - timedelta(days=32)).isoformat()
    begin_at(store, InterviewStarted(keep_rules(store, TEXTS), "you", own=True), at=long_ago)
    assert waiting_own(store) is None
    assert list_ids(store) == ()
    session = held(store, own=True)
    waiting = waiting_own(store)
    assert waiting is not None
    assert waiting.id == session.name


def test_what_cannot_be_kept_changes_nothing_and_can_be_tried_again(store: Store) -> None:
    session = answered(held(store), wish="calm")
    before = session.interview
    store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="may not be written to"):
        session.perform(GiveAnswer(str(session.walk.current), "very"))
    assert session.interview == before
    store.connection.execute("PRAGMA query_only = OFF")
    session.perform(GiveAnswer(str(session.walk.current), "very"))
    assert session.walk.current == "more"


def test_it_can_go_on_unsaved_and_be_kept_later(store: Store, tmp_path: Path) -> None:
    session = answered(held(store), wish="calm")
    session.go_on_unsaved()
    answered(session, wish="calm", heat="very")
    assert fetch_rows(store, Query())[0].state == "open"
    other = open_store(tmp_path / "other.db")
    session.attach_store(other, keep_rules(other, TEXTS))
    answered(session, wish="calm", heat="very", more="later")
    assert load_interview(other, session.name).answers == {"wish": "calm", "heat": "very", "more": "later"}


def test_an_unsaved_interview_touches_no_file() -> None:
    session = answered(begin_unsaved(TINY, InterviewStarted("", "they", "Ada")), wish="pain")
    session.record(NoteSet("wish", "x"))
    session.confirm()
    assert session.interview.finished is not None


def test_an_interview_moves_to_other_rules(store: Store) -> None:
    tree = TREE.replace("  wish:", "  desire:").replace("start: wish", "start: desire")
    newer = tiny(tree=tree + "renamed: {questions: {wish: desire}}\n")
    session = answered(held(store), wish="calm", heat="very")
    assert [new.question for _, new in session.moving(newer).renamed] == ["desire"]
    assert session.walk.current == "more"
    session.move_to(newer, keep_rules(store, texts(tree=tree)))
    assert session.interview.answers == {"desire": "calm", "heat": "very"}
    assert resume_session(store, session.name).walk.current == "more"


def test_what_was_left_in_the_store_is_caught_up_with(store: Store) -> None:
    session = answered(held(store), wish="calm")
    name = session.name
    session.go_on_unsaved()
    assert (session.name, session.detached_id) == ("", name)
    answered(session, wish="calm", heat="very", more="later")
    session.note("heat", "hot")
    assert load_interview(store, name).answers == {"wish": "calm"}
    session.attach_store(store, keep_rules(store, TEXTS))
    assert (session.name, session.detached_id) == (name, "")
    assert list_ids(store) == (name,)
    assert load_interview(store, name) == session.interview


def test_what_was_left_and_then_changed_from_elsewhere_is_kept_beside_it(store: Store) -> None:
    session = answered(held(store), wish="calm")
    name = session.name
    session.go_on_unsaved()
    answered(session, wish="calm", heat="very")
    resume_session(store, name).note("wish", "from elsewhere")
    session.attach_store(store, keep_rules(store, TEXTS))
    assert session.name != name
    assert load_interview(store, name).answers == {"wish": "calm"}
    assert load_interview(store, session.name).answers == {"wish": "calm", "heat": "very"}


def test_catching_up_can_be_tried_again(store: Store) -> None:
    session = held(store)
    session.go_on_unsaved()
    answered(session, wish="calm", heat="very")
    store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError):
        session.attach_store(store, session.interview.rules)
    store.connection.execute("PRAGMA query_only = OFF")
    session.attach_store(store, session.interview.rules)
    assert len(load_entries(store, session.name)) == 3


def test_a_private_end_that_was_held_unsaved_cannot_be_kept(store: Store) -> None:
    session = answered(begin_unsaved(TINY, InterviewStarted("", "you", "Ada")), wish="pain")
    session.confirm()
    with pytest.raises(ValueError, match="nothing of this"):
        session.attach_store(store, keep_rules(store, TEXTS))
    assert list_ids(store) == ()


def test_each_part_leads_to_the_next_whether_it_was_said_or_left_open(store: Store) -> None:
    session = held(store)
    parts = [session.part]
    session.skip("goal")
    parts.append(session.part)
    answered(session, wish="speed", more="no_more")
    parts.append(session.part)
    session.confirm()
    while session.part is not None:
        parts.append(session.part)
        assert not session.interview.closed
        session.skip(session.part)
    assert parts == ["goal", "questions", "reading", "response", "step", "owner", "review"]
    assert session.interview.closed
    session.respond(Responded("prefers"))
    assert session.part == "kind"
    session.respond(Responded("prefers", "tea"))
    assert session.part == "why"
    assert resume_session(store, session.name).part == "why"


def test_the_last_unfinished_is_the_one_that_was_left_last(store: Store) -> None:
    assert last_unfinished(store) is None
    opened = InterviewStarted(keep_rules(store, TEXTS), "you", "Bea")
    first, _ = begin_at(store, opened, at="2026-11-01T10:00:00+00:00")
    assert last_unfinished(store) == first
    session = answered(held(store), wish="speed", more="no_more")
    session.confirm()
    assert last_unfinished(store) == session.name
    for part in ("response", "step", "owner", "review"):
        session.skip(part)
    assert last_unfinished(store) == first
    held(store, own=True)
    assert last_unfinished(store) == first


def test_a_note_is_set_and_taken_away(store: Store) -> None:
    session = answered(held(store), wish="calm")
    for question, text in (("wish", "a"), ("heat", "b"), ("wish", ""), ("heat", "c")):
        session.perform(SetNote(question, text))
    assert session.interview.notes == {"heat": "c"}
    events = [entry.event for entry in load_entries(store, session.name)]
    assert events[-1] == NoteSet("heat", "c")


@pytest.mark.parametrize(
    "act", [GiveAnswer("heat", "very"), GiveAnswer("wish", "none"), Revise("wish", "calm"), Extend("later")]
)
def test_what_cannot_be_done_in_its_walk_changes_nothing(store: Store, act: Act) -> None:
    session = held(store)
    before = session.interview
    with pytest.raises(KeyError):
        session.perform(act)
    session.perform(TakeBack())
    assert session.interview == before == load_interview(store, session.name)


MORE_TEXTS = texts(tree=MORE_TREE)
MORE = tiny(tree=MORE_TREE)


def confirmed(store: Store, **answers: str) -> Session:
    session = begin_session(LoadedGuide(MORE, MORE_TEXTS), store, InterviewStarted("", "you", "Ada"))
    for question, option in answers.items():
        session.perform(Extend(option) if question == MORE.more else GiveAnswer(question, option))
    session.confirm()
    return session


def test_what_is_added_to_a_confirmed_result_is_confirmed_with_it(store: Store) -> None:
    session = confirmed(store, wish="calm", heat="very")
    session.respond(Responded("agrees"))
    session.perform(Extend("later"))
    assert session.interview.finished == Finished("tea", ("coffee",))
    assert session.interview.response == Responded("agrees")
    session.perform(TakeBack())
    assert session.interview.finished == Finished("tea")
    session.perform(Extend("no_more"))
    again = resume_session(store, session.name)
    assert again.interview == session.interview
    assert again.interview.finished == Finished("tea")
    assert list(faults(load_records(store, [session.name]), lambda _: MORE, datetime.now(UTC))) == []
    assert list(find_damage(store)) == []


def test_another_answer_is_to_be_confirmed_anew_though_something_was_added(store: Store) -> None:
    session = confirmed(store, wish="calm", heat="very", more="later")
    session.perform(Revise("heat", "less"))
    assert session.interview.finished is None
    session.perform(Extend("no_more"))
    assert session.interview.finished is None
