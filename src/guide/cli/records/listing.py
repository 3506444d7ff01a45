"""``guide records list`` and ``due``."""

from argparse import Namespace
from datetime import date

from guide.cli.commands import DONE
from guide.cli.records.common import SHORT, count_text, outcome_text, print_result, today, told_past
from guide.cli.table import TableColumn, screen_width, table
from guide.presenters.interview_facts import INTERVIEWER, NAME, OCCASION, OWNER
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage import queries as stored
from guide.storage.expiry import count_past, past_ids
from guide.storage.queries import Query, Row

ASCENDING = ("person", "interviewer", "occasion", "outcome")
"""What is sorted from A to Z; days are sorted from the last one back."""

_LIST = (
    TableColumn("Id", whole=True),
    TableColumn("Changed", whole=True),
    TableColumn(NAME),
    TableColumn("Came to"),
    TableColumn(INTERVIEWER, spare=True),
    TableColumn(OCCASION, spare=True),
    TableColumn("Review", whole=True),
)
_DUE = (
    TableColumn("Review", whole=True),
    TableColumn("Waiting", whole=True),
    TableColumn("Id", whole=True),
    TableColumn(NAME),
    TableColumn(OWNER, spare=True),
    TableColumn("Came to"),
)


def run_list(store: Store, chosen: Namespace) -> int:
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
    library = RuleVersions(store)
    rows = stored.fetch_rows(store, query, limit=chosen.limit)
    number = stored.count(store, query)
    cells = [_listed(library, row) for row in rows]
    if len(rows) < number:
        last = f"{len(rows):,} of {count_text(number)}; “--limit {number}” shows all."
    else:
        last = f"{count_text(number)}."
    lines = (*table(_LIST, cells, screen_width()), "") if rows else ()
    past = past_ids(store, today()) if chosen.json else frozenset()
    shown = [{**_as_json(library, row), "past": row.id in past} for row in rows]
    print_result(chosen, shown, (*lines, last, *told_past(count_past(store, today()))))
    return DONE


def run_due(store: Store, chosen: Namespace) -> int:
    library = RuleVersions(store)
    until = chosen.until or today().isoformat()
    rows = stored.due(store, until)
    cells = [
        (row.review, _waiting(row.review), row.id[:SHORT], row.person, row.owner, outcome_text(library, row))
        for row in rows
    ]
    lines = (*table(_DUE, cells, screen_width()), "") if rows else ()
    last = f"{count_text(len(rows), 'review')} waiting on {until}."
    print_result(chosen, [_as_json(library, row) for row in rows], (*lines, last))
    return DONE


def _listed(library: RuleVersions, row: Row) -> tuple[str, ...]:
    outcome = outcome_text(library, row)
    return (row.id[:SHORT], row.changed[:10], row.person, outcome, row.interviewer, row.occasion, row.review)


def _waiting(review: str) -> str:
    try:
        days = (today() - date.fromisoformat(review)).days
    except ValueError:
        return ""
    return count_text(days, "day") if days >= 0 else f"in {count_text(-days, 'day')}"


def _as_json(library: RuleVersions, row: Row) -> dict[str, object]:
    title = outcome_text(library, row) if row.state == "finished" else None
    return {**row._asdict(), "companions": row.companions.split(), "title": title}
