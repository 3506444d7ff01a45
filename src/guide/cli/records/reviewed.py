"""``guide records reviewed``: a review that was held, and the next one."""

from argparse import Namespace
from datetime import date

from guide.cli.commands import DONE
from guide.cli.records.common import SHORT, load_with_row, print_result
from guide.cli.records.records_command import Commands, add_command, add_day, add_id
from guide.common.dates import format_date_long
from guide.interviews.events import Reviewed
from guide.storage import Store, StoreError
from guide.storage.event_store import append


def add_parser(commands: Commands) -> None:
    """Add ``guide records reviewed`` and its options to the parser of its group."""
    description = "note that a review was held, so that it is not due any more"
    parser = add_command(commands, "reviewed", _run, description)
    add_id(parser)
    add_day(parser, "--next", "coming", "of the next one, such as 2027-03-31, 1 March or “in 6 weeks”")


def _run(store: Store, args: Namespace) -> int:
    row, interview = load_with_row(store, args.id)
    if not row.review and not args.next:
        raise StoreError(f"No review of interview {row.id[:SHORT]} is waiting.")
    append(store, row.id, interview, Reviewed(args.next))
    day = format_date_long(date.fromisoformat(args.next)) if args.next else ""
    line = f"The next review is on {day}." if day else "No review is waiting any more."
    print_result(args, {"reviewed": True, "next": args.next or None}, [line])
    return DONE
