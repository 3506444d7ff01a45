"""People in a store: whose name is similar to another, and where a name is mentioned."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from guide.common.person_names import alike, mentions, name_key
from guide.interviews.events import Event
from guide.storage.database import Store
from guide.storage.queries import SEEN, Query, Row, fetch_rows

_events = msgspec.json.Decoder(Event)
_FREE = ("person", "interviewer", "occasion", "goal", "text", "notes", "why", "step", "owner")
"""The fields of events that hold free text."""
_CHOSEN = ("answered", "taken back", "informed", "finished", "passed")
"""The tags of events without free text."""


class Mention(NamedTuple):
    """An interview in which a name is mentioned.

    ``fields`` are the names of the event fields that mention it; empty where the events are damaged, and the
    name was only found in their bytes.
    """

    id: str
    fields: tuple[str, ...]


def find_similar_names(store: Store, name: str) -> tuple[Row, ...]:
    """Return the interviews of people whose name may be another spelling of ``name``, but is not ``name``."""
    key = name_key(name)
    with store.reading() as connection:
        keys = connection.execute("SELECT DISTINCT person_key FROM interview WHERE own = 0").fetchall()
    similar = [other for (other,) in keys if alike(key, other)]
    by_age = Query(sort="opened", descending=False)
    return tuple(
        row
        for other in similar
        for row in fetch_rows(store, msgspec.structs.replace(by_age, person=other), 0, -1)
    )


def find_mentions(store: Store, name: str, but: Iterable[str] = ()) -> tuple[Mention, ...]:
    """Return the interviews whose events mention the name, but for those with the ids in ``but``.

    Raises StoreError.
    """
    key, others = name_key(name), frozenset(but)
    fields_by_id: dict[str, dict[str, None]] = {}
    tags = " AND ".join(f"substr(body, 1, {len(tag)}) != '{tag}'" for tag in map(_opening, _CHOSEN))
    with store.reading() as connection:
        rows = connection.execute(
            f"SELECT interview, body FROM event JOIN interview ON id = interview WHERE {SEEN} AND {tags}"
            " ORDER BY interview, number",
            (store.user,),
        )
        for interview, body in rows:
            if interview in others:
                continue
            fields = dict.fromkeys(_fields_with(key, body))
            if fields:
                fields_by_id.setdefault(interview, {}).update(fields)
    return tuple(Mention(name, tuple(filter(None, fields))) for name, fields in fields_by_id.items())


def count_entries(store: Store, names: Iterable[str]) -> int:
    """Return how many entries the journals of these interviews have. Raises StoreError."""
    statement = "SELECT count(*) FROM event WHERE interview = ?"
    with store.reading() as connection:
        return sum(connection.execute(statement, (name,)).fetchone()[0] for name in names)


def _opening(tag: str) -> str:
    return f'{{"type":"{tag}"'


def _fields_with(key: str, body: str | bytes) -> Iterator[str]:
    try:
        event = _events.decode(body)
    except (msgspec.DecodeError, TypeError):
        if mentions(str(body), key):
            yield ""
        return
    for field in _FREE:
        if any(mentions(text, key) for text in _texts(getattr(event, field, ""))):
            yield field


def _texts(value: str | Mapping[str, str]) -> Iterable[str]:
    return (value,) if isinstance(value, str) else value.values()
