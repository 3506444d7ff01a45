"""Where an interview under way is saved: in a store, nowhere, or withheld because of a private end."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from guide.interviews.events import Event
from guide.interviews.state import Interview, replay_events
from guide.interviews.transitions import events_between, events_of
from guide.storage import ChangedError, CleaningError, MissingError, Store, StoreError
from guide.storage import event_store as journal
from guide.storage.withholding import WithheldInterview, put_back, take_out


class _Out(NamedTuple):
    """The store that it comes back to, under which rules if it is new there, and what was taken out of it."""

    store: Store
    rules: str
    taken: WithheldInterview | None = None


class Custody:
    """Decides where one interview is saved: in a store, nowhere, or later ("withheld").

    An interview is withheld while its answers can only lead to a private outcome (about health or danger, of
    which nothing may be stored); it is stored again if they are changed.

    Methods that change the store raise StoreError and have then changed nothing. Only after a CleaningError
    is the change done, and traces of deleted data may be left in the file.

    Attributes:
        store: The store that it is saved in; None while it is unsaved.
        name: The id of the interview in the store.
    """

    def __init__(self, store: Store | None, name: str) -> None:
        self.store = store
        self.name = name
        self._left: tuple[Store, str, Interview] | None = None
        self._out: _Out | None = None
        self._stuck = False
        self._unclean: Store | None = None

    @property
    def withheld(self) -> bool:
        """Whether the interview is out of its store for now, because it can only end on a private outcome."""
        return self._out is not None

    @property
    def home(self) -> Store | None:
        """The store that it is saved in, or will be saved in again when it is no longer withheld."""
        return self._out.store if self._out else self.store

    @property
    def detached_id(self) -> str:
        """The id of a record in the store that no longer follows this interview; "" where there is none.

        There is one where the interview went on unsaved, or could not be taken out of the store.
        """
        if self._stuck:
            return self.name
        return self._left[1] if self._left else ""

    def keep(self, before: Interview, events: Sequence[Event], after: Interview) -> Interview:
        """Save events, unless the interview is unsaved. Return the interview with the events applied.

        ``before`` and ``after`` are the interview without these events and with them.
        """
        if self._out is not None:
            after = self._bring_back(self._out, after)
        elif self.store is not None:
            after = journal.extend(self.store, self.name, before, events)
        self._stuck = False
        return after

    def withhold(self, interview: Interview) -> None:
        """Take the interview out of the store, so that it can be put back later.

        Call ``clean`` afterwards.
        """
        if self.store is not None:
            store, self._stuck = self.store, True
            # Deleted from elsewhere, it is not to be kept again.
            with suppress(MissingError):
                taken = take_out(store, self.name, interview)
                self._out, self._unclean = _Out(store, interview.rules, taken), store
            self.store, self.name, self._stuck = None, "", False
        elif self._left is not None:
            # The store could not be written to before. Where it still cannot, ``detached_id`` tells.
            with suppress(StoreError):
                store, name, interview = self._left
                take_out(store, name, interview)
                self._left, self._unclean = None, store

    def _bring_back(self, out: _Out, after: Interview) -> Interview:
        if out.taken is None:
            name, interview = journal.insert_events(out.store, events_of(after, after.rules or out.rules))
        else:
            before = replay_events(entry.event for entry in out.taken.entries)
            name, interview = out.taken.name, put_back(out.store, out.taken, events_between(before, after))
        self.store, self.name, self._out = out.store, name, None
        return interview

    def end_privately(self) -> bool:
        """Delete the interview, and record only the month in which some interview ended on a private outcome.

        It is not saved any more. Returns whether there was a store to record it in.
        """
        out = self._out
        if out is not None:
            try:
                journal.end_privately(out.store)
            except CleaningError:
                self._unclean = out.store
        self._out = None
        return out is not None

    def forget(self) -> None:
        """Delete the interview from the store for good. It goes on unsaved."""
        if self.store is not None:
            store, self._stuck = self.store, True
            with suppress(CleaningError):
                journal.delete(store, [self.name])
            self.store, self.name, self._stuck, self._unclean = None, "", False, store
        elif self._left is not None:
            store, name, _ = self._left
            with suppress(CleaningError):
                journal.delete(store, [name])
            self._left, self._unclean = None, store
        self._out = None

    def go_on_unsaved(self, interview: Interview) -> None:
        """Save no further change.

        The record in the store stays as it is, and is cleaned at the next opening.
        """
        if self.store is not None:
            self._left = self.store, self.name, interview
        self.store, self.name, self._out, self._stuck, self._unclean = None, "", None, False, None

    def attach_store(self, store: Store, interview: Interview, rules: str) -> Interview:
        """Begin to save the interview in this store, and return it as it is stored.

        A record that was left there when it went on unsaved is continued; else a new one is made. ``rules``
        is the digest of its rules.
        """
        name, after = self._caught_up(store, interview) or journal.insert_events(
            store, events_of(interview, rules)
        )
        self.store, self.name, self._left = store, name, None
        return after

    def _caught_up(self, store: Store, interview: Interview) -> tuple[str, Interview] | None:
        """None where it is not there as it was left, but in another store, deleted or changed elsewhere."""
        if self._left is None:
            return None
        _, name, left = self._left
        try:
            return name, journal.extend(store, name, left, events_between(left, interview))
        except (MissingError, ChangedError):
            return None

    def withhold_from(self, store: Store, interview: Interview, rules: str) -> None:
        """Note the store to save the interview in once it is no longer withheld.

        Call ``clean`` afterwards.
        """
        self.withhold(interview)
        self._out, self._left = _Out(store, rules), None

    def clean(self) -> None:
        """Rewrite the file of the store, so that no bytes of a deleted interview are left.

        Raises CleaningError.
        """
        if self._unclean is not None:
            self._unclean.tidy()
            self._unclean = None

    def tidy(self) -> None:
        """Call ``clean`` if anything was deleted since the last time. Raises StoreError."""
        if (store := self.store or self._unclean) is not None:
            store.tidy()
            self._unclean = None
