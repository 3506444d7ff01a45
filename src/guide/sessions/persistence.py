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
    """Saves one interview. ``store`` is None where it is unsaved; ``name`` is its id in the store.

    What changes the store raises StoreError, and has then changed nothing. CleaningError alone comes when
    all is done, and the file is still to be cleaned.
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
        """Whether it is to be kept again, should it come to another end."""
        return self._out is not None

    @property
    def home(self) -> Store | None:
        """The store that it is in, or comes back to."""
        return self._out.store if self._out else self.store

    @property
    def detached_id(self) -> str:
        """The id of what stays in the store when it is left now, although it went on unsaved or was to be
        taken out; empty where nothing does.
        """
        if self._stuck:
            return self.name
        return self._left[1] if self._left else ""

    def keep(self, before: Interview, events: Sequence[Event], after: Interview) -> Interview:
        """Save these events, unless it is unsaved; the interview after them."""
        if self._out is not None:
            after = self._bring_back(self._out, after)
        elif self.store is not None:
            after = journal.extend(self.store, self.name, before, events)
        self._stuck = False
        return after

    def withhold(self, interview: Interview) -> None:
        """Take it out of the store, from which it can come back. ``clean`` is to follow."""
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
        """Count a private end in its store, and save no more of it; whether there was a store."""
        out = self._out
        if out is not None:
            try:
                journal.end_privately(out.store)
            except CleaningError:
                self._unclean = out.store
        self._out = None
        return out is not None

    def forget(self) -> None:
        """Delete it for good, also what was left of it before; it goes on unsaved."""
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
        """Leave in the store what is saved so far. What is still to be cleaned is at its next opening."""
        if self.store is not None:
            self._left = self.store, self.name, interview
        self.store, self.name, self._out, self._stuck, self._unclean = None, "", None, False, None

    def attach_store(self, store: Store, interview: Interview, rules: str) -> Interview:
        """Save it in this store: go on from what was left there, or begin a new record."""
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
        """Put ``attach_store`` off until another end is possible. ``clean`` is to follow."""
        self.withhold(interview)
        self._out, self._left = _Out(store, rules), None

    def clean(self) -> None:
        """Clean the file that something was taken out of. Raises CleaningError."""
        if self._unclean is not None:
            self._unclean.tidy()
            self._unclean = None

    def tidy(self) -> None:
        """Clean the file if that is owed. Raises StoreError."""
        if (store := self.store or self._unclean) is not None:
            store.tidy()
            self._unclean = None
