"""Texts as forms and spreadsheets change them, compared by their words, numbers and symbols."""

import re
from unicodedata import category, normalize

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛`´ʼ′＇"))
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MINUS = re.compile(r"(?<!\w)[-−–](?=\d)")
_POINT = re.compile(r"(?<=\d)[.,](?=\d)")
_KEPT = "%&#@\\"
"""Punctuation that can be all that distinguishes two answers, as symbols such as “+” can."""
_DROPPED = "|~"


def normalise(text: str) -> str:
    """Return a text in the form in which spellings are compared: case folded, each white space one space."""
    return " ".join(text.split()).casefold()


def comparison_key(text: str) -> str:
    """Return what is left of a text without case, markup, quotation marks, dashes and other punctuation.

    Two texts with the same key differ at most in what a form, a spreadsheet or a word processor changes.
    Symbols, and the signs of numbers, stay.
    """
    text = normalize("NFKC", remove_markup(text).translate(_APOSTROPHES)).casefold()
    text = _POINT.sub("¦", _MINUS.sub("¬", text))
    return " ".join(text.translate(_FOLDED).split())


def remove_markup(text: str) -> str:
    """Return a text without tags of HTML, and with the characters that its entities stand for."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        from html import unescape

        text = unescape(text)
    return text


class _Folded(dict[int, str | None]):
    """What becomes of each character, by its number."""

    def __missing__(self, code: int) -> str | None:
        self[code] = _fold(chr(code))
        return self[code]


def _fold(char: str) -> str | None:
    kind = category(char)
    if kind == "Cf":
        return None
    is_between = kind[0] in "PZ" and char not in _KEPT
    return " " if is_between or char.isspace() or char in _DROPPED else char


_FOLDED = _Folded()
