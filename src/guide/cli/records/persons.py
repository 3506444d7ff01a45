"""All that is kept of a person: under one name, under names that are alike, and where others name them."""

from argparse import Namespace
from collections.abc import Iterator, Mapping

from guide.cli.records.common import EVERYTHING, SHORT, count_text, find_one
from guide.common.person_names import name_key
from guide.presenters.interview_facts import INTERVIEWER, NAME, OCCASION, OWNER, STEP
from guide.storage import MissingError, Store
from guide.storage.person_search import Mention, find_mentions, find_similar_names
from guide.storage.queries import Query, Row, fetch_rows

MOST = 10
"""So many are named in a line."""
_FIELDS: Mapping[str, str] = {
    "person": f"{NAME.lower()}, before it was corrected",
    "interviewer": INTERVIEWER.lower(),
    "occasion": OCCASION.lower(),
    "goal": "goal",
    "text": "note",
    "notes": "note",
    "why": "response",
    "step": STEP.lower(),
    "owner": OWNER.lower(),
}


def interviews_of(store: Store, name: str) -> tuple[Row, ...]:
    """All interviews of a person, the oldest first. Raises StoreError with a sentence."""
    query = Query(person=name, sort="opened", descending=False)
    # Blanks are no name: they would stand for everybody without one.
    found = fetch_rows(store, query, limit=EVERYTHING) if name_key(name) else ()
    if not found:
        raise MissingError(f"There is no interview of a person named “{name}”.{_otherwise(store, name)}")
    return found


def _otherwise(store: Store, name: str) -> str:
    """Where else somebody may be found, as further sentences."""
    near = find_similar_names(store, name)
    places = ", ".join(map(_place, find_mentions(store, name, [row.id for row in near])[:MOST]))
    alike = f" Names that are alike: {list_names(near)}." if near else ""
    return f"{alike} The name occurs in {places}." if places else alike


def chosen_rows(store: Store, chosen: Namespace) -> tuple[Row, ...]:
    """Those that the command names, by ids or by a person, each once. Raises StoreError."""
    if chosen.person is not None:
        return interviews_of(store, chosen.person)
    return tuple(dict.fromkeys(find_one(store, name) for name in chosen.ids))


def not_included(near: tuple[Row, ...]) -> Iterator[str]:
    """A line on interviews with names that are merely alike; none where there are none."""
    if near:
        yield f"Not included, as the name is merely alike: {list_names(near)}."


def list_names(rows: tuple[Row, ...]) -> str:
    more = f" and {count_text(len(rows) - MOST, 'other')}" if len(rows) > MOST else ""
    return ", ".join(f"{row.person} ({row.id[:SHORT]})" for row in rows[:MOST]) + more


def mention_lines(found: tuple[Mention, ...]) -> Iterator[str]:
    """Lines on where a name occurs; none where it does not."""
    if found:
        yield f"The name also occurs in {count_text(len(found), 'other interview')}:"
        yield from map(_place, found)


def _place(mention: Mention) -> str:
    fields = dict.fromkeys(_FIELDS[field] for field in mention.fields)
    return f"{mention.id[:SHORT]}: {'; '.join(fields) or 'in a damaged journal'}"
