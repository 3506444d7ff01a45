"""``guide help``: the same as ``--help`` of a command."""

from guide.cli.commands import DONE
from guide.cli.parser import CommandParser


def run(arguments: list[str]) -> int:
    """Print the help of the command that the arguments name, and return the exit code."""
    from guide.cli.command_tree import find_parser

    args = make_parser().parse_args(arguments)
    print(find_parser(args.command).format_help(), end="")
    return DONE


def make_parser() -> CommandParser:
    """Return the parser of ``guide help``."""
    parser = CommandParser(
        prog="guide help", description="Show the help of guide, or of one of its commands."
    )
    parser.add_argument("command", nargs="*", metavar="COMMAND", help="a command, and one below it")
    return parser
