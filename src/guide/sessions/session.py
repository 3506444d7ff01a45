"""An interview that is being held: each event is on the disk before anything else happens.

App, plain mode and records all hold an interview through this. Without a store it is held unsaved."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

from msgspec.structs import replace

from guide.engine.answer_migration import Moving, move
from guide.engine.decision import decide, only_private
from guide.engine.walk import Walk
from guide.interviews.events import (
    BriefingGiven,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    Interview,
    InterviewStarted,
    Moved,
    NoteSet,
    Part,
    PartSkipped,
    Responded,
    replay_events,
)
from guide.interviews.transitions import answer_events, noted
from guide.ruleset.model import Guide
from guide.ruleset.parsing.loader import GUIDE_FILES, load
from guide.sessions.persistence import Custody
from guide.storage import CleaningError, FinishedError, Store, StoreError
from guide.storage import event_store as journal
from guide.storage.expiry import left_walks
from guide.storage.queries import Query, Row, fetch_rows
from guide.storage.rule_texts import digest, keep_rules, load_rules
from guide.storage.settings import get_setting

RECENT = 20
"""So many finished interviews are looked at for one that was left before all was asked."""


class Session:
    """``store`` is None where nothing is kept; ``name`` is the id of the interview in it.

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
        """Where it is to be gone on with; None where all has been asked."""
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
    def left(self) -> str:
        """The id of what stays in the store when it is left now, although it went on unsaved or was to be
        taken out; empty where nothing does.
        """
        return self._custody.left

    @property
    def private(self) -> bool:
        """Whether it has come to an end of which nothing may be kept."""
        finished = self.interview.finished
        return finished is not None and self.guide.outcomes[finished.outcome].private

    def day(self) -> str:
        """When it began, as YYYY-MM-DD; unsaved, today. Raises StoreError."""
        if self.store is None:
            return date.today().isoformat()
        return journal.load_entries(self.store, self.name)[0].at[:10]

    def days_kept(self) -> int | None:
        """How long the record is kept: 0 for ever, and None where nothing is kept. Raises StoreError."""
        return None if self.home is None else get_setting(self.home, "retention")

    def record(self, *events: Event) -> None:
        """All of them at once."""
        if events:
            self._go_on(events, self.guide)
        self._custody.clean()

    def _go_on(self, events: Sequence[Event], guide: Guide) -> None:
        after = self.interview
        for event in events:
            after = after.after(event)
        if only_private(after.walk(guide)):
            self._custody.withhold(self.interview)
        else:
            after = self._custody.keep(self.interview, events, after)
        self.interview = after

    def look_at_ends(self) -> None:
        """Of what was left, withhold what can only come to a private end. Raises StoreError."""
        if only_private(self.walk):
            self._custody.withhold(self.interview)
            with suppress(CleaningError):
                self._custody.clean()

    def leave(self) -> None:
        """What was taken back is gone from the file then; where that fails, at the next opening."""
        with suppress(StoreError):
            self._custody.tidy()

    def follow(self, walk: Walk, notes: Mapping[str, str] | None = None) -> None:
        """Take over the answers of a walk: those that are new, changed or taken back. All notes likewise.

        What is added to a result that was confirmed is so with it.
        """
        kept = self.interview
        changed = tuple(answer_events(kept.answers, walk.answers))
        adds = bool(changed) and all(event.question == walk.guide.more for event in changed)
        confirmed = [_finished(walk)] if adds and kept.finished is not None else []
        self.record(*changed, *confirmed, *(() if notes is None else noted(kept.notes, notes)))

    def inform(self) -> None:
        if not self.interview.informed:
            self.record(BriefingGiven())

    def aim(self, goal: str) -> None:
        if goal != self.interview.goal:
            self.record(GoalSet(goal))

    def note(self, question: str, text: str) -> None:
        if text != self.interview.notes.get(question, ""):
            self.record(NoteSet(question, text))

    def confirm(self) -> None:
        """The answers were read back and hold. A private end leaves the month that it was in, and a walk for
        oneself only what ``keep_in`` is asked for. Raises ValueError where the walk is not finished.
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

    def arrange(self, arranged: FollowUpAgreed) -> None:
        if arranged != self.interview.arranged:
            self.record(arranged)

    def leave_open(self, part: Part) -> None:
        if part not in self.interview.passed:
            self.record(PartSkipped(part))

    def forget(self) -> None:
        """Take the interview out of the store; what is held goes on unsaved."""
        self._custody.forget()
        self._custody.clean()

    def go_on_unsaved(self) -> None:
        """What is kept so far stays in its store; ``keep_in`` goes on from there."""
        self._custody.go_on_unsaved(self.interview)

    def keep_in(self, store: Store, rules: str) -> None:
        """Keep in this store what was held unsaved. It has the rules under this digest.

        While it can only come to a private end, that is put off. Raises ValueError after one.
        """
        if self.private:
            raise ValueError("nothing of this is to be kept")
        if only_private(self.walk):
            self._custody.withhold_from(store, self.interview, rules)
            self._custody.clean()
        else:
            self.interview = self._custody.keep_in(store, self.interview, rules)

    def moving(self, guide: Guide) -> Moving:
        """What would become of the answers under other rules; nothing is changed by asking."""
        return move(guide, self.interview.answers, self.interview.notes)

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


def begin_session(
    guide: Guide, store: Store, texts: Mapping[str, bytes], opened: InterviewStarted
) -> Session:
    """A new interview. ``texts`` are those that the guide was loaded from; ``opened.rules`` is filled in."""
    rules = kept_rules(store, texts)
    session = unsaved(guide, replace(opened, rules=rules))
    session.keep_in(store, rules)
    return session


def unsaved(guide: Guide, opened: InterviewStarted) -> Session:
    return Session(guide, replay_events([opened]))


def resume_session(store: Store, name: str) -> Session:
    """Go on where it was left, under its own rules. Raises StoreError, RulesError."""
    interview = journal.load_interview(store, name)
    guide, _ = load(load_rules(store, interview.rules))
    session = Session(guide, interview, store, name)
    session.look_at_ends()
    return session


def last_unfinished(store: Store) -> str | None:
    """The id of the interview that was left last before all was asked; None where there is none."""
    (opened,) = fetch_rows(store, Query(state="open"), limit=1) or (None,)
    for row in fetch_rows(store, Query(state="finished"), limit=RECENT):
        if opened is not None and opened.changed > row.changed:
            break
        with suppress(StoreError):
            # A damaged one is not offered, and keeps none of the others from it.
            if not journal.load_interview(store, row.id).closed:
                return row.id
    return None if opened is None else opened.id


def waiting_own(store: Store) -> Row | None:
    """The walk for oneself that was left last, if one waits; those that have waited too long are deleted."""
    if late := left_walks(store, date.today()):
        # What could not be cleaned is cleaned when the store is opened again.
        with suppress(CleaningError):
            journal.delete(store, [row.id for row in late])
    return next(iter(fetch_rows(store, Query(own=True, state="open"), limit=1)), None)


def kept_rules(store: Store | None, texts: Mapping[str, bytes]) -> str:
    """The digest of the rules in these texts, which the store, if there is one, has then."""
    rules = guide_texts(texts)
    return digest(rules) if store is None else keep_rules(store, rules)


def guide_texts(texts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files that make the guide, without its cases and whatever else lies beside them."""
    return {name: text for name, text in texts.items() if name in GUIDE_FILES}
