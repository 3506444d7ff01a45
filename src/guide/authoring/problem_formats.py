"""Problems in the formats of ``guide rules check``: text, JSON, and annotations of GitHub."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping

from guide.ruleset.problems import LINE_END, Place, Problem


def problems_as_text(problems: Iterable[Problem], texts: Mapping[str, bytes]) -> str:
    """The problems for a terminal: each with the line that it stands in and a mark under the place.

    Args:
        problems: The problems, in the order in which they are written.
        texts: The content of the files by name. Where a line is not in it, the problem stands alone.

    Returns:
        Lines that each end with a line break; empty where there are no problems.
    """
    problems = tuple(problems)
    places: dict[str, list[Place]] = {}
    for problem in problems:
        places.setdefault(problem.place.file, []).append(problem.place)
    lines = {file: _quoted_lines(texts.get(file, b""), within) for file, within in places.items()}
    return "".join(f"{_with_line(problem, lines[problem.place.file])}\n" for problem in problems)


def problems_as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON list of objects, indented, without a line break at the end."""
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


def problems_as_github(problems: Iterable[Problem], folder: str) -> str:
    """The problems as workflow commands, a line each, which GitHub turns into annotations.

    Args:
        problems: The problems.
        folder: The folder of the files, as seen from the root of the repository.
    """
    return "\n".join(
        f"::{problem.level} file={_escape_property(f'{folder}/{problem.place.file}')},"
        f"line={problem.place.line},col={problem.place.column},title={_escape_property(problem.code)}::"
        + _escape_data("\n".join([problem.message, *problem.advice]))
        for problem in problems
    )


def _quoted_lines(data: bytes, places: Iterable[Place]) -> dict[int, str]:
    """The lines that the places are in, by number, each cut behind what is shown of it.

    A line can be a whole file, so no more of it is decoded than is needed.
    """
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


def _with_line(problem: Problem, lines: Mapping[int, str]) -> str:
    place = problem.place
    if place.line not in lines:
        return str(problem)
    start = max(0, place.column - 60)
    # A tab, or whatever else does not fill one column, would shift the mark.
    excerpt = "".join(char if char.isprintable() else " " for char in lines[place.line][start : start + 100])
    margin = " " * len(str(place.line))
    mark = " " * (place.column - 1 - start) + "^"
    quoted = [f"{place.line} | {excerpt}", f"{margin} | {mark}"]
    return "\n    ".join([problem.head, *quoted, *problem.advice])


def _escape_data(text: str) -> str:
    """As GitHub's toolkit escapes the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    """As GitHub's toolkit escapes the value of a property."""
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
