"""Options that several commands have."""

from argparse import Namespace
from pathlib import Path

from guide.cli.parser import CommandParser
from guide.ruleset.folder import shipped_rules
from guide.ruleset.model import Voice


def add_rules_option(parser: CommandParser) -> None:
    """Add ``--rules``, which names the folder of the guide; without it, the guide that is shipped is used."""
    parser.add_argument(
        "--rules", type=Path, default=shipped_rules(), metavar="FOLDER", help="use the guide in this folder"
    )


def voice_of(args: Namespace) -> Voice:
    """Return the voice that ``--for`` asks for; "you" without it."""
    return "they" if args.voice == "someone" else "you"
