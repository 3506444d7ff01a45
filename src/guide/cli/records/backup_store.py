"""``guide records backup``: a copy of the whole store."""

from argparse import Namespace
from pathlib import Path

from guide.cli.commands import DONE
from guide.cli.records.common import print_result
from guide.cli.records.export_interviews import KEEP_IT_SAFE
from guide.cli.records.records_command import Commands, add_command
from guide.common.new_file import check_new
from guide.storage import Store
from guide.storage.backup import backup


def add_parser(commands: Commands) -> None:
    """Add ``guide records backup`` and its options to the parser of its group."""
    parser = add_command(commands, "backup", _run, "copy the whole store to a new file")
    parser.add_argument("file", metavar="FILE", type=Path, help="the new file")


def _run(store: Store, args: Namespace) -> int:
    check_new(args.file)
    backup(store, args.file)
    path = str(args.file.absolute())
    print_result(args, {"file": path}, [f"The whole store is copied to {path}.", KEEP_IT_SAFE])
    return DONE
