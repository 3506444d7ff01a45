"""Explains errors of the YAML parser at lines that begin in another column than those around them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guide.ruleset.parsing.field_names import table_fields
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


def check_dash(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    """A dash at the start of a line that stands in no column of the dashes above it."""
    line, here = lines(stuck.line), stuck.column - 1
    above = lines.before(stuck.line)
    if not above or indentation(line) != here or not line.startswith("- ", here):
        return
    dashes = [level for level in _levels(above, lines) if not level.name]
    if dashes and all(dash.column != here for dash in dashes):
        yield _displaced_dash(stuck, dashes[0])


def check_indentation(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    """Lines that begin in another column than those that they belong to."""
    if "'-' indicator" in stuck.reason and stuck.since_line:
        yield _without_dash(stuck, lines)
    above = lines.before(stuck.line)
    if not above or not stuck.reason.startswith(_FITS):
        return
    here, there = indentation(lines(stuck.line)), indentation(lines(above))
    if here == there:
        return
    if "document start" in stuck.reason:
        hint = f"It starts in column {there + 1}, and the line below in column {here + 1}. Remove the spaces."
        yield Finding(above, 1, "this line starts too far to the right", hint)
    if hint := _where_it_fits(stuck.line, _levels(above, lines), lines):
        message = f"this line starts in column {here + 1}, where no line around it starts"
        yield Finding(stuck.line, here + 1, message, hint)
    way = "right" if here > there else "left"
    message = f"this line starts too far to the {way}, or the one above does not fit"
    hint = (
        f"It starts in column {here + 1}, the line above in column {there + 1}. "
        "Lines that belong together start in the same column."
    )
    yield Finding(stuck.line, here + 1, message, hint)


def _without_dash(stuck: Stuck, lines: Lines) -> Finding:
    """A line that is no item of the list around it."""
    dash = _Level(stuck.since_column - 1, stuck.since_line, "")
    line = lines(stuck.line)
    if line.startswith("-", stuck.column - 1):
        return _displaced_dash(stuck, dash)
    message = f"this line has no dash, and the list around it began with one in line {dash.line}"
    hint = f"Remove the dash in line {dash.line}, or put one here."
    name = next((name for _, name in _beginnings(lines(dash.line)) if name), "")
    if name and _holds_table(dash, lines):
        hint = f"Remove the dash in line {dash.line}; start “{name}” in column {stuck.column} like this line."
    return Finding(stuck.line, stuck.column, message, hint)


def _displaced_dash(stuck: Stuck, dash: _Level) -> Finding:
    message = f"this dash stands in column {stuck.column}, where no dash around it stands"
    hint = f"To stand beside {dash}, start it in column {dash.column + 1}."
    return Finding(stuck.line, stuck.column, message, hint)


def _holds_table(dash: _Level, lines: Lines) -> bool:
    """Whether the name that a dash stands under is that of a table, so that no dashes belong there."""
    for above in range(dash.line - 1, lines.first - 1, -1):
        line = lines(above)
        if line.strip() and indentation(line) <= dash.column and not line.lstrip().startswith(("-", "#")):
            name = _NAMED.match(line, indentation(line))
            return bool(name and name[1] in table_fields())
    return False


def _where_it_fits(number: int, levels: list[_Level], lines: Lines) -> str:
    """The columns next to its own in which a line would fit; empty where it is in one of them."""
    line = lines(number)
    here = indentation(line)
    outer = next((level for level in levels if level.column <= here), None)
    if outer is None or outer.column == here:
        return ""
    inner = next((level for level in reversed(levels) if level.column > here), None)
    own = _NAMED.match(line, here)
    if inner and own and not (inner.name and outer.name):
        # No name can stand beside a dash, but beside the one behind it.
        inner = next((level for level in reversed(levels) if level.column > here and level.name), inner)
        if not outer.name and _holds_table(outer, lines):
            both = f"“{inner.name}” and “{own[1]}”"
            return f"Remove the dash in line {outer.line}; start {both} in column {inner.column + 1}."
        return f"To stand beside {inner}, start it in column {inner.column + 1}."
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
