"""Options that several commands have."""

from argparse import Namespace
from pathlib import Path

from guide.cli.parser import CommandParser
from guide.ruleset.folder import shipped_rules
from guide.ruleset.model import Voice


def add_rules_option(parser: CommandParser) -> None:
    """Add ``--rules``, the folder of the guide, the shipped one where it is not given."""
    parser.add_argument(
        "--rules", type=Path, default=shipped_rules(), metavar="FOLDER", help="use the guide in this folder"
    )


def voice_of(args: Namespace) -> Voice:
    """Return whether texts speak to the person or about them, by ``--for``; to them where it is not given."""
    return "they" if args.voice == "someone" else "you"
