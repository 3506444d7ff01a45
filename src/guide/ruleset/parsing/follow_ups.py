"""Leaves out problems that only follow from another one, and says there what they would have said."""

import re
from collections.abc import Iterable, Mapping

from guide.ruleset.parsing import yaml_nodes
from guide.ruleset.problems import Problem

_LINK = re.compile("there is no “(.+)” among the (\\w+)")
_TWO_WORDS = re.compile(r"[\w-]+[:=\s]+\S")
_DUPLICATE = re.compile(r"It is already in line (\d+):")


def drop_follow_ups(
    problems: Iterable[Problem], roots: Mapping[str, yaml_nodes.Node | None]
) -> list[Problem]:
    """The problems without those that are gone when another of them is mended.

    Args:
        problems: Problems of the files.
        roots: The root nodes of the files by name.
    """
    problems = list(problems)
    no_texts = {problem.place for problem in problems if problem.code in ("alias", "tag")}
    # Behind a name that holds its value, as it lacks a colon or a space, the value is empty.
    no_texts |= {
        problem.place._replace(column=problem.place.column + len(match[1]))
        for problem in problems
        if problem.code == "link" and (match := _LINK.match(problem.message)) and _TWO_WORDS.match(match[1])
    }
    kept = [problem for problem in problems if problem.code != "type" or problem.place not in no_texts]
    if any(problem.code == "duplicate" for problem in kept):
        for table, rows in _tables(roots):
            kept = _without_links(kept, table, rows)
    return kept


def _tables(roots: Mapping[str, yaml_nodes.Node | None]) -> Iterable[tuple[str, yaml_nodes.Mapping]]:
    """The tables that links lead to, by the name that messages use."""
    for file, root in roots.items():
        if not isinstance(root, yaml_nodes.Mapping):
            continue
        if file == "sources.yaml":
            yield "sources", root
            continue
        for name, (node, *_) in root.items.items():
            if isinstance(node, yaml_nodes.Mapping):
                yield name, node


def _without_links(problems: list[Problem], table: str, rows: yaml_nodes.Mapping) -> list[Problem]:
    """The problems without links to ids that a table lacks as it has two rows of one name.

    That is so where no more ids are missing than rows stand there twice, and the missing ids are like none
    that is there.
    """
    twice = [problem for problem in problems if _is_duplicate(problem, rows)]
    links: dict[str, list[Problem]] = {}
    for problem in problems:
        match = _LINK.fullmatch(problem.message) if problem.code == "link" else None
        if match and match[2] == table:
            links.setdefault(match[1], []).append(problem)
    likely = all(link[0].hint.startswith("There is: ") for link in links.values())
    if not links or not likely or len(links) > len(twice):
        return problems
    dropped = {id(link) for same in links.values() for link in same}
    names = " or ".join(f"“{name}”, which {_places(same, twice[0])} to" for name, same in links.items())
    return [
        problem._replace(hint=re.sub(": .*", f". Call this one {names}.", problem.hint))
        if problem in twice
        else problem
        for problem in problems
        if id(problem) not in dropped
    ]


def _is_duplicate(problem: Problem, rows: yaml_nodes.Mapping) -> bool:
    """Whether the problem is that a row of this table has the name of another one in it."""
    first = _DUPLICATE.match(problem.hint) if problem.code == "duplicate" else None
    row = rows.items.get(problem.message[1:].rpartition("” stands")[0]) if first else None
    return bool(first and row and row[1] == int(first[1]) and row[2] == problem.place.column)


def _places(links: list[Problem], near: Problem) -> str:
    """The lines of links, with a verb; their file as well if it is not that of ``near``."""
    lines = list(dict.fromkeys(link.place.line for link in links))
    file = links[0].place.file
    where = "" if file == near.place.file else f" of {file}"
    if len(lines) == 1:
        return f"line {lines[0]}{where} leads"
    rest = "more" if len(lines) > 3 else f"{lines[-1]}"
    return f"lines {', '.join(map(str, lines[: min(3, len(lines) - 1)]))} and {rest}{where} lead"
