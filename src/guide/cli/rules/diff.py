"""``guide rules diff``: what differs between two guides."""

from argparse import Namespace
from pathlib import Path

from guide.cli.commands import DONE
from guide.cli.rules.rules_command import Commands, add_command, add_folder, print_lines
from guide.ruleset.folder import load_folder


def add_parser(commands: Commands) -> None:
    """Add ``guide rules diff`` and its options to the parser of its group."""
    parser = add_command(
        commands,
        "diff",
        _run,
        "tell what differs between two guides, and which answers now lead elsewhere",
        folder=False,
    )
    parser.add_argument("old", type=Path, metavar="OLD", help="the guide as it was, in this folder")
    add_folder(parser, "new", "NEW", "the guide as it is now, in this folder")


def _run(args: Namespace) -> int:
    from guide.authoring.diff import diff, diff_lines
    from guide.ruleset.parsing.loader import load_under_names_of

    old, new = load_folder(args.old), load_folder(args.new)
    worded = load_under_names_of(new.texts, old.texts)
    lines = list(diff_lines(diff(old.guide, new.guide, worded)))
    print_lines(*lines or ["Nothing differs."])
    return DONE
