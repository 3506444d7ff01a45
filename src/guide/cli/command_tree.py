"""The parsers of all commands as one tree. Each is made when it is asked for, as that imports its command."""

from argparse import _SubParsersAction
from collections.abc import Iterator, Sequence
from importlib import import_module

from guide.cli.commands import COMMANDS
from guide.cli.options import make_parser
from guide.cli.parser import CommandParser, no_command_text


def find_parser(words: Sequence[str]) -> CommandParser:
    """Return the parser of the command that these words name; of ``guide`` for none.

    Where there is no such command, say so and end the process as for any wrong use.
    """
    parser = make_parser()
    names: Sequence[str] = tuple(COMMANDS)
    for number, word in enumerate(words):
        if not names:
            parser.error(f"There are no commands below this one, so no “{word}”.")
        if word not in names:
            parser.error(no_command_text(word, names))
        parser = _command_parser(word) if number == 0 else parser.subcommands[word]
        names = tuple(parser.subcommands)
    return parser


def all_parsers() -> Iterator[CommandParser]:
    """Yield the parser of ``guide``, then that of each command, with those below it behind it."""
    yield make_parser()
    for name in COMMANDS:
        parser = _command_parser(name)
        yield parser
        yield from parser.subcommands.values()


def rooted_parser(command: str) -> CommandParser:
    """Return the parser of ``guide`` with all commands below it, of which only this one is filled."""
    root = make_parser()
    commands: _SubParsersAction[CommandParser] = root.add_subparsers(metavar="COMMAND")
    for name, description in COMMANDS.items():
        commands.add_parser(name, help=description)
    if command in COMMANDS:
        commands.choices[command] = _command_parser(command)
    return root


def _command_parser(name: str) -> CommandParser:
    parser: CommandParser = import_module(f"guide.cli.{name}").make_parser()
    return parser
