"""``guide decide``: a file of answers, decided row by row."""

import sys
from argparse import Namespace
from pathlib import Path

from guide.batch.header import HeaderError
from guide.cli.arguments import add_rules_option, voice_of
from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.decide.files import FileError, open_input, open_output
from guide.cli.decide.run import Work
from guide.cli.parser import CommandParser
from guide.cli.progress import show_progress
from guide.common.output import put_out
from guide.common.text import escape_control_chars
from guide.ruleset.folder import open_guide


def run(arguments: list[str]) -> int:
    """Run ``guide decide`` with these arguments and return the exit code. Raises RulesError."""
    args = make_parser().parse_args(arguments)
    if args.template:
        from guide.cli.decide.template import make_template

        put_out(make_template(open_guide(args.rules), args.template))
        return DONE
    try:
        return _figures(args) if args.figures else _decide(args)
    except (FileError, HeaderError) as error:
        print(escape_control_chars(f"{args.file}: {error}."), file=sys.stderr)
        return INPUT_AT_FAULT


def _decide(args: Namespace) -> int:
    work = _work(args)
    with (
        open_input(args.file) as (stream, size),
        open_output(args.out, args.file) as sink,
        show_progress(size) as update,
    ):
        lines = args.lines or Path(args.file).suffix.lower() in (".jsonl", ".ndjson")
        head, results = work.results(stream, lines, args.jobs)
        sink.write(head)
        for out, tally in results:
            sink.write(out)
            update(stream.at, tally.rows)
    return _print_summary(args, work)


def _figures(args: Namespace) -> int:
    from guide.cli.decide.batch_statistics import render_statistics, statistics_tables

    work = _work(args)
    with open_input(args.file) as (stream, _):
        counts = work.counted(stream, args.by)
    text = render_statistics(args.figures, statistics_tables(work.guide, counts, args.least))
    if args.figures == "table" and args.out is None:
        print(text, end="")
        return DONE
    with open_output(args.out, args.file) as sink:
        sink.write(text.encode("utf-8", "replace"))
    return DONE


def _work(args: Namespace) -> Work:
    return Work(args.rules, args.map, args.brief, voice_of(args))


def _print_summary(args: Namespace, work: Work) -> int:
    """Print on standard error how many rows were decided and which were not; return the exit code."""
    tally = work.tally
    for row, problem in tally.problems:
        print(escape_control_chars(f"row {row}: {problem}"), file=sys.stderr)
    if tally.refused > len(tally.problems):
        print(f"… and {tally.refused - len(tally.problems):,} rows more.", file=sys.stderr)
    decided = tally.rows - tally.refused
    print(f"{tally.rows:,} rows: {decided:,} decided, {tally.refused:,} not.", file=sys.stderr)
    return INPUT_AT_FAULT if args.strict and tally.refused else DONE


def make_parser() -> CommandParser:
    """Return the parser of ``guide decide``."""
    parser = CommandParser(
        prog="guide decide",
        description="Decide a file of answers: CSV, TSV or JSON Lines, a row a person. A column is named "
        "after a question, by its id or its text, and holds the id or the text of an answer. Other columns "
        "are passed through. A row that cannot be decided stays in, with what is missing or wrong.",
    )
    add = parser.add_argument
    add("file", nargs="?", default="-", metavar="FILE", help="the file of answers; - is standard input")
    add("-o", "--out", type=Path, metavar="FILE", help="write here instead of on standard output")
    add("--brief", action="store_true", help="the outcome and its companions alone, without reasons")
    add("--map", type=Path, metavar="FILE", help="a YAML file that tells what columns and answers are called")
    add("--lines", action="store_true", help="rows are JSON Lines (known by itself from .jsonl and .ndjson)")
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
        choices=("ids", "form", "wording"),
        nargs="?",
        const="ids",
        help="print an empty CSV file with "
        "all columns, named by ids or as on a form; or the wording of a form to make",
    )
    add(
        "--figures",
        choices=("table", "csv", "html"),
        nargs="?",
        const="table",
        help="no rows, but how many come to what; small groups are not shown",
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
