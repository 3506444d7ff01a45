"""What the commands below ``guide rules`` share: how they are added, and how they read a folder and print."""

from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from guide.common.text import escape_control_chars
from guide.ruleset.folder import open_guide, read_folder, shipped_rules
from guide.ruleset.model import Case, Guide
from guide.ruleset.parsing.loader import CASES_FILE, load_cases

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"
"""What ``ArgumentParser.add_subparsers`` returns."""


def add_command(
    commands: Commands,
    name: str,
    run: Callable[[Namespace], int],
    description: str,
    folder: bool = True,
) -> ArgumentParser:
    """Add a command to ``guide rules`` and return its parser.

    Args:
        commands: The commands of ``guide rules``.
        name: The word that calls it.
        run: Called with the arguments; returns the exit code.
        description: What the command does, for both helps.
        folder: Whether it takes the folder of a guide as an argument that may be left out.
    """
    parser: ArgumentParser = commands.add_parser(name, help=description, description=description)
    parser.set_defaults(command=run)
    if folder:
        parser.add_argument("folder", type=Path, nargs="?", default=shipped_rules(), metavar="FOLDER")
    return parser


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
