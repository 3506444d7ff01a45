"""Saves a walk for oneself from its first answer on, until it is finished.

The store is imported with the first answer, or where something waits in it: the first question needs none.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from guide.engine.walk import Walk, replay_answers
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import NOTHING, Guide, Voice
from guide.sessions.acts import Act, Notes, apply_act

if TYPE_CHECKING:
    from guide.sessions.session import Session
    from guide.storage import Store


class _Start(NamedTuple):
    walk: Walk
    notes: Notes
    voice: Voice


class SelfWalkSaver:
    """Saves a walk for oneself (answers given without an interviewer) in the store, one walk at a time.

    Methods that raise StoreError can be called again, or ``go_on_unsaved`` first. Only after a CleaningError
    is the change done, and traces of what was deleted may be left in the file.

    Attributes:
        path: The file of the store; None where nothing may be saved.
        ruleset: The guide that new walks are given answers to.
        session: The session that saves the walk; None before the first answer.
        unsaved: Whether no further change of the walk is saved.
        kept_finished: Whether the finished walk was saved for good, and not changed since.
    """

    def __init__(self, path: Path | None, ruleset: LoadedGuide) -> None:
        self.path = path
        self.ruleset = ruleset
        self.session: Session | None = None
        self.unsaved = False
        self.kept_finished = False
        self._store: Store | None = None
        self._start = _Start(replay_answers(ruleset.guide), NOTHING, "you")
        self._acts: list[Act] = []
        self._queued = False
        self._last_rules = ""

    @property
    def guide(self) -> Guide:
        """The guide of ``ruleset``."""
        return self.ruleset.guide

    @property
    def waits(self) -> bool:
        """Whether answers of this walk are in the store, so that it can be resumed later."""
        return self.session is not None and (self.session.kept or bool(self.session.detached_id))

    @property
    def withheld(self) -> bool:
        """Whether the walk is out of the store because it can only end on a private outcome.

        A private outcome is a result about health or danger, of which nothing may be stored.
        """
        return self.session is not None and self.session.withheld

    def store(self) -> "Store":
        """Return the store at ``path``, which is opened at the first call. Raises StoreError."""
        if self._store is None:
            from guide.sessions.legacy_journals import look_through
            from guide.storage import open_store

            assert self.path is not None
            store = open_store(self.path)
            look_through(store)
            self._store = store
        return self._store

    def start(self, walk: Walk, voice: Voice) -> None:
        """Replace the walk by another one. Nothing of that is saved before its first act."""
        self._start = _Start(walk, NOTHING, voice)

    @property
    def begun(self) -> bool:
        """Whether the walk has any answers or notes that could be saved."""
        if self.session is not None:
            return True
        walk, notes = self._state()
        return bool(walk.answers or notes)

    def queue(self, act: Act) -> None:
        """Note an act (such as an answer) that was done in the walk, to be saved by the next ``flush``."""
        if self.path is not None:
            self._acts.append(act)
            self._queued, self.kept_finished = True, False

    def flush(self) -> None:
        """Save the acts that were queued since the last call. Raises StoreError.

        After an error, another ``flush`` tries again only once a further act is queued; ``save`` tries at
        once.
        """
        if self._queued:
            self.save()

    def save(self) -> None:
        """Save all of the walk now, if it is begun and not finished. Raises StoreError.

        A finished walk is saved by ``keep_finished`` alone.
        """
        self._queued = False
        if self.path is None:
            return
        walk, notes = self._state()
        if self.unsaved:
            if walk.current is None and self.session is not None:
                self.session.forget()
            return
        waits = walk.current is not None and bool(walk.answers or notes)
        if self.session is None:
            if not waits:
                return
            self.session = self._begin()
        session = self.session
        if not waits:
            # Before the acts are recorded, so that the last answer is never on the disk.
            session.forget()
        self._perform_acts(session)
        if waits and not session.kept and not session.withheld:
            # In one piece: of what can only come to a private end, not even a beginning is written.
            self.attach(session)

    def forget(self) -> None:
        """Delete the walk from the store, and save no further change of it. Raises StoreError."""
        if self.session is not None:
            self.session.forget()
        self.unsaved = True

    def keep_finished(self) -> "Session":
        """Save the finished walk as a record that stays, and return its session. Raises StoreError.

        Answers that are given after this call are saved as another record.
        """
        self.flush()
        session = self.session or self._begin()
        self.session = session
        self._perform_acts(session)
        session.confirm()
        self.attach(session)
        self._start = _Start(session.walk, session.interview.notes, session.interview.opened.voice)
        self.session, self._last_rules = None, session.interview.rules
        self.kept_finished = True
        return session

    def go_on_unsaved(self) -> None:
        """Save no further change of the walk. Its record in the store stays until the walk is finished."""
        self.unsaved = True
        if self.session is not None:
            self.session.go_on_unsaved()

    def release(self) -> None:
        """Close the session and stop saving; the record stays.

        Where it raises StoreError, it is closed as well.
        """
        try:
            self.flush()
        finally:
            if self.session is not None:
                self.session.leave()
            self.session = None
            self.unsaved = self.kept_finished = self._queued = False
            self._acts.clear()

    def attach(self, session: "Session") -> None:
        """Begin to save a session that was held without a store. Raises StoreError."""
        from guide.sessions.start import save_rules

        store = self.store()
        # Earlier rules are in the store already.
        earlier = session.guide is not self.guide
        session.attach_store(store, session.interview.rules if earlier else save_rules(store, self.ruleset))

    def _begin(self) -> "Session":
        """The session of the walk as it was started; its acts are still to be performed."""
        from guide.interviews.events import InterviewStarted
        from guide.sessions.start import begin_unsaved

        walk, notes, voice = self._start
        rules = "" if walk.guide is self.guide else self._last_rules
        return begin_unsaved(walk.guide, InterviewStarted(rules, voice, own=True), walk.answers, notes)

    def _perform_acts(self, session: "Session") -> None:
        """Raises StoreError; what could not be saved stays for the next time."""
        from guide.storage import CleaningError

        while self._acts:
            try:
                session.perform(self._acts[0])
            except CleaningError:
                # It is done all the same.
                self._acts.pop(0)
                raise
            self._acts.pop(0)

    def _state(self) -> tuple[Walk, Notes]:
        """The walk and its notes after all that was done, whether it is saved or not."""
        session = self.session
        state = self._start[:2] if session is None else (session.walk, session.interview.notes)
        for act in self._acts:
            state = apply_act(act, *state)
        return state
