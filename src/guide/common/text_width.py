"""The columns that a text takes on a terminal, and lines broken at words so that they fit."""

import re
from collections.abc import Iterator

_HANGING = re.compile(r" *(?:\d+\. +|[-–] +|\S+(?: \S+){0,2} {2,}(?=\S))")
"""A number, a dash or a word in a column of its own: what is broken goes on below the text behind it."""
_WORDS = re.compile(r" *[^ ]+")


def width_of(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(char) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(char) in "WF") for char in text
    )


def wrap_lines(text: str, width: int) -> Iterator[str]:
    """Yield the text, broken at spaces into lines of at most ``width`` columns.

    What a line begins with, such as “1.”, is never left alone. A word that is wider than a line is cut. Line
    breaks in the text stay.
    """
    for line in text.split("\n"):
        yield from _wrap_line(line.expandtabs(4), width)


def _wrap_line(line: str, width: int) -> Iterator[str]:
    if width_of(line) <= width:
        yield line
        return
    found = _HANGING.match(line)
    lead = found[0] if found and width_of(found[0]) <= width // 2 else ""
    indent = " " * width_of(lead)
    shown, begun = lead, False
    for word in _WORDS.findall(line[len(lead) :]):
        if begun and width_of(shown + word) > width:
            yield shown
            shown, word = indent, word.lstrip()
        while width_of(shown + word) > width:
            head = _fitting(word, width - width_of(shown))
            yield shown + head
            shown, word = indent, word[len(head) :]
        shown, begun = shown + word, True
    yield shown


def _fitting(word: str, room: int) -> str:
    """Return as much of the word as fits into so many columns, and at least one sign."""
    end = 1
    while end < len(word) and width_of(word[: end + 1]) <= room:
        end += 1
    return word[:end]
