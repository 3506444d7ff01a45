"""One form of a name, whichever way it was typed."""

from unicodedata import normalize


def name_key(name: str) -> str:
    """What is the same for two spellings of one name: letters of any case, composed or not, and white space.

    Names that are merely alike (“Müller” and “Mueller”) have different keys.
    """
    if name.isascii():
        return " ".join(name.lower().split())
    return " ".join(normalize("NFKC", normalize("NFKC", name).casefold()).split())
