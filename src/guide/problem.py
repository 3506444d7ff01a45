"""What is wrong with a guide's texts, and where."""

from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """A position in a text; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One fault. ``code`` is stable and can be looked up; ``hint`` may be empty."""

    code: str
    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message} [{self.code}]" + (f"\n    {self.hint}" if self.hint else "")


class RulesError(Exception):
    """The texts do not make a guide. Holds every problem found, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__("\n".join(map(str, self.problems)))
