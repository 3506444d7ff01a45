"""What can only come to a private end is in no byte of a store, and neither is what was taken back."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from guide.engine.decision import only_private, possible_outcomes
from guide.engine.walk import replay_answers
from guide.interviews.events import Answered, Event, InterviewStarted, NoteSet, Responded, TakenBack
from guide.ruleset.folder import LoadedGuide
from guide.sessions.acts import GiveAnswer, Revise, TakeBack
from guide.sessions.session import Session
from guide.sessions.start import begin_session, begin_unsaved, resume_session
from guide.storage import ChangedError, CleaningError, Store, open_store
from guide.storage import database as connection
from guide.storage import event_store as journal
from guide.storage import rows as lines
from guide.storage.queries import Query, fetch_rows
from guide.storage.rule_texts import keep_rules
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage
from guide.storage.withholding import take_out
from tests.tiny import TREE, texts, tiny

# A second question, before which the end is private already.
LONGER = TREE.replace(
    "pain: {say: No more pain, recommend: doctor}",
    "unmistakable-pain: {say: No more pain, recommend: doctor, then: besides}",
).replace(
    "outcomes:\n",
    """\
  besides:
    ask: And besides?
    probe: Wait.
    help: No is fine.
    options:
      unmistakable-nothing: {say: Nothing}
      unmistakable-tea: {say: Tea, add: {kind: tea, when: alongside}}
outcomes:
""",
)
TEXTS = texts(tree=LONGER)
GUIDE = tiny(tree=LONGER)
PAIN = "unmistakable-pain"


def raw(path: Path) -> bytes:
    """Every byte of the store and of what lies beside it."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.iterdir()) if one.is_file())


def begun(store: Store, person: str = "Ada", own: bool = False) -> Session:
    return begin_session(
        LoadedGuide(GUIDE, TEXTS), store, InterviewStarted("", "you", "" if own else person, own=own)
    )


def answer(session: Session, *options: str) -> Session:
    for option in options:
        session.perform(GiveAnswer(str(session.walk.current), option))
    return session


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "store" / "interviews.db")
    others(opened, Random(1))
    yield opened
    opened.close()


def others(store: Store, chance: Random, number: int = 40) -> tuple[str, ...]:
    """Interviews that stay, so many that the pages of the file are split and joined."""
    rules = keep_rules(store, TEXTS)
    for one in range(number):
        notes = (NoteSet(question, "stays " * chance.randrange(80)) for question in ("wish", "heat", "more"))
        journal.insert_events(
            store, (InterviewStarted(rules, "you", f"Other {one}"), Answered("wish", "calm"), *notes)
        )
    return list_ids(store)


def test_what_ends_are_possible_tells_whether_all_are_private() -> None:
    seen = 0
    walks = [replay_answers(GUIDE)]
    while walks:
        walk = walks.pop()
        private = all(GUIDE.outcomes[name].private for name in possible_outcomes(walk))
        assert only_private(walk) == private
        seen += private
        walks += [walk.answer(option) for option in (walk.question.options if walk.question else ())]
    assert seen == 3


@pytest.mark.parametrize("own", [False, True])
def test_from_the_private_answer_on_nothing_is_in_the_store(store: Store, own: bool) -> None:
    before = list_ids(store)
    session = begun(store, "Unmistakable Ada", own=own)
    session.set_goal("unmistakable goal")
    session.note("wish", "unmistakable note")
    if own:
        answer(session, "calm")
        session.perform(Revise("wish", PAIN))
    else:
        answer(session, PAIN)
    assert (session.kept, session.withheld, session.walk.current) == (False, True, "besides")
    assert b"nmistakable" not in raw(store.path)
    session.note("besides", "unmistakable besides")
    session.set_goal("unmistakable other goal")
    answer(session, "unmistakable-tea")
    assert b"nmistakable" not in raw(store.path)
    assert list_ids(store) == before
    assert session.interview.notes == {"wish": "unmistakable note", "besides": "unmistakable besides"}


def test_with_another_answer_it_is_kept_again_without_a_trace(store: Store) -> None:
    session = begun(store)
    session.set_goal("A goal")
    session.note("wish", "A note")
    name = session.name
    place = store.connection.execute("SELECT rowid FROM interview WHERE id = ?", (name,)).fetchone()
    (first, *_) = journal.load_entries(store, name)
    answer(session, PAIN, "unmistakable-tea")
    session.note("more", "Another note")
    session.perform(TakeBack())
    session.perform(TakeBack())
    assert (session.kept, session.withheld, session.name) == (True, False, name)
    answer(session, "speed")
    assert journal.load_interview(store, name) == session.interview
    assert session.interview.goal == "A goal"
    assert session.interview.notes == {"wish": "A note", "more": "Another note"}
    assert session.interview.answers == {"wish": "speed"}
    entries = journal.load_entries(store, name)
    assert entries[0] == first
    assert [entry.event for entry in entries if isinstance(entry.event, TakenBack)] == []
    assert store.connection.execute("SELECT rowid FROM interview WHERE id = ?", (name,)).fetchone() == place
    found = raw(store.path)
    assert b"nmistakable-pain" not in found
    assert b"nmistakable-tea" not in found
    assert list(find_damage(store)) == []


def test_a_confirmed_private_end_leaves_a_month_among_its_kind(store: Store) -> None:
    session = begun(store, "Unmistakable Ada")
    name = session.name
    answer(session, PAIN, "unmistakable-nothing").confirm()
    assert session.counted
    assert session.interview.finished is not None
    (row,) = fetch_rows(store, Query(state="private"))
    assert row.id != name
    assert (len(row.opened), row.changed) == (len("2026-11"), row.opened)
    (place,) = store.connection.execute("SELECT rowid FROM interview WHERE state = 'private'").fetchone()
    assert place < 0
    found = raw(store.path)
    assert b"nmistakable" not in found
    assert name.encode() not in found
    # What is said after it is kept no more than what was said before.
    session.perform(Revise("wish", "speed"))
    assert not session.kept
    assert len(fetch_rows(store, Query(state="private"))) == 1


def test_what_was_resumed_is_withheld_and_kept_again_like_any_other(store: Store) -> None:
    session = answer(begun(store), "calm")
    again = resume_session(store, session.name)
    again.perform(Revise("wish", PAIN))
    assert b"nmistakable" not in raw(store.path)
    again.perform(Revise("wish", "speed"))
    assert journal.load_interview(store, session.name) == again.interview


def test_what_an_older_version_has_left_is_withheld_when_it_is_resumed(store: Store) -> None:
    rules = keep_rules(store, TEXTS)
    name, _ = journal.insert_events(
        store,
        (
            InterviewStarted(rules, "you", "Unmistakable Bea"),
            Answered("wish", PAIN),
            NoteSet("wish", "unmistakable"),
        ),
    )
    session = resume_session(store, name)
    assert session.withheld
    assert b"nmistakable" not in raw(store.path)
    assert session.interview.answers == {"wish": PAIN}


def test_unsaved_it_is_not_kept_and_what_was_left_goes_as_soon_as_it_can(store: Store) -> None:
    session = begun(store)
    session.set_goal("unmistakable goal")
    session.go_on_unsaved()
    assert session.detached_id
    answer(session, PAIN)
    assert (session.detached_id, session.withheld) == ("", False)
    assert b"nmistakable" not in raw(store.path)
    session.attach_store(store, keep_rules(store, TEXTS))
    assert session.withheld
    assert b"nmistakable" not in raw(store.path)
    session.perform(Revise("wish", "speed"))
    assert journal.load_interview(store, session.name) == session.interview
    assert b"nmistakable-pain" not in raw(store.path)


def test_what_was_said_unsaved_and_taken_back_is_never_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = answer(begun(store), "calm")
    session.go_on_unsaved()
    session.note("wish", "unmistakable note")
    session.perform(Revise("wish", PAIN))
    session.note("wish", "")
    session.perform(Revise("wish", "speed"))
    written: list[str] = []
    body = lines._body

    def noticed(event: Event) -> str:
        written.append(body(event))
        return written[-1]

    monkeypatch.setattr(lines, "_body", noticed)
    session.attach_store(store, keep_rules(store, TEXTS))
    assert written
    assert not [line for line in written if "nmistakable-pain" in line or "note" in line]


def test_where_the_store_cannot_be_written_to_it_is_told_that_something_is_left(store: Store) -> None:
    session = begun(store)
    store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(connection.StoreError):
        answer(session, PAIN)
    assert (session.detached_id, session.interview.answers) == (session.name, {})
    session.go_on_unsaved()
    answer(session, PAIN)
    assert session.detached_id
    store.connection.execute("PRAGMA query_only = OFF")
    session.note("wish", "x")
    assert session.detached_id == ""
    assert b"nmistakable" not in raw(store.path)


def test_a_file_that_cannot_be_cleaned_is_told_and_can_be_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = begun(store)

    def fail(_: Store) -> None:
        raise CleaningError

    with monkeypatch.context() as broken:
        broken.setattr(Store, "clean", fail)
        with pytest.raises(CleaningError):
            answer(session, PAIN)
        assert session.withheld
        with pytest.raises(CleaningError):
            session.record()
        unsaved_from_here = answer(begun(store), "calm")
        with pytest.raises(CleaningError):
            unsaved_from_here.perform(Revise("wish", PAIN))
        unsaved_from_here.go_on_unsaved()
        unsaved_from_here.record()
    session.record()
    assert not store.unclean
    assert b"nmistakable" not in raw(store.path)


def test_what_was_deleted_meanwhile_does_not_come_back(store: Store) -> None:
    session = begun(store)
    journal.delete(store, [session.name])
    answer(session, PAIN)
    session.perform(Revise("wish", "speed"))
    assert not session.kept
    assert b"nmistakable" not in raw(store.path)


def test_whoever_has_an_older_state_of_a_journal_is_told_however_long_it_is(store: Store) -> None:
    session = answer(begun(store), "calm")
    stale = resume_session(store, session.name)
    session.perform(Revise("wish", "speed"))
    assert stale.interview.events == session.interview.events
    with pytest.raises(ChangedError):
        stale.note("wish", "x")
    with pytest.raises(ChangedError):
        take_out(store, session.name, stale.interview)


def test_what_is_taken_back_before_the_end_leaves_the_journal(store: Store) -> None:
    session = begun(store)
    session.mark_briefed()
    session.set_goal("unmistakable first goal")
    session.set_goal("A goal")
    answer(session, "calm", "less")
    session.note("heat", "unmistakable note")
    session.note("heat", "unmistakable other note")
    session.note("heat", "")
    session.note("wish", "unmistakable")
    session.note("wish", "A note")
    session.perform(TakeBack())
    session.perform(Revise("wish", "speed"))
    entries = journal.load_entries(store, session.name)
    assert [type(entry.event).__name__ for entry in entries] == [
        "InterviewStarted",
        "BriefingGiven",
        "GoalSet",
        "Answered",
        "NoteSet",
    ]
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    found = raw(store.path)
    for trace in (b"unmistakable", b'"option":"less"'):
        assert trace not in found


def test_what_was_confirmed_is_history_but_for_notes_that_are_taken_away(store: Store) -> None:
    session = answer(begun(store), "calm", "less")
    session.note("wish", "unmistakable first note")
    session.note("heat", "A note that stays")
    answer(session, "no_more").confirm()
    session.respond(Responded("agrees"))
    session.perform(Revise("heat", "very"))
    session.confirm()
    session.note("wish", "unmistakable second note")
    assert b'"option":"less"' in raw(store.path)
    session.note("wish", "")
    assert b"unmistakable" not in raw(store.path)
    assert journal.load_interview(store, session.name) == session.interview
    assert session.interview.response == Responded("agrees")
    assert list(find_damage(store)) == []


def test_in_a_large_file_what_was_taken_back_is_gone_when_it_is_confirmed_or_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SMALL", 0)
    cleaned: list[int] = []
    clean = Store.clean

    def noticed(store: Store) -> None:
        cleaned.append(1)
        clean(store)

    monkeypatch.setattr(Store, "clean", noticed)
    for end in (Session.confirm, Session.leave):
        session = answer(begun(store), "calm", "less")
        session.note("heat", "unmistakable")
        session.note("heat", "")
        answer(session, "no_more")
        assert store.unclean
        cleaned.clear()
        end(session)
        assert (cleaned, store.unclean) == ([1], False)
        assert b"unmistakable" not in raw(store.path)


def test_after_a_kill_a_large_file_is_cleaned_when_it_is_opened(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "SMALL", 0)
    session = begun(store)
    session.note("heat", "unmistakable")
    session.note("heat", "")
    assert store.unclean
    again = open_store(store.path)
    assert not again.unclean
    assert b"unmistakable" not in raw(store.path)
    # The one that was written meanwhile is still owed.
    with again.writing() as writing:
        again.owe_cleaning(writing)
    assert store.unclean
    again.close()


def test_a_walk_that_is_first_kept_at_a_private_answer_is_not_even_begun(store: Store) -> None:
    before = list_ids(store)
    session = answer(begin_unsaved(GUIDE, InterviewStarted("", "you", own=True)), PAIN)
    session.attach_store(store, keep_rules(store, TEXTS))
    assert session.withheld
    assert list_ids(store) == before
    session.perform(TakeBack())
    session.perform(GiveAnswer(str(session.walk.current), "speed"))
    assert journal.load_interview(store, session.name) == session.interview
    assert [entry.event for entry in journal.load_entries(store, session.name)][1:] == [
        Answered("wish", "speed")
    ]


class Held(RuleBasedStateMachine):
    """An interview that is held, left, killed and gone on with, beside others; ``small`` is of the file."""

    small = connection.SMALL

    @initialize(seed=st.integers(0, 9))
    def open(self, seed: int) -> None:
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(connection, "SMALL", self.small)
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "interviews.db"
        self.store = open_store(self.path)
        self.others = set(others(self.store, Random(seed), 12))
        self.told = 0
        self.gone: set[bytes] = set()
        # What is only gone once the interview, which went on unsaved, is kept again.
        self.owed: set[bytes] = set()
        self.ended = 0
        self.begin()

    def begin(self) -> None:
        self.confirmed: set[tuple[str, str]] = set()
        self.history: set[str] = set()
        self.person = self.word("person")
        self.session = begun(self.store, self.person)

    def word(self, what: str) -> str:
        self.told += 1
        return f"<{what} {self.told} that is like no other>" * (1 + self.told % 3)

    def lost(self, text: str) -> None:
        """Taken back or replaced, so that it is to be nowhere unless it was confirmed before."""
        if text and text not in self.history:
            (self.owed if self.session.detached_id else self.gone).add(text.encode())

    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        question = self.session.walk.question
        if question is not None and self.session.interview.finished is None:
            answer(self.session, data.draw(st.sampled_from(list(question.options))))

    @rule()
    def back(self) -> None:
        self.session.perform(TakeBack())

    @rule(data=st.data())
    def revise(self, data: st.DataObject) -> None:
        walk = self.session.walk
        if walk.path:
            step = data.draw(st.sampled_from(walk.path))
            option = data.draw(st.sampled_from(list(GUIDE.questions[step.question].options)))
            self.session.perform(Revise(step.question, option))

    @rule(question=st.sampled_from(["wish", "heat", "more", "besides"]), takes_away=st.booleans())
    def note(self, question: str, takes_away: bool) -> None:
        before = self.session.interview.notes.get(question, "")
        self.session.note(question, "" if takes_away else self.word("note"))
        if takes_away:
            self.history.discard(before)
        self.lost(before)

    @rule()
    def aim(self) -> None:
        before = self.session.interview.goal
        self.session.set_goal(self.word("goal"))
        self.lost(before)

    @rule()
    def inform(self) -> None:
        self.session.mark_briefed()

    @precondition(lambda self: self.session.walk.current is None and not self.session.private)
    @rule()
    def confirm(self) -> None:
        counted = self.session.kept or self.session.withheld
        self.session.confirm()
        if self.session.private:
            assert self.session.counted == counted
            self.ended += counted
            self.nothing_is_left()
            self.begin()
            return
        interview = self.session.interview
        self.confirmed |= set(interview.answers.items())
        self.history |= {interview.goal, *interview.notes.values()}

    @precondition(lambda self: self.session.interview.finished is not None)
    @rule(view=st.sampled_from(["agrees", "undecided"]))
    def respond(self, view: str) -> None:
        self.session.respond(Responded("agrees" if view == "agrees" else "undecided"))

    @rule(orderly=st.booleans())
    def leave(self, orderly: bool) -> None:
        name, kept, interview = self.session.name, self.session.kept, self.session.interview
        left = self.session.detached_id
        if orderly:
            self.session.leave()
        self.store.close()
        self.store = open_store(self.path)
        if left:
            # Whoever leaves is told to.
            journal.delete(self.store, [left])
        self.nothing_taken_back_is_left()
        if not kept:
            self.nothing_is_left()
            self.begin()
            return
        self.session = resume_session(self.store, name)
        assert self.session.interview == interview
        assert list(self.session.interview.answers) == list(interview.answers)

    @precondition(lambda self: self.session.kept)
    @rule()
    def go_on_unsaved(self) -> None:
        self.session.go_on_unsaved()

    @precondition(
        lambda self: not self.session.kept and not self.session.withheld and not self.session.private
    )
    @rule()
    def keep(self) -> None:
        rules = keep_rules(self.store, TEXTS)
        self.session.attach_store(self.store, rules)

    @invariant()
    def what_is_owed_is_gone(self) -> None:
        if not self.session.detached_id:
            self.gone |= self.owed
            self.owed = set()

    @invariant()
    def what_is_kept_is_what_is_held(self) -> None:
        session = self.session
        assert session.withheld <= only_private(session.walk)
        assert not (session.kept and only_private(session.walk))
        if session.kept:
            held = journal.load_interview(self.store, session.name)
            assert held == session.interview
            assert list(held.answers) == list(session.interview.answers)
        left = {session.name, session.detached_id} - {""}
        private = {row.id for row in fetch_rows(self.store, Query(state="private"))}
        assert set(list_ids(self.store)) == self.others | left | private
        assert len(private) == self.ended
        assert list(find_damage(self.store)) == []

    @invariant()
    def what_is_withheld_or_taken_back_is_in_no_byte(self) -> None:
        if self.session.withheld or (not self.session.detached_id and not self.session.kept):
            self.nothing_is_left()
        if self.small:
            self.nothing_taken_back_is_left()

    def nothing_is_left(self) -> None:
        interview = self.session.interview
        found = raw(self.path)
        for text in (self.person, interview.goal, *interview.notes.values()):
            assert not text or text.encode() not in found
        assert b"unmistakable" not in found

    def nothing_taken_back_is_left(self) -> None:
        found = raw(self.path)
        assert [text for text in self.gone if text in found] == []
        if self.session.kept:
            holds = self.confirmed | set(self.session.interview.answers.items()) | {("wish", "calm")}
            for question, options in ((name, one.options) for name, one in GUIDE.questions.items()):
                for option in options:
                    line = f'"question":"{question}","option":"{option}"'
                    assert (question, option) in holds or line.encode() not in found

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self.folder.cleanup()
            self.patch.undo()


class HeldInALargeFile(Held):
    small = 0


TestHeld = Held.TestCase
TestHeldInALargeFile = HeldInALargeFile.TestCase
TestHeld.settings = TestHeldInALargeFile.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
