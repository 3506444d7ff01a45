"""The prompts of a walk for oneself that is saved: to resume it, to keep it, and where that cannot be done.

What needs the store is imported with the first answer, or where there is a store in which a walk may wait.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from guide.console import texts as words
from guide.console.line_io import Talk
from guide.engine.walk import Walk
from guide.ruleset.model import Voice
from guide.sessions.acts import Act
from guide.sessions.autosave import SelfWalkSaver

if TYPE_CHECKING:
    from guide.sessions.session import Session


class SelfWalkPrompts:
    """Calls a ``SelfWalkSaver``, and asks the person what to do where it cannot save.

    All methods raise InputEndedError where the person leaves.
    """

    def __init__(self, talk: Talk, saver: SelfWalkSaver) -> None:
        self._talk = talk
        self.saver = saver

    def resume(self) -> bool:
        """Offer to resume the unfinished walk in the store.

        Returns whether ``saver.session`` is that walk now.
        """
        saver = self.saver
        if saver.path is None or not os.access(saver.path, os.F_OK):
            return False
        from guide.console.save_retry import UnsavedError, retry_until_saved

        try:
            retry_until_saved(self._talk, saver.store)
            saver.session = retry_until_saved(self._talk, self._choose_waiting)
        except UnsavedError:
            saver.go_on_unsaved()
        return saver.session is not None

    def save(self, act: Act | None = None) -> None:
        """Save the walk, after queuing ``act`` where there is one."""
        saver = self.saver
        if act is not None:
            saver.queue(act)
        if saver.begun:
            self._save_or_ask(saver.save)

    def forget(self) -> None:
        """Delete the walk from the store, and save no further change of it."""
        self._save_or_ask(self.saver.forget)

    def restart(self, walk: Walk, voice: Voice) -> None:
        """Leave the present walk and begin ``walk`` in its place."""
        self._save_or_ask(self.saver.release)
        self.saver.start(walk, voice)

    def keep_finished(self) -> None:
        """Save the finished walk as a record that stays, as the person asked for it."""
        from guide.console.save_retry import UnsavedError, retry_until_saved
        from guide.presenters.interview_prompts import SHOWN

        saver = self.saver
        try:
            session = retry_until_saved(self._talk, saver.keep_finished)
        except UnsavedError:
            return
        self._talk.say(words.kept_as(session.name[:SHOWN], saver.path))

    def _save_or_ask(self, act: Callable[[], object]) -> None:
        from guide.console.save_retry import UnsavedError, retry_until_saved, tell_traces

        try:
            retry_until_saved(self._talk, lambda: tell_traces(self._talk, act))
        except UnsavedError:
            self.saver.go_on_unsaved()

    def _choose_waiting(self) -> "Session | None":
        from guide.common.dates import format_date, today
        from guide.console.resume_prompts import resume_or_ask
        from guide.console.save_retry import tell_traces
        from guide.sessions.unfinished import waiting_own
        from guide.storage.event_store import delete

        saver = self.saver
        store = saver.store()
        row = waiting_own(store)
        if row is None:
            return None
        self._talk.say("", words.waiting_hint(format_date(row.day, today())))
        match self._talk.choose(words.WAITING_CHOICES):
            case "yes":
                return resume_or_ask(self._talk, store, row.id, saver.ruleset)
            case "forget":
                if tell_traces(self._talk, lambda: delete(store, [row.id])):
                    self._talk.say(words.FORGOTTEN)
        return None
