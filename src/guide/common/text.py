"""Texts made safe to show, and how lists and numbers are written in a sentence."""

import re
from collections.abc import Iterable, Sequence

# Control characters would act on a terminal: the visible sign for each stands in its place.
SIGNS = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    # Marks that reorder the text around them, not only their own.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}

_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def escape_control_chars(text: str) -> str:
    """The text with its control characters made visible, safe to print."""
    return text.translate(SIGNS)


def one_line(text: str) -> str:
    """The text on one line, with every character made harmless to terminals and to XML."""
    return _NO_XML.sub("\ufffd", " ".join(escape_control_chars(text).split()))


def join_words(words: Sequence[str], last: str = "and") -> str:
    """A list as one writes it in a sentence."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def number_word(number: int) -> str:
    """A number as one writes it in a sentence."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def pluralise(number: int, one: str) -> str:
    return f"{number_word(number)} {one}{'s'[: number != 1]}"


def capitalise_sentence(text: str) -> str:
    """The text with a capital at its start and a full stop at its end."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "…", "”")) else f"{text}."


def number_lines(texts: Iterable[str]) -> list[str]:
    """The texts, each behind its number: ``1. Yes``."""
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]
