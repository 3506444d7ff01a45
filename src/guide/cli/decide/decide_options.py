"""The options of ``guide decide``."""

from argparse import Namespace
from pathlib import Path

from guide.cli.arguments import add_rules_option
from guide.cli.decide.dialect_options import add_dialect_options
from guide.cli.parser import CommandParser

STANDARD_INPUT = "-"
"""What stands for a file that is read from standard input."""
_TEMPLATES = ("ids", "form", "wording")
_FORMATS = ("table", "csv", "html")


def check_options(parser: CommandParser, args: Namespace) -> None:
    """End the process with a sentence where options and file do not go together.

    What stands behind ``--figures`` and is no format is the file, if there is no other.
    """
    if args.figures not in (None, *_FORMATS):
        if args.file != STANDARD_INPUT:
            parser.error(f"--figures takes {_listed(_FORMATS)}, not “{args.figures}”.")
        args.file, args.figures = args.figures, _FORMATS[0]
    if args.template is None:
        return
    if args.template not in _TEMPLATES:
        parser.error(
            f"--template takes {_listed(_TEMPLATES)}, and reads no file. To write the template to "
            f"“{args.template}”: guide decide --template form --out {args.template}"
        )
    if args.file != STANDARD_INPUT:
        parser.error(
            f"--template reads no file. To write the template to “{args.file}”: "
            f"guide decide --template {args.template} --out {args.file}"
        )
    if args.figures:
        parser.error("--template writes a file to fill in, --figures counts one; give one of them.")


def make_parser() -> CommandParser:
    """Return the parser of ``guide decide``."""
    parser = CommandParser(
        prog="guide decide",
        description="Decide a file of answers, a row a person: CSV of any kind, JSON, or a workbook (.xlsx, "
        ".ods), as form services and spreadsheets write them. A column is named after a question, by its id "
        "or its text, and holds the id or the text of an answer. Other columns are passed through. A row "
        "that cannot be decided stays in, with what is missing or wrong. Rows have the numbers that a "
        "spreadsheet shows. A private end, such as one about health, is written beside all columns of its "
        "row: leave names out of the file, or do not keep what comes out.",
    )
    add = parser.add_argument
    add(
        "file",
        nargs="?",
        default=STANDARD_INPUT,
        metavar="FILE",
        help="the file of answers; - is standard input",
    )
    add("-o", "--out", type=Path, metavar="FILE", help="write here instead of on standard output")
    add("--force", action="store_true", help="replace the file of --out without asking")
    add("--brief", action="store_true", help="the outcome and its companions alone, without reasons")
    add("--map", type=Path, metavar="FILE", help="a YAML file that tells what columns and answers are called")
    add(
        "--lines",
        action="store_true",
        help="rows are JSON Lines (known by itself from .jsonl, .ndjson and .json)",
    )
    add_dialect_options(parser)
    add("--strict", action="store_true", help="exit 1 if a row cannot be decided")
    add("--jobs", type=int, default=1, metavar="N", help="so many processes at once; 0: one a core")
    add(
        "--for",
        dest="voice",
        choices=("me", "someone"),
        default="someone",
        help="whom the reasons speak to, or of",
    )
    add(
        "--template",
        metavar="FORM",
        nargs="?",
        const="ids",
        help="read no file, but write one to fill in (to --out, or to standard output), with a column for "
        "each question: FORM is ids (the default), form (the texts of the questions, as on a form) or "
        "wording (all questions and answers, to make a form from)",
    )
    add(
        "--figures",
        metavar="FORMAT",
        nargs="?",
        const="table",
        help="in place of the rows, how many of FILE come to what; small groups are not shown. FORMAT is "
        "table (the default), csv or html",
    )
    add(
        "--by",
        default="",
        metavar="COLUMN",
        help="figures for each group of this column, such as a department",
    )
    add("--least", type=int, default=5, metavar="N", help="the smallest group that figures show")
    add_rules_option(parser)
    return parser


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
