"""``guide records list``: interviews as a table, filtered and sorted."""

from argparse import Namespace
from typing import get_args

from guide.cli.commands import DONE
from guide.cli.records.common import SHORT, count_text, outcome_text, past_lines, print_result, row_as_json
from guide.cli.records.records_command import Commands, add_command, add_period, read_count, read_text
from guide.cli.table import TableColumn, screen_width, table
from guide.common.dates import today
from guide.common.suggestions import did_you_mean
from guide.presenters.interview_facts import INTERVIEWER, NAME, OCCASION
from guide.presenters.retention_text import kept_for_text
from guide.ruleset.folder import load_folder
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store, StoreError
from guide.storage.expiry import count_past, past_ids
from guide.storage.queries import Query, Row, Sort, count_rows, fetch_rows, list_outcomes
from guide.storage.store_settings import get_setting

SEARCHED = "in names, occasion, goal, notes, response and next step; case and accents make no difference"
ASCENDING = ("person", "interviewer", "occasion", "outcome")
"""Columns that are sorted from A to Z; days are sorted from the last one back."""

_COLUMNS = (
    TableColumn("Id", whole=True),
    TableColumn("Changed", whole=True),
    TableColumn(NAME),
    TableColumn("Came to"),
    TableColumn(INTERVIEWER, spare=True),
    TableColumn(OCCASION, spare=True),
    TableColumn("Review", whole=True),
)


_ORDERS: tuple[str, ...] = get_args(Sort)


def add_parser(commands: Commands) -> None:
    """Add ``guide records list`` and its options to the parser of its group."""
    description = "list interviews, those first that changed last"
    parser = add_command(commands, "list", _run, description, only_reads=True)
    add = parser.add_argument
    add("--search", type=read_text, default="", metavar="TEXT", help=SEARCHED)
    add("--person", type=read_text, default="", metavar="NAME", help="of this person alone")
    add("--state", choices=("open", "finished", "private"), default="", help="only these")
    add("--outcome", type=read_text, default="", metavar="OUTCOME", help="by the id that it has in the rules")
    add_period(parser, "that changed last")
    add("--sort", choices=_ORDERS, default="changed", metavar="BY", help=", ".join(_ORDERS))
    add("--reverse", action="store_true", help="the other way round")
    add("--limit", type=read_count, default=50, metavar="N", help="so many at most (50)")
    add("--own", action="store_true", help="what you keep for yourself, in place of interviews")


def _run(store: Store, args: Namespace) -> int:
    query = Query(
        search=args.search,
        person=args.person,
        state=args.state,
        outcome=args.outcome,
        since=args.since,
        until=args.until,
        own=args.own,
        sort=args.sort,
        descending=(args.sort not in ASCENDING) != args.reverse,
    )
    rules = RuleVersions(store)
    if args.outcome:
        _check_outcome(store, args)
    rows = fetch_rows(store, query, limit=args.limit)
    number = count_rows(store, query)
    if len(rows) < number:
        last = f"{len(rows):,} of {count_text(number)}; “--limit {number}” shows all."
    else:
        last = f"{count_text(number)}."
    cells = [_cells(rules, row) for row in rows]
    lines = (*table(_COLUMNS, cells, screen_width()), "") if rows else ()
    kept = [f"Interviews are {kept_for_text(get_setting(store, 'retention'))}."] if rows else []
    past = past_ids(store, today(), [row.id for row in rows]) if args.json else frozenset()
    result = [{**row_as_json(rules, row), "past": row.id in past} for row in rows]
    print_result(args, result, (*lines, last, *kept, *past_lines(count_past(store, today()))))
    return DONE


def _check_outcome(store: Store, args: Namespace) -> None:
    """Raise StoreError where neither the present rules nor any interview have this outcome."""
    known = set(list_outcomes(store))
    if args.outcome not in known:
        known |= load_folder(args.rules).guide.outcomes.keys()
    if args.outcome not in known:
        raise StoreError(f"There is no outcome “{args.outcome}”. {did_you_mean(args.outcome, sorted(known))}")


def _cells(rules: RuleVersions, row: Row) -> tuple[str, ...]:
    outcome = outcome_text(rules, row)
    return (row.id[:SHORT], row.changed[:10], row.person, outcome, row.interviewer, row.occasion, row.review)
