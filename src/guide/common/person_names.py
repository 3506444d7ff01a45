"""Names of people: a key that spellings share, which keys are alike, and whether a text mentions a name."""

import re
from unicodedata import category, normalize

LEAST = 4
"""Letters that a word must have to be alike with one letter different: “Ida” and “Ada” are not alike."""
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_ACCENT = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
"""The marks that accents are in the form NFD. Those of other scripts, such as the dots that make “ga” of “ka”
in Japanese, make another letter."""
_PLAIN = str.maketrans(
    dict(zip("øđðłħŧı‘’ʼ‐", "oddlhti'''-", strict=True)) | {"æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters and signs that are not made of a plain one and an accent, and what is typed in their place."""


def name_key(name: str) -> str:
    """A key that all spellings of a name share. Empty where nothing visible is in the name.

    Case, accents, width and Unicode composition of letters, white space and invisible characters make no
    difference: “MULLER” has the key of “Müller”. Names that are merely alike (“Mueller”) have different keys.
    Other texts are searched and sorted by this key as well.
    """
    if name.isascii():
        return " ".join(name.lower().split())
    seen = "".join(letter for letter in name if category(letter) != "Cf")
    return " ".join(_without_accents(_fold_case(_fold_case(seen))).split())


def alike(key: str, other: str) -> bool:
    """Whether two keys from ``name_key`` may belong to one person. False where they are equal.

    Each word of the shorter key must match a word of its own in the longer one, in any order: the same
    without accents (and with “ue” for “ü”), its initial, or the same but for one letter changed, added or
    left out.
    So “Anna Mueller”, “Müller, Anna”, “A. Müller”, “Anne Muller” and “Müller” are alike “Anna Müller”;
    “Bert Müller” is not. A word with a digit is a code, and matches only itself.
    """
    if key == other:
        return False
    fewer, more = sorted((_words(key), _words(other)), key=len)
    for word in fewer:
        # Equal words first, so that a merely similar one is not taken from another word that equals it.
        candidates = sorted(more, key=lambda candidate: candidate != word)
        partner = next((candidate for candidate in candidates if _near(word, candidate)), None)
        if partner is None:
            return False
        more.remove(partner)
    return bool(fewer)


def mentions(text: str, key: str) -> bool:
    """Whether a text contains, as whole words, the name with this key (from ``name_key``).

    False for an empty key.
    """
    text = name_key(text)
    start = text.find(key)
    while key and start >= 0:
        end = start + len(key)
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        start = text.find(key, start + 1)
    return False


def _fold_case(text: str) -> str:
    """The text with case and compatibility variants of letters made equal, in the form NFKC."""
    return normalize("NFKC", normalize("NFKC", text).casefold())


def _without_accents(text: str) -> str:
    """The text without accents, in the form NFC; from a text that ``_fold_case`` returned."""
    return normalize("NFC", _ACCENT.sub("", normalize("NFD", text)).translate(_PLAIN))


def _words(key: str) -> list[str]:
    """The words of a key in plain letters and digits.

    Any other character separates words, but for an apostrophe, which is left out.
    """
    letters = (letter for letter in normalize("NFKD", key) if not category(letter).startswith("M"))
    plain = "".join(letter if letter.isalnum() else "" if letter in "'’`´" else " " for letter in letters)
    for digraph, letter in _DIGRAPHS:
        plain = plain.replace(digraph, letter)
    return plain.split()


def _near(word: str, other: str) -> bool:
    if word == other:
        return True
    if not (word.isalpha() and other.isalpha()):
        return False
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) == 1:
        return longer.startswith(shorter)
    return len(shorter) >= LEAST and _one_letter_off(shorter, longer)


def _one_letter_off(shorter: str, longer: str) -> bool:
    """Whether the words differ in one letter that is changed, or that only the longer one has."""
    if len(longer) - len(shorter) > 1:
        return False
    same = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    return shorter[same + (len(shorter) == len(longer)) :] == longer[same + 1 :]
