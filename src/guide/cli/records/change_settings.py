"""``guide records set``: the settings of a store."""

from argparse import ArgumentTypeError, Namespace

from guide.cli.commands import DONE
from guide.cli.records.common import print_result, warn
from guide.cli.records.records_command import Commands, add_command
from guide.presenters.statistics_labels import COMPARED
from guide.storage import Store, StoreError
from guide.storage.store_settings import (
    DEFAULTS,
    FOREVER,
    KEPT,
    LARGEST,
    LONGEST,
    PERIODS,
    WORD,
    change_setting,
    damaged_setting_text,
    damaged_settings,
    format_setting,
    get_setting,
)

_DAYS = f"; from 1 to {LONGEST:,}, or {WORD}"
_MEANINGS = {
    "retention": f"days after the last talk that an interview is kept, and “purge” deletes it then{_DAYS}",
    "least": f"the smallest group that figures show, from 1 to {LARGEST:,}",
    "period": f"months that figures are given for: {', '.join(map(str, PERIODS))}",
    "unfinished": f"days that an unfinished walk for oneself waits{_DAYS}",
}


def add_parser(commands: Commands) -> None:
    """Add ``guide records set`` and its options to the parser of its group."""
    description = "print the settings, or change one"
    parser = add_command(commands, "set", _run, description, makes_store=lambda args: args.value is not None)
    parser.add_argument(
        "name", nargs="?", choices=tuple(DEFAULTS), metavar="NAME", help=f"one of {', '.join(DEFAULTS)}"
    )
    parser.add_argument(
        "value", nargs="?", type=_read_value, metavar="VALUE", help=f"a number, or “{WORD}” for days"
    )


def _read_value(argument: str) -> int | str:
    """Read a whole number, or the word for ever. Raises ArgumentTypeError."""
    if argument.strip().lower() == WORD:
        return WORD
    try:
        return int(argument[:20])
    except ValueError:
        raise ArgumentTypeError(f"this is a whole number, or {WORD}") from None


def _run(store: Store, args: Namespace) -> int:
    if args.name is not None:
        _change(store, args)
    values = {name: get_setting(store, name) for name in DEFAULTS}
    lines = [f"{name} {format_setting(name, value)}: {_MEANINGS[name]}" for name, value in values.items()]
    if args.name in ("least", "period"):
        lines += ["", COMPARED]
    for name in damaged_settings(store):
        warn(damaged_setting_text(name))
    forever = {name: WORD for name in KEPT if values[name] == FOREVER}
    print_result(args, {**values, **forever}, lines)
    return DONE


def _change(store: Store, args: Namespace) -> None:
    """Change the setting ``args.name``. Raises StoreError where there is no value, or no proper one."""
    if args.value is None:
        raise StoreError(
            f"Say what “{args.name}” is to be: guide records set {args.name} {DEFAULTS[args.name]}"
        )
    try:
        change_setting(store, args.name, _stored_value(args.name, args.value))
    except ValueError:
        raise StoreError(f"{args.value} is no value for “{args.name}”: {_MEANINGS[args.name]}.") from None


def _stored_value(name: str, value: int | str) -> int:
    """Return the number that the store has for a value. Raises ValueError where the setting has none such."""
    if name in KEPT and value == WORD:
        return FOREVER
    if value in (WORD, FOREVER):
        raise ValueError
    return int(value)
