"""Asking the terminal for its background (OSC 11), and reading its answer."""

import re

from textual.message import Message

ASK = "\x1b]11;?\x07\x1b[c"
"""The background, and then what kind of terminal it is. Every terminal answers the latter, so that it is
known when no answer to the former is to come any more."""
ANSWER_TIME = 1.0
"""Seconds in which both answers are expected."""
START, LAST = "\x1b]11;", re.compile("\x1b\\[\\?[0-9;]*c")
_COLOR = re.compile(r"rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")


class BackgroundReported(Message):
    """The terminal told its background.

    Attributes:
        brightness: From 0, black, to 1, white.
    """

    def __init__(self, brightness: float) -> None:
        super().__init__()
        self.brightness = brightness


def brightness(answer: str) -> float | None:
    """The brightness that an answer means, from 0 to 1; None where it names no colour."""
    if not answer.startswith(START) or not (found := _COLOR.search(answer)):
        return None
    red, green, blue = (int(part, 16) / int("f" * len(part), 16) for part in found.groups())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
