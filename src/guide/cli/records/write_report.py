"""``guide records report``: the report of a finished interview, or a summary of it for the person."""

from argparse import ArgumentTypeError, BooleanOptionalAction, Namespace
from pathlib import Path

from guide.cli.commands import DONE
from guide.cli.records.common import find_one, print_result
from guide.cli.records.records_command import Commands, add_command, add_id
from guide.cli.records.show import recommendation_of
from guide.common.dates import today
from guide.common.new_file import FileWriteError, check_new, write_new
from guide.common.output import put_out
from guide.common.suggestions import did_you_mean
from guide.common.text import join_words
from guide.interviews.state import Interview
from guide.presenters.event_text import NO_RULES, NOTHING_ELSE
from guide.presenters.interview_facts import meeting_facts
from guide.presenters.interview_prompts import NOTES_OUT
from guide.presenters.interview_record import InterviewRecord
from guide.presenters.person_summary import PARTS, USUAL_PARTS, PersonSummary, build_summary
from guide.reports import FORMATS, SUFFIXES, render
from guide.ruleset.model import Guide
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store, StoreError
from guide.storage.event_store import load_entries, load_interview
from guide.storage.queries import Row

NO_REPORT = "This interview is not finished; only a finished one has a report."
NO_FILE = "Say what the file is to be called. Only “--as mail” is also printed."
_FORMS = ("report", "page", "mail")


def add_parser(commands: Commands) -> None:
    """Add ``guide records report`` and its options to the parser of its group."""
    description = "write the report of an interview, or a summary of it, to a new file"
    parser = add_command(commands, "report", _run, description, only_reads=True)
    add_id(parser)
    parser.add_argument("file", metavar="FILE", nargs="?", type=Path, help=f"that ends in {SUFFIXES}")
    forms = (
        "report: everything, with reasons and sources (if not given); page: a summary that prints on one page"
        " (.html, .txt); mail: a summary as the text of a mail (.txt, or printed)"
    )
    parser.add_argument("--as", dest="form", choices=_FORMS, help=forms)
    parts = f"what the summary holds: {', '.join(PARTS)}; if not given, {join_words(USUAL_PARTS)}"
    parser.add_argument("--with", dest="parts", type=_read_parts, metavar="PART,...", help=parts)
    notes = "with the notes, or without; else only JSON and a walk for yourself have them"
    parser.add_argument("--notes", action=BooleanOptionalAction, default=None, help=notes)


def _read_parts(argument: str) -> tuple[str, ...]:
    """Parse the parts of a summary. Raises ArgumentTypeError."""
    parts = [part.strip() for part in argument.split(",") if part.strip()]
    for part in parts:
        if part not in PARTS:
            raise ArgumentTypeError(f"there is no “{part}”. {did_you_mean(part, PARTS)}")
    if not parts:
        raise ArgumentTypeError("name a part, or several with commas between")
    return tuple(part for part in PARTS if part in parts)


def _run(store: Store, args: Namespace) -> int:
    form = args.form or ("page" if args.parts else "report")
    if args.parts and form == "report":
        raise StoreError("A report holds everything: “--with” goes with “--as page” or “--as mail”.")
    if args.file is None and form != "mail":
        raise FileWriteError(NO_FILE)
    row = find_one(store, args.id)
    if args.file is not None:
        _check_path(args.file, form)
    if row.state == "private":
        raise StoreError(f"{NOTHING_ELSE} So there is no report.")
    interview = load_interview(store, row.id)
    guide = RuleVersions(store)(row.rules)
    if form == "report":
        return _write_report(args, row, guide, interview)
    journal = tuple((entry.at, entry.event) for entry in load_entries(store, row.id))
    record = InterviewRecord(row.id, row.opened[:10], interview, guide, journal)
    return _write_summary(args, record, form)


def _check_path(path: Path, form: str) -> None:
    """Raise FileWriteError where this form is not written to a file of this name."""
    if form != "report":
        from guide.reports.summary_report import SUFFIXES as PAGE_SUFFIXES
        from guide.reports.summary_report import check_summary_path

        check_summary_path(path, (".txt",) if form == "mail" else PAGE_SUFFIXES)
        return
    if path.suffix.lower() not in FORMATS:
        raise FileWriteError(f"A report is a file that ends in {SUFFIXES}; {path} does not.")
    check_new(path)


def _write_report(args: Namespace, row: Row, guide: Guide | None, interview: Interview) -> int:
    recommendation = recommendation_of(guide, interview)
    if recommendation is None:
        raise _no_report(guide)
    suffix = args.file.suffix.lower()
    # The notes to a walk for oneself are one's own.
    with_notes = True if args.notes is None and interview.opened.own else args.notes
    meeting = meeting_facts(interview, row.opened[:10])
    text = render(suffix, recommendation, interview.opened.voice, interview.notes, meeting, with_notes)
    path = write_new(args.file, text)
    left_out = interview.notes and not with_notes and suffix != ".json"
    line = f"The report is in {path}.{f' {NOTES_OUT} To take them in: --notes.' if left_out else ''}"
    print_result(args, {"file": str(path)}, [line])
    return DONE


def _write_summary(args: Namespace, record: InterviewRecord, form: str) -> int:
    from guide.reports.summary_report import LONGER_THAN_A_PAGE, fits_a_page, render_mail, write_summary

    parts = _choose_parts(args)
    summary = build_summary(record, parts, today())
    if summary is None:
        raise _no_report(record.guide)
    if args.file is None:
        if args.json:
            print_result(args, {"parts": parts, **_mail_as_json(summary)}, ())
        else:
            put_out(f"{render_mail(summary)}\n")
        return DONE
    path = write_summary(args.file, summary)
    lines = [f"The summary is in {path}. It holds {join_words([PARTS[part] for part in parts])}."]
    if form == "page" and not fits_a_page(summary):
        lines.append(LONGER_THAN_A_PAGE)
    print_result(args, {"file": str(path), "parts": parts}, lines)
    return DONE


def _choose_parts(args: Namespace) -> tuple[str, ...]:
    parts = args.parts or USUAL_PARTS
    if args.notes is False:
        return tuple(part for part in parts if part != "notes")
    return (*parts, "notes") if args.notes and "notes" not in parts else parts


def _mail_as_json(summary: PersonSummary) -> dict[str, str]:
    from guide.reports.summary_report import mail_lines

    return {"subject": summary.subject, "text": "\n".join(mail_lines(summary))}


def _no_report(guide: Guide | None) -> StoreError:
    """Return the error that an interview has no report. ``guide`` is None where its rules cannot be read."""
    return StoreError(NO_REPORT if guide else f"{NO_RULES} There is no report without them.")
