"""``guide records report``: the report of a finished interview in a new file."""

from argparse import BooleanOptionalAction, Namespace
from pathlib import Path

from guide.cli.commands import DONE
from guide.cli.records.common import find_one, print_result
from guide.cli.records.records_command import Commands, add_command, add_id
from guide.cli.records.show import recommendation_of
from guide.common.new_file import FileWriteError, check_new, write_new
from guide.presenters.event_text import NO_RULES, NOTHING_ELSE
from guide.presenters.interview_facts import meeting_facts
from guide.presenters.interview_prompts import NOTES_OUT
from guide.reports import FORMATS, SUFFIXES, render
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store, StoreError
from guide.storage.event_store import load_interview

NO_REPORT = "This interview is not finished; only a finished one has a report."


def add_parser(commands: Commands) -> None:
    """Add ``guide records report`` and its options to the parser of its group."""
    description = "write the report of an interview to a new file"
    parser = add_command(commands, "report", _run, description, only_reads=True)
    add_id(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=f"that ends in {SUFFIXES}")
    notes = "with the notes, or without; otherwise only JSON and your own answers include them"
    parser.add_argument("--notes", action=BooleanOptionalAction, default=None, help=notes)


def _run(store: Store, args: Namespace) -> int:
    suffix = args.file.suffix.lower()
    row = find_one(store, args.id)
    if suffix not in FORMATS:
        raise FileWriteError(f"A report is a file that ends in {SUFFIXES}; {args.file} does not.")
    check_new(args.file)
    if row.state == "private":
        raise StoreError(f"{NOTHING_ELSE} So there is no report.")
    interview = load_interview(store, row.id)
    guide = RuleVersions(store)(row.rules)
    recommendation = recommendation_of(guide, interview)
    if recommendation is None:
        raise StoreError(NO_REPORT if guide else f"{NO_RULES} There is no report without them.")
    # The notes to a walk for oneself are one's own.
    with_notes = True if args.notes is None and interview.opened.own else args.notes
    meeting = meeting_facts(interview, row.opened[:10])
    text = render(suffix, recommendation, interview.opened.voice, interview.notes, meeting, with_notes)
    path = write_new(args.file, text)
    left_out = interview.notes and not with_notes and suffix != ".json"
    line = f"The report is in {path}.{f' {NOTES_OUT} To take them in: --notes.' if left_out else ''}"
    print_result(args, {"file": str(path)}, [line])
    return DONE
