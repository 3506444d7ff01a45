"""Names and texts as every FEEL engine reads them. FEEL is the expression language of DMN.

An id of a guide may be any text. As a name, ``first-step`` would be a subtraction, ``for`` a keyword, and
``3d`` a number; engines that hand their expressions to Python have its keywords, too.
"""

import re
import unicodedata
from keyword import kwlist

_KEYWORDS = """
and between context date days duration else every external false for function if in instance item list months
not null of or range return satisfies some string then time true years
"""
_RESERVED = frozenset(_KEYWORDS.split()) | {word.lower() for word in kwlist}
_NOT_IN_XML = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]+[0-9A-Fa-f]*")
"""Characters that XML does not hold, or changes, with the digits behind them that feelin reads with them."""
_QUESTION_MARK = re.compile(r"\?+[0-9A-Fa-f]*")
_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}

ANY = "-"
"""Matches whatever the value is."""
NULL = "null"
"""Matches where there is no value."""


class Names:
    """Gives out names that are each taken once, whatever the case of their letters."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, text: str) -> str:
        """Return a name that resembles the text: ASCII letters, digits and underscores."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        name = re.sub(r"\W+", "_", plain, flags=re.ASCII).strip("_")
        if not name[:1].isalpha() or name.lower() in _RESERVED:
            name = f"q_{name}".rstrip("_")
        free, number = name, 1
        while free.lower() in self._taken:
            number += 1
            free = f"{name}_{number}"
        self._taken.add(free.lower())
        return free


def quote(text: str) -> str:
    """The text as a literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    escaped = _NOT_IN_XML.sub(_escape, escaped)
    if "'" in text or '"' in text:
        # SpiffWorkflow takes it for the value of the input where quotes that do not match stand around it.
        escaped = _QUESTION_MARK.sub(_escape, escaped)
    return f'"{escaped}"'


def _escape(match: re.Match[str]) -> str:
    return "".join(_ESCAPES.get(char) or f"\\u{ord(char):04x}" for char in match[0])
