"""One interview or walk for oneself under way: each event is on the disk before anything else happens.

App, plain mode and commands all change an interview through this. Without a store it is unsaved.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from guide.engine.answer_migration import AnswerMigration, migrate_answers
from guide.engine.decision import decide, only_private
from guide.engine.walk import Walk
from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    Moved,
    NoteSet,
    Part,
    PartSkipped,
    Responded,
    TakenBack,
)
from guide.interviews.state import Interview
from guide.ruleset.model import Guide
from guide.sessions.acts import Act, Extend, GiveAnswer, Revise, SetNote, TakeBack, apply_act
from guide.sessions.persistence import Custody
from guide.storage import CleaningError, FinishedError, Store, StoreError
from guide.storage import event_store as journal
from guide.storage.store_settings import get_setting


class Session:
    """One interview, or walk for oneself, with its guide; each change is saved at once.

    It is saved in ``store`` under the id ``name``; both are None or unused while it is unsaved. Methods that
    change it raise StoreError where the change cannot be saved; then nothing is changed, and the method can
    be called again, or ``go_on_unsaved`` first. Only after a CleaningError is the change done, and traces of
    deleted data may be left in the file.

    While the answers can only lead to a private outcome (about health or danger, of which nothing may be
    stored), it is ``withheld``: out of the store, until an answer is changed.
    """

    def __init__(
        self, guide: Guide, interview: Interview, store: Store | None = None, name: str = ""
    ) -> None:
        self.guide = guide
        self.interview = interview
        self.counted = False
        """Whether a private end has left in the store that there was one."""
        self._custody = Custody(store, name)

    @property
    def walk(self) -> Walk:
        return self.interview.walk(self.guide)

    @property
    def own(self) -> bool:
        return self.interview.opened.own

    @property
    def part(self) -> Part | None:
        """The part of an interview to be asked next, such as the goal; None where nothing is left to ask."""
        return self.interview.next_part(self.guide)

    @property
    def store(self) -> Store | None:
        return self._custody.store

    @property
    def name(self) -> str:
        return self._custody.name

    @property
    def home(self) -> Store | None:
        """The store that it is saved in, or would be saved in again when it is no longer withheld."""
        return self._custody.home

    @property
    def kept(self) -> bool:
        """Whether its present state is in a store."""
        return self.store is not None

    @property
    def withheld(self) -> bool:
        """Whether it is out of its store for now, because it can only end on a private outcome."""
        return self._custody.withheld

    @property
    def detached_id(self) -> str:
        """The id of a record in the store that no longer follows this session; "" where there is none."""
        return self._custody.detached_id

    @property
    def private(self) -> bool:
        """Whether it has ended on a private outcome, of which nothing may be stored."""
        finished = self.interview.finished
        return finished is not None and self.guide.outcomes[finished.outcome].private

    def day(self) -> str:
        """The day on which it was begun, as YYYY-MM-DD; today where it is unsaved. Raises StoreError."""
        if self.store is None:
            return date.today().isoformat()
        return journal.load_entries(self.store, self.name)[0].at[:10]

    def days_kept(self) -> int | None:
        """Return for how many days it is stored: 0 for ever, None where nothing is saved.

        Raises StoreError.
        """
        return None if self.home is None else get_setting(self.home, "retention")

    def record(self, *events: Event) -> None:
        """Apply these events and save them, all or none. Raises StoreError."""
        if events:
            self._go_on(events, self.guide)
        self._custody.clean()

    def _go_on(self, events: Sequence[Event], guide: Guide) -> None:
        after = self.interview
        for event in events:
            after = after.apply(event)
        if only_private(after.walk(guide)):
            self._custody.withhold(self.interview)
        else:
            after = self._custody.keep(self.interview, events, after)
        self.interview = after

    def look_at_ends(self) -> None:
        """Take it out of the store if it can only end on a private outcome, as after loading.

        Raises StoreError.
        """
        if only_private(self.walk):
            self._custody.withhold(self.interview)
            with suppress(CleaningError):
                self._custody.clean()

    def leave(self) -> None:
        """Close the session.

        Bytes of answers that were taken back are removed from the file, now or later.
        """
        with suppress(StoreError):
            self._custody.tidy()

    def perform(self, act: Act) -> None:
        """Apply an act, such as an answer, and save the event that it makes, if it changes anything.

        What is added to a confirmed result, or taken back from it, counts as confirmed.

        Raises:
            StoreError: It cannot be saved.
            KeyError: The walk does not ask the question of the act, or the question has no such option.
        """
        walk = self.walk
        after, _ = apply_act(act, walk, self.interview.notes)
        match act:
            case SetNote(question, text):
                self.note(question, text)
            case TakeBack():
                if (last := walk.last_answered) is not None:
                    self._record_answer(TakenBack(last), after)
            case GiveAnswer(question, option) | Revise(question, option):
                self._set_answer(question, option, after)
            case Extend(option):
                self._set_answer(str(self.guide.more), option, after)

    def _set_answer(self, question: str, option: str, after: Walk) -> None:
        if self.interview.answers.get(question) != option:
            self._record_answer(Answered(question, option), after)

    def _record_answer(self, event: Answered | TakenBack, after: Walk) -> None:
        confirms = event.question == self.guide.more and self.interview.finished is not None
        self.record(event, *([_finished(after)] if confirms else []))

    def mark_briefed(self) -> None:
        if not self.interview.informed:
            self.record(BriefingGiven())

    def set_goal(self, goal: str) -> None:
        if goal != self.interview.goal:
            self.record(GoalSet(goal))

    def note(self, question: str, text: str) -> None:
        if text != self.interview.notes.get(question, ""):
            self.record(NoteSet(question, text))

    def confirm(self) -> None:
        """Finish it: the person has confirmed the answers. Raises StoreError.

        Of a private outcome, only the month is stored. A walk for oneself is only stored by ``attach_store``.

        Raises ValueError where the walk is not at its end.
        """
        finished = _finished(self.walk)
        private = self.guide.outcomes[finished.outcome].private
        if private:
            self._custody.withhold(self.interview)
            if not self.own:
                self.counted = self._custody.end_privately() or self.counted
        if finished != self.interview.finished:
            self.record(finished)
        if self.own:
            self.forget()
        self._custody.tidy()

    def respond(self, response: Responded) -> None:
        if response != self.interview.response:
            self.record(response)

    def set_follow_up(self, arranged: FollowUpAgreed) -> None:
        if arranged != self.interview.arranged:
            self.record(arranged)

    def skip(self, part: Part) -> None:
        if part not in self.interview.passed:
            self.record(PartSkipped(part))

    def forget(self) -> None:
        """Delete it from the store. It goes on unsaved. Raises CleaningError where traces may be left."""
        self._custody.forget()
        self._custody.clean()

    def go_on_unsaved(self) -> None:
        """Save no further change. The record stays in its store, where ``attach_store`` continues it."""
        self._custody.go_on_unsaved(self.interview)

    def attach_store(self, store: Store, rules: str) -> None:
        """Save in this store what was unsaved so far. ``rules`` is the digest of its rules in the store.

        While it can only end on a private outcome, it is not saved yet. Raises ValueError if it ended on one.
        """
        if self.private:
            raise ValueError("nothing of this is to be kept")
        if only_private(self.walk):
            self._custody.withhold_from(store, self.interview, rules)
            self._custody.clean()
        else:
            self.interview = self._custody.attach_store(store, self.interview, rules)

    def moving(self, guide: Guide) -> AnswerMigration:
        """Return what would become of the answers under other rules. Nothing is changed."""
        return migrate_answers(guide, self.interview.answers, self.interview.notes)

    def move_to(self, guide: Guide, rules: str) -> None:
        """Move it to other rules, which the store has under the digest ``rules``. Raises StoreError.

        Raises FinishedError where it is finished: its answers were confirmed under its own rules.
        """
        if self.interview.finished is not None:
            raise FinishedError
        moving = self.moving(guide)
        self._go_on((Moved(rules, moving.answers, moving.notes),), guide)
        self.guide = guide
        self._custody.clean()


def _finished(walk: Walk) -> Finished:
    """Raises ValueError where the walk is not finished."""
    decision = decide(walk)
    return Finished(decision.outcome, tuple(companion.kind for companion in decision.companions))
