"""A walk for oneself, kept from its first answer on until it is finished.

What needs the store is imported with the first answer, or where there is a store in which a walk may wait.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from guide.console import texts as words
from guide.console.line_io import Talk
from guide.console.questions import Notes
from guide.engine.walk import Walk
from guide.presenters.interview_prompts import SHOWN

if TYPE_CHECKING:
    from guide.ruleset.model import Guide, Voice
    from guide.sessions.session import Session
    from guide.storage import Store


class SelfWalkSaver:
    """``texts`` are those that the guide was loaded from. Once it is ``unsaved``, no more is kept."""

    def __init__(self, path: Path, guide: "Guide", texts: Mapping[str, bytes]) -> None:
        self.session: Session | None = None
        self._path = path
        self._store: Store | None = None
        self._guide = guide
        self._texts = texts
        self.unsaved = False

    @property
    def waits(self) -> bool:
        """Whether something of the walk is in the store."""
        return self.session is not None and self.session.kept

    @property
    def withheld(self) -> bool:
        """Whether nothing of it is, as it can only come to a private end."""
        return self.session is not None and self.session.withheld

    def resume(self, talk: Talk) -> bool:
        """Whether a walk waits that the person goes on with: ``session`` is that one then."""
        if not os.access(self._path, os.F_OK):
            return False
        from guide.console.save_retry import UnsavedError, retry_until_saved

        try:
            store = retry_until_saved(talk, self._open)
            self.session = retry_until_saved(talk, lambda: self._waiting(talk, store))
        except UnsavedError:
            self.unsaved = True
        return self.session is not None

    def keep(self, talk: Talk, walk: Walk, voice: "Voice", notes: Notes) -> None:
        """Keep what is about to be said. Of a finished walk nothing is kept; its last answer never was."""
        if walk.current is None:
            self._delete(talk)
        elif not self.unsaved and (self.session or walk.answers or notes):
            from guide.console.save_retry import UnsavedError, retry_until_saved, tell_traces

            try:
                retry_until_saved(talk, lambda: tell_traces(talk, lambda: self._write(walk, voice, notes)))
            except UnsavedError:
                self.unsaved = True

    def forget(self, talk: Talk) -> None:
        """Delete what is kept, and keep no more."""
        self._delete(talk)
        self.unsaved = True

    def keep_finished(self, talk: Talk, walk: Walk, voice: "Voice", notes: Notes) -> None:
        """Keep a finished walk, because the person says so. Raises EndedError."""
        from guide.console.save_retry import UnsavedError, retry_until_saved
        from guide.interviews.events import InterviewStarted
        from guide.sessions.start import begin_unsaved

        session = self.session or begin_unsaved(self._guide, InterviewStarted("", voice, own=True))
        session.follow(walk, notes)
        session.confirm()
        try:
            retry_until_saved(talk, lambda: self._keep_in_store(session))
        except UnsavedError:
            return
        talk.say(words.kept_as(session.name[:SHOWN], self._path))

    def _open(self) -> "Store":
        from guide.sessions.legacy_journals import look_through
        from guide.storage import open_store

        if self._store is None:
            store = open_store(self._path)
            look_through(store)
            self._store = store
        return self._store

    def _waiting(self, talk: Talk, store: "Store") -> "Session | None":
        from guide.common.dates import format_date, today
        from guide.console.resume import resume_or_ask
        from guide.console.save_retry import tell_traces
        from guide.sessions.unfinished import waiting_own
        from guide.storage.event_store import delete

        row = waiting_own(store)
        if row is None:
            return None
        talk.say("", words.waiting_hint(format_date(row.day, today())))
        match talk.choose(words.WAITING_CHOICES):
            case "yes":
                return resume_or_ask(talk, store, row.id, self._guide, self._texts)
            case "forget":
                if tell_traces(talk, lambda: delete(store, [row.id])):
                    talk.say(words.FORGOTTEN)
        return None

    def _write(self, walk: Walk, voice: "Voice", notes: Notes) -> None:
        from guide.interviews.events import InterviewStarted
        from guide.sessions.start import begin_unsaved

        if self.session is not None:
            self.session.follow(walk, notes)
            return
        # In one piece, as of what can only come to a private end not even a beginning is written.
        session = begin_unsaved(self._guide, InterviewStarted("", voice, own=True))
        session.follow(walk, notes)
        self._keep_in_store(session)
        self.session = session

    def leave(self) -> None:
        if self.session is not None:
            self.session.leave()

    def _delete(self, talk: Talk) -> None:
        if self.session is not None and (self.waits or self.withheld):
            from guide.console.save_retry import save_or_ask

            save_or_ask(talk, self.session, self.session.forget)

    def _keep_in_store(self, session: "Session") -> None:
        from guide.sessions.start import save_rules

        store = self._open()
        # Earlier rules are in the store already.
        earlier = session.guide is not self._guide
        rules = session.interview.rules if earlier else save_rules(store, self._texts)
        session.keep_in(store, rules)
