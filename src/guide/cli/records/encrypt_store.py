"""``guide records encrypt`` and ``decrypt``: a store under a passphrase, and without one again."""

from argparse import Namespace
from pathlib import Path

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.records.common import confirm, print_result, warn
from guide.cli.records.records_command import Commands, add_command
from guide.cli.unlock import given_passphrase, new_passphrase, unlock_store
from guide.common.encrypted_file import read_salt
from guide.common.paths import is_absent
from guide.storage import StoreError, open_store
from guide.storage.connections import can_encrypt
from guide.storage.conversion import convert_store
from guide.storage.errors import DriverMissingError

WITHOUT_IT = (
    "Without the passphrase nobody can read the records, not even you: it is stored nowhere, and nothing can"
    " bring it back. Keep a copy of it in a safe place. Four words that have nothing to do with each other"
    " make a good one."
)
_TRACES = (
    "The old file was overwritten. Solid-state drives, snapshots and copies by other programs may still have"
    " parts of it."
)
_COPIES = "Backups and exports that were made before are as they were."


def add_parsers(commands: Commands) -> None:
    """Add ``guide records encrypt`` and ``decrypt`` and their options to the parser of their group."""
    description = "put the store under a passphrase, or under another one"
    parser = add_command(commands, "encrypt", without_store=_encrypt, description=description)
    parser.add_argument(
        "--new-passphrase-command", default="", metavar="COMMAND", help="prints the new passphrase"
    )
    parser = add_command(
        commands, "decrypt", without_store=_decrypt, description="take the passphrase off the store"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _encrypt(path: Path, args: Namespace) -> int:
    if not can_encrypt():
        raise DriverMissingError(path)
    changed = bool(read_salt(path))
    unlock_store(path, args.passphrase_command)
    warn(WITHOUT_IT)
    given = None if changed or args.new_passphrase_command else given_passphrase(args.passphrase_command)
    passphrase = new_passphrase(args.new_passphrase_command, given)
    if is_absent(path):
        open_store(path).close()
    convert_store(path, passphrase)
    lines = [f"{path} has another passphrase now."] if changed else [f"{path} is encrypted.", _TRACES]
    print_result(args, {"file": str(path), "encrypted": True}, [*lines, _COPIES])
    return DONE


def _decrypt(path: Path, args: Namespace) -> int:
    if is_absent(path):
        raise StoreError(f"Nothing is kept yet: there is no file {path}.")
    if not read_salt(path):
        # What is no store at all is told so.
        open_store(path).close()
        raise StoreError(f"{path} is not encrypted. Nothing is changed.")
    unlock_store(path, args.passphrase_command)
    if not confirm("Whoever gets at the file will be able to read it. Take the passphrase off?", args):
        return INPUT_AT_FAULT
    convert_store(path, "")
    print_result(args, {"file": str(path), "encrypted": False}, [f"{path} is no longer encrypted."])
    return DONE
