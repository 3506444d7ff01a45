"""The interviews of a person: under a name, under similar names, and where others mention the name."""

from argparse import Namespace
from collections.abc import Iterator, Mapping

from guide.cli.records.common import EVERYTHING, SHORT, count_text, find_one
from guide.common.person_names import name_key
from guide.presenters.interview_facts import INTERVIEWER, NAME, OCCASION, OWNER, STEP
from guide.storage import MissingError, Store
from guide.storage.person_search import Mention, find_mentions, find_similar_names
from guide.storage.queries import Query, Row, fetch_rows

MOST = 10
"""How many interviews one line lists."""
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
    """Return all interviews of a person, the oldest first. Raises MissingError where there are none.

    The message of the error names interviews of people with similar names, and those that mention the name.
    """
    query = Query(person=name, sort="opened", descending=False)
    # Blanks are no name: they would stand for everybody without one.
    rows = fetch_rows(store, query, limit=EVERYTHING) if name_key(name) else ()
    if not rows:
        raise MissingError(f"There is no interview of a person named “{name}”.{_hints(store, name)}")
    return rows


def _hints(store: Store, name: str) -> str:
    """Return sentences on where else the person may be found, each after a space; "" where nowhere."""
    similar = find_similar_names(store, name)
    places = ", ".join(map(_place, find_mentions(store, name, [row.id for row in similar])[:MOST]))
    alike = f" Names that are alike: {list_names(similar)}." if similar else ""
    return f"{alike} The name occurs in {places}." if places else alike


def chosen_rows(store: Store, args: Namespace) -> tuple[Row, ...]:
    """Return the interviews that the arguments name, by ``--person`` or by ids, each once.

    Raises StoreError.
    """
    if args.person is not None:
        return interviews_of(store, args.person)
    return tuple(dict.fromkeys(find_one(store, name) for name in args.ids))


def not_included(similar: tuple[Row, ...]) -> Iterator[str]:
    """Yield a line that names the interviews of people with similar names, which a command leaves out.

    Nothing where there are none.
    """
    if similar:
        yield f"Not included, as the name is merely alike: {list_names(similar)}."


def list_names(rows: tuple[Row, ...]) -> str:
    """Return the names and short ids of up to MOST interviews in one line, and how many more there are."""
    more = f" and {count_text(len(rows) - MOST, 'other')}" if len(rows) > MOST else ""
    return ", ".join(f"{row.person} ({row.id[:SHORT]})" for row in rows[:MOST]) + more


def mention_lines(mentions: tuple[Mention, ...]) -> Iterator[str]:
    """Yield lines that name the interviews in which a name is mentioned; nothing where there are none."""
    if mentions:
        yield f"The name also occurs in {count_text(len(mentions), 'other interview')}:"
        yield from map(_place, mentions)


def _place(mention: Mention) -> str:
    fields = dict.fromkeys(_FIELDS[field] for field in mention.fields)
    return f"{mention.id[:SHORT]}: {'; '.join(fields) or 'in a damaged journal'}"
