"""How a command is added to ``guide records``, and the arguments that several of them have."""

from argparse import (
    Action,
    ArgumentError,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    _ActionsContainer,
    _SubParsersAction,
)
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from guide.cli.parser import CommandParser
from guide.cli.unlock import add_passphrase_command
from guide.common.dates import DayError, Direction, format_date_long, parse_date, today
from guide.ruleset.folder import shipped_rules
from guide.storage import Store

_ID_HELP = "the id of the interview, or its beginning"
_IDS_HELP = "ids of interviews, or their beginnings"

Run = Callable[[Store, Namespace], int]
"""What a command does with the open store and its arguments; returns the exit code."""

RunWithout = Callable[[Path, Namespace], int]
"""What a command does with the path of a store that it does not have opened for it; returns the exit code."""

Commands: TypeAlias = "_SubParsersAction[CommandParser]"
"""What ``CommandParser.add_subparsers`` returns."""


def add_command(
    commands: Commands,
    name: str,
    run: Run | None = None,
    description: str = "",
    makes_store: Callable[[Namespace], bool] = lambda _: False,
    only_reads: bool = False,
    without_store: RunWithout | None = None,
) -> CommandParser:
    """Add a command to ``guide records`` and return its parser, with the options that all of them have.

    Args:
        commands: The commands of ``guide records``.
        name: The word that calls it.
        run: Called with the store and the arguments.
        description: What the command does, for both helps; begins with a small letter.
        makes_store: Whether, with these arguments, a store is made where there is none.
        only_reads: Whether the command is also run on what can be read of a damaged store.
        without_store: Called with the path of the store and the arguments, in place of ``run``, for a command
            that works on the file as a whole.
    """
    parser = commands.add_parser(
        name,
        help=description,
        description=f"{description[0].upper()}{description[1:]}.",
        allow_abbrev=False,
    )
    parser.set_defaults(command=run, makes_store=makes_store, before=lambda _: None, only_reads=only_reads)
    parser.set_defaults(without_store=without_store)
    parser.set_defaults(needs_store=lambda _: True)
    parser.add_argument("--store", type=Path, metavar="FILE", help="the file of interviews")
    parser.add_argument(
        "--rules", type=Path, default=shipped_rules(), metavar="FOLDER", help="the present rules"
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    add_passphrase_command(parser)
    return parser


def add_period(parser: CommandParser, what: str) -> None:
    """Add ``--since`` and ``--until``. ``what`` begins their help, such as “that changed last”."""
    examples = "such as 2026-03-31, 1 March or “6 weeks ago”"
    add_day(parser, "--since", "last", f"{what} on this day or later, {examples}")
    add_day(parser, "--until", "last", f"{what} on this day or earlier")


def add_day(parser: _ActionsContainer, name: str, which: Direction, help_text: str) -> None:
    """Add an option that takes a day as people write it.

    Its value is the day as YYYY-MM-DD, or "" if not given. ``which`` is what a text without a year means.
    """
    parser.add_argument(name, action=_ParseDay, const=which, default="", metavar="DAY", help=help_text)


def add_id(parser: CommandParser) -> None:
    """Add the argument ``id``, for a command about one interview."""
    parser.add_argument("id", metavar="ID", type=read_text, help=_ID_HELP)


def add_id_or_person(parser: CommandParser) -> None:
    """Add ``id`` and ``--person``, of which one has to be given."""
    parser.usage = f"{parser.prog} [OPTIONS] (ID | --person NAME)"
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("id", metavar="ID", type=read_text, nargs="?", help=_ID_HELP)
    group.add_argument(
        "--person", type=read_text, metavar="NAME", help="everything that is stored of this person"
    )


def add_ids_or_person(parser: CommandParser) -> None:
    """Add ``ids``, any number of them, and ``--person``. Neither has to be given."""
    parser.usage = f"{parser.format_usage()} [ID ... | --person NAME]"
    group = parser.add_mutually_exclusive_group()
    group.add_argument("ids", metavar="ID", type=read_text, nargs="*", default=[], help=_IDS_HELP)
    group.add_argument("--person", type=read_text, metavar="NAME", help="all interviews of this person")


def read_text(argument: str) -> str:
    """Return an argument of the command line as valid Unicode: undecodable bytes become question marks."""
    return argument.encode(errors="replace").decode()


def read_count(argument: str) -> int:
    """Parse an argument as a whole number from 1 on. Raises ArgumentTypeError."""
    if not argument.isdecimal() or not int(argument[:10]) > 0:
        raise ArgumentTypeError("this is a number from 1 on")
    return int(argument[:10])


class _ParseDay(Action):
    """Reads a day into YYYY-MM-DD. An empty text is no day, as in the defaults.

    Where the day was written in another way, ``understood`` of the arguments has a sentence for the option
    that says which day that is.
    """

    def __call__(self, _: ArgumentParser, args: Namespace, value: Any, option: str | None = None) -> None:
        try:
            day = parse_date(value, today(), self.const) if value else None
        except DayError as error:
            raise ArgumentError(self, str(error)) from None
        setattr(args, self.dest, day.isoformat() if day else "")
        if day and day.isoformat() != value.strip():
            args.understood = {**getattr(args, "understood", {}), option: f"{format_date_long(day)}."}
