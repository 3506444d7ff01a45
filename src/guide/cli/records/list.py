"""``guide records list`` and ``due``."""

from argparse import Namespace
from datetime import date

from guide.cli.commands import DONE
from guide.cli.records.common import SHORT, came_to, counted, tell, today, told_past
from guide.cli.table import Column, screen_width, table
from guide.presenters.interview_facts import INTERVIEWER, NAME, OCCASION, OWNER
from guide.sessions.rule_versions import Library
from guide.storage import Store
from guide.storage import queries as stored
from guide.storage.expiry import count_past, past_ids
from guide.storage.queries import Query, Row

ASCENDING = ("person", "interviewer", "occasion", "outcome")
"""What is sorted from A to Z; days are sorted from the last one back."""

_LIST = (
    Column("Id", whole=True),
    Column("Changed", whole=True),
    Column(NAME),
    Column("Came to"),
    Column(INTERVIEWER, spare=True),
    Column(OCCASION, spare=True),
    Column("Review", whole=True),
)
_DUE = (
    Column("Review", whole=True),
    Column("Waiting", whole=True),
    Column("Id", whole=True),
    Column(NAME),
    Column(OWNER, spare=True),
    Column("Came to"),
)


def listed(store: Store, chosen: Namespace) -> int:
    query = Query(
        search=chosen.search,
        person=chosen.person,
        state=chosen.state,
        outcome=chosen.outcome,
        since=chosen.since,
        until=chosen.until,
        own=chosen.own,
        sort=chosen.sort,
        descending=(chosen.sort not in ASCENDING) != chosen.reverse,
    )
    library = Library(store)
    rows = stored.page(store, query, limit=chosen.limit)
    number = stored.count(store, query)
    cells = [_listed(library, row) for row in rows]
    if len(rows) < number:
        last = f"{len(rows):,} of {counted(number)}; “--limit {number}” shows all."
    else:
        last = f"{counted(number)}."
    lines = (*table(_LIST, cells, screen_width()), "") if rows else ()
    past = past_ids(store, today()) if chosen.json else frozenset()
    shown = [{**_as_json(library, row), "past": row.id in past} for row in rows]
    tell(chosen, shown, (*lines, last, *told_past(count_past(store, today()))))
    return DONE


def due(store: Store, chosen: Namespace) -> int:
    library = Library(store)
    until = chosen.until or today().isoformat()
    rows = stored.due(store, until)
    cells = [
        (row.review, _waiting(row.review), row.id[:SHORT], row.person, row.owner, came_to(library, row))
        for row in rows
    ]
    lines = (*table(_DUE, cells, screen_width()), "") if rows else ()
    last = f"{counted(len(rows), 'review')} waiting on {until}."
    tell(chosen, [_as_json(library, row) for row in rows], (*lines, last))
    return DONE


def _listed(library: Library, row: Row) -> tuple[str, ...]:
    outcome = came_to(library, row)
    return (row.id[:SHORT], row.changed[:10], row.person, outcome, row.interviewer, row.occasion, row.review)


def _waiting(review: str) -> str:
    try:
        days = (today() - date.fromisoformat(review)).days
    except ValueError:
        return ""
    return counted(days, "day") if days >= 0 else f"in {counted(-days, 'day')}"


def _as_json(library: Library, row: Row) -> dict[str, object]:
    title = came_to(library, row) if row.state == "finished" else None
    return {**row._asdict(), "companions": row.companions.split(), "title": title}
