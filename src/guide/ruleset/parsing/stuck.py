"""Where the YAML parser got stuck, the lines around that place, and what can be found in them."""

import re
from typing import NamedTuple


class Finding(NamedTuple):
    """A fault with the place of its cause; ``line`` and ``column`` count from 1."""

    line: int
    column: int
    message: str
    hint: str


class Stuck(NamedTuple):
    """Where and why the parser got stuck.

    Attributes:
        reason: What it says of the place.
        within: What it was parsing, such as "while parsing a flow mapping"; may be empty.
        line: The line of the place, from 1.
        column: The column of the place, from 1.
        since_line: The line in which it began what it was parsing; 0 where it does not say.
        since_column: The column of that.
    """

    reason: str
    within: str
    line: int
    column: int
    since_line: int
    since_column: int


class Lines:
    """Some lines of a text, called with their number in it. What is not among them is empty."""

    def __init__(self, text: str, first: int) -> None:
        self.first = first
        self._lines = re.split("\r\n|\r|\n", text)

    def __call__(self, number: int) -> str:
        at = number - self.first
        return self._lines[at] if 0 <= at < len(self._lines) else ""

    def since(self, number: int) -> str:
        """The text from the line of this number on."""
        return "\n".join(self._lines[max(0, number - self.first) :])

    def before(self, number: int) -> int:
        """The number of the nearest line above that holds more than a comment; 0 where none does."""
        for above in range(number - 1, self.first - 1, -1):
            if (line := self(above).strip()) and not line.startswith("#"):
                return above
        return 0
