"""``guide rules ...``: the commands for whoever edits a guide, one file each."""

from argparse import ArgumentParser

from guide.cli.rules import check, diff, draw, explain_code, export, new, record, schemas, test


def run(arguments: list[str]) -> int:
    """Run ``guide rules`` with these arguments and return the exit code. Raises RulesError."""
    parser = ArgumentParser(prog="guide rules", description="For whoever edits a guide.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (check, explain_code, test, record, draw, schemas, new, export, diff):
        command.add_parser(commands)
    args = parser.parse_args(arguments)
    return int(args.command(args))
