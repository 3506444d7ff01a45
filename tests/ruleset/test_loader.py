"""From texts to a guide, or to all of its problems."""

import pytest

from guide.ruleset.folder import read_folder, shipped_rules
from guide.ruleset.parsing.loader import load, load_cases
from guide.ruleset.problems import Problem, RulesError
from tests.tiny import KINDS, SOURCES, TREE, texts, tiny


def problems(**changed: str) -> tuple[Problem, ...]:
    with pytest.raises(RulesError) as caught:
        tiny(**changed)
    return caught.value.problems


def codes(**changed: str) -> list[str]:
    return [f"{problem.place} {problem.code}" for problem in problems(**changed)]


def test_a_sound_guide_loads() -> None:
    guide = tiny()
    assert guide.questions["wish"].options["calm"].then == "heat"
    assert guide.kinds["tea"].claims["heat"][1].pole == "cold"
    assert guide.outcomes["doctor"].private


def test_nothing_in_a_guide_can_be_changed() -> None:
    guide = tiny()
    with pytest.raises(AttributeError):
        guide.start = "heat"  # type: ignore[misc]
    with pytest.raises(TypeError):
        guide.questions["new"] = guide.questions["wish"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "at", "code"),
    [
        ("then: heat", "then: heet", "heet", "link"),
        ("recommend: espresso", "recommend: expresso", "expresso", "link"),
        ("{heat: hot}, then", "{heat: hott}, then", "hott", "link"),
        ("{heat: hot}, then", "{heet: hot}, then", "heet", "link"),
        ("    probe: Ask twice.\n", "", "ask: What", "missing"),
        ("probe: Ask twice.", "prope: Ask twice.", "prope", "unknown"),
        ("ask: What do you wish?", "ask: yes", "yes", "type"),
        ("ask: What do you wish?", "ask: [What]", "[What", "type"),
        ("private: true", "private: maybe", "maybe", "type"),
        ("when: afterwards", "when: sometime", "sometime", "type"),
        ("kinds: [tea], title", "kinds: mint, title", "mint", "type"),
        ("start: wish", "start: [wish]", "[wish", "type"),
        ("start: wish", "start: wishes", "wishes", "link"),
    ],
)
def test_a_fault_in_the_tree_is_found_in_its_place(old: str, new: str, at: str, code: str) -> None:
    tree = TREE.replace(old, new, 1)
    assert tree != TREE
    before = tree[: tree.index(at)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert f"tree.yaml:{line}:{column} {code}" in codes(tree=tree)


def test_everything_wrong_is_reported_at_once() -> None:
    tree = TREE.replace("then: heat", "then: heet").replace("ask: How hot?", "ask: 12")
    kinds = KINDS.replace("name: Tea", "nom: Tea").replace("sources: [leaf]", "sources: [leef]", 1)
    found = problems(tree=tree, kinds=kinds, sources=SOURCES + "leaf: {title: x, short: y}\n")
    assert {problem.code for problem in found} == {"link", "type", "unknown", "missing", "duplicate"}
    assert {problem.place.file for problem in found} == {"tree.yaml", "kinds.yaml", "sources.yaml"}
    assert list(found) == sorted(found, key=lambda problem: problem.place)


def test_a_misspelt_name_is_guessed() -> None:
    (problem,) = problems(tree=TREE.replace("then: heat", "then: heet"))
    assert problem.hint == "Did you mean “heat”?"


def test_a_missing_file_is_named() -> None:
    files = dict(texts())
    del files["sources.yaml"]
    with pytest.raises(RulesError) as caught:
        load(files)
    assert [(problem.code, problem.place.file) for problem in caught.value.problems] == [
        ("file", "sources.yaml")
    ]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "just words", "- a\n- list\n", "12"])
@pytest.mark.parametrize("file", ["guide", "sources", "kinds", "tree"])
def test_a_file_of_the_wrong_shape_is_a_problem_and_no_crash(file: str, text: str) -> None:
    assert any(problem.place.file == f"{file}.yaml" for problem in problems(**{file: text}))


def test_cases_are_held_against_the_guide() -> None:
    guide = tiny()
    files = {"cases.yaml": b"- {about: x, answers: {wish: calm, heat: tepid, nope: a}, expect: teaa}\n"}
    with pytest.raises(RulesError) as caught:
        load_cases(files, guide)
    assert [str(problem.place) for problem in caught.value.problems] == [
        "cases.yaml:1:42",
        "cases.yaml:1:49",
        "cases.yaml:1:67",
    ]


def test_the_shipped_cases_load() -> None:
    files = read_folder(shipped_rules())
    guide, _ = load(files)
    assert len(load_cases(files, guide)) >= 40
