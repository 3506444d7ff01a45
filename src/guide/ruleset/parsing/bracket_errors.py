"""Explains errors of the YAML parser within brackets, and behind them."""

import re
from collections.abc import Iterator

from guide.ruleset.parsing.field_names import field_names, fields_of_tables
from guide.ruleset.parsing.line_faults import (
    bracket_faults,
    content_end,
    in_quotes,
    indentation,
    name_end_of,
    without_quoted,
)
from guide.ruleset.parsing.stuck import Finding, Lines, Stuck

_CLOSING = {"{": "}", "[": "]"}
_BEHIND_BRACKET = ("expected key", "document start", "not allowed", "expected whitespace")
"""Parts of the reasons of the parser where something stands behind a bracket that closes."""

_IN_BRACKETS = re.compile(r"[\[\]{}]|([\w-]+):(?=\s|$)")


def check_brackets(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    """Brackets that are not closed or too many, and commas and brackets within a text."""
    line = lines(stuck.line)
    sign = line[stuck.column - 1 : stuck.column]
    if "node content" in stuck.reason:
        if sign and sign in ",]}":
            message = f"there is nothing in front of this {sign}"
            hint = "Remove it, or put the text in quotes if it belongs to the text."
            yield Finding(stuck.line, stuck.column, message, hint)
        elif sign == ":":
            hint = "Write the name in front of it, or remove it."
            yield Finding(stuck.line, stuck.column, "there is no name in front of this colon", hint)
        above = lines.before(stuck.line)
        opened = bracket_faults(lines(above)[: content_end(lines(above))]).unclosed
        if opened and not sign:
            yield from _across_lines(stuck._replace(since_line=above, since_column=opened[0] + 1), lines)
        return
    if "expected ','" not in stuck.reason:
        if any(part in stuck.reason for part in _BEHIND_BRACKET):
            yield from _behind_bracket(stuck, line)
        return
    if stuck.line > stuck.since_line:
        yield from _across_lines(stuck, lines)
    else:
        yield from _within_brackets(stuck, line, sign)


def _across_lines(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    """A bracket of an earlier line that is not closed, or what is missing behind that line."""
    line = lines(stuck.line)
    opened = lines(stuck.since_line)
    comment = re.search(r"\s#", opened[stuck.since_column :])
    if comment and bracket_faults(opened[: stuck.since_column + comment.start()]).unclosed:
        column = stuck.since_column + comment.end()
        before = opened[: column - 1]
        as_comments_do = before.endswith("  ") and opened.startswith("# ", column - 1)
        if not as_comments_do and not before.rstrip().endswith((",", "{", "[")):
            hint = "Put the text in quotes if the # belongs to it; else close the bracket in front of it."
            yield Finding(stuck.since_line, column, "a comment begins here, within brackets", hint)
        if indentation(line) <= indentation(opened):
            yield _unclosed(
                stuck.since_line, before, bracket_faults(before).unclosed, "in front of the comment"
            )
    unclosed = bracket_faults(opened).unclosed
    if unclosed and indentation(line) <= indentation(opened):
        yield _unclosed(stuck.since_line, opened, unclosed)
    if above := lines.before(stuck.line):
        yield _comma_at_end(stuck, lines, above)


def _comma_at_end(stuck: Stuck, lines: Lines, above: int) -> Finding:
    """A comma is missing at the end of the line ``above``, within a bracket that goes over several lines."""
    text = lines(above)[: content_end(lines(above))]
    end = name_end_of(text)
    message = "a comma is missing at the end of this line"
    hint = f"Put a comma at the end of the line, behind {end}."
    if len(text) < len(lines(above).rstrip()):
        message, hint = "a comma is missing in front of the comment", f"Put it behind {end}."
    sign = lines(stuck.since_line)[stuck.since_column - 1 : stuck.since_column]
    if closing := _CLOSING.get(sign):
        hint += f" Or put a {closing} there, if the {sign} in line {stuck.since_line} ends with it."
    return Finding(above, len(text) + 1, message, hint)


def _unclosed(number: int, line: str, unclosed: list[int], behind: str = "") -> Finding:
    """Brackets that a line does not close, at these offsets. ``behind`` says what follows this part of it."""
    last = unclosed[-1]
    sign = line[last]
    again = last + 1 + indentation(line[last + 1 :])
    if line[again : again + 1] == sign:
        return Finding(number, again + 1, f"the {sign} stands here twice", "Remove one of the two.")
    if runaway := _runaway(number, line):
        return runaway
    closing = "".join(_CLOSING[line[at]] for at in reversed(unclosed))
    opening = " and ".join(f"the {line[at]} in column {at + 1}" for at in unclosed)
    column = len(line.rstrip()) + 1
    what, are, close = f"a {closing}", "is", "it closes"
    if len(unclosed) > 1:
        what, are, close = closing, "are", "they close"
    message = f"{what} {are} missing {behind or 'at the end of this line'}"
    mend = f"Put {'it' if are == 'is' else 'them'} there"
    if behind:
        mend = f"Put {what} behind {name_end_of(line.rstrip())}, {behind}"
    return Finding(number, column, message, f"{mend}: {close} {opening}.")


def _runaway(number: int, line: str) -> Finding | None:
    """A bracket within another that goes on where it should have been closed.

    A name shows it within a list, or where no table has it together with the names before it.
    """
    opened: list[tuple[int, set[str]]] = []
    for match in _IN_BRACKETS.finditer(without_quoted(line)):
        sign = match[0]
        if sign in ("[", "{"):
            opened.append((match.start(), set()))
        elif sign in ("]", "}"):
            del opened[-1:]
        elif opened:
            at, names = opened[-1]
            if len(opened) > 1 and match[1] in field_names():
                in_list = line[at] == "[" and line[: match.start()].rstrip().endswith(",")
                if in_list or (names and not _fit(names, match[1]) and _fit(opened[-2][1], match[1])):
                    behind = line[: match.start()].rstrip(" ,").rpartition(" ")[2].strip("[{\"'")
                    message = f"the {line[at]} that opens here is not closed"
                    return Finding(number, at + 1, message, f"Put a {_CLOSING[line[at]]} behind “{behind}”.")
            names.add(match[1])
    return None


def _fit(names: set[str], name: str) -> bool:
    """Whether a table can have all of these fields."""
    return any(names <= fields and name in fields for fields in fields_of_tables())


def _within_brackets(stuck: Stuck, line: str, sign: str) -> Iterator[Finding]:
    if sign == ":":
        word = re.search(r"[\w-]+$", line[: stuck.column - 1])
        if word and word[0] in field_names():
            yield without_comma(stuck.line, line, word.start(), word[0])
        start = re.search(r"[:,{\[]\s+([^:,{\[]*)$", line[: stuck.column - 1])
        hint = "Put the whole text in quotes."
        if start:
            hint = in_quotes(line, start.start(1) + 1, flow=True)
        yield Finding(stuck.line, stuck.column, "a text with a colon in it needs quotes", hint)
    elif sign and sign in "[]{}":
        opened = line[stuck.since_column - 1 : stuck.since_column]
        closing = _CLOSING.get(opened, "")
        message, hint = f"a text with {sign} in it needs quotes here", "Put quotes around the whole text."
        if sign in "]}" and closing and sign != closing:
            if runaway := _runaway(stuck.line, line):
                yield runaway
            hint = f"If the {opened} of this line ends here, write {closing} in place of the {sign}; "
            hint += "else put quotes around the text."
            if line[stuck.column :].lstrip()[:1] in ("", ",", "]", "}"):
                message = f"this {sign} does not close the {opened} in column {stuck.since_column}"
        yield Finding(stuck.line, stuck.column, message, hint)
    else:
        name = re.match(r"([\w-]+):(?=\s|$)", line[stuck.column - 1 :])
        if name:
            yield without_comma(stuck.line, line, stuck.column - 1, name[1])
        if stray := _stray_sign(stuck, line):
            yield stray
        hint = "Put a comma in between; or quotes around the whole text, brackets and all."
        yield Finding(stuck.line, stuck.column, "a text goes on here behind its end", hint)


def without_comma(number: int, line: str, at: int, name: str) -> Finding:
    """A comma is missing in front of a name, which begins at this offset."""
    before = line[:at].rstrip()
    message = f"a comma is missing in front of “{name}”"
    return Finding(number, at + 1, message, f"Put a comma behind {name_end_of(before)}.")


def _stray_sign(stuck: Stuck, line: str) -> Finding | None:
    """A sign alone behind a bracket that closes."""
    before, sign = line[: stuck.column - 1].rstrip(), line[stuck.column - 1 : stuck.column]
    if not sign or sign not in "?-!:" or not before.endswith(("]", "}")):
        return None
    message = f"a {sign} stands behind the {before[-1]} that closes"
    return Finding(stuck.line, stuck.column, message, f"Remove the {sign}.")


def _behind_bracket(stuck: Stuck, line: str) -> Iterator[Finding]:
    """Words behind a bracket that closes, or one bracket too many."""
    before = line[: stuck.column - 1].rstrip()
    if line[stuck.column - 1 : stuck.column] in ("]", "}"):
        hint = "Remove it, or put the text in quotes if it belongs to the text."
        yield Finding(stuck.line, stuck.column, "this bracket closes nothing", hint)
    elif stray := _stray_sign(stuck, line):
        yield stray
    elif before.endswith(("]", "}")):
        hint = "Put the whole text in quotes if the bracket belongs to it; else remove the bracket."
        yield Finding(stuck.line, len(before), "the brackets end here, and more follows", hint)
