"""What is said of a file of cases that has none, or whose cases are of another tree."""

from collections.abc import Iterable, Mapping
from typing import Any

from guide.common.suggestions import nearest_name
from guide.ruleset.parsing.decoder import DecodeContext
from guide.ruleset.problems import Problem

_NO_CASES_HINT = (
    "Delete this file until there is a case, or write [] into it. “guide rules record” asks the questions "
    "and writes a case."
)

_FOREIGN_HINT = (
    "These cases are of another tree. Delete them, or the whole file; “guide rules record” asks the "
    "questions and writes new ones."
)

_MOST_COMPARED = 20_000
"""Pairs of ids that are compared to see whether the questions are misspelt; the cost grows with them."""


def explain_case_problems(
    problems: Iterable[Problem], context: DecodeContext, tables: Mapping[str, Any]
) -> list[Problem]:
    """The problems in a file of cases, with what to do where it has none, or has those of another tree.

    Args:
        problems: The problems, in the order of their places.
        context: That of the file.
        tables: The tables of the guide by name; None for a table that is not known.
    """
    problems = [
        problem._replace(hint=_NO_CASES_HINT) if problem.code == "empty" else problem for problem in problems
    ]
    return _as_foreign_cases(problems, context, tables) or problems


def _as_foreign_cases(
    problems: list[Problem], context: DecodeContext, tables: Mapping[str, Any]
) -> list[Problem]:
    """The problems with one in place of all ids that do not exist, where no question of the cases does.

    None where there is only one such question, or where most of them are like others: they are misspelt.
    """
    questions = tables.get("questions")
    names = {name: None for table, _, name, _ in context.links if table == "questions"}
    if questions is None or len(names) < 2 or any(name in questions for name in names):
        return []
    some = list(names)[: 1 + _MOST_COMPARED // (1 + len(questions))]
    if 2 * _count_misspelt(some, questions) > len(some):
        return []
    first = next((problem for problem in problems if problem.code == "link"), None)
    if first is None:
        return []
    message = f"none of the {len(names)} questions in these cases is among the questions of the tree"
    others = [problem for problem in problems if problem.code not in ("link", "too-many")]
    foreign = first._replace(message=message, hint=_FOREIGN_HINT)
    return sorted([*others, foreign], key=lambda problem: problem.place)


def _count_misspelt(names: Iterable[str], questions: Mapping[str, Any]) -> int:
    return sum(bool(nearest_name(name, questions)) for name in names)
