"""``guide records restore``: a backup takes the place of the store."""

from argparse import Namespace
from pathlib import Path

from guide.cli.commands import DONE
from guide.cli.records.common import count_text, print_result
from guide.cli.records.records_command import Commands, add_command
from guide.cli.unlock import unlock_store
from guide.common.encrypted_file import read_salt
from guide.storage.restore import check_place, restore

_BACK_AGAIN = "What was deleted since the backup was made is there again."


def add_parser(commands: Commands) -> None:
    """Add ``guide records restore`` and its options to the parser of its group."""
    description = "make the store from a backup, which is checked first and stays as it is"
    parser = add_command(commands, "restore", without_store=_run, description=description)
    parser.add_argument("backup", metavar="BACKUP", type=Path, help="the file that “backup” wrote")
    parser.add_argument(
        "--replace", action="store_true", help="where there is a store; it is kept under another name"
    )


def _run(path: Path, args: Namespace) -> int:
    check_place(args.backup, path, args.replace)
    unlock_store(args.backup, args.passphrase_command)
    restored = restore(args.backup, path, args.replace)
    former = str(restored.former) if restored.former else None
    lines = [f"{count_text(restored.interviews)} restored to {path}."]
    if former:
        lines.append(
            f"The store that was there before is {former}. Delete it when you do not need it any more."
        )
    if read_salt(path):
        lines.append("It has the passphrase that the backup has.")
    print_result(
        args,
        {"file": str(path), "interviews": restored.interviews, "former": former},
        [*lines, _BACK_AGAIN],
    )
    return DONE
