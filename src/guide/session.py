"""An interview that is being held: each event is on the disk before anything else happens.

App, plain mode and records all hold an interview through this. Without a store it is held unsaved.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from guide.decision import decide
from guide.interview import (
    Aimed,
    Answered,
    Arranged,
    Event,
    Finished,
    Informed,
    Interview,
    Moved,
    Noted,
    Opened,
    Part,
    Passed,
    Responded,
    TakenBack,
    folded,
)
from guide.load import GUIDE_FILES, load
from guide.model import Guide
from guide.moving import Moving, move
from guide.store import ChangedError, CleaningError, FinishedError, MissingError, Store, StoreError, journal
from guide.store.listing import Query, Row, page
from guide.store.retention import left_walks
from guide.walk import Walk

RECENT = 20
"""So many finished interviews are looked at for one that was left before all was asked."""


class Session:
    """``store`` is None where nothing is kept; ``name`` is the id of the interview in it.

    Everything that changes the interview raises StoreError where it cannot be kept, and has then changed
    nothing: it can be tried again, or ``go_on_unsaved`` called first.
    """

    def __init__(
        self, guide: Guide, interview: Interview, store: Store | None = None, name: str = ""
    ) -> None:
        self.guide = guide
        self.interview = interview
        self.store = store
        self.name = name
        self._left: tuple[str, Interview] | None = None
        self._since: list[Event] = []

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
    def left(self) -> str:
        """The id of what stayed in the store when it went on unsaved; empty where nothing did."""
        return self._left[0] if self._left else ""

    @property
    def private(self) -> bool:
        """Whether it has come to an end of which nothing may be kept."""
        finished = self.interview.finished
        return finished is not None and self.guide.outcomes[finished.outcome].private

    def day(self) -> str:
        """When it began, as YYYY-MM-DD; unsaved, today. Raises StoreError."""
        if self.store is None:
            return date.today().isoformat()
        return journal.entries(self.store, self.name)[0].at[:10]

    def record(self, event: Event) -> None:
        if self.store is None:
            self.interview = self.interview.after(event)
            self._since.append(event)
        else:
            self.interview = journal.append(self.store, self.name, self.interview, event)

    def follow(self, walk: Walk, notes: Mapping[str, str] | None = None) -> None:
        """Take over the answers of a walk: those that are new, changed or taken back. All notes likewise."""
        for event in _between(self.interview.answers, walk.answers):
            self.record(event)
        if notes is not None:
            for question in {**self.interview.notes, **notes}:
                self.note(question, notes.get(question, ""))

    def inform(self) -> None:
        if not self.interview.informed:
            self.record(Informed())

    def aim(self, goal: str) -> None:
        if goal != self.interview.goal:
            self.record(Aimed(goal))

    def note(self, question: str, text: str) -> None:
        if text != self.interview.notes.get(question, ""):
            self.record(Noted(question, text))

    def confirm(self) -> None:
        """The answers were read back and hold. Of a private end nothing is left, and of a walk for oneself
        only what ``keep`` has asked for. Raises ValueError where the walk is not finished.
        """
        decision = decide(self.walk)
        finished = Finished(decision.outcome, tuple(companion.kind for companion in decision.companions))
        if self.guide.outcomes[decision.outcome].private:
            self.forget(but_the_day=not self.own)
        if finished != self.interview.finished:
            self.record(finished)
        if self.own:
            self.forget()

    def respond(self, response: Responded) -> None:
        if response != self.interview.response:
            self.record(response)

    def arrange(self, arranged: Arranged) -> None:
        if arranged != self.interview.arranged:
            self.record(arranged)

    def leave_open(self, part: Part) -> None:
        if part not in self.interview.passed:
            self.record(Passed(part))

    def forget(self, but_the_day: bool = False) -> None:
        """Take the interview out of the store; what is held goes on unsaved."""
        if self.store is None:
            return
        if but_the_day:
            journal.end_privately(self.store, self.name)
        else:
            journal.delete(self.store, [self.name])
        self.store, self.name = None, ""

    def go_on_unsaved(self) -> None:
        """What is kept so far stays in its store; ``keep_in`` goes on from there."""
        if self.store is not None:
            self._left, self._since = (self.name, self.interview), []
        self.store, self.name = None, ""

    def keep_in(self, store: Store, rules: str) -> None:
        """Keep in this store what was held unsaved. It has the rules under this digest.

        Raises ValueError after a private end.
        """
        if self.private:
            raise ValueError("nothing of this is to be kept")
        try:
            self.name, self.interview = self._caught_up(store)
        except (MissingError, ChangedError):
            # Not what was left: another store, or it was deleted or changed from elsewhere.
            self.name, self.interview = journal.copy(store, _again(self.interview, rules))
        self.store, self._left = store, None

    def _caught_up(self, store: Store) -> tuple[str, Interview]:
        """What was left in the store, and all that has been said since. Raises StoreError."""
        if self._left is None:
            raise MissingError
        name, interview = self._left
        while self._since:
            interview = journal.append(store, name, interview, self._since[0])
            self._left = name, interview
            del self._since[0]
        return name, interview

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
        self.record(Moved(rules, moving.answers, moving.notes))
        self.guide = guide


def begin(guide: Guide, store: Store, texts: Mapping[str, bytes], opened: Opened) -> Session:
    """A new interview. ``texts`` are those that the guide was loaded from; ``opened.rules`` is filled in."""
    name, interview = journal.begin(store, _under(opened, kept_rules(store, texts)))
    return Session(guide, interview, store, name)


def unsaved(guide: Guide, opened: Opened) -> Session:
    return Session(guide, folded([opened]))


def resume(store: Store, name: str) -> Session:
    """Go on where it was left, under its own rules. Raises StoreError, RulesError."""
    interview = journal.interview(store, name)
    guide, _ = load(journal.rules(store, interview.rules))
    return Session(guide, interview, store, name)


def last_unfinished(store: Store) -> str | None:
    """The id of the interview that was left last before all was asked; None where there is none."""
    (opened,) = page(store, Query(state="open"), limit=1) or (None,)
    for row in page(store, Query(state="finished"), limit=RECENT):
        if opened is not None and opened.changed > row.changed:
            break
        with suppress(StoreError):
            # A damaged one is not offered, and keeps none of the others from it.
            if not journal.interview(store, row.id).closed:
                return row.id
    return None if opened is None else opened.id


def waiting_own(store: Store) -> Row | None:
    """The walk for oneself that was left last, if one waits; those that have waited too long are deleted."""
    if late := left_walks(store, date.today()):
        # What could not be cleaned is cleaned when the store is opened again.
        with suppress(CleaningError):
            journal.delete(store, [row.id for row in late])
    return next(iter(page(store, Query(own=True, state="open"), limit=1)), None)


def kept_rules(store: Store | None, texts: Mapping[str, bytes]) -> str:
    """The digest of the rules in these texts, which the store, if there is one, has then."""
    rules = guide_texts(texts)
    return journal.digest(rules) if store is None else journal.keep_rules(store, rules)


def guide_texts(texts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files that make the guide, without its cases and whatever else lies beside them."""
    return {name: text for name, text in texts.items() if name in GUIDE_FILES}


def _under(opened: Opened, rules: str) -> Opened:
    return Opened(rules, opened.voice, opened.person, opened.interviewer, opened.occasion, opened.own)


def _between(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Event]:
    for question in old:
        if question not in new:
            yield TakenBack(question)
    for question, option in new.items():
        if old.get(question) != option:
            yield Answered(question, option)


def _again(interview: Interview, rules: str) -> tuple[Event, ...]:
    """Events that make the same interview, under rules with this digest."""
    opened = interview.opened
    events: list[Event | None] = [
        _under(opened, rules),
        Informed() if interview.informed else None,
        Aimed(interview.goal) if interview.goal else None,
        *(Answered(question, option) for question, option in interview.answers.items()),
        *(Noted(question, text) for question, text in interview.notes.items()),
        interview.finished,
        interview.response,
        interview.arranged,
        *(Passed(part) for part in interview.passed),
    ]
    return tuple(event for event in events if event is not None)
