"""Names that look alike and are not: other alphabets, invisible characters, letters in two parts."""

import unicodedata

_CONFUSABLE = str.maketrans(
    # Cyrillic, Greek and a few others that have the same form as a Latin letter in most fonts.
    "аеорсухіјѕԁԛԝһӏвкмнтзАВЕКМНОРСТУХІЈЅοαρυνικτχγηωΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡℓ‐‑‒–—―−",
    "aeopcyxijsdqwhlbkmht3ABEKMHOPCTYXIJSoapuvikrxynwABEZHIKMNOPTYXigl-------",
)
_ALIKE_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"})
"""Alphabets that share the form of some letters. No name is written in two of them."""

INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
)
"""Characters that take no room on the screen."""


def skeleton(name: str) -> str:
    """The name as the eye reads it: of two names that look the same, the skeletons are equal.

    Letters of other alphabets become the Latin ones that they look like, and what is invisible is left out.
    The list of such letters is short: it has those that keyboards and copied texts bring with them.
    """
    if name.isascii():
        return name
    plain = "".join(char for char in unicodedata.normalize("NFKC", name) if char not in INVISIBLE)
    return " ".join(plain.translate(_CONFUSABLE).split(" "))


def odd_letter(name: str) -> str:
    """What is unusual in a name, in a few words; empty for nothing.

    That is: an invisible character, a letter in two parts, or letters of two alphabets in one name.
    """
    if name.isascii():
        return ""
    for char in name:
        if char in INVISIBLE:
            return f"an invisible character ({_code(char)})"
    if unicodedata.normalize("NFC", name) != name:
        part = next((char for char in name if unicodedata.combining(char)), "")
        return f"an accent that is a sign of its own ({_code(part)})" if part else "a letter in an old form"
    scripts: dict[str, str] = {}
    for char in name:
        script = unicodedata.name(char, "").partition(" ")[0]
        if char.isalpha() and script in _ALIKE_SCRIPTS:
            scripts.setdefault(script, char)
    if len(scripts) > 1:
        rare = min(scripts.values(), key=lambda char: sum(_same_script(char, other) for other in name))
        return f"“{rare}” ({_code(rare)}) among letters of another alphabet"
    return ""


def difference(name: str, other: str) -> str:
    """How the first of two names that look alike differs, in a few words."""
    for char in name:
        if char not in other:
            if char in INVISIBLE:
                return f"it has an invisible character in it ({_code(char)})"
            if unicodedata.combining(char):
                return f"it has an accent that is a sign of its own ({_code(char)})"
            return f"its “{char}” is another letter ({_code(char)})"
    return odd_letter(name) or "its characters are others"


def _same_script(char: str, other: str) -> bool:
    return unicodedata.name(char, "").partition(" ")[0] == unicodedata.name(other, "").partition(" ")[0]


def _code(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, '').lower()}".rstrip() if char else ""
