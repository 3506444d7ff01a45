"""Texts made safe for a terminal, and lists and numbers as they are written in a sentence."""

import re
from collections.abc import Iterable, Sequence

# Each control character is replaced by its visible sign: on a terminal it would have an effect.
SIGNS = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    # Marks that change the direction of the text around them.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}
"""A table for ``str.translate`` that makes control characters visible; tabs and line feeds stay."""

_QUESTION = r"(?s)[^.!?…]+\?(?:.*\?)?"
"""Compiled where it is used: this module is read at every start."""
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def escape_control_chars(text: str) -> str:
    """The text with each control character replaced by a visible sign, so that it is safe to print.

    Tabs and line feeds stay as they are.
    """
    return text.translate(SIGNS)


def one_line(text: str) -> str:
    """The text on one line, without characters that act on a terminal or that XML forbids.

    Any white space becomes one space.
    """
    return _NO_XML.sub("\ufffd", " ".join(escape_control_chars(text).split()))


def join_words(words: Sequence[str], last: str = "and") -> str:
    """A list as it is written in a sentence: ``a, b and c``. Raises IndexError where ``words`` is empty."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def number_word(number: int) -> str:
    """A number as it is written in a sentence: in words up to twelve, “no” for 0, digits above."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def pluralise(number: int, noun: str) -> str:
    """A number with its noun, which takes an “s” unless the number is 1: ``two answers``."""
    return f"{number_word(number)} {noun}{'s'[: number != 1]}"


def capitalise_sentence(text: str) -> str:
    """The text with a capital at its start, and a full stop at its end unless a mark stands there."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "…", "”")) else f"{text}."


def number_lines(texts: Iterable[str]) -> list[str]:
    """The texts, each after its number from 1 on: ``1. Yes``."""
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]


def shorten_question(text: str) -> str:
    """Return what a text asks, without the sentences before and after it; the whole text where nothing asks.

    For an interface that quotes the question, where hints on how to answer it are out of place.
    """
    asking = re.search(_QUESTION, text)
    return asking.group().strip() if asking else text
