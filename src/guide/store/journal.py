"""Interviews written down event by event, and read back."""

import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Literal
from uuid import uuid4

import msgspec
from msgspec import Struct

from guide.interview import Corrected, Event, Interview, Moved, Opened, folded
from guide.names import name_key
from guide.store.connection import Store
from guide.store.errors import ChangedError, DamagedError, MissingError, StoreError

State = Literal["open", "finished", "private"]

_events = msgspec.json.Decoder(Event)
_texts = msgspec.msgpack.Decoder(dict[str, bytes])
FINISHED = '{"type":"finished"'
"""How the body of the event begins that an interview ends with."""
ASIDE = (Corrected, Moved)
"""What is no part of a talk. The time that a record is kept for is counted from the last event that is."""


class Entry(Struct, frozen=True):
    """One line of a journal; ``at`` is the moment as ISO 8601, by the clock on the wall, with its offset."""

    number: int
    at: str
    event: Event


def now() -> str:
    """By the clock of whoever is at the screen: the first ten letters are the day that they would name."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def digest(texts: Mapping[str, bytes]) -> str:
    """What tells two versions of rules apart: over the names and contents of their files."""
    whole = sha256()
    for name in sorted(texts):
        for part in (name.encode(), texts[name]):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def keep_rules(store: Store, texts: Mapping[str, bytes]) -> str:
    """Keep these texts if they are not kept yet; their digest."""
    name = digest(texts)
    with store.reading() as connection:
        known = connection.execute("SELECT 1 FROM rules WHERE digest = ?", (name,)).fetchone()
    if not known:
        with store.writing() as connection:
            add_rules(connection, texts)
    return name


def add_rules(connection: sqlite3.Connection, texts: Mapping[str, bytes]) -> None:
    """Keep these texts if they are not kept yet, within a transaction."""
    packed = zlib.compress(msgspec.msgpack.encode(dict(sorted(texts.items()))))
    connection.execute("INSERT OR IGNORE INTO rules VALUES (?, ?)", (digest(texts), packed))


def rules(store: Store, name: str) -> Mapping[str, bytes]:
    """The texts with this digest. Raises MissingError."""
    with store.reading() as connection:
        row = connection.execute("SELECT texts FROM rules WHERE digest = ?", (name,)).fetchone()
    if row is None:
        raise MissingError(f"{store.path}: the rules of this interview are not in this file.")
    try:
        return _texts.decode(zlib.decompress(row[0]))
    except (zlib.error, msgspec.DecodeError, TypeError, ValueError):
        raise damaged_rules(store, name) from None


def begin(store: Store, opened: Opened, at: str = "") -> tuple[str, Interview]:
    """A new interview under these rules, which are to be kept already; its id."""
    return copy(store, (opened,), at)


def copy(store: Store, events: Sequence[Event], at: str = "") -> tuple[str, Interview]:
    """A new interview that begins with these events."""
    name, moment = uuid4().hex, at or now()
    interview = folded(events)
    with store.writing() as connection:
        add(
            connection,
            name,
            [Entry(number, moment, event) for number, event in enumerate(events, 1)],
            interview,
        )
    return name, interview


def append(store: Store, name: str, interview: Interview, event: Event, at: str = "") -> Interview:
    """The interview after the event, which is on the disk then.

    Raises ChangedError where ``interview`` is not the last state of what is kept, and MissingError.
    """
    after = interview.after(event)
    moment = at or now()
    with store.writing() as connection:
        (last,) = connection.execute("SELECT max(number) FROM event WHERE interview = ?", (name,)).fetchone()
        if last is None:
            raise MissingError(f"{store.path}: there is no interview {name}.")
        if last != interview.events:
            raise ChangedError(f"{store.path}: this interview was changed from elsewhere meanwhile.")
        connection.execute(_ADD_EVENT, (name, after.events, moment, _body(event)))
        connection.execute(_UPDATE, (*columns(after), moment, isinstance(event, ASIDE), name))
    return after


def entries(store: Store, name: str) -> tuple[Entry, ...]:
    """The journal of an interview; empty where there is none."""
    with store.reading() as connection:
        found = connection.execute(
            "SELECT number, at, CAST(body AS BLOB) FROM event WHERE interview = ? ORDER BY number", (name,)
        ).fetchall()
    try:
        return tuple(_entry(*line) for line in found)
    except (msgspec.DecodeError, TypeError, ValueError):
        raise damaged(store, name) from None


def interview(store: Store, name: str) -> Interview:
    """What is kept of an interview. Raises MissingError."""
    found = entries(store, name)
    if not found:
        with store.reading() as connection:
            row = connection.execute("SELECT state FROM interview WHERE id = ?", (name,)).fetchone()
        if row is not None and row[0] != "private":
            raise damaged(store, name)
        raise MissingError(f"{store.path}: there is no interview {name}.")
    try:
        return folded(entry.event for entry in found)
    except ValueError:
        raise damaged(store, name) from None


def every_interview(
    store: Store, state: State | None = None, on_damage: Callable[[str], object] | None = None
) -> Iterator[tuple[str, Interview]]:
    """All that have a journal, by id, read as they are asked for.

    One that cannot be read is told to ``on_damage`` by its id; without that it raises StoreError.
    """
    where = "WHERE state = ?" if state else ""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT interview, CAST(body AS BLOB) FROM event JOIN interview ON id = interview"
            f" {where} ORDER BY interview, number",
            (state,) if state else (),
        )
        for name, lines in groupby(rows, itemgetter(0)):
            bodies = [body for _, body in lines]
            try:
                yield name, folded(map(_events.decode, bodies))
            except (msgspec.DecodeError, TypeError, ValueError):
                if on_damage is None:
                    raise damaged(store, name) from None
                on_damage(name)


def end_privately(store: Store, name: str) -> None:
    """Leave nothing of an interview but the day, and that it ended on a private signpost."""
    with store.writing() as connection:
        connection.execute("DELETE FROM event WHERE interview = ?", (name,))
        connection.execute(
            "UPDATE interview SET state = 'private', opened = substr(opened, 1, 10),"
            " changed = substr(changed, 1, 10), rules = '', person = '', interviewer = '', occasion = '',"
            " person_key = '', words = '', outcome = '', companions = '', owner = '',"
            " review = '' WHERE id = ?",
            (name,),
        )
        store.owe_cleaning(connection)
    store.clean()


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


def add(connection: sqlite3.Connection, name: str, journal: list[Entry], interview: Interview) -> None:
    """Write a whole journal, within a transaction."""
    last = journal[-1]
    talks = (entry.at for entry in reversed(journal) if not isinstance(entry.event, ASIDE))
    counts_from = next(talks) if isinstance(last.event, ASIDE) else ""
    connection.execute(
        _ADD, (*columns(interview), last.at, name, journal[0].at, interview.opened.own, counts_from)
    )
    connection.executemany(
        _ADD_EVENT, [(name, entry.number, entry.at, _body(entry.event)) for entry in journal]
    )


def damaged_rules(store: Store, name: str) -> StoreError:
    return StoreError(f"{store.path}: the rules {name[:8]} are damaged.")


def damaged(store: Store, name: str) -> StoreError:
    return StoreError(f"{store.path}: the journal of interview {name[:8]} is damaged.")


def _entry(number: object, at: object, body: object) -> Entry:
    """A line of the database; a damaged one raises TypeError, ValueError or DecodeError."""
    if not (isinstance(number, int) and isinstance(at, str) and isinstance(body, bytes)):
        raise TypeError
    return Entry(number, at, _events.decode(body))


def _body(event: Event) -> str:
    return msgspec.json.encode(event).decode()


def columns(interview: Interview) -> tuple[str, ...]:
    """What the list of interviews shows and searches, kept beside the journal it follows from."""
    opened, finished, arranged = interview.opened, interview.finished, interview.arranged
    named = (opened.person, opened.interviewer, opened.occasion)
    return (
        "finished" if finished else "open",
        interview.rules,
        *named,
        name_key(opened.person),
        "\n".join(map(name_key, named)),
        finished.outcome if finished else "",
        " ".join(finished.companions) if finished else "",
        arranged.owner if arranged else "",
        arranged.review if arranged else "",
    )


COLUMNS = (
    "state",
    "rules",
    "person",
    "interviewer",
    "occasion",
    "person_key",
    "words",
    "outcome",
    "companions",
    "owner",
    "review",
    "changed",
)
"""Those of ``columns``, and the moment of the last change."""
_UPDATE = f"""
    UPDATE interview SET {", ".join(f"{name} = ?" for name in COLUMNS)},
    counts_from = CASE WHEN ? THEN coalesce(nullif(counts_from, ''), changed) ELSE '' END WHERE id = ?
"""
"""``counts_from`` is empty where the last change was part of a talk, and counts itself."""
_ADD = f"""
    INSERT INTO interview ({", ".join(COLUMNS)}, id, opened, own, counts_from)
    VALUES ({", ".join("?" * (len(COLUMNS) + 4))})
"""
_ADD_EVENT = "INSERT INTO event VALUES (?, ?, ?, ?)"
