"""The tokens of what a terminal sends, and the limits for each kind."""

from enum import Enum
from typing import NamedTuple

FIRST_LETTER, DELETE, LAST_CONTROL = 0x20, 0x7F, 0x9F
FLOOD = 10
"""Bytes read at once that are taken for a paste, if they have several lines."""
ESC, CTRL_C = "\x1b", b"\x03"
BEGIN, END = f"{ESC}[200~", f"{ESC}[201~"
"""The sequences around a paste (bracketed paste)."""
MOST = 256
"""Letters after which a sequence is given up."""
KEY_DELAY, REST_DELAY, PASTE_DELAY = 0.1, 1.0, 10.0
"""Seconds to wait for more of a key, of another sequence, of a paste."""


class State(Enum):
    """What the parser is in the middle of."""

    GROUND = "ground"
    ESCAPE = "escape"
    CONTROL = "control"
    """ESC [, with parameters and a letter to follow."""
    SINGLE = "single"
    """ESC O or ESC [ [, with one letter to follow."""
    STRING = "string"
    """ESC ] and its like, up to ST or BEL."""
    MOUSE = "mouse"
    """ESC [ M, with three bytes to follow that may be any."""
    PASTE = "paste"


ANSWER_DELAY = 10.0
"""Seconds to wait for more of an answer. It never becomes keys, however slowly it comes."""
_PATIENCE = {State.ESCAPE: KEY_DELAY, State.SINGLE: KEY_DELAY, State.PASTE: PASTE_DELAY}
OPENS = {
    "[": State.CONTROL,
    "O": State.SINGLE,
    **dict.fromkeys("]P_^X", State.STRING),
}


def patience(state: State, held: str) -> float:
    """How many seconds to wait for the rest of a sequence.

    Args:
        state: What the parser is in the middle of.
        held: The part of the sequence that has come.
    """
    if state is State.STRING and len(held) == len(f"{ESC}]"):
        # Somebody pressed Alt with this key.
        return KEY_DELAY
    if state is State.STRING and held.startswith(f"{ESC}]1"):
        return ANSWER_DELAY
    return _PATIENCE.get(state, REST_DELAY)


class TokenKind(Enum):
    """What kind of input a token is."""

    LETTER = "letter"
    """A single letter or control code."""
    SEQUENCE = "sequence"
    """One that begins with ESC, and is whole."""
    PASTE = "paste"
    ANSWER = "answer"
    """A string that a terminal sends on being asked (OSC), whole."""


class Token(NamedTuple):
    """One key, sequence or paste of terminal input."""

    kind: TokenKind
    text: str


def is_flood(data: bytes) -> bool:
    """Whether bytes that were read at once are a paste: too many, on several lines, to have been typed."""
    return len(data) >= FLOOD and ESC.encode() not in data and len(data.strip().splitlines()) > 1


def clean(pasted: str) -> str:
    """A pasted text with ``\n`` as the end of each line, and without other control codes."""
    return "".join(filter(_is_text, pasted.replace("\r\n", "\n").replace("\r", "\n")))


def _is_text(letter: str) -> bool:
    code = ord(letter)
    return letter in "\n\t" or FIRST_LETTER <= code < DELETE or code > LAST_CONTROL
