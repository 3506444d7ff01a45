"""``guide completion``: the script with which a shell completes what is typed behind ``guide``."""

from guide.cli.commands import DONE
from guide.cli.parser import CommandParser
from guide.common.output import put_out

SHELLS = ("bash", "zsh", "fish", "powershell")


def run(arguments: list[str]) -> int:
    """Print the script for a shell and return the exit code."""
    args = make_parser().parse_args(arguments)
    from argcomplete.shell_integration import shellcode

    # Without bash's own completions: where guide has nothing to offer, a file name would be wrong.
    put_out(shellcode(["guide"], shell=args.shell, complete_arguments=["-o", "nospace"]))
    return DONE


def make_parser() -> CommandParser:
    """Return the parser of ``guide completion``."""
    parser = CommandParser(
        prog="guide completion",
        description="Print a script with which your shell completes commands, options, file names and the "
        "ids of questions, answers and outcomes. Names and ids of records are never offered.",
    )
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=f"one of {', '.join(SHELLS)}")
    return parser
