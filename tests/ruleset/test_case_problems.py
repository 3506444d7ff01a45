"""What is said of a file of cases without cases, and of cases that are of another tree."""

import pytest

from guide.ruleset.checks.all_problems import find_all_problems
from guide.ruleset.problems import Problem
from tests.tiny import texts

OTHER = """\
- {about: A talk., answers: {topic: work, learn: show}, expect: coaching}
- {about: A way., answers: {topic: path, years: many}, expect: mentoring, companions: [course]}
"""


def problems_of(cases: str) -> list[Problem]:
    problems = find_all_problems({**texts(), "cases.yaml": cases.encode()})
    return [problem for problem in problems if problem.place.file == "cases.yaml"]


@pytest.mark.parametrize("cases", ["", "# Later.\n", "---\n...\n"])
def test_a_file_without_a_case_may_be_deleted_or_hold_an_empty_list(cases: str) -> None:
    (problem,) = problems_of(cases)
    assert problem.level == "error"
    if problem.code == "empty":
        assert problem.hint.startswith("Delete this file until there is a case, or write [] into it.")
    assert problems_of("[]\n") == []


def test_cases_of_another_tree_are_one_problem() -> None:
    (problem,) = problems_of(OTHER)
    assert (problem.code, str(problem.place)) == ("link", "cases.yaml:1:30")
    assert problem.message == "none of the 3 questions in these cases is among the questions of the tree"
    assert "These cases are of another tree." in problem.hint


def test_what_is_wrong_beside_their_ids_is_told_as_well() -> None:
    problems = problems_of(OTHER.replace("about: A way., ", ""))
    assert [problem.code for problem in problems] == ["link", "missing"]


def test_one_question_that_exists_is_enough_to_tell_each_problem() -> None:
    problems = problems_of(f"{OTHER}- {{about: Pain., answers: {{wish: pain}}, expect: doctor}}\n")
    assert len(problems) == 7
    assert {problem.code for problem in problems} == {"link"}


@pytest.mark.parametrize("answers", ["{wsh: calm, heet: very}", "{wsh: pain}", "{topic: work}"])
def test_questions_that_are_misspelt_or_alone_are_told_one_by_one(answers: str) -> None:
    problems = problems_of(f"- {{about: x, answers: {answers}, expect: tea}}\n")
    assert all(problem.message.startswith("there is no “") for problem in problems)
    assert len(problems) == answers.count(":")
