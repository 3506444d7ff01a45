"""``guide records due``: the reviews that are to be held."""

from argparse import Namespace
from datetime import date

from guide.cli.commands import DONE
from guide.cli.records.common import SHORT, count_text, outcome_text, print_result, row_as_json
from guide.cli.records.records_command import Commands, add_command, add_day
from guide.cli.table import TableColumn, screen_width, table
from guide.common.dates import today
from guide.presenters.interview_facts import NAME, OWNER
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage.queries import due_reviews

_COLUMNS = (
    TableColumn("Review", whole=True),
    TableColumn("Waiting", whole=True),
    TableColumn("Id", whole=True),
    TableColumn(NAME),
    TableColumn(OWNER, spare=True),
    TableColumn("Came to"),
)


def add_parser(commands: Commands) -> None:
    """Add ``guide records due`` and its options to the parser of its group."""
    description = "list the reviews that wait, the longest waiting first"
    parser = add_command(commands, "due", _run, description, only_reads=True)
    add_day(parser, "--until", "next", "by this day (today)")


def _run(store: Store, args: Namespace) -> int:
    rules = RuleVersions(store)
    until = args.until or today().isoformat()
    rows = due_reviews(store, until)
    cells = [
        (row.review, _waiting(row.review), row.id[:SHORT], row.person, row.owner, outcome_text(rules, row))
        for row in rows
    ]
    lines = (*table(_COLUMNS, cells, screen_width()), "") if rows else ()
    last = f"{count_text(len(rows), 'review')} waiting on {until}."
    print_result(args, [row_as_json(rules, row) for row in rows], (*lines, last))
    return DONE


def _waiting(review: str) -> str:
    """Return for how long a review has waited, or in how many days it comes; "" where the day is damaged."""
    try:
        days = (today() - date.fromisoformat(review)).days
    except ValueError:
        return ""
    return count_text(days, "day") if days >= 0 else f"in {count_text(-days, 'day')}"
