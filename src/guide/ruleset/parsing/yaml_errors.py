"""Explains the errors of the YAML parser: where the cause stands, what is wrong there, and how to mend it.

The parser tells where it got stuck. That is often behind the cause: a quote that is never closed, for
example, shows at the next quote. What is said here is worked out from the lines around that place.
"""

import re
from collections.abc import Iterator

from guide.common.lookalikes import INVISIBLE
from guide.ruleset.parsing.bracket_errors import check_brackets, without_comma
from guide.ruleset.parsing.field_names import field_names
from guide.ruleset.parsing.indent_errors import check_dash, check_indentation
from guide.ruleset.parsing.line_faults import (
    QuoteFault,
    begins_with_sign,
    bracket_faults,
    content_end,
    doubled_quote,
    in_quotes,
    indentation,
    lacks_space_after_colon,
    name_end_of,
    odd_space,
    quote_fault,
    quoted_text,
    text_in_brackets,
)
from guide.ruleset.parsing.merge_conflicts import CONFLICT, conflict_in
from guide.ruleset.parsing.stuck import Finding, Lines, Stuck

_NAME = re.compile(r"\s*(?:- +)*[\w-]+")
_WHOLE_PAIR = re.compile(r"""\s*(?:- +)*(?:[\w-]+|"[^"]*"|'[^']*'):(?:\s|$)""")


def find_cause(stuck: Stuck, lines: Lines) -> Finding | None:
    """The cause of an error of the parser; None where no more can be said than it said itself."""
    for number in range(lines.first, stuck.line + 1):
        if CONFLICT.match(lines(number)):
            return conflict_in(lines.since(number), number)
    return next(_findings(stuck, lines), None)


def _findings(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    yield from _open_quotes(stuck, lines)
    for number in dict.fromkeys((stuck.line, lines.before(stuck.line), stuck.since_line)):
        if number and (column := odd_space(lines(number))):
            code = f"U+{ord(lines(number)[column - 1]):04X}"
            message = f"there is a special space here ({code}), which YAML does not count as one"
            hint = "Delete it, and type an ordinary space in its place."
            if lines(number)[column - 1] in INVISIBLE:
                message = f"there is an invisible character here ({code})"
                if not lines(number)[: column - 1].rstrip().endswith((":", "-")):
                    hint = "Delete it, and type the word behind it anew."
            yield Finding(number, column, message, hint)
    line, at = lines(stuck.line), stuck.column - 1
    if "\t" in line[: at + 1] and not line[: at + 1].strip():
        hint = "Use spaces in its place: a line is never indented with tabs."
        yield Finding(stuck.line, line.index("\t") + 1, "a tab stands here", hint)
    yield from _quoted(stuck, lines)
    yield from check_dash(stuck, lines)
    yield from _signs(stuck, lines)
    yield from _colons(stuck, lines)
    yield from check_brackets(stuck, lines)
    yield from _line_starts(stuck, lines)


def _line_starts(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    """A line that begins with a sign in place of a name, or below one in which a comment hides the colon."""
    line, above = lines(stuck.line), lines.before(stuck.line)
    if sign := re.match(r"\s*([,:])", line):
        hint = "Remove it: a line begins with a name."
        if sign[1] == ":" and not _WHOLE_PAIR.match(lines(above)):
            hint = "Put it behind the name in the line above, if it belongs to that; else remove it."
        yield Finding(stuck.line, sign.end(), f"a line cannot begin with {sign[1]}", hint)
    if name := re.match(r"\s*([\w-]+)\s+#.*:", lines(above)):
        hint = f"Put a colon and a space behind “{name[1]}”. What follows a # is a comment."
        yield Finding(above, name.end(1) + 1, "a colon is missing behind this name", hint)
    yield from check_indentation(stuck, lines)


def _open_quotes(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    """A quote that is closed neither in its own line nor by the text that goes on below it."""
    for number in range(lines.first, stuck.line + 1):
        fault = quote_fault(lines(number))
        if fault is None or fault.closed:
            continue
        below = next((lines(n) for n in range(number + 1, stuck.line + 2) if lines(n).strip()), "")
        at_end = "end of stream" in stuck.reason or "document indicator" in stuck.reason
        again = number == stuck.line and fault.quote in lines(number)[fault.column :]
        if again or _WHOLE_PAIR.match(below) or below.lstrip().startswith("- ") or (at_end and not below):
            quote = fault.quote
            message = f"the quote that opens here is never closed: {quote}"
            hint = _closing_place(lines(number), fault)
            if not lines(number)[: fault.column - 1].strip(" -"):
                hint = "Remove it: a name needs no quotes."
            yield Finding(number, fault.column, message, hint)
    if "quoted scalar" in stuck.within and ("stream" in stuck.reason or "indicator" in stuck.reason):
        message = "the quote that opens here is never closed"
        hint = "Put the same quote at the end of the text."
        yield Finding(stuck.since_line, stuck.since_column, message, hint)


def _closing_place(line: str, fault: QuoteFault) -> str:
    """Where the quote that is missing belongs, as a sentence."""
    text = line[fault.column : max(fault.column, content_end(line))]
    where = "at the end of the line, "
    if bracket_faults(line[: fault.column - 1]).unclosed:
        text, where = text_in_brackets(text), ""
    elif len(text) + fault.column < len(line.rstrip()):
        where = "in front of the comment, "
    if not text.strip(" ,"):
        return f"Remove it, or write the text and a second {fault.quote} behind it."
    return f"Put a {fault.quote} {where}behind {name_end_of(text.rstrip(' ,'))}."


def _quoted(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    """Words behind a closing quote, and backslashes."""
    if "escape character" in stuck.reason or "hexdecimal" in stuck.reason:
        hint = "Write \\\\ for a backslash, or put the text in single quotes: '…'"
        yield Finding(stuck.line, stuck.column, "a backslash between double quotes begins a code", hint)
    if "escape code" in stuck.reason:
        message = "this code stands for no character, or for half of one"
        hint = "Write the character itself. JSON writes some as two codes, which YAML does not read."
        yield Finding(stuck.line, stuck.column, message, hint)
    fault = quote_fault(lines(stuck.line))
    if fault and fault.closed and stuck.column >= fault.column:
        if doubled := doubled_quote(lines(stuck.line), fault.column):
            message = f"the {fault.quote} stands here twice"
            yield Finding(stuck.line, fault.column, message, f"Write one at each end: {doubled}")
        line = lines(stuck.line)
        name = re.compile(r" *([\w-]+):(?=\s|$)").match(line, fault.column)
        if name and bracket_faults(line[: fault.column]).unclosed:
            yield without_comma(stuck.line, line, name.start(1), name[1])
        if fault.quote == "'":
            hint = "Write an apostrophe twice ('') between single quotes, or put the text in double quotes."
        else:
            hint = 'Put the whole text in single quotes, or write \\" for each quote in it.'
        message = f"the text ends at this {fault.quote}, and more follows"
        yield Finding(stuck.line, fault.column, message, hint)


def _signs(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    """Texts that begin with a sign which means something else in YAML."""
    if "'-' indicator" in stuck.reason:
        return
    places = [(stuck.since_line, stuck.since_column), (stuck.line, stuck.column)]
    pair = _WHOLE_PAIR.match(lines(stuck.line))
    if pair and lines(stuck.line).startswith("*", pair.end()):
        # Behind a word that begins with a star, the parser gets stuck at the next word.
        places.append((stuck.line, pair.end() + 1))
    above = lines.before(stuck.line)
    if "expected key" in stuck.reason and lines(above).lstrip().startswith(("!", "&", "*")):
        places.append((above, indentation(lines(above)) + 1))
    for number, column in places:
        line = lines(number)
        sign = begins_with_sign(line, column)
        if "node content" in stuck.reason and line.startswith("?", column - 1):
            # Within brackets, it need not stand alone.
            sign = "?"
        if not sign or (sign in "[{" and ("flow" in stuck.within or number != stuck.line)):
            continue
        hint = f"Put it in quotes: {quoted_text(line, column)}"
        if line.startswith("**", column - 1):
            hint += " (Stars make nothing bold here.)"
        message = f"a text cannot begin with {sign} unless it is in quotes"
        if sign in "!&*" and line[column : column + 1] in ("[", "{"):
            message, hint = f"there is a {sign} in front of this bracket", f"Remove the {sign}."
        if not line[: column - 1].strip() and re.match(r"\W*[\w-]+\W*:", line[column - 1 :]):
            message = f"a line cannot begin with {sign}"
            hint = f"Remove the {sign}: a line begins with a name. A comment begins with #."
        yield Finding(number, column, message, hint)


def _colons(stuck: Stuck, lines: Lines) -> Iterator[Finding]:
    """Colons that are missing, too many, or without the space behind them."""
    above = lines.before(stuck.line)
    if "unexpected ':'" in stuck.reason:
        hint = "Write a space and what belongs to the name behind it; or remove the colon."
        yield Finding(stuck.line, stuck.column, "there is nothing behind this colon", hint)
    if not stuck.reason.startswith(("mapping values", "could not find expected ':'")):
        return
    for number in (stuck.since_line, stuck.line, above):
        if number and (column := lacks_space_after_colon(lines(number))):
            yield Finding(number, column, "a space is missing behind this colon", "Put one space there.")
    if "simple key" in stuck.within:
        yield _without_colon(stuck.since_line, lines)
    line = lines(stuck.line)
    before = line[: stuck.column - 1]
    if pair := _WHOLE_PAIR.match(before):
        yield _second_colon(stuck, line, pair.end())
    elif twice := re.match(r"\s*[\w-]+:(?=: |:$|:[\[{\"'])", line):
        yield Finding(stuck.line, twice.end() + 1, "the : stands here twice", "Remove one of the two.")
    elif name := re.match(r"\s*[\w-]+(?=([^\w\s]?)\s*[\[{(])", before):
        message = "a colon is missing behind this name"
        hint = f"Put a colon and a space {f'in place of the {name[1]}' if name[1] else 'there'}."
        yield Finding(stuck.line, name.end() + 1, message, hint)
    elif above and not _WHOLE_PAIR.match(lines(above)) and not lines(above).lstrip().startswith("- "):
        yield _without_colon(above, lines)


def _second_colon(stuck: Stuck, line: str, start: int) -> Finding:
    """A colon in a text that begins at the offset ``start`` of its line."""
    text = line[start : stuck.column - 1].strip()
    at = len(line) - len(line[start:].lstrip())
    if text.startswith("("):
        hint = "Write { where a table begins; round brackets are read as text."
        return Finding(stuck.line, at + 1, "no table begins with this bracket", hint)
    hint = in_quotes(line, at + 1)
    if re.fullmatch(r"[\w-]+", text) and line.rstrip().endswith("}"):
        hint = f"If a table begins here, write {{ in front of “{text}”; else put the whole text in quotes."
    return Finding(stuck.line, stuck.column, "a text with a colon in it needs quotes", hint)


def _without_colon(number: int, lines: Lines) -> Finding:
    line = lines(number)
    column = indentation(line) + 1
    name = _NAME.match(line)
    word = name[0].strip() if name else ""
    hint = (
        f"If “{word}” is a name, put a colon and a space behind it. If the text above goes on here, "
        "start this line further to the right."
    )
    if word not in field_names():
        hint += " If it is a note, begin it with #; if it does not belong here, remove it."
    sign = line[name.end() : name.end() + 1] if name else ""
    if sign in {"：", ";", "=", "."}:
        hint = f"Write “: ” in place of “{sign}” behind “{word}”."
    if not word:
        hint = "Put a # in front if this is a comment, or remove the line."
    return Finding(number, column, "this line has no name with a colon behind it", hint)
