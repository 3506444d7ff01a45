"""``guide decide``: a file of answers, decided row by row."""

import sys
from argparse import Namespace
from pathlib import Path

from guide.batch.survey_error import SurveyError
from guide.batch.survey_source import JSON_ENDINGS
from guide.cli.arguments import voice_of
from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.decide.decide_options import STANDARD_INPUT, check_options, make_parser
from guide.cli.decide.files import FileError, open_input, open_output
from guide.cli.decide.run import Dialect, Work
from guide.cli.failures import complain
from guide.cli.progress import show_progress
from guide.common.output import put_out
from guide.ruleset.folder import open_guide


def run(arguments: list[str]) -> int:
    """Run ``guide decide`` with these arguments and return the exit code. Raises RulesError."""
    parser = make_parser()
    args = parser.parse_args(arguments)
    check_options(parser, args)
    try:
        if args.template:
            return _template(args)
        return _figures(args) if args.figures else _decide(args)
    except (FileError, SurveyError) as error:
        complain(f"{args.file if args.file != STANDARD_INPUT else 'standard input'}: {error}.")
        return INPUT_AT_FAULT


def _template(args: Namespace) -> int:
    from guide.cli.decide.template import make_template

    text = make_template(open_guide(args.rules), args.template)
    if args.out is None:
        put_out(text)
        return DONE
    with open_output(args.out, STANDARD_INPUT, force=args.force) as sink:
        sink.write(text.encode("utf-8", "replace"))
    return DONE


def _decide(args: Namespace) -> int:
    work = _work(args)
    with (
        open_input(args.file) as (stream, size),
        open_output(args.out, args.file, force=args.force) as sink,
        show_progress(size) as update,
    ):
        head, results = work.results(stream, args.jobs)
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
    else:
        with open_output(args.out, args.file, force=args.force) as sink:
            sink.write(text.encode("utf-8", "replace"))
    _print_remarks(work)
    return DONE


def _work(args: Namespace) -> Work:
    is_json = args.lines or Path(args.file).suffix.lower() in JSON_ENDINGS
    dialect = Dialect(is_json, args.delimiter, args.encoding)
    return Work(args.rules, args.map, args.brief, voice_of(args), dialect)


def _print_remarks(work: Work) -> None:
    """Print on standard error what was understood in a way that somebody may want to know."""
    for remark in work.remarks:
        complain(f"note: {remark}")


def _print_summary(args: Namespace, work: Work) -> int:
    """Print on standard error how many rows were decided and which were not; return the exit code."""
    _print_remarks(work)
    tally = work.tally
    for row, problem in tally.problems:
        complain(f"row {row}: {problem}")
    if tally.refused > len(tally.problems):
        print(f"… and {tally.refused - len(tally.problems):,} rows more.", file=sys.stderr)
    decided = tally.rows - tally.refused
    print(f"{tally.rows:,} rows: {decided:,} decided, {tally.refused:,} not.", file=sys.stderr)
    return INPUT_AT_FAULT if args.strict and tally.refused else DONE
