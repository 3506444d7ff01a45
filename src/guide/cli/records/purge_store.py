"""``guide records purge``: what is older than the settings allow is deleted."""

from argparse import ArgumentTypeError, Namespace
from collections.abc import Sequence

from guide.cli.records.common import SHORT, count_text, print_result, say, warn, warn_of_traces
from guide.cli.records.records_command import Commands, add_command, read_count
from guide.cli.table import TableColumn, screen_width, table
from guide.common.dates import today
from guide.presenters.interview_facts import NAME
from guide.presenters.statistics_labels import COMPARED, is_counted
from guide.sessions.retention import delete_rows, plan_purge
from guide.storage import Store
from guide.storage.expiry import Past, future_interviews
from guide.storage.queries import Row
from guide.storage.store_settings import FOREVER, LONGEST

_COLUMNS = (
    TableColumn("Id", whole=True),
    TableColumn(NAME),
    TableColumn("Last change", whole=True),
    TableColumn("Why"),
)


def add_parser(commands: Commands) -> None:
    """Add ``guide records purge`` and its options to the parser of its group."""
    parser = add_command(commands, "purge", _run, "delete what is kept for longer than it should be")
    parser.add_argument("--days", type=_read_days, metavar="N", help="in place of the setting “retention”")
    parser.add_argument("--dry-run", action="store_true", help="only list what would go, and why")
    parser.add_argument("--yes", action="store_true", help="delete those too whose dates cannot be right")


def _read_days(argument: str) -> int:
    """Read a number of days. Raises ArgumentTypeError."""
    if (number := read_count(argument)) > LONGEST:
        raise ArgumentTypeError(f"these are days, from 1 to {LONGEST:,}")
    return number


def _run(store: Store, args: Namespace) -> int:
    """Delete interviews and unfinished walks for oneself that are too old by the settings; the exit code.

    With ``--dry-run`` they are only listed. Records whose dates cannot be right are listed and not deleted,
    unless ``--yes`` is given. A walk for oneself is deleted whoever purges, but listed for its user alone.
    """
    purge = plan_purge(store, today(), args.days, with_doubtful=args.yes)
    going, walks = purge.going, purge.walks
    rows = [*(record.row for record in going), *walks]
    trace = "" if args.dry_run or not purge.rows else delete_rows(store, purge.rows).trace
    deleted = 0 if args.dry_run else len(rows)
    if not args.json:
        if args.dry_run and rows:
            say(*table(_COLUMNS, _purge_cells(going, walks, purge.retention), screen_width()), "")
        say(_purge_text(len(rows), going, walks, purge.retention, args.dry_run))
        if deleted and any(is_counted(record.row.state, record.own) for record in going):
            say(COMPARED)
    _name_doubtful(store, purge.doubtful)
    unfinished = [record for record in going if record.row.state == "open"]
    result = {
        "deleted": deleted,
        "past": len(rows),
        "unfinished": len(unfinished),
        "doubtful": [{"id": record.row.id, "why": record.doubt} for record in purge.doubtful],
        **({"traces": True} if trace else {}),
        **({"would_go": [row.id for row in rows]} if args.dry_run else {}),
    }
    print_result(args, result, ())
    return warn_of_traces(trace)


def _purge_cells(going: Sequence[Past], left: Sequence[Row], retention: int) -> list[tuple[str, ...]]:
    cells: list[tuple[str, ...]] = []
    for row, since, doubt, _ in going:
        talk = "" if since == row.changed else f", counted from the last talk on {since[:10]}"
        wrong = f"; it {doubt}" if doubt else ""
        why = f"past {count_text(retention, 'day')}{talk}{wrong}"
        cells.append((row.id[:SHORT], row.person, row.changed[:10], why))
    unfinished = "a walk for oneself that was left unfinished"
    return [*cells, *((row.id[:SHORT], "", row.changed[:10], unfinished) for row in left)]


def _purge_text(number: int, going: Sequence[Past], left: Sequence[Row], retention: int, dry: bool) -> str:
    unfinished = sum(record.row.state == "open" for record in going)
    of_these = f" ({unfinished:,} of them never finished)" if unfinished else ""
    time = "which is kept forever" if retention == FOREVER else f"past {count_text(retention, 'day')}"
    what = f"{count_text(number)} {'would be deleted' if dry else 'deleted'}"
    left_out = f"{count_text(len(left), 'walk')} for oneself left unfinished"
    return f"{what}: {len(going):,} {time}{of_these}, {left_out}."


def _name_doubtful(store: Store, doubtful: Sequence[Past]) -> None:
    """What a clock that went wrong has dated is not to go, or to stay, without a word."""
    for row, _, doubt, _ in doubtful:
        warn(f"Interview {row.id[:SHORT]} of {row.changed[:10]} {doubt}. It was left as it is.")
    if doubtful:
        warn("To delete them too, add --yes; to delete one: guide records delete ID.")
    for row in future_interviews(store, today()):
        warn(
            f"Interview {row.id[:SHORT]} of {row.changed[:10]} is dated in the future,"
            " so its time does not come. To delete it: guide records delete ID."
        )
