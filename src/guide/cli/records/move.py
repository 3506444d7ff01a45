"""``guide records move``: an unfinished interview goes over to the present rules."""

from argparse import Namespace

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.records.common import SHORT, confirm, find_one, print_result, say, warn
from guide.cli.records.records_command import Commands, add_command, add_id
from guide.engine.decision import only_private
from guide.engine.walk import replay_answers
from guide.presenters.event_text import NOTHING_ELSE
from guide.presenters.plain_text import section_lines
from guide.presenters.rule_changes import rule_change_sections
from guide.ruleset.folder import load_folder
from guide.sessions.resume import move_to_present
from guide.sessions.start import resume_session
from guide.storage import FinishedError, Store, StoreError

ENDS_PRIVATELY = (
    "Under these rules its answers can only lead to a private matter, so that nothing of it would be stored."
    " It stays under its own rules."
)


def add_parser(commands: Commands) -> None:
    """Add ``guide records move`` and its options to the parser of its group."""
    description = (
        "move an unfinished interview to the present rules, after showing what becomes of its answers"
    )
    parser = add_command(commands, "move", _run, description)
    add_id(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _run(store: Store, args: Namespace) -> int:
    row = find_one(store, args.id)
    if row.state == "private":
        raise StoreError(NOTHING_ELSE)
    if row.state == "finished":
        raise FinishedError
    present = load_folder(args.rules)
    guide = present.guide
    if present.digest == row.rules:
        print_result(args, {"moved": False}, ["This interview has the present rules already."])
        return DONE
    session = resume_session(store, row.id)
    moving = session.moving(guide)
    if only_private(replay_answers(guide, moving.answers)):
        raise StoreError(ENDS_PRIVATELY)
    if not args.json:
        say(f"Interview {row.id[:SHORT]} under the rules in {args.rules}:")
        sections = rule_change_sections(session.guide, guide, session.interview.opened.voice, moving)
        say(*section_lines(sections), "")
    if not confirm("Move it?", args):
        warn("Nothing was moved.")
        return INPUT_AT_FAULT
    move_to_present(session, present)
    result = {"moved": True, "next": session.walk.current, "moving": moving}
    print_result(args, result, ["It has the present rules now."])
    return DONE
