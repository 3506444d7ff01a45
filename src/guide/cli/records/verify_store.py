"""``guide records verify``: whether a store is undamaged."""

from argparse import Namespace

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.records.common import SHORT, count_text, past_lines, print_result
from guide.cli.records.records_command import Commands, add_command
from guide.common.dates import today
from guide.storage import Store
from guide.storage.expiry import count_past, future_interviews
from guide.storage.network_drives import network_text
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage


def add_parser(commands: Commands) -> None:
    """Add ``guide records verify`` and its options to the parser of its group."""
    add_command(commands, "verify", _run, "tell whether the store is undamaged")


def _run(store: Store, args: Namespace) -> int:
    """Interviews that are past their time or dated in the future are named, but are no damage."""
    problems = tuple(find_damage(store))
    if problems:
        print_result(args, {"problems": problems}, problems)
        return INPUT_AT_FAULT
    past, future = count_past(store, today()), future_interviews(store, today())
    lines = [f"{count_text(len(list_ids(store)))}, nothing is wrong.", *past_lines(past)]
    if future:
        names = ", ".join(row.id[:SHORT] for row in future)
        lines.append(f"{count_text(len(future))} dated in the future: {names}.")
    if drive := network_text(store.path):
        lines.append(drive)
    print_result(args, {"problems": (), "past": past, "future": [row.id for row in future]}, lines)
    return DONE
