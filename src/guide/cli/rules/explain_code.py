"""``guide rules explain``: the manual's section on the code of a problem."""

import re
from argparse import Namespace

from guide.cli.commands import DONE, USAGE
from guide.cli.failures import complain
from guide.cli.rules.rules_command import Commands, add_command
from guide.common.suggestions import nearest_name
from guide.ruleset.folder import shipped_rules


def add_parser(commands: Commands) -> None:
    """Add ``guide rules explain`` and its options to the parser of its group."""
    parser = add_command(commands, "explain", _run, "explain the code of a problem", folder=False)
    parser.add_argument("code", metavar="CODE", help="as it stands in brackets in a problem")


def _run(args: Namespace) -> int:
    manual = _read_manual()
    section = re.search(rf"^### `{re.escape(args.code)}`\n(.*?)(?=^##|\Z)", manual, re.MULTILINE | re.DOTALL)
    if section is None:
        codes = problem_codes()
        nearest = nearest_name(args.code, codes)
        hint = f"Did you mean “{nearest}”?" if nearest else f"There is: {', '.join(codes)}"
        complain(f"There is no code “{args.code}”. {hint}")
        return USAGE
    print(f"{args.code}\n{section[1].rstrip()}")
    return DONE


def problem_codes() -> list[str]:
    """Return every code that a problem can have, in the order of the manual."""
    return re.findall(r"^### `([a-z-]+)`", _read_manual(), re.MULTILINE)


def _read_manual() -> str:
    return shipped_rules().joinpath("README.md").read_text(encoding="utf-8")
