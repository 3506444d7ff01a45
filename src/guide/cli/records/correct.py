"""``guide records correct``: another name, interviewer or occasion."""

from argparse import Namespace

from guide.cli.commands import DONE
from guide.cli.records.common import load_with_row, print_result
from guide.cli.records.records_command import Commands, add_command, add_id, read_text
from guide.interviews.changes import RecordChange
from guide.presenters.interview_facts import INTERVIEWER, NAME, OCCASION
from guide.sessions.record_changes import change_interview
from guide.storage import Store, StoreError

NOTHING_NAMED = "Say what it should be: --person, --interviewer or --occasion."


def add_parser(commands: Commands) -> None:
    """Add ``guide records correct`` and its options to the parser of its group."""
    description = "correct the name, the interviewer or the occasion; the journal keeps what was there before"
    parser = add_command(commands, "correct", _run, description)
    add_id(parser)
    add = parser.add_argument
    add("--person", type=read_text, metavar="NAME", help="the name, or a code that stands for one")
    add("--interviewer", type=read_text, metavar="NAME", help="who asked the questions")
    add("--occasion", type=read_text, metavar="TEXT", help="such as the yearly talk")


def _run(store: Store, args: Namespace) -> int:
    row, interview = load_with_row(store, args.id)
    change = RecordChange(args.person, args.interviewer, args.occasion)
    if not change.renames:
        raise StoreError(NOTHING_NAMED)
    after = change_interview(store, row.id, interview, change)
    opened = after.opened
    texts = (opened.person, opened.interviewer, opened.occasion)
    lines = [
        f"{label}: {text}" for label, text in zip((NAME, INTERVIEWER, OCCASION), texts, strict=True) if text
    ]
    names = dict(zip(("person", "interviewer", "occasion"), texts, strict=True))
    print_result(args, {"corrected": after != interview, **names}, lines)
    return DONE
