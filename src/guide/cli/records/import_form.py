"""``guide records import`` of a form: what a form service or a spreadsheet writes."""

import re
import sys
from argparse import Namespace
from pathlib import Path

from guide.batch.answer_reader import AnswerReader
from guide.batch.form_columns import UnclearNameError
from guide.batch.survey_error import SurveyError
from guide.batch.survey_table import SurveyTable
from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.decide.dialect_options import add_dialect_options
from guide.cli.decide.mapping_file import read_mapping
from guide.cli.parser import CommandParser
from guide.cli.records.common import confirm, count_text, print_result, say, warn
from guide.cli.records.import_preview import plan_as_json, preview_lines
from guide.cli.records.records_command import read_text
from guide.cli.records.spreadsheet import is_spreadsheet_export
from guide.common.dates import today
from guide.common.terminal import drop_typed_ahead
from guide.common.text import one_line
from guide.ruleset.folder import LoadedGuide, load_folder
from guide.sessions.form_import import (
    BEGUN,
    THERE,
    Form,
    import_form,
    plan_import,
    read_form,
    understand_form,
)
from guide.storage import Store, StoreError

_ENDINGS = (".csv", ".tsv", ".txt", ".tab", ".xlsx", ".ods", ".jsonl", ".ndjson")
_BEGINNING = 4_096
"""Bytes in which the headings of an export and the beginning of JSON are looked for."""
_EXPORT = (
    "it was written by “guide records export” for spreadsheets, which leaves out the history of interviews,"
    " so they cannot come back as they were; “guide records export FILE.json” writes a file that can be"
    " imported"
)
_THEN = "“guide interview --resume ID” goes on with one, and reads the answers back."


def add_form_options(parser: CommandParser) -> None:
    """Add the options for forms to the parser of ``guide records import``."""
    forms = parser.add_argument_group("options for a form")
    forms.add_argument(
        "--person",
        type=read_text,
        metavar="COLUMN",
        help="the column of the name, by its heading, letter or number; “none” for no name",
    )
    forms.add_argument("--map", type=Path, metavar="FILE", help="what a form calls things, as in decide")
    add_dialect_options(parser)
    forms.add_argument("--dry-run", action="store_true", help="show what would be taken in, and take nothing")
    forms.add_argument("--yes", action="store_true", help="do not ask")
    forms.add_argument("--strict", action="store_true", help="take nothing if a row is not understood")
    forms.add_argument(
        "--restore-deleted", action="store_true", help="begin interviews anew that were deleted since"
    )


def is_form(path: Path) -> bool:
    """Return whether a file is read as a form, by its name, or where it is JSON by its beginning."""
    ending = path.suffix.lower()
    return ending in _ENDINGS or (
        ending == ".json" and read_beginning(path).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"["
    )


def load_form(args: Namespace) -> Form:
    """Read a form with answers, from the file of the arguments and by the rules of ``--rules``.

    At a terminal, it is asked which column has the name where that is unclear.

    Raises StoreError where it cannot be read, RulesError where the rules cannot.
    """
    ruleset = load_folder(args.rules)
    mapping = read_mapping(args.map, ruleset.guide)
    try:
        table, answers = read_form(
            args.file, ruleset, mapping, delimiter=args.delimiter, encoding=args.encoding
        )
        _refuse_export(table)
        return _understand(args, ruleset, table, answers)
    except OSError as error:
        raise StoreError(f"{args.file} cannot be read: {error.strerror}.") from None
    except SurveyError as error:
        why = _EXPORT if is_spreadsheet_export(_first_headings(args.file)) else str(error)
        raise StoreError(f"{args.file} cannot be imported: {why}. Nothing was changed.") from None


def run_form_import(store: Store, args: Namespace) -> int:
    """Show what is understood of ``args.form``, and take it in unless somebody says no; the exit code."""
    form: Form = args.form
    plan = plan_import(store, form, restore_deleted=args.restore_deleted)
    if not args.json:
        say(*preview_lines(args.file, plan, today()))
    code = INPUT_AT_FAULT if form.problems else DONE
    if form.problems and args.strict:
        warn(f"{count_text(len(form.problems), 'row')} not understood. Nothing was taken in.")
        return code
    begun = len(plan.of(*BEGUN))
    if args.dry_run:
        print_result(args, plan_as_json(plan, today()), ["", "Nothing was taken in: this was a dry run."])
        return code
    asks = begun and not args.json and sys.stdin.isatty()
    if asks and not confirm(f"Begin {count_text(begun)}?", args):
        warn("Nothing was taken in.")
        return INPUT_AT_FAULT
    import_form(store, plan)
    known = len(plan.of(*THERE))
    counts = f"{count_text(begun)} begun, {known:,} there already."
    lines = ["", f"Imported from {args.file}: {counts}", *([_THEN] if begun else [])]
    print_result(args, plan_as_json(plan, today()), lines)
    return code


def _understand(args: Namespace, ruleset: LoadedGuide, table: SurveyTable, answers: AnswerReader) -> Form:
    """Read the rows; ask for the column of the name where it is unclear. Raises SurveyError."""
    person = args.person
    while True:
        try:
            return understand_form(ruleset, table, answers, person)
        except UnclearNameError as unclear:
            if args.json or args.yes or not sys.stdin.isatty():
                raise
            _show([f"{unclear.why[0].upper()}{unclear.why[1:]}:", *unclear.candidates])
        except SurveyError as error:
            # What was typed is asked for again, what stands on the command line is not.
            if person is args.person:
                raise
            _show([f"{str(error)[0].upper()}{str(error)[1:]}."])
        person = _ask_for_column()


def _refuse_export(table: SurveyTable) -> None:
    """Raise SurveyError for a file that was exported for spreadsheets."""
    if is_spreadsheet_export(table.headings):
        raise SurveyError(_EXPORT)


def _ask_for_column() -> str:
    """Return the answer. Raises SurveyError where nobody answers."""
    drop_typed_ahead()
    print(
        "Column of the name (its letter or heading, “none” for none): ", end="", file=sys.stderr, flush=True
    )
    line = sys.stdin.readline()
    if not line.strip():
        raise SurveyError("no column was named as that of the name")
    return line.strip()


def _show(lines: list[str]) -> None:
    for line in lines:
        print(one_line(line), file=sys.stderr)


def read_beginning(path: Path) -> bytes:
    """Return the first bytes of a file; b"" where it cannot be read, or only once, as a pipe."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_BEGINNING)
    except OSError:
        return b""


def _first_headings(path: Path) -> list[str]:
    """Return the first cells of a file, as far as they are plain words."""
    first, _, _ = read_beginning(path).removeprefix(b"\xef\xbb\xbf").partition(b"\n")
    return re.split(r'"?[,;\t]"?', first.decode("latin-1"))
