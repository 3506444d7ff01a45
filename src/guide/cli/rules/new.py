"""``guide rules new``: a guide in a new folder to begin with, a small one or a copy of the shipped one."""

from argparse import Namespace
from pathlib import Path

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.failures import complain
from guide.cli.rules.rules_command import Commands, add_command
from guide.cli.rules.schemas import write_schemas
from guide.ruleset.folder import shipped_rules

STARTER = Path(__file__).parents[2] / "authoring" / "starter"
"""The folder of the small guide."""


def add_parser(commands: Commands) -> None:
    """Add ``guide rules new`` and its options to the parser of its group."""
    parser = add_command(commands, "new", _run, "begin a guide of your own in a new folder", folder=False)
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER", help="a folder that is not there yet, or is empty"
    )
    parser.add_argument(
        "--from",
        choices=("starter", "shipped"),
        default="starter",
        dest="model",
        help="begin with a very small guide (starter), or with a copy of the one that comes with the program "
        "(shipped); left out: starter",
    )


def _run(args: Namespace) -> int:
    if args.folder.exists() and not _is_empty(args.folder):
        complain(f"{args.folder} is already there, and not empty; nothing was written.")
        return INPUT_AT_FAULT
    is_copy = args.model == "shipped"
    _copy_files(shipped_rules() if is_copy else STARTER, args.folder)
    write_schemas(args.folder / "schema")
    what = "a copy of the guide that comes with the program" if is_copy else "a small guide that runs"
    print(f"{args.folder} holds {what}. Next:")
    for command in ("rules check", "rules test", "--rules"):
        print(f"  guide {command} {args.folder}")
    if is_copy:
        print(f"How to change it is told in {args.folder / 'README.md'}.")
    return DONE


def _is_empty(folder: Path) -> bool:
    return folder.is_dir() and next(folder.iterdir(), None) is None


def _copy_files(source: Path, folder: Path) -> None:
    """Copy the files of a folder, but not what is below it. Copies can be changed, whoever owns the files."""
    from shutil import copyfile

    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            copyfile(path, folder / path.name)
