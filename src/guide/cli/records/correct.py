"""``guide records correct``: another name, interviewer or occasion."""

from argparse import Namespace

from guide.cli.commands import DONE
from guide.cli.records.common import load_with_row, print_result
from guide.cli.records.records_command import Commands, add_command, add_id, read_text
from guide.interviews.events import Corrected
from guide.presenters.interview_facts import INTERVIEWER, NAME, OCCASION
from guide.storage import Store, StoreError
from guide.storage.event_store import append

NO_NAME = "An interview needs a name, or a code that stands for one."
NOBODY_NAMED = "Somebody's own answers name nobody."


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
    opened = interview.opened
    if opened.own:
        raise StoreError(NOBODY_NAMED)
    new = (args.person, args.interviewer, args.occasion)
    if all(text is None for text in new):
        raise StoreError("Say what it should be: --person, --interviewer or --occasion.")
    old = (opened.person, opened.interviewer, opened.occasion)
    person, interviewer, occasion = (
        before if text is None else text.strip() for text, before in zip(new, old, strict=True)
    )
    if not person:
        raise StoreError(NO_NAME)
    changed = (person, interviewer, occasion) != old
    if changed:
        append(store, row.id, interview, Corrected(person, interviewer, occasion))
    labelled = zip((NAME, INTERVIEWER, OCCASION), (person, interviewer, occasion), strict=True)
    names = {"person": person, "interviewer": interviewer, "occasion": occasion}
    lines = [f"{label}: {text}" for label, text in labelled if text]
    print_result(args, {"corrected": changed, **names}, lines)
    return DONE
