"""Saves a walk for oneself from its first answer on, until it is finished.

The store is imported with the first answer, or where something waits in it: the first question needs none.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from guide.engine.walk import Walk
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import Guide, Voice

if TYPE_CHECKING:
    from guide.sessions.session import Session
    from guide.storage import Store

Notes = Mapping[str, str]


class SelfWalkSaver:
    """Keeps one walk for oneself at a time in step with its session in the store.

    Whatever raises StoreError can be tried again, or ``go_on_unsaved`` called first. After a CleaningError it
    is done, and traces may be left in the file.

    Attributes:
        path: the file of the store; None where nothing may be saved.
        ruleset: the present guide.
        session: the walk that is being saved; None before its first answer.
        unsaved: whether nothing more of the walk is saved.
        kept_walk: the finished walk that was kept last.
    """

    def __init__(self, path: Path | None, guide: Guide, texts: Mapping[str, bytes]) -> None:
        self.path = path
        self.ruleset = LoadedGuide(guide, texts)
        self.session: Session | None = None
        self.unsaved = False
        self.kept_walk: Walk | None = None
        self._store: Store | None = None
        self._pending: tuple[Walk, Notes, Voice] | None = None
        self._last_rules = ""

    @property
    def guide(self) -> Guide:
        """The present guide."""
        return self.ruleset.guide

    @property
    def waits(self) -> bool:
        """Whether something of the walk is in the store."""
        return self.session is not None and (self.session.kept or bool(self.session.detached_id))

    @property
    def withheld(self) -> bool:
        """Whether nothing of it is in the store because it can only come to a private end."""
        return self.session is not None and self.session.withheld

    def store(self) -> "Store":
        """The store, opened once. Raises StoreError."""
        if self._store is None:
            from guide.sessions.legacy_journals import look_through
            from guide.storage import open_store

            assert self.path is not None
            store = open_store(self.path)
            look_through(store)
            self._store = store
        return self._store

    def queue_save(self, walk: Walk, notes: Notes, voice: Voice) -> None:
        """Leave this state of the walk to the next ``flush``."""
        self._pending = walk, notes, voice

    def flush(self) -> None:
        """Save what was queued last. Raises StoreError; it is not queued any more then."""
        pending, self._pending = self._pending, None
        if pending is not None:
            self.save(*pending)

    def save(self, walk: Walk, notes: Notes, voice: Voice) -> None:
        """Save a walk that waits to be finished. Nothing is kept of one that is, or has not been begun.

        Raises StoreError.
        """
        if self.path is None:
            return
        if self.unsaved:
            if walk.current is None and self.session is not None:
                self.session.forget()
            return
        waits = walk.current is not None and bool(walk.answers or notes)
        if self.session is None:
            if not waits:
                return
            self.session = self._begin(walk, voice)
        session = self.session
        if not waits:
            # Before the answers are set, so that the last one is never on the disk.
            session.forget()
        session.set_answers(walk, notes)
        if waits and not session.kept and not session.withheld:
            # In one piece: of what can only come to a private end, not even a beginning is written.
            self.attach(session)

    def forget(self) -> None:
        """Delete what is in the store, and save no more of this walk. Raises StoreError."""
        if self.session is not None:
            self.session.forget()
        self.unsaved = True

    def keep_finished(self, walk: Walk, notes: Notes, voice: Voice) -> "Session":
        """Keep a finished walk for good, because the person says so. Raises StoreError.

        What is answered after it belongs to another record.
        """
        self.flush()
        session = self.session or self._begin(walk, voice)
        self.session = session
        session.set_answers(walk, notes)
        session.confirm()
        self.attach(session)
        self.session, self._last_rules = None, session.interview.rules
        self.kept_walk = walk
        return session

    def go_on_unsaved(self) -> None:
        """Save no more; what is in the store already stays there until the walk is finished."""
        self.unsaved = True
        if self.session is not None:
            self.session.go_on_unsaved()

    def release(self) -> None:
        """Leave the session; what is saved stays. Raises StoreError, and has left it by then."""
        try:
            self.flush()
        finally:
            if self.session is not None:
                self.session.leave()
            self.session = None
            self.unsaved = False

    def attach(self, session: "Session") -> None:
        """Save in the store what is unsaved so far. Raises StoreError."""
        from guide.sessions.start import save_rules

        store = self.store()
        # Earlier rules are in the store already.
        earlier = session.guide is not self.guide
        session.attach_store(store, session.interview.rules if earlier else save_rules(store, self.ruleset))

    def _begin(self, walk: Walk, voice: Voice) -> "Session":
        from guide.interviews.events import InterviewStarted
        from guide.sessions.start import begin_unsaved

        rules = "" if walk.guide is self.guide else self._last_rules
        return begin_unsaved(walk.guide, InterviewStarted(rules, voice, own=True))
