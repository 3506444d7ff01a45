"""Small guides with something wrong, one in each file of bad_rules: everything is found, and nothing else.

A file begins with comments: ``expect`` names a problem by place and code, ``missing`` a file that is left
out. Behind ``--- NAME`` stands the text that takes the place of that file of bad_rules/base, so that lines
count from the one below. Behind ``--- NAME escaped`` the text is written with Python's escapes, a byte each.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import guide as package
from guide.cli.rules.check import find_problems
from guide.ruleset.folder import read_folder
from guide.ruleset.model import Guide, Option
from guide.ruleset.parsing.loader import load_parts
from guide.ruleset.parsing.partial import partial_guide
from guide.ruleset.problems import LINE_END, Problem
from tests.ruleset.broken_guides import MISTAKES

HERE = Path(__file__).with_name("bad_rules")
FILES = sorted(HERE.glob("*.yaml"))
ELSEWHERE = {
    "folder": "tests/cli/test_rules_commands.py",
    "map": "tests/cli/test_decide.py",
    "size": "test_hostile.py",
    "too-many": "test_hostile.py",
}


class Bad(NamedTuple):
    expected: tuple[str, ...]
    missing: tuple[str, ...]
    texts: dict[str, bytes]

    def write(self, folder: Path) -> None:
        for name, data in {**read_folder(HERE / "base"), **self.texts}.items():
            if name not in self.missing:
                (folder / name).write_bytes(data)


def read_bad(path: Path) -> Bad:
    head, *parts = re.split(r"^--- (\S+\.yaml)( escaped)?\n", path.read_bytes().decode(), flags=re.MULTILINE)
    texts = {}
    for name, escaped, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        texts[name] = text.encode().decode("unicode_escape").encode("latin-1") if escaped else text.encode()
    expected = re.findall(r"^# expect: (.*)", head, re.MULTILINE)
    return Bad(tuple(expected), tuple(re.findall(r"^# missing: (.*)", head, re.MULTILINE)), texts)


def in_words(problem: Problem) -> str:
    return f"{problem.place} {problem.code}"


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> Bad:
    written = read_bad(request.param)
    written.write(tmp_path)
    return written


def test_all_of_it_is_found_and_nothing_else(bad: Bad, tmp_path: Path) -> None:
    assert bad.expected
    assert [in_words(problem) for problem in find_problems(tmp_path)[1]] == list(bad.expected)


def test_every_place_is_there_and_every_walk_shows_it(bad: Bad, tmp_path: Path) -> None:
    assert bad.expected
    texts, problems = find_problems(tmp_path)
    for problem in problems:
        assert is_there(problem, texts.get(problem.place.file, b"")), problem
        if problem.code in SHOWN:
            assert SHOWN[problem.code](partial_guide(load_parts(texts)), problem), problem


def test_the_guide_that_they_stand_on_is_whole() -> None:
    assert find_problems(HERE / "base")[1] == []


def test_there_are_enough_and_each_has_its_own_text() -> None:
    bads = [read_bad(path) for path in FILES]
    assert len(bads) >= 65
    assert sum(len(bad.expected) > 1 for bad in bads) >= 8
    assert len({(bad.missing, tuple(bad.texts.items())) for bad in bads}) == len(bads)


def test_every_code_occurs() -> None:
    occurring = {line.rpartition(" ")[2] for path in FILES for line in read_bad(path).expected}
    occurring |= {mistake.code for mistake in MISTAKES}
    assert occurring == set(codes()) - ELSEWHERE.keys()


def codes() -> Iterator[str]:
    """The codes that the program gives to problems, as its source tells."""
    number = {"Problem": 0, "Remark": 0, "report": 1, "_report": 1}
    for path in Path(package.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                at = number.get(name, len(node.args))
                if at < len(node.args) and isinstance(code := node.args[at], ast.Constant):
                    yield str(code.value)


def is_there(problem: Problem, data: bytes) -> bool:
    """Whether the place is in the text: a column can be one past the end of its line, for what is missing."""
    lines = LINE_END.split(data.removeprefix(b"\xef\xbb\xbf"))
    _, line, column = problem.place
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1].decode("utf-8", "replace")) + 1


def steps(guide: Guide, walk: str) -> list[tuple[str, Option]]:
    """The answers of a walk, each with its question, which must be the one that is asked then."""
    taken = []
    at: str | None = guide.start
    for step in walk.split(","):
        question, _, key = step.partition("=")
        assert question == at
        option = guide.questions[question].options[key]
        taken.append((question, option))
        at = option.then
    return taken


def shows_a_road(guide: Guide, problem: Problem) -> bool:
    *before, last = [option for _, option in steps(guide, problem.walk)]
    recommended = any(option.recommend for option in before)
    replaced = any(option.instead for option in before)
    return {
        "a second outcome is recommended here": bool(last.recommend) and (recommended or replaced),
        "an outcome is replaced here before there is one": bool(last.instead)
        and not (recommended or replaced or last.recommend),
        "the outcome is replaced a second time here": bool(last.instead) and replaced,
        "the questions end here without a recommendation": not (
            recommended or replaced or last.recommend or last.instead or last.then
        ),
    }[problem.message]


def shows_a_circle(guide: Guide, problem: Problem) -> bool:
    """The walk leads into the circle, and the last answer on to a question that leads back to this one."""
    reached = {guide.start, *after(guide, guide.start)}
    named = problem.message.rpartition(": ")[2].split(" → ")
    if not problem.walk:
        return not reached & set(named)
    question, option = steps(guide, problem.walk)[-1]
    then = option.then
    assert then is not None
    return named[-2:] == [question, then] and (question == then or question in after(guide, then))


def after(guide: Guide, name: str) -> set[str]:
    found: set[str] = set()
    ahead = [name]
    while ahead:
        for option in guide.questions[ahead.pop()].options.values():
            if option.then and option.then not in found:
                found.add(option.then)
                ahead.append(option.then)
    return found


def shows_a_contradiction(guide: Guide, problem: Problem) -> bool:
    option = steps(guide, problem.walk)[-1][1]
    assert option.recommend
    claims = [
        (claim.pole, pole)
        for kind in guide.outcomes[option.recommend].kinds
        for distinction, pole in option.means.items()
        for claim in guide.kinds[kind].claims.get(distinction, ())
        if claim.pole
    ]
    return bool(claims) and all(claimed != meant for claimed, meant in claims)


SHOWN = {"road": shows_a_road, "cycle": shows_a_circle, "contradicted": shows_a_contradiction}
