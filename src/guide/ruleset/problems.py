"""Problems in the texts of a guide: values with a code, a place and a hint."""

import re
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

Level = Literal["error", "warning"]

LINE_END = re.compile(rb"\r\n|\r|\n")
"""What ends a line in an editor, in bytes of UTF-8."""


class Place(NamedTuple):
    """A position in a file; ``line`` and ``column`` count from 1, columns in characters."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


Locate = Callable[..., Place]
"""Gives the place of a part of a guide: called with a file's name and the keys that lead to the part."""


class Problem(NamedTuple):
    """One problem in the texts of a guide.

    Attributes:
        code: Stable; ``guide rules explain CODE`` says what it means.
        place: The position in the file.
        message: What is wrong, as half a sentence.
        hint: How to repair it; may be empty.
        level: Errors keep a guide from being used, warnings do not.
        walk: Answers that lead to the fault, as ``question=option,...``; empty where none do.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    level: Level = "error"
    walk: str = ""

    def __str__(self) -> str:
        return "\n    ".join([self.head, *self.advice])

    @property
    def head(self) -> str:
        """One line with the place, the level, the code and the message."""
        return f"{self.place}: {self.level}[{self.code}]: {self.message}"

    @property
    def advice(self) -> list[str]:
        """The hint, and the walk in a line of its own; those that are empty are left out."""
        lines = [self.hint] if self.hint else []
        return [*lines, f"The fewest answers that show it: {self.walk}"] if self.walk else lines


SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes that a file may have."""

MOST_PROBLEMS = 1_000
"""Problems that are reported for one file; a last one says that there are more."""


def too_many(place: Place) -> Problem:
    """The last problem of a file that has more than MOST_PROBLEMS."""
    message = "there are more problems in this file, from here on"
    return Problem("too-many", place, message, "Mend those above first, and check again.")


class RulesError(Exception):
    """The texts of the rules cannot be read as a guide. ``problems`` holds every problem, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__()

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
