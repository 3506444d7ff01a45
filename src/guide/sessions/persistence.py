"""Where an interview that is being held is kept: in a store, unsaved, or withheld from it."""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from guide.interviews.events import Event, Interview, replay_events
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
    """``store`` is None where nothing is kept; ``name`` is the id of the interview in it.

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
    def left(self) -> str:
        """The id of what stays in the store when it is left now, although it went on unsaved or was to be
        taken out; empty where nothing does.
        """
        if self._stuck:
            return self.name
        return self._left[1] if self._left else ""

    def keep(self, before: Interview, events: Sequence[Event], after: Interview) -> Interview:
        """What becomes of it by these events; from here on it is kept, unless it is held unsaved."""
        if self._out is not None:
            after = self._bring_back(self._out, after)
        elif self.store is not None:
            after = journal.extend(self.store, self.name, before, events)
        self._stuck = False
        return after

    def withhold(self, interview: Interview) -> None:
        """Have nothing of it in the store. ``clean`` is to follow."""
        if self.store is not None:
            store, self._stuck = self.store, True
            # Deleted from elsewhere, it is not to be kept again.
            with suppress(MissingError):
                taken = take_out(store, self.name, interview)
                self._out, self._unclean = _Out(store, interview.rules, taken), store
            self.store, self.name, self._stuck = None, "", False
        elif self._left is not None:
            # The store could not be written to before. Where it still cannot, ``left`` tells.
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
        """Note down in its store that one has ended so, and keep no more of it; whether there was a store."""
        out = self._out
        if out is not None:
            try:
                journal.end_privately(out.store)
            except CleaningError:
                self._unclean = out.store
        self._out = None
        return out is not None

    def forget(self) -> None:
        """Take it out for good; it goes on unsaved."""
        if self.store is not None:
            store, self._stuck = self.store, True
            with suppress(CleaningError):
                journal.delete(store, [self.name])
            self.store, self.name, self._stuck, self._unclean = None, "", False, store
        self._out = None

    def go_on_unsaved(self, interview: Interview) -> None:
        """What is kept so far stays in its store. What is still to be cleaned is at its next opening."""
        if self.store is not None:
            self._left = self.store, self.name, interview
        self.store, self.name, self._out, self._stuck, self._unclean = None, "", None, False, None

    def keep_in(self, store: Store, interview: Interview, rules: str) -> Interview:
        """Go on from what was left in this store, or begin in it."""
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
        """As ``keep_in``, but only once another end is possible. ``clean`` is to follow."""
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
