"""Problems in their formats."""

import json

from guide.authoring.problem_formats import problems_as_github, problems_as_json, problems_as_text
from guide.ruleset.problems import Place, Problem

PROBLEM = Problem("link", Place("tree.yaml", 2, 9), "there is no “b,c”", "Did you mean “d”?", walk="a=b")
WARNING = Problem("voice", Place("tree.yaml", 9, 1), "50% gone\nhere", level="warning")
TEXTS = {"tree.yaml": b"a:\n  then:\tb,c\n"}


def test_as_text_the_line_is_shown_with_a_mark_under_the_place() -> None:
    assert problems_as_text([PROBLEM], TEXTS) == (
        "tree.yaml:2:9: error[link]: there is no “b,c”\n"
        "    2 |   then: b,c\n"
        "      |         ^\n"
        "    Did you mean “d”?\n"
        "    The fewest answers that show it: a=b\n"
    )


def test_as_text_a_place_past_the_end_shows_no_line() -> None:
    assert problems_as_text([WARNING], TEXTS) == "tree.yaml:9:1: warning[voice]: 50% gone\nhere\n"


def test_as_text_a_long_line_is_cut_around_the_place() -> None:
    texts = {"tree.yaml": b"x" * 5_000 + b"HERE" + b"x" * 5_000}
    shown = problems_as_text([PROBLEM._replace(place=Place("tree.yaml", 1, 5_001))], texts).splitlines()
    assert len(shown[1]) < 120
    assert shown[1].index("HERE") == shown[2].index("^")


def test_as_text_lines_are_counted_as_editors_count_them() -> None:
    texts = {"tree.yaml": "\ufeffa: 1\rb: 2\u2028c: 3\x85d: ü\x0b4".encode()}
    places = [Place("tree.yaml", line, 1) for line in range(1, 4)]
    shown = problems_as_text([PROBLEM._replace(place=place, hint="", walk="") for place in places], texts)
    assert [line.split(" | ")[1] for line in shown.splitlines()[1:-1:3]] == ["a: 1", "b: 2 c: 3 d: ü 4"]


def test_as_json_everything_has_a_name() -> None:
    assert json.loads(problems_as_json([PROBLEM, WARNING]))[0] == {
        "code": "link",
        "level": "error",
        "file": "tree.yaml",
        "line": 2,
        "column": 9,
        "message": "there is no “b,c”",
        "hint": "Did you mean “d”?",
        "walk": "a=b",
    }


def test_for_github_what_has_a_meaning_there_is_escaped() -> None:
    first, second = problems_as_github([PROBLEM, WARNING], "my,rules").splitlines()
    assert first.startswith(
        "::error file=my%2Crules/tree.yaml,line=2,col=9,title=link::there is no “b,c”%0ADid you"
    )
    assert second == "::warning file=my%2Crules/tree.yaml,line=9,col=1,title=voice::50%25 gone%0Ahere"
