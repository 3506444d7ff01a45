"""Which submissions of forms were taken into a store, remembered without what is in them.

Of each, a mark is stored that is made with a secret of the store. It stays when the interview is deleted, so
that the same form does not bring it back unasked. Whoever has both the store and a submission can find out
that it was taken in; nobody can read a submission, a name or the id of an interview from a mark.
"""

import sqlite3
from collections.abc import Iterable
from hashlib import sha256
from hmac import digest
from secrets import token_hex

from guide.storage.database import Store
from guide.storage.errors import ChangedError

_SECRET = "submissions"
"""The row of the settings with the secret."""
_ID_LENGTH = 32


def load_secret(store: Store) -> str:
    """Return the secret of a store; a new one, which is not stored yet, where it has none."""
    with store.reading() as connection:
        return _stored_secret(connection) or token_hex(32)


def submission_id(secret: str, content: str) -> str:
    """Return the id of the interview that a submission begins, which is the same in one store every time."""
    return digest(secret.encode(), content.encode(errors="replace"), "sha256").hex()[:_ID_LENGTH]


def find_taken(store: Store, ids: Iterable[str]) -> frozenset[str]:
    """Return those of the ids from ``submission_id`` that were taken in before, also if deleted since."""
    with store.reading() as connection:
        marks = {str(mark) for (mark,) in connection.execute("SELECT mark FROM taken_submission")}
    return frozenset(name for name in ids if _mark(name) in marks)


def remember_taken(store: Store, connection: sqlite3.Connection, secret: str, ids: Iterable[str]) -> None:
    """Store that submissions were taken in, within a transaction of the caller.

    Raises ChangedError where the store has another secret by now, as another program took in a form.
    """
    connection.execute("INSERT OR IGNORE INTO setting VALUES (?, ?)", (_SECRET, secret))
    if _stored_secret(connection) != secret:
        raise ChangedError(f"{store.path}: another form was taken in meanwhile. Import this one again.")
    marks = ((_mark(name),) for name in ids)
    connection.executemany("INSERT OR IGNORE INTO taken_submission VALUES (?)", marks)


def _stored_secret(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_SECRET,)).fetchone()
    return str(row[0]) if row else ""


def _mark(name: str) -> str:
    """Return the mark of an id, from which the id cannot be had."""
    return sha256(name.encode()).hexdigest()
