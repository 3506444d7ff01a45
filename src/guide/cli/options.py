"""The options of ``guide`` without a command: a walk."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from guide import __version__
from guide.cli.commands import COMMANDS
from guide.reports import SUFFIXES

if TYPE_CHECKING:
    from argparse import ArgumentParser


def _width() -> int:
    """Return the columns of a line of help. argparse would import shutil to find out, for each option."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns) - 2
    with suppress(OSError, ValueError, AttributeError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns - 2  # type: ignore[union-attr]
    return 78


def parser() -> "ArgumentParser":
    """Return the parser. argparse is imported here, as only a walk needs it."""
    from argparse import ArgumentParser, RawDescriptionHelpFormatter

    from guide.ruleset.folder import shipped_rules

    parser_ = ArgumentParser(
        prog="guide",
        formatter_class=lambda prog: RawDescriptionHelpFormatter(prog, width=_width()),
        description="A few plain questions, and a recommendation with its reasons and their sources.",
        epilog="\n".join(
            [
                "Commands, each with its own --help:",
                *(f"  guide {name:<9} {description}" for name, description in COMMANDS.items()),
                "",
                "Without a terminal that can draw, the walk goes line by line by itself.",
                "Exit codes: 0 done, 1 the input is at fault, 2 usage, 3 a fault of ours, 130 interrupted.",
            ]
        ),
    )
    add = parser_.add_argument
    add("--version", action="version", version=f"guide {__version__}")
    add("--plain", action="store_true", help="ask line by line, without drawing")
    add(
        "--for",
        dest="voice",
        choices=("me", "someone"),
        help="whom it is for; begins with the first question",
    )
    add("--answers", default="", metavar="ANSWERS", help="begin with these answers: question=option,...")
    add("--json", action="store_true", help="print the recommendation on standard output at the end")
    add("--json-schema", action="store_true", help="print the JSON Schema of what --json prints, and leave")
    add(
        "--report",
        type=Path,
        metavar="FILE",
        help=f"at the end, write a report to a new file: FILE{SUFFIXES}",
    )
    add("--rules", type=Path, default=shipped_rules(), metavar="FOLDER", help="use the guide in this folder")
    add(
        "--store",
        type=Path,
        metavar="FILE",
        help="keep an unfinished walk in this file, instead of $GUIDE_STORE or your own data folder",
    )
    add("--no-store", action="store_true", help="keep nothing at all, not even an unfinished walk")
    add("--watch", action="store_true", help="follow the rules as they are saved while the app runs")
    add("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    return parser_
