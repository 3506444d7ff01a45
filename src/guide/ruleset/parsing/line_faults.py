"""What can be seen wrong in a single line of YAML, without its neighbours. Columns count from 1."""

import re
from typing import NamedTuple

ODD_SPACES = "\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u3000\ufeff"
"""Characters that look like a space, or like nothing; for a class of a regular expression."""

CURLY = "“”„‟‘’‚‛«»"
"""Marks that look like quotes and are read as letters."""

_ODD_SPACE = re.compile(rf"^\s*(?:- +)*([{ODD_SPACES}])|[\w-]+:\s*([{ODD_SPACES}])|^\s*-([{ODD_SPACES}])")
_NO_SPACE = re.compile(r"""\s*(?:- +)*[\w-]+:(?=[^\s/:\\])""")
_BEFORE_WORD = re.compile(r"""[\s"'\[{(]""")
_SIGNS = "*&%@`[{>|!?-,]}#"


class QuoteFault(NamedTuple):
    """A quote that is not closed in its line (its column), or that is and more follows (where it closes)."""

    quote: str
    column: int
    closed: bool


class Brackets(NamedTuple):
    """The brackets of a line outside of quotes: those that are not closed, as offsets from 0."""

    unclosed: list[int]


def indentation(line: str) -> int:
    """The number of characters before the first that is no space."""
    return len(line) - len(line.lstrip(" "))


def odd_space(line: str) -> int:
    """The column of a space that is none for YAML, where a name or a text should begin; 0 for none."""
    match = _ODD_SPACE.search(line)
    return match.start(match.lastindex or 0) + 1 if match else 0


def lacks_space_after_colon(line: str) -> int:
    """The column of the colon behind the first word of the line, if a text follows it at once; else 0."""
    match = _NO_SPACE.match(line)
    return match.end() if match else 0


def begins_with_sign(line: str, column: int) -> str:
    """The sign at this column, if it is one that no text can begin with and stands where a text begins."""
    sign = line[column - 1 : column]
    before = line[: column - 1].rstrip(" ")
    if not sign or sign not in _SIGNS or sign in ",]}#":
        return ""
    if sign in "-?" and line[column : column + 1] not in ("", " ", ","):
        return ""
    return sign if not before or before[-1] in ":-[{," or sign in "*&%@`" else ""


def quote_fault(line: str) -> QuoteFault | None:
    """The first fault of the quotes in a line."""
    at, in_brackets, before = 0, False, ""
    while at < len(line):
        char = line[at]
        spaced = line[at - 1 : at] in ("", " ")
        if char == "#" and spaced:
            return None
        starts = not before or before in ":-[{" or (before == "," and in_brackets)
        if char in "\"'" and starts and (spaced or before in ("[", "{")):
            end = _closing(line, at)
            if not end:
                return QuoteFault(char, at + 1, closed=False)
            rest = line[end + 1 :].lstrip(" ")
            if rest and rest[0] not in ",]}:#":
                if line[at + 1 : end].rstrip(" ").endswith((":", ",", "[", "{")):
                    # The quote that would close it opens the next text.
                    return QuoteFault(char, at + 1, closed=False)
                return QuoteFault(char, end + 1, closed=True)
            at = end
        in_brackets = in_brackets or char in "[{"
        before = before if char == " " else char
        at += 1
    return None


def _closing(line: str, start: int) -> int:
    """The offset of the quote that closes the one at ``start``; 0 where none does."""
    quote, at = line[start], start + 1
    while at < len(line):
        if quote == '"' and line[at] == "\\":
            at += 1
        elif line[at] == quote:
            if quote == '"' or line[at + 1 : at + 2] != "'":
                return at
            at += 1
        at += 1
    return 0


def bracket_faults(line: str) -> Brackets:
    """Which brackets of a line are not closed in it."""
    unclosed: list[int] = []
    for at, char in enumerate(without_quoted(line)):
        if char in "[{":
            unclosed.append(at)
        elif char in "]}" and unclosed:
            unclosed.pop()
    return Brackets(unclosed)


def without_quoted(line: str) -> str:
    """The line with the same letter in place of each that stands within quotes."""
    return re.sub(r""""(?:[^"\\]|\\.)*"|'[^']*'""", lambda match: "x" * len(match[0]), line)


def content_end(line: str) -> int:
    """The offset behind the last character of a line that belongs to no comment at its end."""
    comment = re.search(r"(?:^|\s)#", without_quoted(line))
    return len((line[: comment.start()] if comment else line).rstrip())


def name_end_of(text: str) -> str:
    """What a text ends with, as a sentence names it: its last word, or the bracket or quote there."""
    text = text.rstrip()
    if text.endswith(("[", "{", "(", "]", "}", '"', "'")):
        return f"the {text[-1]}"
    return f"“{_BEFORE_WORD.split(text)[-1]}”"


def in_quotes(line: str, column: int, flow: bool = False) -> str:
    """A sentence that says how the text in this column is to be written; the arguments are as below."""
    text = quoted_text(line, column, flow)
    return f"Put the whole text in quotes: {text}{curly_note(line[column - 1 : column])}"


def curly_note(sign: str) -> str:
    """A remark to put behind a sentence, if a text begins with a sign that only looks like a quote."""
    return f" ({sign} is read as a letter, and not as a quote.)" if sign and sign in CURLY else ""


def doubled_quote(line: str, column: int) -> str:
    """The text in quotes, if the quote in this column is the second of two where one should open it."""
    quote, before = line[column - 1], line[: column - 1]
    text = re.match(rf"([^{quote}]+){quote}{{1,2}} *(?:[,\]}}]|$)", line[column:])
    opens = before.endswith(quote) and before[:-1].rstrip(" ")[-1:] in ("", ":", "-", ",", "[", "{")
    return f"{quote}{text[1]}{quote}" if text and opens else ""


def text_in_brackets(text: str) -> str:
    """What comes before the comma or bracket that ends a text within brackets."""
    return re.split(r", [\w-]+:|[}\]]\s*$", text)[0].rstrip("}] ")


def quoted_text(line: str, column: int, flow: bool = False) -> str:
    """The text that begins in this column as it is to be written: in quotes of the sort that is not in it.

    It is taken to end with the line; with ``flow``, or where a bracket is open before it, at the comma or
    bracket that comes next. A long text is cut.
    """
    text = line[column - 1 :].rstrip()
    if flow or bracket_faults(line[: column - 1]).unclosed:
        text = text_in_brackets(text)
    text = text.strip(f"{CURLY} ")
    text = f"{text[:40]} …" if len(text) > 40 else text
    return f'"{text}"' if '"' not in text else "'" + text.replace("'", "''") + "'"
