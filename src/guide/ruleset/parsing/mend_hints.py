"""Better hints for problems of values that could be read: from the line in which they stand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, get_origin

from msgspec import Struct
from msgspec.structs import fields

from guide.common.lookalikes import INVISIBLE
from guide.ruleset.parsing.field_names import field_names
from guide.ruleset.parsing.line_faults import (
    CURLY,
    ODD_SPACES,
    bracket_faults,
    curly_note,
    indentation,
    quoted_text,
)
from guide.ruleset.problems import LINE_END, Problem

_LARGEST = 1 << 20
"""Bytes that a file may have for its lines to be looked at."""

_BELOW = 50
"""Lines from a dash on that are looked at for what stands beside it."""

_NAMED = (re.compile("“(.+)” is not known here"), re.compile("there is no “(.+?)” among .*"))
_ODD = re.compile(f"[{ODD_SPACES}]")
_AFTER_DASH = re.compile(r"( *)- +")
_KEY = re.compile(r"""([\w-]+|"[^"]*"|'[^']*'):(?:\s|$)""")


def sharpen(
    problems: Iterable[Problem], texts: Mapping[str, bytes], kinds: Mapping[str, Any]
) -> list[Problem]:
    """The problems, those with a better hint whose line tells the cause.

    Args:
        problems: Problems in the order of their files.
        texts: The content of the files by name.
        kinds: What the files of a guide must hold, by name.
    """
    sharpened = []
    for file, group in groupby(problems, lambda problem: problem.place.file):
        data = texts.get(file, b"")
        lines = LINE_END.split(data.removeprefix(b"\xef\xbb\xbf")) if len(data) <= _LARGEST else []
        rows = list(group)
        no_text = {
            row.place for row in rows if row.code == "type" and not row.message.startswith(("a text", "“"))
        }
        for problem in rows:
            at = problem.place.line - 1
            line = lines[at].decode("utf-8", "replace") if at < len(lines) else ""
            column = problem.place.column
            hint = next(_hints(problem, line, column - 1), "") if line else ""
            if problem.code in ("alias", "tag") and problem.place in no_text:
                problem, hint = _without_sign(problem, line, hint)
            elif line and problem.code == "type" and problem.message.startswith("a table"):
                hint = _dash_hint(_decoded(lines[at : at + _BELOW]), column - 1) or hint
            if problem.code == "empty":
                hint = _empty_file_hint(kinds.get(file))
            sharpened.append(problem._replace(hint=hint) if hint else problem)
    return sharpened


def _decoded(lines: Iterable[bytes]) -> list[str]:
    return [line.decode("utf-8", "replace") for line in lines]


def _hints(problem: Problem, line: str, at: int) -> Iterator[str]:
    if problem.code in ("unknown", "link"):
        name = next((match[1] for named in _NAMED if (match := named.fullmatch(problem.message))), "")
        if name:
            yield from _name_hints(name, line, at)
            if problem.code == "link":
                yield from _pair_hints(problem.hint, name, line[:at].rstrip()[-1:])
    elif problem.code == "type":
        yield from _type_hints(problem.message, line, at)
    elif problem.code in ("alias", "tag"):
        yield from _sign_hints(line, at)


def _name_hints(name: str, line: str, at: int) -> Iterator[str]:
    if odd := _ODD.search(name):
        code = f"U+{ord(odd[0]):04X}"
        if odd[0] in INVISIBLE:
            yield f"There is an invisible character in it ({code}). Delete the word, and type it anew."
        behind_colon = name[: odd.start()].endswith(":")
        where = "behind the colon" if behind_colon else "in it"
        mend = "and type an ordinary space" if behind_colon else "or type an ordinary space in its place"
        yield f"There is a special space {where} ({code}). Delete it, {mend}."
    if pair := re.match(r"([\w-]+):(\S.*)", name):
        yield f"Put a space behind the colon: {pair[1]}: {pair[2]}"
    if name.startswith(("//", "/*", ";", "--", "%")):
        yield "If this is a comment, begin it with #."
    if " - " in name and name not in line and line[:at].endswith("- "):
        column = indentation(line) + 1
        yield f"The line below goes on with this text. Start its dash in column {column}, as this one does."
    before, behind = line[:at].rstrip(), line[at:].replace(name, "", 1).lstrip()
    if before.endswith(",") and behind[:1] in (",", "}", "") and not _is_in_list(before):
        yield _comma_hint(before, name)
    if name[0] in CURLY or name[-1] in CURLY:
        yield f"“ and ” do not count as quotes here: write {name.strip(CURLY)} without them."
    first = re.match(r"[\w-]+", name)
    if first and first[0] != name and first[0] in field_names():
        yield f"Put a colon and a space behind “{first[0]}”."


def _pair_hints(hint: str, name: str, before: str) -> Iterator[str]:
    """What to do about an id with its value in it, where pairs of both belong."""
    id_and_value = re.match(r"([\w-]+)[ =;]+(\S.*)", name)
    if id_and_value and before in ("{", ",") and hint.startswith(f"Did you mean “{id_and_value[1]}”"):
        yield f"Put a colon and a space behind “{id_and_value[1]}”: {id_and_value[1]}: {id_and_value[2]}"


def _is_in_list(before: str) -> bool:
    """Whether what follows this beginning of a line is an entry of a list in square brackets."""
    unclosed = bracket_faults(before).unclosed
    return bool(unclosed) and before[unclosed[-1]] == "["


def _comma_hint(before: str, name: str) -> str:
    hint = "A comma ends a text within braces. If it belongs to the text, put the whole text in quotes"
    start = re.search(r"[\w-]+:\s+([^:{}\[\]]*)$", before)
    if not start:
        return f"{hint}."
    return f"{hint}: {quoted_text(f'{start[1]} {name}', 1)}{curly_note(start[1][:1])}"


def _sign_hints(line: str, at: int) -> Iterator[str]:
    """What to do about a sign in front of a word, where a text is likely to be meant."""
    text = quoted_text(line, at + 1)
    sign = re.match(r"([!&*]) ?\w", line[at:])
    if sign and not re.search(r":(\s|.$)", text):
        yield f"Put it in quotes: {text}. Or remove the {sign[1]}, if it does not belong to the text."


def _type_hints(message: str, line: str, at: int) -> Iterator[str]:
    rest = line[at:].lstrip()
    if message == "a text is missing here":
        comment = re.match(r"[^#]*?\s(#.*)", line[at:] if "#" in line[at:] else line)
        if comment:
            text = quoted_text(comment[1], 1)
            yield f"What follows a # is a comment. If it belongs to the text, use quotes: {text}"
    elif message == "a text belongs here" and rest[:1] in ("[", "{"):
        text = quoted_text(line, len(line) - len(rest) + 1)
        yield f"A text that begins with {rest[0]} needs quotes: {text}. Or remove the brackets."
    elif message == "a list belongs here" and rest[:1].isalnum():
        text = quoted_text(line, at + 1)
        text = text.strip('"') if re.fullmatch(r'"[\w-]+"', text) else text
        yield f"Put it in square brackets: [{text}]"
    elif message.startswith("an id") and (only := re.match(r"\[\s*([\w-]+)\s*\]", rest)):
        yield f"Remove the brackets: one id belongs here, {only[1]}."
    elif message.startswith("a table"):
        yield _table_hint(message, line, at)
    elif message == "a text belongs here" and rest.startswith("- "):
        yield "Remove the dash in front of the text, or put it in quotes if the dash belongs to it."


def _without_sign(problem: Problem, line: str, hint: str) -> tuple[Problem, str]:
    """The problem of a sign in front of an id, or of another word that is no text, and how to mend it."""
    word = re.match(r"([!&*]) ?([\w-]+)", line[problem.place.column - 1 :])
    if not word:
        return problem, hint
    what = f"the {word[1]} in front of “{word[2]}”"
    return problem._replace(message=f"{what} does not belong to it"), f"Remove {what}."


def _dash_hint(lines: Iterable[str], column: int) -> str:
    """What to do about dashes where a table belongs; empty where there is none.

    Args:
        lines: The lines of a file from the one with the first dash on.
        column: The column of that dash, from 0.
    """
    first, *others = lines
    dash = _AFTER_DASH.match(first)
    if not dash or len(dash[1]) != column:
        return ""
    start = dash.end()
    if not (name := _KEY.match(first, start)):
        return "Write a name and a colon in place of each dash."
    for line in others:
        here = indentation(line)
        if not line.strip() or here > start:
            continue
        if here == start and (sibling := _KEY.match(line, here)):
            return f"Remove the dash; start “{name[1]}” in column {start + 1} like “{sibling[1]}”."
        if here == column and line.startswith("- ", column):
            return f"Remove the dash in front of each name; start the names in column {start + 1}."
        break
    return f"Remove the dash; start “{name[1]}” in column {start + 1}."


def _table_hint(message: str, line: str, at: int) -> str:
    """How to write a table in place of a text: with the names that it needs, the text behind the first."""
    fields_needed = re.fullmatch(r"a table with (.+) belongs here", message)
    if not fields_needed:
        return "Write a name, a colon and a space in front of what belongs to it: a line for each, or in { }."
    text = quoted_text(line, at + 1) if line[at : at + 1].isalnum() else "…"
    first, *others = fields_needed[1].split(", ")
    return (
        f"Write it with its names: {{{', '.join([f'{first}: {text}', *(f'{name}: …' for name in others)])}}}"
    )


def _empty_file_hint(kind: Any) -> str:
    """What to do about an empty file that should hold a value of this type."""
    if isinstance(kind, type) and issubclass(kind, Struct):
        *names, last = (field.name for field in fields(kind) if field.required)
        needed = f"{', '.join(names)} and {last}" if names else last
        return f"Put the saved copy of it back. A guide needs it, with {needed}."
    if get_origin(kind) is Mapping:
        return "Put the saved copy of it back. A guide needs it, with a table for each id."
    return "Put the saved copy of it back, or write into it what belongs there."
