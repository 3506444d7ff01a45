"""Whether all is well in a store."""

from collections.abc import Iterator

from guide.interviews.state import Interview
from guide.storage.compaction import Entry
from guide.storage.database import Store
from guide.storage.database_file import exposed
from guide.storage.errors import StoreError
from guide.storage.event_store import digest, entries, rules
from guide.storage.event_store import interview as read
from guide.storage.queries import find, journals_alone
from guide.storage.rows import COLUMNS, list_columns
from guide.storage.settings import said_of, unreadable
from guide.storage.transfer import every_digest, every_id


def verify(store: Store) -> Iterator[str]:
    """What is wrong in a store, a sentence each: who may read it, damage of the file, records that contradict
    themselves.
    """
    for part in (_rights, _file, _settings, _interviews, _alone, _rules):
        try:
            yield from part(store)
        except StoreError as error:
            yield str(error)


def _rights(store: Store) -> Iterator[str]:
    if told := exposed(store.path):
        yield told


def _file(store: Store) -> Iterator[str]:
    with store.reading() as connection:
        for (said,) in connection.execute("PRAGMA integrity_check"):
            if said != "ok":
                yield f"The file is damaged: {said}."


def _settings(store: Store) -> Iterator[str]:
    yield from map(said_of, unreadable(store))


def _interviews(store: Store) -> Iterator[str]:
    for name in every_id(store):
        try:
            yield from _verify(store, name)
        except StoreError:
            yield f"The journal of interview {name[:8]} cannot be read."


def _alone(store: Store) -> Iterator[str]:
    for name in journals_alone(store):
        yield f"There is a journal of interview {name[:8]}, which is not listed."


def _rules(store: Store) -> Iterator[str]:
    for name in every_digest(store):
        try:
            whole = digest(rules(store, name)) == name
        except StoreError:
            whole = False
        if not whole:
            yield f"The rules {name[:8]} are not what they were."


def _verify(store: Store, name: str) -> Iterator[str]:
    journal = entries(store, name)
    row = next((row for row in find(store, name) if row.id == name), None)
    if row is None:
        # Deleted from elsewhere meanwhile.
        return
    if row.state == "private":
        if journal:
            yield f"Interview {name[:8]} ended on a private signpost, and its journal is still there."
        return
    if [entry.number for entry in journal] != list(range(1, len(journal) + 1)) or not journal:
        yield f"Interview {name[:8]} has gaps in its journal."
        return
    interview = read(store, name)
    ended = interview.finished.outcome if interview.finished else ""
    if (interview.rules, ended) != (row.rules, row.outcome):
        yield f"Interview {name[:8]} is listed with another end than its journal has."
    elif not _listed(store, name, interview, journal):
        yield f"Interview {name[:8]} is listed otherwise than its journal has it."
    with store.reading() as connection:
        known = connection.execute("SELECT 1 FROM rules WHERE digest = ?", (row.rules,)).fetchone()
    if not known:
        yield f"The rules of interview {name[:8]} are missing."


def _listed(store: Store, name: str, interview: Interview, journal: tuple[Entry, ...]) -> bool:
    """Whether all that the list shows and searches is what follows from the journal.

    The last change may be later than all that is in it: something was taken back then.
    """
    with store.reading() as connection:
        statement = f"SELECT {', '.join(COLUMNS)}, opened, own FROM interview WHERE id = ?"
        row = connection.execute(statement, (name,)).fetchone()
    if row is None:
        return True
    *shown, changed, opened, own = row
    same = (*list_columns(interview), journal[0].at, int(interview.opened.own)) == (*shown, opened, own)
    return same and isinstance(changed, str) and len(changed) >= len(opened)
