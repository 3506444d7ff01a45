"""``guide compare``: the kinds of support side by side."""

import os
import sys
from argparse import Namespace
from collections.abc import Collection

from guide.cli.arguments import add_rules_option
from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.parser import CommandParser
from guide.common.output import put_out
from guide.common.suggestions import did_you_mean
from guide.common.text import escape_control_chars
from guide.engine.walk import parse_answers, replay_answers
from guide.presenters.comparison import UNTOUCHED, Comparison, compare_kinds, touched_distinctions
from guide.ruleset.folder import open_guide
from guide.ruleset.model import Guide

USUAL_WIDTH = 80


def run(arguments: list[str]) -> int:
    """Run ``guide compare`` with these arguments and return the exit code. Raises RulesError."""
    args = make_parser().parse_args(arguments)
    guide = open_guide(args.rules)
    try:
        comparison = compare_kinds(guide, _distinctions(guide, args))
    except ValueError as error:
        print(escape_control_chars(str(error)), file=sys.stderr)
        return INPUT_AT_FAULT
    if not comparison.rows:
        print(UNTOUCHED, file=sys.stderr)
    if args.form == "table":
        print(_as_table(comparison), end="")
    else:
        put_out(_render(comparison, args.form))
    return DONE


def make_parser() -> CommandParser:
    """Return the parser of ``guide compare``."""
    description = "The kinds of support side by side, with who says what, and where the documents disagree."
    parser = CommandParser(prog="guide compare", description=description)
    add = parser.add_argument
    add("--as", dest="form", choices=("table", "markdown", "csv"), default="table", help="how to write it")
    add("--answers", metavar="ANSWERS", help="only what these answers touch: question=option,...")
    add("--only", nargs="+", action="extend", metavar="DISTINCTION", help="only these points, by their ids")
    add_rules_option(parser)
    return parser


def _distinctions(guide: Guide, args: Namespace) -> Collection[str] | None:
    """Return the distinctions to show, None for all. Raises ValueError with a sentence."""
    only: list[str] | None = args.only
    for name in only or ():
        if name not in guide.distinctions:
            raise ValueError(f"There is no distinction “{name}”. {did_you_mean(name, guide.distinctions)}")
    if args.answers is None:
        return only
    walk = replay_answers(guide, parse_answers(guide, args.answers))
    if walk.inactive:
        names = ", ".join(walk.inactive)
        print(
            escape_control_chars(f"Not asked after these answers, and left out: {names}."),
            file=sys.stderr,
        )
    return [name for name in touched_distinctions(walk) if only is None or name in only]


def _render(comparison: Comparison, form: str) -> str:
    if form == "markdown":
        from guide.reports.comparison import comparison_markdown

        return comparison_markdown.render(comparison)
    from guide.reports.comparison import comparison_csv

    return comparison_csv.render(comparison)


def _as_table(comparison: Comparison) -> str:
    from guide.reports.comparison import comparison_table

    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    return comparison_table.render(
        comparison, _width(), styled=_can_style(), ascii_only=not encoding.startswith("utf")
    )


def _can_style() -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") in ("dumb", "unknown")
    return sys.stdout.isatty() and not plain


def _width() -> int:
    """Return the columns from COLUMNS, else of the terminal at standard output, error or input, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    for number in (1, 2, 0):
        try:
            return os.get_terminal_size(number).columns or USUAL_WIDTH
        except OSError:
            continue
    return USUAL_WIDTH
