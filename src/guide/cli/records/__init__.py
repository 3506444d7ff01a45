"""``guide records ...``: the interviews that are kept. Each command is in a file of its own."""

from argparse import Namespace
from contextlib import closing, suppress

from guide.cli.commands import INPUT_AT_FAULT
from guide.cli.parser import CommandParser
from guide.cli.records import (
    backup_store,
    change,
    change_settings,
    correct,
    delete_interviews,
    due,
    encrypt_store,
    export_interviews,
    import_interviews,
    listing,
    move,
    person,
    purge_store,
    recheck,
    restore_backup,
    reviewed,
    show,
    summary,
    verify_store,
    write_report,
)
from guide.cli.records.common import SAVE_THE_REST, SHORT, count_text, warn
from guide.cli.unlock import unlock_store
from guide.common.new_file import FileWriteError
from guide.common.paths import STORE_VARIABLE, is_absent, store_path
from guide.sessions.legacy_journals import look_through
from guide.storage import DamagedError, Store, StoreError, open_store
from guide.storage.current_user import this_user
from guide.storage.database import open_in_memory

_EPILOG = (
    "An id may be shortened for as long as it is unique. The interviews are in the file behind --store, else "
    f"in ${STORE_VARIABLE}, else in the folder for data of whoever uses this machine."
)


def run(arguments: list[str]) -> int:
    """Run ``guide records`` with these arguments and return the exit code. Raises RulesError."""
    args = make_parser().parse_args(arguments)
    # On standard error: standard output may belong to a program.
    for option, day in getattr(args, "understood", {}).items():
        warn(f"{option}: {day}")
    try:
        if args.without_store is not None:
            return int(args.without_store(store_path(args.store), args))
        args.before(args)
        with closing(_open_store(args)) as store:
            try:
                return int(args.command(store, args))
            except DamagedError as error:
                return _run_on_rest(store, args, error)
    except (StoreError, FileWriteError) as error:
        warn(str(error))
        return INPUT_AT_FAULT


def _run_on_rest(store: Store, args: Namespace, error: DamagedError) -> int:
    """Run a command that only reads on what can be read of a damaged store; refuse any other."""
    if not args.only_reads:
        warn(str(error))
        warn(SAVE_THE_REST)
        return INPUT_AT_FAULT
    from guide.storage.recovery import readable_copy

    rest, lost = readable_copy(store)
    warn(f"{store.path} is damaged. Below is what can be read of it. {SAVE_THE_REST}")
    if lost:
        warn(f"{count_text(len(lost))} cannot be read: {', '.join(name[:SHORT] for name in lost)}.")
    with closing(rest):
        args.command(rest, args)
    return INPUT_AT_FAULT


def _open_store(args: Namespace) -> Store:
    """Open the store; only a command that keeps something makes one. Raises StoreError."""
    path = store_path(args.store)
    if is_absent(path) and not args.makes_store(args):
        if not args.needs_store(args):
            return open_in_memory(path, this_user())
        raise StoreError(f"Nothing is kept yet: there is no file {path}.")
    unlock_store(path, args.passphrase_command)
    store = open_store(path)
    # Damage in one journal keeps nobody from the others. What fails now is done at the next opening.
    with suppress(StoreError):
        look_through(store)
    return store


def make_parser() -> CommandParser:
    """Return the parser of ``guide records``."""
    parser = CommandParser(
        prog="guide records",
        description="The interviews that are stored.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for command in (listing, show, person, write_report, summary, due, recheck):
        command.add_parser(commands)
    for command in (export_interviews, import_interviews, backup_store, restore_backup):
        command.add_parser(commands)
    encrypt_store.add_parsers(commands)
    for command in (delete_interviews, purge_store):
        command.add_parser(commands)
    for command in (change, correct, reviewed, verify_store, change_settings, move):
        command.add_parser(commands)
    return parser
