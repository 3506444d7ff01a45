"""Interviews written down event by event, and read back."""

import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Literal
from uuid import uuid4

import msgspec
from msgspec import Struct

from guide.interview import Event, Interview, Opened, folded
from guide.names import name_key
from guide.store.connection import Store
from guide.store.errors import ChangedError, MissingError, StoreError

State = Literal["open", "finished", "private"]

_events = msgspec.json.Decoder(Event)
_texts = msgspec.msgpack.Decoder(dict[str, bytes])
FINISHED = '{"type":"finished"'
"""How the body of the event begins that an interview ends with."""


class Entry(Struct, frozen=True):
    """One line of a journal; ``at`` is the moment as ISO 8601, by the clock on the wall, with its offset."""

    number: int
    at: str
    event: Event


def now() -> str:
    """By the clock of whoever is at the screen: the first ten letters are the day that they would name.

    Lists sort by it as text. So in the hour that happens twice, and on the day of a flight, what came first
    by that clock stands first; within a journal the number tells the order.
    """
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
        packed = zlib.compress(msgspec.msgpack.encode(dict(sorted(texts.items()))))
        with store.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO rules VALUES (?, ?)", (name, packed))
    return name


def rules(store: Store, name: str) -> Mapping[str, bytes]:
    """The texts with this digest. Raises MissingError."""
    with store.reading() as connection:
        row = connection.execute("SELECT texts FROM rules WHERE digest = ?", (name,)).fetchone()
    if row is None:
        raise MissingError(f"{store.path}: the rules of this interview are not in this file.")
    try:
        return _texts.decode(zlib.decompress(row[0]))
    except (zlib.error, msgspec.DecodeError):
        raise StoreError(f"{store.path}: the rules {name[:8]} are damaged.") from None


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
            store.user,
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
        connection.execute(_UPDATE, (*_columns(after), moment, name))
    return after


def entries(store: Store, name: str) -> tuple[Entry, ...]:
    """The journal of an interview; empty where there is none."""
    with store.reading() as connection:
        found = connection.execute(
            "SELECT number, at, body FROM event WHERE interview = ? ORDER BY number", (name,)
        ).fetchall()
    try:
        return tuple(Entry(number, at, _events.decode(body)) for number, at, body in found)
    except msgspec.DecodeError:
        raise _damaged(store, name) from None


def interview(store: Store, name: str) -> Interview:
    """What is kept of an interview. Raises MissingError."""
    found = entries(store, name)
    if not found:
        raise MissingError(f"{store.path}: there is no interview {name}.")
    try:
        return folded(entry.event for entry in found)
    except ValueError:
        raise _damaged(store, name) from None


def every_interview(store: Store, state: State | None = None) -> Iterator[tuple[str, Interview]]:
    """All that have a journal, by id, read as they are asked for; no walks for oneself."""
    where = "WHERE own = 0 AND state = ?" if state else "WHERE own = 0"
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT interview, body FROM event JOIN interview ON id = interview"
            f" {where} ORDER BY interview, number",
            (state,) if state else (),
        )
        name = ""
        gathered: list[Event] = []
        try:
            for this, body in rows:
                if this != name and gathered:
                    yield name, folded(gathered)
                    gathered = []
                name = this
                gathered.append(_events.decode(body))
            if gathered:
                yield name, folded(gathered)
        except (msgspec.DecodeError, ValueError):
            raise _damaged(store, name) from None


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


def delete(store: Store, names: list[str]) -> int:
    """Delete interviews so that no trace of them is left in the file; how many there were."""
    with store.writing() as connection:
        count = sum(
            connection.execute("DELETE FROM interview WHERE id = ?", (name,)).rowcount for name in names
        )
        store.owe_cleaning(connection)
    store.clean()
    return count


def add(
    connection: sqlite3.Connection, name: str, journal: list[Entry], interview: Interview, user: str = ""
) -> None:
    """Write a whole journal, within a transaction. ``user`` is whose it is, if it is a walk for oneself."""
    own = interview.opened.own
    opened = (name, journal[0].at, own, user if own else "")
    connection.execute(_ADD, (*_columns(interview), journal[-1].at, *opened))
    connection.executemany(
        _ADD_EVENT, [(name, entry.number, entry.at, _body(entry.event)) for entry in journal]
    )


def _damaged(store: Store, name: str) -> StoreError:
    return StoreError(f"{store.path}: the journal of interview {name[:8]} is damaged.")


def _body(event: Event) -> str:
    return msgspec.json.encode(event).decode()


def _columns(interview: Interview) -> tuple[str, ...]:
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


_NAMES = (
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
_UPDATE = f"UPDATE interview SET {', '.join(f'{name} = ?' for name in _NAMES)} WHERE id = ?"
_ADD = f"""
    INSERT INTO interview ({", ".join(_NAMES)}, id, opened, own, user)
    VALUES ({", ".join("?" * (len(_NAMES) + 4))})
"""
_ADD_EVENT = "INSERT INTO event VALUES (?, ?, ?, ?)"
