"""What is left out beside another problem, and what is not."""

import pytest

from guide.ruleset.folder import read_folder
from guide.ruleset.parsing.loader import load_parts
from guide.ruleset.problems import Problem
from tests.ruleset.test_bad_rules import HERE

BASE = read_folder(HERE / "base")
LOST = "  lost:\n    ask: Where?\n    probe: Wait.\n    help: x\n    certain: true\n    options: {}\n"


def problems_with(old: str, new: str, *more: tuple[str, str]) -> list[Problem]:
    tree = BASE["tree.yaml"].decode()
    for before, after in ((old, new), *more):
        assert before in tree
        tree = tree.replace(before, after, 1)
    return load_parts({**BASE, "tree.yaml": tree.encode()}).problems


def test_an_id_that_a_second_row_of_one_name_has_lost_is_named_there() -> None:
    (problem,) = problems_with("  more:\n", "  heat:\n")
    assert problem.hint == "It is already in line 3. Call this one “more”, which lines 8 and 9 lead to."


def test_a_misspelt_id_is_told_beside_a_row_that_stands_twice() -> None:
    problems = problems_with("  more:\n", f"{LOST}{LOST}  more:\n", ("then: more}", "then: mroe}"))
    assert [problem.code for problem in problems] == ["link", "duplicate"]
    assert problems[0].hint == "Did you mean “more”?"


def test_more_ids_than_rows_that_stand_twice_are_all_told() -> None:
    problems = problems_with("  more:\n", "  heat:\n", ("start: heat", "start: zzz"))
    assert sorted(problem.code for problem in problems) == ["duplicate", "link", "link", "link"]


def test_an_id_of_another_table_is_told_beside_a_row_that_stands_twice() -> None:
    problems = problems_with("  more:\n", "  heat:\n", ("kinds: [tea]", "kinds: [zzz]"))
    assert sorted(problem.code for problem in problems) == ["duplicate", "link"]


@pytest.mark.parametrize(
    ("new", "codes"),
    [
        ("{heat:hot}", ["link"]),
        ("{heat hot}", ["link"]),
        ("{haet}", ["link"]),
        ("{haet: }", ["link"]),
        ("{zzz}", ["link"]),
        ("{heat}", ["type"]),
        ("{heat: *hot}", ["alias"]),
    ],
)
def test_a_value_is_missed_unless_it_stands_in_the_name(new: str, codes: list[str]) -> None:
    assert [problem.code for problem in problems_with("{heat: hot}, rec", f"{new}, rec")] == codes


@pytest.mark.parametrize(
    ("new", "hint"),
    [
        ("{heat}", "Write {heat: hot} or {heat: cold}."),
        ("{heat: }", "Write {heat: hot} or {heat: cold}."),
        ("\n          {heat: , zzz: x}", "Write heat: hot or heat: cold."),
        ("{zzz}", "There is: heat. A pole of it is missing as well."),
    ],
)
def test_the_ids_that_can_be_written_are_named(new: str, hint: str) -> None:
    assert hint in [problem.hint for problem in problems_with("{heat: hot}, rec", f"{new}, rec")]


@pytest.mark.parametrize(
    ("new", "hints"),
    [
        ("aks: How?", ["Did you mean “ask”? It is missing here."]),
        ("aks: How?\n    asks: How?", ["Did you mean “ask”? It is missing here.", "Did you mean “ask”?"]),
        ("zzz: How?", ["", "Add it here, unless “zzz” is meant to be it: ask: …"]),
        ("“ask”: How?\n    zzz: x", ["“ and ” do not count as quotes here: write ask without them.", ""]),
        ("aks: How?\n    ask: How?", ["Did you mean “ask”?"]),
    ],
)
def test_a_field_is_missed_unless_a_name_was_meant_to_be_it(new: str, hints: list[str]) -> None:
    told = [problem.hint for problem in problems_with("ask: How hot?", new)]
    assert [hint if not hint.startswith("There is: ") else "" for hint in told] == hints
