"""Interviews in the database: written event by event, and read back."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Literal
from uuid import uuid4

import msgspec

from guide.interviews.events import Event
from guide.interviews.state import Interview, replay_events
from guide.storage.compaction import Entry, append_compact, compact
from guide.storage.database import Store
from guide.storage.errors import ChangedError, CleaningError, DamagedError, MissingError, StoreError
from guide.storage.rows import insert_event_rows, insert_private_row, insert_rows, update_row

State = Literal["open", "finished", "private"]

_events = msgspec.json.Decoder(Event)
_texts = msgspec.msgpack.Decoder(dict[str, bytes])
FINISHED = '{"type":"finished"'
"""How the stored body of the event begins that ends an interview."""


def timestamp() -> str:
    """Return this moment in ISO 8601, in local time with its offset, to the second.

    The first ten characters are the day as the person at the screen would name it. Lists sort by it as text,
    so that in the hour that clocks repeat, and after a flight, the order is that of the local clock. Within a
    journal, numbers give the order.
    """
    return datetime.now().astimezone().isoformat(timespec="seconds")


def insert_events(store: Store, events: Sequence[Event], at: str = "") -> tuple[str, Interview]:
    """Add a new interview that begins with these events, and return its id and state.

    Args:
        store: Where to add it.
        events: The first events. The rules of the first one have to be in the store already.
        at: Their moment; "" for now.

    Raises:
        StoreError: The file cannot be written.
    """
    name, moment = uuid4().hex, at or timestamp()
    interview = replay_events(events)
    with store.writing() as connection:
        insert_rows(
            connection,
            name,
            [Entry(number, moment, event) for number, event in enumerate(events, 1)],
            interview,
            user=store.user,
        )
    return name, interview


def append(store: Store, name: str, interview: Interview, event: Event, at: str = "") -> Interview:
    """Add one event to an interview, and return the interview after it. For the rest, see ``extend``."""
    return extend(store, name, interview, (event,), at)


def extend(store: Store, name: str, interview: Interview, events: Sequence[Event], at: str = "") -> Interview:
    """Add events to an interview in one transaction, and return the interview after them.

    Earlier events that they override are deleted from the journal. In a small file, no byte of those is left
    after this call.

    Args:
        store: Where the interview is.
        name: Its id.
        interview: The state to which the events are added.
        events: The events.
        at: Their moment; "" for now.

    Raises:
        ChangedError: The stored interview is not in that state.
        MissingError: There is no such interview.
        StoreError: The file cannot be written.
    """
    moment = at or timestamp()
    with store.writing() as connection:
        old = check_unchanged(store, name, interview)
        new = compact(old)
        for event in events:
            new = append_compact(new, event, moment)
        after = replay_events(entry.event for entry in new)
        overridden = _rewrite(connection, name, old, new)
        update_row(connection, name, after, moment, events)
        if overridden:
            store.owe_cleaning(connection)
    if overridden and store.small:
        # A cleaning that fails is still owed, and tried again at the end of the interview.
        with suppress(CleaningError):
            store.clean()
    return after


def compact_journal(store: Store, name: str) -> None:
    """Delete from a journal the events that later ones override, which older versions left there.

    Raises StoreError.
    """
    old = load_entries(store, name)
    new = compact(old)
    if new != old:
        with store.writing() as connection:
            check_unchanged(store, name, replay_entries(store, name, old))
            _rewrite(connection, name, old, new)
            store.owe_cleaning(connection)


def _rewrite(connection: sqlite3.Connection, name: str, old: Sequence[Entry], new: Sequence[Entry]) -> bool:
    """Write the lines that differ, and return whether old ones were deleted or replaced."""
    same = 0
    for before, after in zip(old, new, strict=False):
        if before != after:
            break
        same += 1
    connection.execute("DELETE FROM event WHERE interview = ? AND number > ?", (name, same))
    insert_event_rows(connection, name, new[same:])
    return same < len(old)


def check_unchanged(store: Store, name: str, interview: Interview) -> tuple[Entry, ...]:
    """Return the journal of an interview that is still in the state ``interview``.

    Raises ChangedError where it is not, and MissingError where there is none.
    """
    journal = load_entries(store, name)
    if not journal:
        raise MissingError(f"{store.path}: there is no interview {name}.")
    if replay_entries(store, name, journal) != interview:
        raise ChangedError(f"{store.path}: this interview was changed from elsewhere meanwhile.")
    return journal


def load_entries(store: Store, name: str) -> tuple[Entry, ...]:
    """Return the journal of an interview, empty where there is none. Raises StoreError if it is damaged."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT number, at, CAST(body AS BLOB) FROM event WHERE interview = ? ORDER BY number", (name,)
        ).fetchall()
    try:
        return tuple(_entry(*line) for line in rows)
    except (msgspec.DecodeError, TypeError, ValueError):
        raise damaged_record_error(store, name) from None


def load_interview(store: Store, name: str) -> Interview:
    """Return an interview by its id.

    Raises MissingError where there is none with a journal, StoreError where the journal is damaged.
    """
    journal = load_entries(store, name)
    if not journal:
        with store.reading() as connection:
            row = connection.execute("SELECT state FROM interview WHERE id = ?", (name,)).fetchone()
        if row is not None and row[0] != "private":
            raise damaged_record_error(store, name)
        raise MissingError(f"{store.path}: there is no interview {name}.")
    return replay_entries(store, name, journal)


def replay_entries(store: Store, name: str, journal: Sequence[Entry]) -> Interview:
    """Return the interview that a journal leads to. Raises StoreError where it has gaps or no beginning."""
    if [entry.number for entry in journal] != list(range(1, len(journal) + 1)):
        raise damaged_record_error(store, name)
    try:
        return replay_events(entry.event for entry in journal)
    except ValueError:
        raise damaged_record_error(store, name) from None


def every_interview(
    store: Store, state: State | None = None, on_damage: Callable[[str], object] | None = None
) -> Iterator[tuple[str, Interview]]:
    """Yield ids and interviews, each read when it is asked for. Walks for oneself are not among them.

    Args:
        store: Where the interviews are.
        state: Only those in this state; None for all that have a journal.
        on_damage: Called with the id of an interview that cannot be read, which is then left out. Without
            it, StoreError is raised.
    """
    where = "WHERE own = 0 AND state = ?" if state else "WHERE own = 0"
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT interview, CAST(body AS BLOB) FROM event JOIN interview ON id = interview"
            f" {where} ORDER BY interview, number",
            (state,) if state else (),
        )
        for name, lines in groupby(rows, itemgetter(0)):
            bodies = [body for _, body in lines]
            try:
                yield name, replay_events(map(_events.decode, bodies))
            except (msgspec.DecodeError, TypeError, ValueError):
                if on_damage is None:
                    raise damaged_record_error(store, name) from None
                on_damage(name)


def end_privately(store: Store, name: str = "") -> str:
    """Delete an interview and record only that one ended privately. Returns the id of the new record.

    The record has the month, an id of its own, and a random place among others of its kind, so that it
    cannot be linked to the interview.

    Args:
        store: Where to record it.
        name: The id of the interview; "" where it is not in the store.

    Raises:
        CleaningError: The change is done, but traces of the interview may be left in the file.
        StoreError: Nothing is changed.
    """
    note_id = uuid4().hex
    with store.writing() as connection:
        row = connection.execute("SELECT changed FROM interview WHERE id = ?", (name,)).fetchone()
        connection.execute("DELETE FROM interview WHERE id = ?", (name,))
        insert_private_row(connection, note_id, row[0] if row else timestamp())
        store.owe_cleaning(connection)
    store.clean()
    return note_id


def delete(store: Store, names: Sequence[str]) -> int:
    """Delete interviews so that no trace of them is left in the file, and return how many there were.

    Raises:
        CleaningError: They are deleted, but traces may be left.
        DamagedError: Nothing is deleted, as that could destroy others.
    """
    store.check()
    try:
        count = _delete(store, names)
    except DamagedError:
        # A row cannot be deleted where an index contradicts its table.
        store.mend_indexes()
        count = _delete(store, names)
    store.clean()
    return count


def _delete(store: Store, names: Sequence[str]) -> int:
    with store.writing() as connection:
        count = sum(_delete_one(connection, name) for name in names)
        store.owe_cleaning(connection)
    return count


def _delete_one(connection: sqlite3.Connection, name: str) -> int:
    """Delete one interview and return how many there were: 0 or 1.

    A damaged id is found by the text that it is shown as; a journal may be there without its interview.
    """
    number = connection.execute("DELETE FROM interview WHERE id = ?", (name,)).rowcount
    journal = connection.execute("DELETE FROM event WHERE interview = ?", (name,)).rowcount
    if number or journal:
        return 1
    rows = connection.execute("SELECT rowid, CAST(id AS TEXT) FROM interview NOT INDEXED")
    for place in [place for place, id_ in rows if id_ == name]:
        number += connection.execute("DELETE FROM interview WHERE rowid = ?", (place,)).rowcount
    return number


def damaged_record_error(store: Store, name: str) -> StoreError:
    """Return the error for an interview whose journal is damaged."""
    return StoreError(f"{store.path}: the journal of interview {name[:8]} is damaged.")


def _entry(number: object, at: object, body: object) -> Entry:
    """Return a line of the database as an entry.

    Raises TypeError, ValueError or DecodeError where it is damaged.
    """
    if not (isinstance(number, int) and isinstance(at, str) and isinstance(body, bytes)):
        raise TypeError
    return Entry(number, at, _events.decode(body))
