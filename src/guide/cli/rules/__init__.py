"""``guide rules ...``: the commands for whoever edits a guide, one file each."""

from guide.cli.parser import CommandParser
from guide.cli.rules import check, diff, draw, explain_code, export, new, record, schemas, test
from guide.cli.rules.rules_command import fill_in_folder


def run(arguments: list[str]) -> int:
    """Run ``guide rules`` with these arguments and return the exit code. Raises RulesError."""
    args = make_parser().parse_args(arguments)
    fill_in_folder(args)
    return int(args.command(args))


def make_parser() -> CommandParser:
    """Return the parser of ``guide rules``."""
    parser = CommandParser(
        prog="guide rules",
        description="For whoever edits a guide. A guide that is not named is the one in the folder in which "
        "you stand, or else the one that comes with the program.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    for command in (check, explain_code, test, record, draw, schemas, new, export, diff):
        command.add_parser(commands)
    return parser
