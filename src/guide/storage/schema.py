"""The tables of a store, and how those of older versions are brought up to date."""

import sqlite3
from datetime import datetime

from guide.common.person_names import name_key

APPLICATION = 0x67756964
"""Marks the file as one of ours: “guid”."""
VERSION = 4
UNCLEAN = "unclean"
"""The row of the settings that is there while the file has to be cleaned."""
UNSEEN = "unseen"
"""The row of the settings that is there while journals of an older version have to be checked."""

_LISTED = (
    "own, changed, state, outcome, person_key, interviewer_key, occasion_key, review, opened, companions"
)
_INDEXES = (
    # Everything that lists are filtered and sorted by, so that no list has to read the wide rows.
    f"CREATE INDEX interview_listed ON interview ({_LISTED})",
    # The same with the texts, which are long, so that no search has to read the wide rows either.
    f"CREATE INDEX interview_searched ON interview ({_LISTED}, words)",
    "CREATE INDEX interview_by_person ON interview (own, person_key, changed)",
    "CREATE INDEX interview_by_review ON interview (own, review, changed)",
    # Few were changed after the last talk.
    "CREATE INDEX interview_by_talk ON interview (counts_from) WHERE counts_from > ''",
)
_TAKEN = "CREATE TABLE taken_submission (mark TEXT PRIMARY KEY) WITHOUT ROWID"
"""See ``taken_submissions``."""
_CREATE = (
    "CREATE TABLE rules (digest TEXT PRIMARY KEY, texts BLOB NOT NULL)",
    """
    CREATE TABLE interview (
        id TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        own INTEGER NOT NULL,
        user TEXT NOT NULL DEFAULT '',
        opened TEXT NOT NULL,
        changed TEXT NOT NULL,
        counts_from TEXT NOT NULL DEFAULT '',
        rules TEXT NOT NULL,
        person TEXT NOT NULL COLLATE NOCASE,
        person_key TEXT NOT NULL DEFAULT '',
        interviewer TEXT NOT NULL COLLATE NOCASE,
        interviewer_key TEXT NOT NULL DEFAULT '',
        occasion TEXT NOT NULL COLLATE NOCASE,
        occasion_key TEXT NOT NULL DEFAULT '',
        words TEXT NOT NULL,
        outcome TEXT NOT NULL,
        companions TEXT NOT NULL,
        owner TEXT NOT NULL COLLATE NOCASE,
        review TEXT NOT NULL
    )
    """,
    *_INDEXES,
    """
    CREATE TABLE event (
        interview TEXT NOT NULL REFERENCES interview (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        at TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (interview, number)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    _TAKEN,
)

_ASIDE = '(body LIKE \'{"type":"corrected"%\' OR body LIKE \'{"type":"moved"%\')'
"""The condition that an event is no part of a talk."""

_NAMED = ("person", "interviewer", "occasion")
_KEYS = ", ".join(f"{name}_key = name_key(CAST({name} AS BLOB))" for name in _NAMED)
_NAMES_ALONE = " || char(10) || ".join(f"name_key(CAST({name} AS BLOB))" for name in _NAMED)
_JOURNAL = (
    "SELECT CAST('[' || group_concat(body, ',') || ']' AS BLOB) FROM"
    " (SELECT body FROM event WHERE interview = id ORDER BY number)"
)
"""The events of an interview as one list in JSON."""

_STEPS: dict[int, tuple[str, ...]] = {
    2: (
        "ALTER TABLE interview ADD COLUMN user TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE interview ADD COLUMN person_key TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE interview ADD COLUMN counts_from TEXT NOT NULL DEFAULT ''",
        # As bytes, so that damage in one value does not stop the update.
        "UPDATE interview SET opened = local_moment(CAST(opened AS BLOB)),"
        " changed = local_moment(CAST(changed AS BLOB)),"
        " user = CASE own WHEN 1 THEN owner() ELSE '' END",
        "UPDATE event SET at = local_moment(CAST(at AS BLOB))",
        "UPDATE interview SET counts_from = coalesce((SELECT at FROM event WHERE interview = id"
        f" AND NOT {_ASIDE} ORDER BY number DESC LIMIT 1), '')"
        f" WHERE (SELECT {_ASIDE} FROM event WHERE interview = id ORDER BY number DESC LIMIT 1)",
        # Private outcomes are now kept so that nothing of them tells whose they were.
        "UPDATE interview SET rowid = -1 - (random() & 0x3fffffffffffffff), id = lower(hex(randomblob(16))),"
        " opened = substr(changed, 1, 7), changed = substr(changed, 1, 7) WHERE state = 'private'",
        f"INSERT OR REPLACE INTO setting VALUES ('{UNCLEAN}', '1'), ('{UNSEEN}', '1')",
    ),
    # A review has a text as well, which a program of version 2 would drop when it writes a journal anew.
    3: (
        *(
            f"DROP INDEX IF EXISTS interview_{name}"
            for name in ("listed", "by_person", "by_review", "by_talk")
        ),
        "ALTER TABLE interview ADD COLUMN interviewer_key TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE interview ADD COLUMN occasion_key TEXT NOT NULL DEFAULT ''",
        f"UPDATE interview SET {_KEYS}, words = {_NAMES_ALONE} WHERE state != 'private'",
        f"UPDATE interview SET words = searched_text(({_JOURNAL}), words) WHERE state != 'private'",
        *_INDEXES,
    ),
    4: (_TAKEN,),
}
"""The statements that bring a store of the version before to this version."""


class NewerSchemaError(Exception):
    """The file was made by a later version of the guide."""


class NotOurDatabaseError(Exception):
    """The file is an SQLite database, but no store of interviews."""


def prepare_schema(connection: sqlite3.Connection, owner: str) -> None:
    """Create the tables of a new store, or migrate those of an older version, in one transaction.

    ``owner`` is the owner of the file, to whom the walks for oneself of versions that did not record the
    user are given. Raises NotOurDatabaseError and NewerSchemaError, and then has changed nothing.
    """
    if schema_version(connection) == VERSION:
        return
    connection.create_function("name_key", 1, lambda name: name_key(_text(name)), deterministic=True)
    connection.create_function("searched_text", 2, _searched_text)
    connection.create_function("local_moment", 1, lambda moment: _local_moment(_text(moment)))
    connection.create_function("owner", 0, lambda: owner)
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = schema_version(connection)
        steps = (
            _CREATE
            if version == 0
            else [step for version_step in range(version + 1, VERSION + 1) for step in _STEPS[version_step]]
        )
        for statement in steps:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _searched_text(journal: bytes | None, names: str) -> str:
    """Return the text that a search looks through, from the events of an interview in JSON.

    Where they are damaged, it is that of the names alone.
    """
    # Only a store of an older version needs these.
    import msgspec

    from guide.interviews.events import Event
    from guide.interviews.state import replay_events
    from guide.storage.rows import searched_text

    try:
        return searched_text(replay_events(msgspec.json.decode(journal or b"", type=list[Event])))
    except (msgspec.DecodeError, TypeError, ValueError):
        return names


def _local_moment(moment: str) -> str:
    """Return a moment in local time. A day without a time, and what is no moment, stay as they are."""
    if len(moment) <= len("YYYY-MM-DD"):
        return moment
    try:
        return datetime.fromisoformat(moment).astimezone().isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return moment


def _text(cell: bytes | None) -> str:
    return (cell or b"").decode(errors="replace")


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the version of the tables; 0 for an empty file. Raises as ``prepare_schema`` does."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        if application or version or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise NotOurDatabaseError
        return 0
    if version > VERSION:
        raise NewerSchemaError
    return int(version)
