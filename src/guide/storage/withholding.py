"""Interviews that are out of the store while they can only end privately.

Nothing of a private outcome is kept. Another answer may lead elsewhere, and then the interview is put back.
"""

from collections.abc import Sequence
from typing import NamedTuple

from guide.interviews.events import Event
from guide.interviews.state import Interview, replay_events
from guide.storage.compaction import Entry, append_compact, compact
from guide.storage.database import Store
from guide.storage.event_store import check_unchanged, timestamp
from guide.storage.rows import insert_rows


class WithheldInterview(NamedTuple):
    """An interview that was taken out of the store, with what is needed to put it back.

    Attributes:
        name: Its id.
        place: Its place in the order in which interviews are stored.
        entries: Its journal.
    """

    name: str
    place: int
    entries: tuple[Entry, ...]


def take_out(store: Store, name: str, interview: Interview) -> WithheldInterview:
    """Delete an interview from the store and return it, so that it can be put back.

    The caller has to clean the file afterwards.

    Raises:
        ChangedError: The stored interview is not in the state ``interview``.
        MissingError: There is no such interview.
        StoreError: The file cannot be written.
    """
    with store.writing() as connection:
        old = check_unchanged(store, name, interview)
        (place,) = connection.execute("SELECT rowid FROM interview WHERE id = ?", (name,)).fetchone()
        connection.execute("DELETE FROM interview WHERE id = ?", (name,))
        store.owe_cleaning(connection)
    return WithheldInterview(name, place, compact(old))


def put_back(store: Store, taken: WithheldInterview, events: Sequence[Event]) -> Interview:
    """Store an interview again that ``take_out`` returned, with more events, and return its new state.

    Entries that the events override are not written. Raises StoreError.
    """
    moment = timestamp()
    new = taken.entries
    for event in events:
        new = append_compact(new, event, moment)
    after = replay_events(entry.event for entry in new)
    with store.writing() as connection:
        insert_rows(connection, taken.name, new, after, changed=moment, user=store.user)
        # In its old place, so that its absence does not show, unless another interview has that place by now.
        connection.execute("UPDATE OR IGNORE interview SET rowid = ? WHERE id = ?", (taken.place, taken.name))
    return after
