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
    """An interview with its guide, saved in ``store`` under the id ``name``, or unsaved where that is None.

    Everything that changes the interview raises StoreError where it cannot be kept, and has then changed
    nothing: it can be tried again, or ``go_on_unsaved`` called first. CleaningError alone comes when all is
    done, and the file is still to be cleaned: it can be tried again likewise.

    While the answers can only come to a private end, nothing of the interview is in the store: it is
    ``withheld``, and kept again where answers are changed so that another end is possible.
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
        """What is to be asked next; None where all has been asked."""
        return self.interview.next_part(self.guide)

    @property
    def store(self) -> Store | None:
        return self._custody.store

    @property
    def name(self) -> str:
        return self._custody.name

    @property
    def home(self) -> Store | None:
        """The store that it is in, or comes back to when another end is possible."""
        return self._custody.home

    @property
    def kept(self) -> bool:
        """Whether it is in a store as it stands."""
        return self.store is not None

    @property
    def withheld(self) -> bool:
        """Whether it is not in its store because it can only come to a private end."""
        return self._custody.withheld

    @property
    def detached_id(self) -> str:
        """The id of what stays in the store when it is left now, although it went on unsaved or was to be
        taken out; empty where nothing does.
        """
        return self._custody.detached_id

    @property
    def private(self) -> bool:
        """Whether it has come to an end of which nothing may be kept."""
        finished = self.interview.finished
        return finished is not None and self.guide.outcomes[finished.outcome].private

    def day(self) -> str:
        """The day on which it began, as YYYY-MM-DD; today where it is unsaved. Raises StoreError."""
        if self.store is None:
            return date.today().isoformat()
        return journal.load_entries(self.store, self.name)[0].at[:10]

    def days_kept(self) -> int | None:
        """Days until the record is deleted: 0 for never, None where nothing is saved. Raises StoreError."""
        return None if self.home is None else get_setting(self.home, "retention")

    def record(self, *events: Event) -> None:
        """Apply and save these events, all of them or none. Raises StoreError."""
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
        """Withhold what can only come to a private end, as after loading. Raises StoreError."""
        if only_private(self.walk):
            self._custody.withhold(self.interview)
            with suppress(CleaningError):
                self._custody.clean()

    def leave(self) -> None:
        """End the work on it: what was taken back is cleaned out of the file now, or at its next opening."""
        with suppress(StoreError):
            self._custody.tidy()

    def perform(self, act: Act) -> None:
        """Do this in the walk: record the event that it makes, if it changes anything. Raises StoreError.

        What is added to a result that was confirmed, or taken back from it, is confirmed with it. Raises
        KeyError where the walk does not ask this question, or the question has no such option.
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
        """The answers were read back and hold. A private end leaves the month that it was in, and a walk for
        oneself only what ``attach_store`` is asked for. Raises ValueError where the walk is not finished.
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
        """Take the interview out of the store; what is held goes on unsaved."""
        self._custody.forget()
        self._custody.clean()

    def go_on_unsaved(self) -> None:
        """What is kept so far stays in its store; ``attach_store`` goes on from there."""
        self._custody.go_on_unsaved(self.interview)

    def attach_store(self, store: Store, rules: str) -> None:
        """Keep in this store what was held unsaved. It has the rules under this digest.

        While it can only come to a private end, that is put off. Raises ValueError after one.
        """
        if self.private:
            raise ValueError("nothing of this is to be kept")
        if only_private(self.walk):
            self._custody.withhold_from(store, self.interview, rules)
            self._custody.clean()
        else:
            self.interview = self._custody.attach_store(store, self.interview, rules)

    def moving(self, guide: Guide) -> AnswerMigration:
        """What would become of the answers under other rules; nothing is changed by asking."""
        return migrate_answers(guide, self.interview.answers, self.interview.notes)

    def move_to(self, guide: Guide, rules: str) -> None:
        """Go on under other rules, which the store has under this digest.

        Raises FinishedError where the answers were confirmed: they were so under their own rules.
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
