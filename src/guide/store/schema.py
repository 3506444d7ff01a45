"""The tables of a store, and how older ones become the present ones."""

import sqlite3

APPLICATION = 0x67756964
"""Marks the file as ours: “guid”."""
VERSION = 1

_CREATE = (
    "CREATE TABLE rules (digest TEXT PRIMARY KEY, texts BLOB NOT NULL)",
    """
    CREATE TABLE interview (
        id TEXT PRIMARY KEY,
        state TEXT NOT NULL,
        own INTEGER NOT NULL,
        opened TEXT NOT NULL,
        changed TEXT NOT NULL,
        rules TEXT NOT NULL,
        person TEXT NOT NULL COLLATE NOCASE,
        interviewer TEXT NOT NULL COLLATE NOCASE,
        occasion TEXT NOT NULL COLLATE NOCASE,
        words TEXT NOT NULL,
        outcome TEXT NOT NULL,
        companions TEXT NOT NULL,
        owner TEXT NOT NULL COLLATE NOCASE,
        review TEXT NOT NULL
    )
    """,
    # Everything that a list is filtered and sorted by, so that no search has to look into the wide rows.
    """
    CREATE INDEX interview_listed ON interview (
        own, changed, state, outcome, person, interviewer, occasion, review, opened, companions, words
    )
    """,
    "CREATE INDEX interview_by_person ON interview (own, person, changed)",
    "CREATE INDEX interview_by_review ON interview (own, review)",
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
)

_STEPS: dict[int, tuple[str, ...]] = {}
"""What makes a store of the version before into one of this version."""


class NewerError(Exception):
    """The file was made by a later version of the guide."""


class ForeignError(Exception):
    """The file is a database, but none of ours."""


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables of a new store, or bring those of an older one up to date, in one transaction.

    Raises ForeignError and NewerError, and then has changed nothing.
    """
    if _version(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        steps = (
            _CREATE
            if version == 0
            else [step for made in range(version + 1, VERSION + 1) for step in _STEPS[made]]
        )
        for statement in steps:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    """0 for a file in which there is nothing yet."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION:
        if application or version or connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise ForeignError
        return 0
    if version > VERSION:
        raise NewerError
    return int(version)
