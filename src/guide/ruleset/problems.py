"""What is wrong with a guide's texts, and where."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

Level = Literal["error", "warning"]

LINE_END = re.compile(rb"\r\n|\r|\n|\xc2\x85|\xe2\x80[\xa8\xa9]")
"""Where YAML ends a line."""


class Place(NamedTuple):
    """A position in a text; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One fault. ``code`` is stable and can be looked up; ``hint`` and ``walk`` may be empty.

    ``walk`` holds the answers that show a fault of the road, as ``question=option,...``.
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
        return f"{self.place}: {self.level}[{self.code}]: {self.message}"

    @property
    def advice(self) -> list[str]:
        """What helps to mend it, a line each."""
        lines = [self.hint] if self.hint else []
        return [*lines, f"The shortest walk that shows it: {self.walk}"] if self.walk else lines


SIZE_LIMIT = 64 * 1024 * 1024
"""Bytes in a file."""
MOST_PROBLEMS = 1_000
"""In one file: more are told by one last problem."""


def too_many(place: Place) -> Problem:
    message = "there are more problems in this file, from here on"
    return Problem("too-many", place, message, "Mend those above first, and check again.")


class RulesError(Exception):
    """The texts do not make a guide. Holds every problem found, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__()

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def problems_as_text(problems: Iterable[Problem], texts: Mapping[str, bytes]) -> str:
    """Each problem with the line that it stands in and a mark under the place; ends with a line break."""
    problems = tuple(problems)
    places: dict[str, list[Place]] = {}
    for problem in problems:
        places.setdefault(problem.place.file, []).append(problem.place)
    lines = {file: _lines(texts.get(file, b""), within) for file, within in places.items()}
    return "".join(f"{_shown(problem, lines[problem.place.file])}\n" for problem in problems)


def problems_as_json(problems: Iterable[Problem]) -> str:
    """A list of objects, one a problem."""
    import json

    rows = [
        {
            "code": problem.code,
            "level": problem.level,
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "message": problem.message,
            "hint": problem.hint,
            "walk": problem.walk,
        }
        for problem in problems
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)


def as_github(problems: Iterable[Problem], folder: str) -> str:
    """Workflow commands that GitHub turns into annotations; ``folder`` leads to the files."""
    return "\n".join(
        f"::{problem.level} file={_property(f'{folder}/{problem.place.file}')},line={problem.place.line},"
        f"col={problem.place.column},title={_property(problem.code)}::"
        + _data("\n".join([problem.message, *problem.advice]))
        for problem in problems
    )


def _lines(data: bytes, places: Iterable[Place]) -> dict[int, str]:
    """The lines of the places by number, each about as far as it is shown: a line can be a whole file."""
    widths: dict[int, int] = {}
    for place in places:
        widths[place.line] = max(widths.get(place.line, 0), place.column + 100)
    last = max(widths)
    ends = LINE_END.finditer(data)
    start = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    lines = {}
    for number in range(1, last + 1):
        if start >= len(data):
            break
        if number in widths:
            line = LINE_END.split(data[start : start + 4 * widths[number]], maxsplit=1)[0]
            lines[number] = line.decode("utf-8", "replace")
        end = next(ends, None) if number < last else None
        start = end.end() if end else len(data)
    return lines


def _shown(problem: Problem, lines: Mapping[int, str]) -> str:
    place = problem.place
    if place.line not in lines:
        return str(problem)
    start = max(0, place.column - 60)
    # A tab, or whatever else does not fill one column, would shift the mark.
    shown = "".join(char if char.isprintable() else " " for char in lines[place.line][start : start + 100])
    margin = " " * len(str(place.line))
    mark = " " * (place.column - 1 - start) + "^"
    quoted = [f"{place.line} | {shown}", f"{margin} | {mark}"]
    return "\n    ".join([problem.head, *quoted, *problem.advice])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
