"""What the commands below ``guide rules`` share: how they are added, and how they read a folder and print."""

from argparse import Namespace, _SubParsersAction
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from guide.cli.failures import complain
from guide.cli.parser import CommandParser
from guide.common.text import escape_control_chars
from guide.ruleset.folder import find_guide_folder, open_guide, read_folder, shipped_rules
from guide.ruleset.model import Case, Guide
from guide.ruleset.parsing.loader import CASES_FILE, load_cases

Commands: TypeAlias = "_SubParsersAction[CommandParser]"
"""What ``CommandParser.add_subparsers`` returns."""


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[Namespace], int],
    description: str,
    folder: bool = True,
) -> CommandParser:
    """Add a command to ``guide rules`` and return its parser.

    Args:
        commands: The commands of ``guide rules``.
        name: The word that calls it.
        run: Called with the arguments; returns the exit code.
        description: What the command does, for both helps; begins with a small letter.
        folder: Whether it takes the folder of a guide as an argument that may be left out.
    """
    parser = commands.add_parser(
        name, help=description, description=f"{description[0].upper()}{description[1:]}."
    )
    parser.set_defaults(command=run)
    if folder:
        add_folder(parser, "folder", "FOLDER", "the guide in this folder")
    return parser


def add_folder(parser: CommandParser, name: str, metavar: str, text: str) -> None:
    """Add the folder of a guide as an argument that ``fill_in_folder`` fills in where it is left out."""
    left_out = "left out: the one in which you stand, else the one that comes with the program"
    parser.add_argument(name, type=Path, nargs="?", metavar=metavar, help=f"{text}; {left_out}")
    parser.set_defaults(folder_name=name)


def fill_in_folder(args: Namespace) -> None:
    """Fill in the guide that was not named, and say on standard error which one that is."""
    name = getattr(args, "folder_name", "")
    if not name or getattr(args, name) is not None:
        return
    folder = find_guide_folder()
    setattr(args, name, folder)
    which = " that comes with the program" if folder == shipped_rules() else ""
    complain(f"This reads the guide{which} in {folder}.")


def load_guide_and_cases(folder: Path) -> tuple[Guide, tuple[Case, ...]]:
    """Read the guide in a folder and its scenario cases, of which there may be none. Raises RulesError."""
    guide = open_guide(folder)
    texts = read_folder(folder)
    return guide, load_cases(texts, guide) if CASES_FILE in texts else ()


def print_lines(*lines: str) -> None:
    """Print each text on a line of its own, with control characters made visible."""
    print(*map(escape_control_chars, lines), sep="\n")


def count_noun(number: int, noun: str) -> str:
    """Return “1 error” or “3 errors”."""
    return f"{number} {noun}{'s'[: number != 1]}"
