"""Interviews written down event by event, and read back."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Literal
from uuid import uuid4

import msgspec

from guide.interviews.events import Event, Interview, InterviewStarted, replay_events
from guide.storage.compaction import Entry, append_compact, compact
from guide.storage.database import Store
from guide.storage.errors import ChangedError, CleaningError, DamagedError, MissingError, StoreError
from guide.storage.rows import insert_event_rows, insert_private_row, insert_rows, update_row

State = Literal["open", "finished", "private"]

_events = msgspec.json.Decoder(Event)
_texts = msgspec.msgpack.Decoder(dict[str, bytes])
FINISHED = '{"type":"finished"'
"""How the body of the event begins that an interview ends with."""


def timestamp() -> str:
    """By the clock of whoever is at the screen: the first ten letters are the day that they would name.

    Lists sort by it as text. So in the hour that happens twice, and on the day of a flight, what came first
    by that clock stands first; within a journal the number tells the order.
    """
    return datetime.now().astimezone().isoformat(timespec="seconds")


def insert_interview(store: Store, opened: InterviewStarted, at: str = "") -> tuple[str, Interview]:
    """A new interview under these rules, which are to be kept already; its id."""
    return insert_events(store, (opened,), at)


def insert_events(store: Store, events: Sequence[Event], at: str = "") -> tuple[str, Interview]:
    """A new interview that begins with these events."""
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
    """The interview after the event, which is on the disk then. Raises as ``extend`` does."""
    return extend(store, name, interview, (event,), at)


def extend(store: Store, name: str, interview: Interview, events: Sequence[Event], at: str = "") -> Interview:
    """The interview after the events, all of which are on the disk then. What they put out of force is not.

    Raises ChangedError where ``interview`` is not the last state of what is kept, and MissingError.
    """
    moment = at or timestamp()
    with store.writing() as connection:
        old = check_unchanged(store, name, interview)
        new = compact(old)
        for event in events:
            new = append_compact(new, event, moment)
        after = replay_events(entry.event for entry in new)
        gone = _rewrite(connection, name, old, new)
        update_row(connection, name, after, moment, events)
        if gone:
            store.owe_cleaning(connection)
    if gone and store.small:
        # It is owed, and so tried again at the end.
        with suppress(CleaningError):
            store.clean()
    return after


def compact_journal(store: Store, name: str) -> None:
    """Take out of a journal what no longer holds, as older versions have left it there. Raises StoreError."""
    old = load_entries(store, name)
    new = compact(old)
    if new != old:
        with store.writing() as connection:
            check_unchanged(store, name, replay_entries(store, name, old))
            _rewrite(connection, name, old, new)
            store.owe_cleaning(connection)


def _rewrite(connection: sqlite3.Connection, name: str, old: Sequence[Entry], new: Sequence[Entry]) -> bool:
    """Write the lines that differ; whether some are gone or are others."""
    same = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        same += 1
    connection.execute("DELETE FROM event WHERE interview = ? AND number > ?", (name, same))
    insert_event_rows(connection, name, new[same:])
    return same < len(old)


def check_unchanged(store: Store, name: str, interview: Interview) -> tuple[Entry, ...]:
    """The journal. Raises ChangedError where it does not make this interview, and MissingError."""
    found = load_entries(store, name)
    if not found:
        raise MissingError(f"{store.path}: there is no interview {name}.")
    if replay_entries(store, name, found) != interview:
        raise ChangedError(f"{store.path}: this interview was changed from elsewhere meanwhile.")
    return found


def load_entries(store: Store, name: str) -> tuple[Entry, ...]:
    """The journal of an interview; empty where there is none."""
    with store.reading() as connection:
        found = connection.execute(
            "SELECT number, at, CAST(body AS BLOB) FROM event WHERE interview = ? ORDER BY number", (name,)
        ).fetchall()
    try:
        return tuple(_entry(*line) for line in found)
    except (msgspec.DecodeError, TypeError, ValueError):
        raise damaged_record_error(store, name) from None


def load_interview(store: Store, name: str) -> Interview:
    """What is kept of an interview. Raises MissingError."""
    found = load_entries(store, name)
    if not found:
        with store.reading() as connection:
            row = connection.execute("SELECT state FROM interview WHERE id = ?", (name,)).fetchone()
        if row is not None and row[0] != "private":
            raise damaged_record_error(store, name)
        raise MissingError(f"{store.path}: there is no interview {name}.")
    return replay_entries(store, name, found)


def replay_entries(store: Store, name: str, found: Sequence[Entry]) -> Interview:
    if [entry.number for entry in found] != list(range(1, len(found) + 1)):
        raise damaged_record_error(store, name)
    try:
        return replay_events(entry.event for entry in found)
    except ValueError:
        raise damaged_record_error(store, name) from None


def every_interview(
    store: Store, state: State | None = None, on_damage: Callable[[str], object] | None = None
) -> Iterator[tuple[str, Interview]]:
    """All that have a journal, by id, read as they are asked for; no walks for oneself.

    One that cannot be read is told to ``on_damage`` by its id; without that it raises StoreError.
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
    """Note down that an interview has ended on a private signpost, and in which month; of it, leave nothing.

    ``name`` is its id where it is still in the store. What is left has an id of its own, which is returned,
    and lies among its kind in no order, so that nothing tells whose it was.
    """
    left = uuid4().hex
    with store.writing() as connection:
        row = connection.execute("SELECT changed FROM interview WHERE id = ?", (name,)).fetchone()
        connection.execute("DELETE FROM interview WHERE id = ?", (name,))
        insert_private_row(connection, left, row[0] if row else timestamp())
        store.owe_cleaning(connection)
    store.clean()
    return left


def delete(store: Store, names: Sequence[str]) -> int:
    """Delete interviews so that no trace of them is left in the file; how many there were.

    Raises CleaningError where they are deleted, but traces may be left, and DamagedError where to delete
    them could take others along.
    """
    store.check()
    try:
        count = _delete(store, names)
    except DamagedError:
        # Where an index contradicts its table, a row cannot be deleted.
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
    """How many were deleted. A damaged id, or a journal without its interview, is compared as it is shown."""
    number = connection.execute("DELETE FROM interview WHERE id = ?", (name,)).rowcount
    journal = connection.execute("DELETE FROM event WHERE interview = ?", (name,)).rowcount
    if number or journal:
        return 1
    shown = connection.execute("SELECT rowid, CAST(id AS TEXT) FROM interview NOT INDEXED")
    for place in [place for place, one in shown if one == name]:
        number += connection.execute("DELETE FROM interview WHERE rowid = ?", (place,)).rowcount
    return number


def damaged_record_error(store: Store, name: str) -> StoreError:
    return StoreError(f"{store.path}: the journal of interview {name[:8]} is damaged.")


def _entry(number: object, at: object, body: object) -> Entry:
    """A line of the database; a damaged one raises TypeError, ValueError or DecodeError."""
    if not (isinstance(number, int) and isinstance(at, str) and isinstance(body, bytes)):
        raise TypeError
    return Entry(number, at, _events.decode(body))
