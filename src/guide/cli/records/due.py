"""``guide records due``: the reviews that are to be held, as a table or as a calendar file."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from guide.cli.commands import DONE
from guide.cli.records.common import (
    SHORT,
    complain_of_damaged,
    count_text,
    outcome_text,
    print_result,
    row_as_json,
)
from guide.cli.records.records_command import Commands, add_command, add_day, read_text
from guide.cli.table import TableColumn, screen_width, table
from guide.common.dates import today
from guide.common.person_names import mentions, name_key
from guide.common.suggestions import did_you_mean
from guide.presenters.interview_facts import NAME, OWNER
from guide.sessions.rule_versions import RuleVersions
from guide.sessions.waiting_reviews import LAST_DAY, load_waiting_reviews
from guide.storage import Store, StoreError
from guide.storage.queries import Row, due_reviews

OVERDUE, TO_COME = "Overdue", "Today and later"
IN_CALENDAR = (
    "It names the people, with the next step and who does it; neither notes nor answers are in it. Import it"
    " again when something has changed: what is in the calendar already is brought up to date."
)
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
    description = "list the reviews that wait, the soonest first, and those that are overdue apart"
    parser = add_command(commands, "due", _run, description, only_reads=True)
    add_day(parser, "--until", "next", "by this day (today; for a calendar, all that wait)")
    parser.add_argument(
        "--owner", type=read_text, default="", metavar="NAME", help="those that this person is to do"
    )
    calendar = (
        "write them to a new calendar file (.ics) that Outlook, Thunderbird and Google take; it has names,"
        " next steps and owners, but neither notes nor answers"
    )
    parser.add_argument("--ics", type=Path, metavar="FILE", help=calendar)


def _run(store: Store, args: Namespace) -> int:
    until = args.until or (LAST_DAY if args.ics else today().isoformat())
    rows = due_reviews(store, until)
    if args.owner:
        rows = _of_owner(rows, args.owner)
    if args.ics:
        return _write_calendar(store, args, rows)
    rules = RuleVersions(store)
    now = today().isoformat()
    overdue = [row for row in rows if row.review < now]
    to_come = [row for row in rows if row.review >= now]
    lines: list[str] = []
    for heading, group in ((OVERDUE, overdue), (TO_COME, to_come)):
        if group:
            lines += [f"{heading}:", *_table_lines(rules, group), ""]
    whose = f" for “{args.owner}”" if args.owner else ""
    lines.append(f"{count_text(len(rows), 'review')} waiting{whose} on {until}.")
    result = [{**row_as_json(rules, row), "overdue": row.review < now} for row in rows]
    print_result(args, result, lines)
    return DONE


def _of_owner(rows: Sequence[Row], owner: str) -> tuple[Row, ...]:
    """Return the rows whose owner has this name in it, however it is spelt. Raises StoreError for none."""
    key = name_key(owner)
    chosen = tuple(row for row in rows if mentions(row.owner, key))
    if rows and not chosen:
        owners = dict.fromkeys(row.owner for row in rows if row.owner)
        raise StoreError(f"No review is waiting for “{owner}”. {did_you_mean(owner, owners)}".strip())
    return chosen


def _table_lines(rules: RuleVersions, rows: Sequence[Row]) -> Iterator[str]:
    cells = [
        (row.review, _waiting(row.review), row.id[:SHORT], row.person, row.owner, outcome_text(rules, row))
        for row in rows
    ]
    return table(_COLUMNS, cells, screen_width())


def _write_calendar(store: Store, args: Namespace, rows: Sequence[Row]) -> int:
    from guide.reports.calendar_file import check_calendar_path, write_calendar

    check_calendar_path(args.ics)
    damaged: list[str] = []
    reviews = list(load_waiting_reviews(store, rows, damaged.append))
    if not reviews and not damaged:
        raise StoreError("No review is waiting, so there is no calendar to write.")
    path = str(write_calendar(args.ics, reviews)) if reviews else None
    lines = [f"{count_text(len(reviews), 'review')} written to {path}. {IN_CALENDAR}"] if path else []
    print_result(args, {"file": path, "reviews": len(reviews), "damaged": damaged}, lines)
    return complain_of_damaged(damaged)


def _waiting(review: str) -> str:
    """Return for how long a review has waited, or in how many days it comes; "" where the day is damaged."""
    try:
        days = (today() - date.fromisoformat(review)).days
    except ValueError:
        return ""
    return count_text(days, "day") if days >= 0 else f"in {count_text(-days, 'day')}"
