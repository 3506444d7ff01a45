"""Which interview ``guide interview --resume`` goes on with."""

from pathlib import Path

from guide.common.paths import is_absent
from guide.console import texts as words
from guide.presenters.interview_prompts import SHOWN
from guide.sessions.legacy_journals import look_through
from guide.sessions.unfinished import last_unfinished
from guide.storage import Store, open_store
from guide.storage.queries import Row, find_by_id

LAST = ""
"""Stands behind ``--resume`` for the interview that was left last."""


class NothingToResumeError(Exception):
    """There is no unfinished interview as ``--resume`` asks for. The message is a sentence that says why."""


def open_checked(path: Path) -> Store:
    """Open the store, and check what an earlier version left in it. Raises StoreError."""
    store = open_store(path)
    look_through(store)
    return store


def find_interview(path: Path, beginning: str) -> tuple[Store, Row]:
    """Return the open store and the interview whose id begins like this; for LAST, the one left last.

    Raises NothingToResumeError where there is none or more than one, StoreError where it cannot be read.
    """
    if is_absent(path):
        raise NothingToResumeError(words.NONE_UNFINISHED)
    store = open_checked(path)
    prefix = last_unfinished(store) if beginning == LAST else beginning.lower()
    if prefix is None:
        raise NothingToResumeError(words.NONE_UNFINISHED)
    return store, _only(find_by_id(store, prefix), prefix)


def _only(rows: tuple[Row, ...], beginning: str) -> Row:
    match rows:
        case ():
            raise NothingToResumeError(words.no_interview(beginning))
        case (row,) if row.state == "private":
            raise NothingToResumeError(words.ENDED_PRIVATELY)
        case (row,):
            return row
    lines = (f"{row.id[: SHOWN + len(beginning)]}  {row.changed[:10]}  {row.person}" for row in rows)
    raise NothingToResumeError("\n".join([words.several(beginning), *lines]))
