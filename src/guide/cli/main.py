"""The command line: which command runs, and how its errors become exit codes.

Each command is imported only when it runs, so that none pays for the start of another.
"""

import gc
import os
import sys
from importlib import import_module
from typing import NoReturn

from guide.cli.commands import COMMANDS, DONE, INPUT_AT_FAULT, INTERRUPTED
from guide.cli.failures import complain, report_own_failure
from guide.common.output import OutputError, drop_output, guard_streams


def main() -> NoReturn:
    """Run the command line of this process and exit with its code."""
    if "_ARGCOMPLETE" in os.environ:
        from guide.cli.completers import answer_shell

        answer_shell()
    guard_streams()
    try:
        code = _run_and_flush(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # The program that read our output has ended, as “head” does.
        drop_output()
        code = DONE
    except OutputError as error:
        complain(str(error))
        drop_output()
        code = INPUT_AT_FAULT
    except Exception as error:
        code = report_own_failure(error)
    sys.exit(code)


def _run_and_flush(arguments: list[str]) -> int:
    """Run a command line and write all of its output, also that of --help, which leaves by SystemExit."""
    try:
        code = run(arguments)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else DONE
    sys.stdout.flush()
    return code


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit code. Problems of the rules are printed on standard error."""
    from guide.ruleset.problems import RulesError

    # Objects made while starting and reading rules live to the end. Collecting garbage among them would cost
    # a tenth of the start, and half of the time that a large guide takes.
    gc.disable()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        if arguments and not arguments[0].startswith("-"):
            return _run_command(arguments[0], arguments[1:])
        from guide.cli.run_walk import run_walk

        return run_walk(arguments)
    except RulesError as error:
        from guide.common.text import escape_control_chars

        print(*(escape_control_chars(str(problem)) for problem in error.problems), sep="\n", file=sys.stderr)
        count = len(error.problems)
        print(f"The rules have {count} problem{'s'[: count != 1]}.", file=sys.stderr)
        return INPUT_AT_FAULT


def _run_command(name: str, arguments: list[str]) -> int:
    """Run a command and return its exit code. Raises RulesError."""
    if name not in COMMANDS:
        from guide.cli.options import make_parser
        from guide.cli.parser import no_command_text

        make_parser().error(no_command_text(name, COMMANDS))
    return int(import_module(f"guide.cli.{name}").run(arguments))
