"""``guide rules new``: a small guide in a new folder, to begin with."""

import sys
from argparse import Namespace
from pathlib import Path

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.rules.rules_command import Commands, add_command
from guide.cli.rules.schemas import write_schemas

STARTER = Path(__file__).parents[2] / "authoring" / "starter"
"""The folder of the guide that is copied."""


def add_parser(commands: Commands) -> None:
    """Add ``guide rules new`` and its options to the parser of its group."""
    parser = add_command(commands, "new", _run, "begin a guide of your own in a new folder", folder=False)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is not there yet")


def _run(args: Namespace) -> int:
    from shutil import copytree

    if args.folder.exists():
        print(f"{args.folder} is already there; nothing was written.", file=sys.stderr)
        return INPUT_AT_FAULT
    copytree(STARTER, args.folder)
    write_schemas(args.folder / "schema")
    print(f"{args.folder} holds a small guide that runs. Next:")
    for command in ("rules check", "rules test", "--rules"):
        print(f"  guide {command} {args.folder}")
    return DONE
