"""Explains errors of the YAML parser at lines that begin in another column than those around them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guide.ruleset.parsing.line_faults import indentation
from guide.ruleset.parsing.stuck import Finding, Lines, Stuck

_FITS = (
    "mapping values",
    "did not find expected key",
    "did not find expected <document start>",
    "block sequence entries",
    "mapping keys",
)
"""How the reasons of the parser begin at such lines."""

_NAMED = re.compile(r"""([\w-]+|"[^"]*"|'[^']*'):(?:\s|$)""")


class _Level(NamedTuple):
    """A column, from 0, in which lines around a place begin, with the last one that does."""

    column: int
    line: int
    name: str

    def __str__(self) -> str:
        return f"“{self.name}” (line {self.line})" if self.name else f"the dash in line {self.line}"


def check_indentation(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    """Lines that begin in another column than those that they belong to."""
    if "'-' indicator" in stuck.reason and stuck.since_line:
        message = f"this line has no dash, and the list around it began with one in line {stuck.since_line}"
        hint = f"Remove the dash in line {stuck.since_line}, or put one here."
        yield Finding(stuck.line, stuck.column, message, hint)
    above = lines.before(stuck.line)
    if not above or not stuck.reason.startswith(_FITS):
        return
    here, there = indentation(lines(stuck.line)), indentation(lines(above))
    if here == there:
        return
    if "document start" in stuck.reason:
        hint = f"It starts in column {there + 1}, and the line below in column {here + 1}. Remove the spaces."
        yield Finding(above, 1, "this line starts too far to the right", hint)
    if hint := _where_it_fits(here, _levels(above, lines)):
        message = f"this line starts in column {here + 1}, where no line around it starts"
        yield Finding(stuck.line, here + 1, message, hint)
    way = "right" if here > there else "left"
    message = f"this line starts too far to the {way}, or the one above does not fit"
    hint = (
        f"It starts in column {here + 1}, the line above in column {there + 1}. "
        "Lines that belong together start in the same column."
    )
    yield Finding(stuck.line, here + 1, message, hint)


def _where_it_fits(here: int, levels: list[_Level]) -> str:
    """The columns next to ``here`` in which the line would fit; empty where it is in one of them."""
    outer = next((level for level in levels if level.column <= here), None)
    if outer is None or outer.column == here:
        return ""
    inner = next((level for level in reversed(levels) if level.column > here), None)
    beside = f"To stand beside {outer}, start it in column {outer.column + 1}."
    if inner is None or not outer.name:
        return beside
    return f"{beside} To belong to “{outer.name}”, start it in column {inner.column + 1}."


def _levels(number: int, lines: Lines) -> list[_Level]:
    """The names and dashes that a line and what it belongs to begin with, the innermost first."""
    levels: list[_Level] = []
    for above in range(number, lines.first - 1, -1):
        for column, name in reversed(_beginnings(lines(above))):
            if not levels or column < levels[-1].column:
                levels.append(_Level(column, above, name))
        if levels and levels[-1].column == 0:
            break
    return levels


def _beginnings(line: str) -> list[tuple[int, str]]:
    """The offsets of the dashes that a line begins with, and of the name behind them, each with its name."""
    at = indentation(line)
    found: list[tuple[int, str]] = []
    while line.startswith("- ", at) or line[at:] == "-":
        found.append((at, ""))
        at += 1 + indentation(line[at + 1 :])
    if name := _NAMED.match(line, at):
        found.append((at, name[1]))
    return found
