"""What a terminal sends, in pieces that each are one thing."""

from enum import Enum
from typing import NamedTuple

FIRST_LETTER, DELETE, LAST_CONTROL = 0x20, 0x7F, 0x9F
FLOOD = 10
"""Bytes."""
ESC, CTRL_C = "\x1b", b"\x03"
BEGIN, END = f"{ESC}[200~", f"{ESC}[201~"
"""Around what is pasted."""
MOST = 256
"""Letters of a sequence, after which it is none."""
KEY_DELAY, REST_DELAY, PASTE_DELAY = 0.1, 1.0, 10.0
"""Seconds after which nothing more of a key, of another sequence, of a paste is waited for."""


class State(Enum):
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


_PATIENCE = {State.ESCAPE: KEY_DELAY, State.SINGLE: KEY_DELAY, State.PASTE: PASTE_DELAY}
OPENS = {
    "[": State.CONTROL,
    "O": State.SINGLE,
    **dict.fromkeys("]P_^X", State.STRING),
}


def patience(state: State, held: str) -> float:
    """Seconds in which more of it may come."""
    if state is State.STRING and len(held) == len(f"{ESC}]"):
        # Somebody pressed Alt with this key.
        return KEY_DELAY
    return _PATIENCE.get(state, REST_DELAY)


class TokenKind(Enum):
    LETTER = "letter"
    """A single letter or control code."""
    SEQUENCE = "sequence"
    """One that begins with ESC, and is whole."""
    PASTE = "paste"


class Token(NamedTuple):
    kind: TokenKind
    text: str


def is_flood(data: bytes) -> bool:
    """Whether so much came at once, on several lines, that nobody has typed it."""
    return len(data) >= FLOOD and ESC.encode() not in data and len(data.strip().splitlines()) > 1


def clean(pasted: str) -> str:
    """With our ends of lines, and without control codes, which could move the cursor where they are shown."""
    return "".join(filter(_is_text, pasted.replace("\r\n", "\n").replace("\r", "\n")))


def _is_text(letter: str) -> bool:
    code = ord(letter)
    return letter in "\n\t" or FIRST_LETTER <= code < DELETE or code > LAST_CONTROL
