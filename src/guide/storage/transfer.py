"""The records that are exported from one store and imported into another."""

from collections.abc import Callable, Iterable, Iterator
from typing import cast, get_args

from msgspec import Struct

from guide.storage.compaction import Entry
from guide.storage.database import Store
from guide.storage.errors import skip_damaged
from guide.storage.event_store import (
    State,
    damaged_record_error,
    load_entries,
    replay_entries,
)
from guide.storage.queries import SEEN, Row, find_by_id

_STATES = get_args(State)


class Record(Struct, frozen=True):
    """An interview as it is exported. One that ended privately has no journal."""

    id: str
    state: State
    opened: str
    changed: str
    journal: tuple[Entry, ...]


def load_records(
    store: Store, names: Iterable[str], on_damage: Callable[[str], object] | None = None
) -> Iterator[Record]:
    """Yield the records with these ids. An interview that was deleted in the meantime is left out.

    ``on_damage`` is called with the id of a record that cannot be read, which is then left out. Without it,
    StoreError is raised. DamagedError, for damage of the whole file, is always raised.
    """
    for name in names:
        row = next((row for row in find_by_id(store, name) if row.id == name), None)
        if row is None:
            # It was deleted by another program in the meantime.
            continue
        record = None
        with skip_damaged(name, on_damage):
            record = _load_record(store, row)
        if record is not None:
            yield record


def _load_record(store: Store, row: Row) -> Record:
    """Return the record of an interview. Raises StoreError where it contradicts its row in the list."""
    if row.state not in _STATES:
        raise damaged_record_error(store, row.id)
    journal = load_entries(store, row.id)
    if not journal and row.state != "private":
        raise damaged_record_error(store, row.id)
    # A journal that lost its last lines may still be one, but leads to another state.
    if journal and (replay_entries(store, row.id, journal).finished is None) != (row.state == "open"):
        raise damaged_record_error(store, row.id)
    return Record(row.id, cast(State, row.state), row.opened, row.changed, journal)


def list_ids(store: Store, own: bool = True) -> tuple[str, ...]:
    """Return the ids of all interviews, the oldest first.

    With ``own``, those of this user's walks for oneself are among them.
    """
    statement = f"SELECT id FROM interview WHERE {SEEN if own else 'own = 0'} ORDER BY opened, id"
    with store.reading() as connection:
        return tuple(str(name) for (name,) in connection.execute(statement, (store.user,) if own else ()))
