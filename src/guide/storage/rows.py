"""How an interview lies in the tables: its row in the list, and a row for each event."""

import sqlite3
from collections.abc import Sequence
from os import urandom

import msgspec

from guide.common.person_names import name_key
from guide.interviews.events import Corrected, Event, Moved
from guide.interviews.state import Interview
from guide.storage.compaction import Entry

ASIDE = (Corrected, Moved)
"""Events that are no part of a talk: the time that an interview is kept counts from the last other one."""


def insert_rows(
    connection: sqlite3.Connection,
    name: str,
    journal: Sequence[Entry],
    interview: Interview,
    changed: str = "",
    user: str = "",
) -> None:
    """Insert a new interview with its whole journal, within a transaction of the caller.

    Args:
        connection: That of the transaction.
        name: The id.
        journal: The entries, numbered from 1.
        interview: The interview that the journal leads to.
        changed: The moment of the last change; "" for that of the last entry.
        user: The user to whom it belongs, if it is a walk for oneself.
    """
    own = interview.opened.own
    last = changed or max(entry.at for entry in journal)
    talks = [entry.at for entry in journal if not isinstance(entry.event, ASIDE)]
    counts_from = max(talks) if isinstance(journal[-1].event, ASIDE) else ""
    connection.execute(
        _ADD, (*list_columns(interview), last, name, journal[0].at, own, user if own else "", counts_from)
    )
    insert_event_rows(connection, name, journal)


def insert_private_row(connection: sqlite3.Connection, name: str, at: str) -> None:
    """Insert the record that an interview ended privately, within a transaction of the caller.

    Args:
        connection: That of the transaction.
        name: The id of the record.
        at: The moment in ISO 8601, of which only the month is written.
    """
    month = at[: len("YYYY-MM")]
    # Row ids of other interviews are positive.
    place = -1 - int.from_bytes(urandom(7), "big")
    connection.execute(_ADD_PRIVATE, (place, name, month, month))


def update_row(
    connection: sqlite3.Connection, name: str, interview: Interview, changed: str, events: Sequence[Event]
) -> None:
    """Update the row of an interview in the list after these events, within a transaction of the caller.

    Args:
        connection: That of the transaction.
        name: The id.
        interview: Its new state.
        changed: The moment of the change.
        events: The events that were added.
    """
    aside = all(isinstance(event, ASIDE) for event in events)
    connection.execute(_UPDATE, (*list_columns(interview), changed, aside, name))


def insert_event_rows(connection: sqlite3.Connection, name: str, journal: Sequence[Entry]) -> None:
    """Insert entries of a journal, within a transaction of the caller."""
    lines = [(name, entry.number, entry.at, _body(entry.event)) for entry in journal]
    connection.executemany(_ADD_EVENT, lines)


def _body(event: Event) -> str:
    return msgspec.json.encode(event).decode()


def list_columns(interview: Interview) -> tuple[str, ...]:
    """Return the values of the row of an interview in the list: those of ``COLUMNS`` but the last change."""
    opened, finished, arranged = interview.opened, interview.finished, interview.arranged
    named = (opened.person, opened.interviewer, opened.occasion)
    return (
        "finished" if finished else "open",
        interview.rules,
        *named,
        *map(name_key, named),
        searched_text(interview),
        finished.outcome if finished else "",
        " ".join(finished.companions) if finished else "",
        arranged.owner if arranged else "",
        arranged.review if arranged else "",
    )


def searched_text(interview: Interview) -> str:
    """Return all texts of an interview that a search looks through, each on a line, as ``name_key`` has it.

    They are those that hold at present: nothing that was corrected, changed or taken back is among them.
    """
    opened, response, arranged = interview.opened, interview.response, interview.arranged
    texts = [opened.person, opened.interviewer, opened.occasion, interview.goal, *interview.notes.values()]
    if response:
        texts.append(response.why)
    if arranged:
        texts += (arranged.step, arranged.owner)
    texts += (review.text for review in interview.reviews)
    return "\n".join(map(name_key, texts))


COLUMNS = (
    "state",
    "rules",
    "person",
    "interviewer",
    "occasion",
    "person_key",
    "interviewer_key",
    "occasion_key",
    "words",
    "outcome",
    "companions",
    "owner",
    "review",
    "changed",
)
"""The columns of ``list_columns``, and the moment of the last change."""
_UPDATE = f"""
    UPDATE interview SET {", ".join(f"{name} = ?" for name in COLUMNS)},
    counts_from = CASE WHEN ? THEN coalesce(nullif(counts_from, ''), changed) ELSE '' END WHERE id = ?
"""
"""``counts_from`` is empty where the last change was part of a talk, and so counts itself."""
_ADD = f"""
    INSERT INTO interview ({", ".join(COLUMNS)}, id, opened, own, user, counts_from)
    VALUES ({", ".join("?" * (len(COLUMNS) + 5))})
"""
_ADD_PRIVATE = """
    INSERT INTO interview (rowid, id, state, own, opened, changed,
        rules, person, interviewer, occasion, words, outcome, companions, owner, review)
    VALUES (?, ?, 'private', 0, ?, ?, '', '', '', '', '', '', '', '', '')
"""
_ADD_EVENT = "INSERT INTO event VALUES (?, ?, ?, ?)"
