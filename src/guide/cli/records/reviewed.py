"""``guide records reviewed``: a review that was held, what came of it, and the next one."""

from argparse import Namespace
from datetime import date

from guide.cli.commands import DONE
from guide.cli.records.common import load_with_row, print_result
from guide.cli.records.records_command import Commands, add_command, add_day, add_id, read_text
from guide.common.dates import format_date_long
from guide.interviews.events import Reviewed
from guide.sessions.record_changes import hold_review
from guide.storage import Store


def add_parser(commands: Commands) -> None:
    """Add ``guide records reviewed`` and its options to the parser of its group."""
    description = "note that a review was held, what came of it, and when the next one is"
    parser = add_command(commands, "reviewed", _run, description)
    add_id(parser)
    parser.add_argument("--text", type=read_text, default="", metavar="TEXT", help="what came of it")
    further = parser.add_mutually_exclusive_group(required=True)
    day = "of the next one, such as 2027-03-31, 1 March or “in 6 weeks”"
    add_day(further, "--next", "coming", day)
    further.add_argument("--done", action="store_true", help="there is no further one")
    parser.usage = f"{parser.prog} [OPTIONS] ID (--next DAY | --done)"


def _run(store: Store, args: Namespace) -> int:
    row, interview = load_with_row(store, args.id)
    after = hold_review(store, row.id, interview, Reviewed(args.next, args.text.strip()))
    day = format_date_long(date.fromisoformat(args.next)) if args.next else ""
    line = f"The next review is on {day}." if day else "No review is waiting any more."
    result = {
        "reviewed": True,
        "text": args.text.strip() or None,
        "next": args.next or None,
        "reviews": len(after.reviews),
    }
    print_result(args, result, [line])
    return DONE
