"""``guide rules explain``: the manual's section on the code of a problem."""

import re
import sys
from argparse import Namespace

from guide.cli.commands import DONE, USAGE
from guide.cli.rules.rules_command import Commands, add_command
from guide.ruleset.folder import shipped_rules


def add_parser(commands: Commands) -> None:
    """Add ``guide rules explain`` and its options to the parser of its group."""
    parser = add_command(commands, "explain", _run, "explain the code of a problem", folder=False)
    parser.add_argument("code", metavar="CODE")


def _run(args: Namespace) -> int:
    manual = shipped_rules().joinpath("README.md").read_text(encoding="utf-8")
    section = re.search(rf"^### `{re.escape(args.code)}`\n(.*?)(?=^##|\Z)", manual, re.MULTILINE | re.DOTALL)
    if section is None:
        codes = ", ".join(re.findall(r"^### `([a-z-]+)`", manual, re.MULTILINE))
        print(f"There is no code “{args.code}”. There is: {codes}", file=sys.stderr)
        return USAGE
    print(f"{args.code}\n{section[1].rstrip()}")
    return DONE
