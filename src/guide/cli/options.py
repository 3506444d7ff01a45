"""The options of ``guide`` without a command: a walk."""

from pathlib import Path
from typing import TYPE_CHECKING

from guide import __version__
from guide.reports import SUFFIXES

if TYPE_CHECKING:
    from guide.cli.parser import CommandParser


def make_parser() -> "CommandParser":
    """Return the parser of ``guide`` without a command. It is imported here, as only a walk needs it."""
    from guide.cli.parser import PROGRAM, CommandParser
    from guide.cli.unlock import add_passphrase_command
    from guide.ruleset.folder import shipped_rules

    parser = CommandParser(
        prog=PROGRAM,
        usage="guide [OPTIONS]\nguide COMMAND [OPTIONS]",
        description="A few plain questions, and a recommendation with its reasons and their sources. "
        "“guide help COMMAND” tells more about a command.",
        epilog="Without a terminal that can draw, the questions come line by line by themselves.\n"
        "Exit codes: 0 done, 1 the input is at fault, 2 usage, 3 a fault of ours, 130 interrupted.",
    )
    add = parser.add_argument
    add("--version", action="version", version=f"guide {__version__}")
    add("--plain", action="store_true", help="ask line by line, without drawing")
    add(
        "--for",
        dest="voice",
        choices=("me", "someone"),
        help="whom it is for; begins with the first question",
    )
    add("--answers", default="", metavar="ANSWERS", help="begin with these answers: question=option,...")
    add("--json", action="store_true", help="print the recommendation on standard output")
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
        help="keep what is not finished in this file, instead of $GUIDE_STORE or your own data folder",
    )
    add("--no-store", action="store_true", help="keep nothing at all, not even what is not finished")
    add_passphrase_command(parser)
    add("--watch", action="store_true", help="follow the rules as they are saved while the app runs")
    add("--no-mouse", action="store_true", help="leave the mouse to the terminal")
    return parser
