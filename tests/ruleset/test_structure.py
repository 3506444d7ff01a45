"""What is wrong with the roads of a guide."""

import pytest

from guide.engine.decision import decide
from guide.engine.walk import replay_answers
from guide.ruleset.problems import Problem, RulesError
from tests.tiny import TREE, tiny


def problems(old: str, new: str) -> list[Problem]:
    assert old in TREE
    with pytest.raises(RulesError) as caught:
        tiny(tree=TREE.replace(old, new, 1))
    return list(caught.value.problems)


def test_a_walk_without_a_recommendation_is_shown() -> None:
    (problem,) = problems("{say: No more pain, recommend: doctor}", "{say: No more pain}")[:1]
    assert problem.code == "road"
    assert "without a recommendation" in problem.message
    assert problem.walk == "wish=pain"
    assert str(problem.place) == "tree.yaml:11:7"


def test_a_second_recommendation_is_shown_with_the_shortest_walk() -> None:
    (problem,) = problems("{say: No more}", "{say: No more, recommend: espresso}")
    assert "second outcome" in problem.message
    assert problem.walk == "wish=speed,more=no_more"


def test_nothing_can_be_replaced_before_there_is_something() -> None:
    (problem,) = problems("{say: No more pain, recommend: doctor}", "{say: Pain, instead: doctor}")
    assert "before there is one" in problem.message


def test_a_question_needs_two_options() -> None:
    found = problems("      less: {say: Less, means: {heat: cold}, recommend: tea, then: more}\n", "")
    assert [problem.code for problem in found] == ["choice"]


def test_what_no_walk_comes_to_is_named() -> None:
    found = problems("means: {heat: hot}, then: heat", "recommend: nothing, then: more")
    assert [(problem.code, str(problem.place)) for problem in found] == [
        ("unreached", "tree.yaml:12:3"),
        ("unreached", "tree.yaml:28:3"),
    ]


def test_an_outcome_is_kinds_or_a_signpost() -> None:
    found = problems("{kinds: [tea], title: Tea", "{title: Tea")
    assert [problem.code for problem in found] == ["outcome"]


def test_a_circle_of_questions_is_named_where_it_closes() -> None:
    (problem,) = problems("{say: No more}", "{say: No more, then: wish}")
    assert problem.code == "cycle"
    assert problem.message.endswith("wish → more → wish")
    line = TREE[: TREE.index("{say: No more}")].count("\n") + 1
    assert problem.place.line == line
    assert problem.place.column > 30


def test_a_shared_question_decides_what_one_recommendation_depends_on() -> None:
    """The guide's way to have a condition, as its manual tells."""
    tree = TREE.replace("recommend: tea, then: more", "then: year")
    year = """\
  year:
    ask: Have they been here for a year?
    probe: Wait.
    help: About a year.
    options:
      a_year: {say: "Yes", recommend: programme, then: more}
      not_yet: {say: Not yet, recommend: tea, then: more}
"""
    programme = "  programme: {kinds: [tea], title: Our own tea, because: We grow it., sources: [own]}\n"
    tree = tree.replace("  more:\n", f"{year}  more:\n").replace("outcomes:\n", f"outcomes:\n{programme}")
    guide = tiny(tree=tree)
    for year_answer, outcome in (("a_year", "programme"), ("not_yet", "tea")):
        for heat in ("very", "less"):
            answers = {"wish": "calm", "heat": heat, "year": year_answer, "more": "no_more"}
            assert decide(replay_answers(guide, answers)).outcome == outcome
