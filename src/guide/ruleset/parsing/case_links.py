"""What is said of a file of cases that has none, or whose cases are of another tree."""

from collections.abc import Iterable, Mapping
from typing import Any

from guide.common.suggestions import nearest_name
from guide.ruleset.parsing.decoder import DecodeContext
from guide.ruleset.problems import Problem

NO_CASES_HINT = (
    "Delete this file until there is a case, or write [] into it. “guide rules record” asks the questions "
    "and writes a case."
)

_FOREIGN_HINT = (
    "These cases are of another tree. Delete them, or the whole file; “guide rules record” asks the "
    "questions and writes new ones."
)

_MOST_COMPARED = 20
"""Questions that do not exist which are compared with those that do."""


def mark_foreign_cases(
    problems: list[Problem], context: DecodeContext, tables: Mapping[str, Any]
) -> list[Problem]:
    """The problems of the cases; one in place of all ids that do not exist where no question of theirs does.

    Not where there is only one such question, or where most of them are like others: they are misspelt.

    Args:
        problems: The problems in the file of cases, in the order of their places.
        context: That of the file.
        tables: The tables of the guide by name; None for a table that is not known.
    """
    questions = tables.get("questions")
    names = {name: None for table, _, name, _ in context.links if table == "questions"}
    if questions is None or len(names) < 2 or any(name in questions for name in names):
        return problems
    some = list(names)[:_MOST_COMPARED]
    if 2 * _count_misspelt(some, questions) > len(some):
        return problems
    first = next((problem for problem in problems if problem.code == "link"), None)
    if first is None:
        return problems
    message = f"none of the {len(names)} questions in these cases is among the questions of the tree"
    others = [problem for problem in problems if problem.code not in ("link", "too-many")]
    foreign = first._replace(message=message, hint=_FOREIGN_HINT)
    return sorted([*others, foreign], key=lambda problem: problem.place)


def _count_misspelt(names: Iterable[str], questions: Mapping[str, Any]) -> int:
    return sum(bool(nearest_name(name, questions)) for name in names)
