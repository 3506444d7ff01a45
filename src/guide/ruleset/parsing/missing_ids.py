"""Says which ids can stand where one is missing behind that of a row, such as a pole of a distinction."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import islice
from typing import Any

from guide.ruleset.problems import LINE_END, Problem

_MISSING = re.compile("one of the (poles|options) of “(.+)” is missing")
_ROWS = {"poles": "distinctions", "options": "questions"}
"""The table whose rows own the ids, by what these are."""

_MEANT = re.compile("(?:Did you mean|It looks like) “(.+?)”")
_MOST_NAMED = 4


def name_missing_ids(
    problems: Iterable[Problem], texts: Mapping[str, bytes], tables: Mapping[str, Any]
) -> list[Problem]:
    """The problems, those of missing ids with the ones that can be written there.

    Where the row is not known either, one problem tells of both.

    Args:
        problems: Problems of the files.
        texts: The content of the files by name.
        tables: The tables of a guide by name; None for one that could not be decoded.
    """
    problems = list(problems)
    named = {id(problem): problem for problem in problems}
    lines = cache(lambda file: LINE_END.split(texts.get(file, b"")))
    for problem in problems:
        match = _MISSING.fullmatch(problem.message) if problem.code == "type" else None
        rows = tables.get(_ROWS[match[1]]) if match else None
        if not match or rows is None:
            continue
        column, owner = match.groups()
        what = f"{'an' if column == 'options' else 'a'} {column.removesuffix('s')}"
        if owner in rows:
            hint = _choices(*_around(problem, lines), owner, owner, getattr(rows[owner], column, ()))
            message = f"{what} of “{owner}” is missing"
            named[id(problem)] = problem._replace(message=message, hint=hint or problem.hint)
        elif link := _link_to(owner, problem, problems):
            del named[id(problem)]
            meant = _MEANT.match(link.hint)
            hint = ""
            if meant and meant[1] in rows:
                hint = _choices(
                    *_around(problem, lines), owner, meant[1], getattr(rows[meant[1]], column, ())
                )
            more = f"{what.capitalize()} of it is missing as well"
            more += f": {hint[:1].lower()}{hint[1:]}" if hint else "."
            named[id(link)] = link._replace(hint=f"{link.hint} {more}")
    return list(named.values())


def _link_to(owner: str, missing: Problem, problems: Iterable[Problem]) -> Problem | None:
    """The problem that the row in front of a missing id does not exist."""
    return next(
        (
            problem
            for problem in problems
            if problem.code == "link"
            and problem.place[:2] == missing.place[:2]
            and problem.place.column < missing.place.column
            and problem.message.startswith(f"there is no “{owner}” among")
        ),
        None,
    )


def _around(missing: Problem, lines: Callable[[str], list[bytes]]) -> tuple[str, str]:
    """The line of a problem in front of its place, and from there on."""
    file, number, column = missing.place
    line = b"".join(lines(file)[number - 1 : number]).decode("utf-8", "replace")
    return line[: column - 1], line[column - 1 :]


def _choices(before: str, behind: str, written: str, owner: str, ids: Iterable[str] | None) -> str:
    """A sentence with what can be written: the id of a row with each of these. Empty where there are none.

    Args:
        before: The line in front of the place where an id is missing.
        behind: The line from there on.
        written: The id of the row as it stands in the line.
        owner: The id of the row.
        ids: What can stand behind it.
    """
    alone = re.search(rf"\{{\s*{re.escape(written)}\s*:?\s*$", before) and behind.lstrip().startswith("}")
    some = list(islice(ids or (), _MOST_NAMED + 1))
    pairs = [f"{{{owner}: {name}}}" if alone else f"{owner}: {name}" for name in some]
    if not pairs:
        return ""
    *others, last = pairs[:_MOST_NAMED]
    if len(pairs) > _MOST_NAMED:
        return f"Write one of: {', '.join([*others, last])} …"
    return f"Write {', '.join(others)} or {last}." if others else f"Write {last}."
