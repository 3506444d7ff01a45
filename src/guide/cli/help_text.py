"""The parts of a help that argparse does not write: the commands by whom they are for, and the examples."""

import re
from collections.abc import Iterator
from textwrap import wrap

from guide.cli.commands import COMMANDS, GROUPS
from guide.cli.examples import EXAMPLES

_GOES_ON = " \\"
_WORD = re.compile(r"""(?:> )?(?:[^\s"]|"[^"]*")+""")
"""A word of a command, with the sign before the name of a file that is written."""


def commands_text(width: int) -> str:
    """The commands with a line each, in their groups."""
    column = max(map(len, COMMANDS)) + 4
    lines: list[str] = []
    for title, commands in GROUPS.items():
        lines += ["", f"{title}:"]
        for name, description in commands.items():
            first, *rest = wrap(description, max(width - column, 10))
            lines += [f"  {name:<{column - 2}}{first}", *(f"{'':{column}}{line}" for line in rest)]
    return "\n".join(lines).strip()


def examples_text(prog: str, width: int) -> str:
    """The examples of a command, what each does above it; "" where it has none."""
    examples = EXAMPLES.get(prog, ())
    if not examples:
        return ""
    lines = ["examples:"]
    for meaning, command in examples:
        lines += wrap(f"{meaning}:", max(width - 2, 10), initial_indent="  ", subsequent_indent="  ")
        lines += _command_lines(command, max(width - 4, 10))
    return "\n".join(lines)


def _command_lines(command: str, width: int) -> Iterator[str]:
    """Break a command that is too long as a shell lets one: with a backslash at the end of a line."""
    line = "   "
    for word in _WORD.findall(command):
        if len(line) + 1 + len(word) > width + 4 - len(_GOES_ON) and line.strip():
            yield f"{line}{_GOES_ON}"
            line = "     "
        line += f" {word}"
    yield line
