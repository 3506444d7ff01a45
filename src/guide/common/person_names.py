"""Names of people: one form whichever way they were typed, which are merely alike, and where one occurs."""

from unicodedata import category, normalize

LEAST = 4
"""Letters that a word must have to be alike with one letter off: of “Ida” and “Ada” nothing would be left."""
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


def name_key(name: str) -> str:
    """What is the same for two spellings of one name: letters of any case, width and composition, whatever
    white space, and characters that nobody sees.

    Names that are merely alike (“Müller” and “Mueller”) have different keys.
    """
    if name.isascii():
        return " ".join(name.lower().split())
    seen = "".join(letter for letter in name if category(letter) != "Cf")
    return " ".join(_folded(_folded(seen)).split())


def alike(one: str, other: str) -> bool:
    """Whether two keys may be of one person, though they are not the same.

    Every word of the shorter one has its own in the longer one, in any order: the same without accents (and
    with “ue” for “ü”), its first letter, or with one letter other, more, or less. So “Anna Mueller”,
    “Müller, Anna”, “A. Müller”, “Anne Muller” and “Müller” are alike “Anna Müller”; “Bert Müller” is not.
    What has a digit in it is a code, and alike no other.
    """
    if one == other:
        return False
    fewer, more = sorted((_words(one), _words(other)), key=len)
    for word in fewer:
        # The same word first, so that a letter off takes none that another one needs.
        partner = next((it for it in sorted(more, key=lambda it: it != word) if _near(word, it)), None)
        if partner is None:
            return False
        more.remove(partner)
    return bool(fewer)


def mentions(text: str, key: str) -> bool:
    """Whether the name with this key stands in a text, not as a part of another word."""
    text = name_key(text)
    at = text.find(key)
    while key and at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(key) : at + len(key) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        at = text.find(key, at + 1)
    return False


def _folded(text: str) -> str:
    return normalize("NFKC", normalize("NFKC", text).casefold())


def _words(key: str) -> list[str]:
    """Words of plain letters and digits. What is neither stands between words, but for an apostrophe."""
    letters = (letter for letter in normalize("NFKD", key) if not category(letter).startswith("M"))
    plain = "".join(it if it.isalnum() else "" if it in "'’`´" else " " for it in letters)
    for two, letter in _DIGRAPHS:
        plain = plain.replace(two, letter)
    return plain.split()


def _near(one: str, other: str) -> bool:
    if one == other:
        return True
    if not (one.isalpha() and other.isalpha()):
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) == 1:
        return longer.startswith(shorter)
    return len(shorter) >= LEAST and _one_letter_off(shorter, longer)


def _one_letter_off(shorter: str, longer: str) -> bool:
    """Whether one letter is other, or one more."""
    if len(longer) - len(shorter) > 1:
        return False
    same = next((at for at, letter in enumerate(shorter) if letter != longer[at]), len(shorter))
    return shorter[same + (len(shorter) == len(longer)) :] == longer[same + 1 :]
