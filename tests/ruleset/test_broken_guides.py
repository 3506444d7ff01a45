"""Each mistake is told in its place, by its code, with a hint that leads to the mend; and nothing else is.

    python -m tests.ruleset.test_broken_guides

prints what is told of each, with the lines around it.
"""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from guide.authoring.problem_formats import problems_as_text
from guide.cli.rules.check import find_problems
from guide.ruleset.folder import read_folder
from guide.ruleset.problems import LINE_END, Problem
from tests.ruleset.broken_guides import MISTAKES, Mistake

BASE = read_folder(Path(__file__).with_name("bad_rules") / "base")
CASES = "- {about: Hot., answers: {heat: hot, more: none}, expect: tea}\n"


def broken_texts(mistake: Mistake) -> Mapping[str, bytes]:
    text = BASE[mistake.file].decode()
    assert mistake.old in text
    return {**BASE, mistake.file: text.replace(mistake.old, mistake.text, 1).encode()}


def expected_place(mistake: Mistake) -> str:
    if mistake.place:
        return mistake.place
    text = BASE[mistake.file].decode().replace(mistake.old, mistake.new, 1)
    before = text[: text.index("¦")]
    return f"{mistake.file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def told(folder: Path, texts: Mapping[str, bytes]) -> tuple[Problem, ...]:
    for name, data in texts.items():
        (folder / name).write_bytes(data)
    return tuple(find_problems(folder)[1])


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_in_its_place_with_a_hint(mistake: Mistake, tmp_path: Path) -> None:
    problems = told(tmp_path, broken_texts(mistake))
    assert sorted(problem.code for problem in problems) == sorted((mistake.code, *mistake.also))
    places = [str(problem.place) for problem in problems if problem.code == mistake.code]
    assert places == [expected_place(mistake)] * len(places)
    (problem,) = (problem for problem in problems if problem.code == mistake.code)
    assert mistake.hint in f"{problem.message} {problem.hint}"
    assert problem.hint


@pytest.mark.parametrize(
    "mistake",
    [mistake for mistake in MISTAKES if mistake.file == "tree.yaml" and mistake.code != "yaml"],
    ids=lambda mistake: mistake.name,
)
def test_a_mistake_hides_none_that_stands_by_itself(mistake: Mistake, tmp_path: Path) -> None:
    texts = broken_texts(mistake)
    tree = texts["tree.yaml"].replace(b"cools., sources: [own]", b"cools., sources: [lost]")
    tree = tree.replace(b"title: Nothing, because: So be it.", b"title: Nothing, becuase: So be it.")
    problems = told(tmp_path, {**texts, "tree.yaml": tree})
    messages = [problem.message for problem in problems]
    assert "there is no “lost” among the sources" in messages
    assert "“becuase” is not known here" in messages


def test_there_are_enough() -> None:
    assert len(MISTAKES) + len(FILES) >= 150
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)


def renamed(old: str, new: str) -> Mapping[str, bytes]:
    return {new if name == old else name: data for name, data in BASE.items()}


FILES: Mapping[str, tuple[Callable[[], Mapping[str, bytes]], str, str, str]] = {
    "tree.yml": (lambda: renamed("tree.yaml", "tree.yml"), "tree.yaml:1:1", "file", "There is “tree.yml”"),
    "Tree.yaml": (lambda: renamed("tree.yaml", "Tree.yaml"), "tree.yaml:1:1", "file", "There is “Tree.yaml”"),
    "TREE.YAML": (lambda: renamed("tree.yaml", "TREE.YAML"), "tree.yaml:1:1", "file", "There is “TREE.YAML”"),
    "tree.yaml.txt": (
        lambda: renamed("tree.yaml", "tree.yaml.txt"),
        "tree.yaml:1:1",
        "file",
        "The ending .txt may be hidden",
    ),
    "source.yaml": (
        lambda: renamed("sources.yaml", "source.yaml"),
        "sources.yaml:1:1",
        "file",
        "“source.yaml”",
    ),
    "no file at all": (
        lambda: {name: data for name, data in BASE.items() if name != "kinds.yaml"},
        "kinds.yaml:1:1",
        "file",
        "all in one folder",
    ),
    "cases.yml": (lambda: {**BASE, "cases.yml": CASES.encode()}, "cases.yml:1:1", "file", "Rename it"),
    "UTF-16": (
        lambda: {**BASE, "tree.yaml": BASE["tree.yaml"].decode().encode("utf-16")},
        "tree.yaml:1:1",
        "encoding",
        "UTF-8",
    ),
    "UTF-16 without a mark": (
        lambda: {**BASE, "tree.yaml": BASE["tree.yaml"].decode().encode("utf-16-le")},
        "tree.yaml:1:1",
        "encoding",
        "UTF-8",
    ),
    "Windows-1252": (
        lambda: {**BASE, "guide.yaml": BASE["guide.yaml"].replace(b"Two", b"Zw\xf6lf")},
        "guide.yaml:2:12",
        "encoding",
        "UTF-8",
    ),
    "an empty file": (lambda: {**BASE, "kinds.yaml": b""}, "kinds.yaml:1:1", "empty", "Put the saved copy"),
    "a control character": (
        lambda: {**BASE, "guide.yaml": BASE["guide.yaml"].replace(b"Two", b"Two\x0c")},
        "guide.yaml:2:13",
        "yaml",
        "invisible character",
    ),
    "two documents": (
        lambda: {**BASE, "sources.yaml": BASE["sources.yaml"] + b"---\nmore: {title: M, short: M}\n"},
        "sources.yaml:3:1",
        "one-document",
        "Remove the line of dashes",
    ),
    "a misspelt answer in a case": (
        lambda: {**BASE, "cases.yaml": CASES.replace("heat: hot", "heat: hoot").encode()},
        "cases.yaml:1:33",
        "link",
        "Did you mean “hot”?",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_at_fault_is_told(name: str, tmp_path: Path) -> None:
    make, place, code, hint = FILES[name]
    problems = told(tmp_path, make())
    (problem,) = (problem for problem in problems if problem.level == "error" or problem.code == "file")
    assert (str(problem.place), problem.code) == (place, code)
    assert hint in f"{problem.message} {problem.hint}"


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    told(tmp_path, BASE)
    (problem,) = find_problems(tmp_path / "tree.yaml")[1]
    assert problem.code == "folder"
    assert problem.hint == f"Name the folder in which it stands: {tmp_path}"
    (problem,) = find_problems(tmp_path.with_name("nowhere"))[1]
    assert problem.code == "folder"


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_a_line_separator_shifts_no_place(separator: str, tmp_path: Path) -> None:
    tree = BASE["tree.yaml"].decode().replace("Guess.", f"Gu{separator}ess. {separator}{separator}", 1)
    tree = tree.replace("start: heat\n", f"start: heat  # a{separator}b\n")
    assert told(tmp_path, {**BASE, "tree.yaml": tree.encode()}) == ()
    for old, new in (("instead: nothing", "instead: ¦noting"), ("say: Rather", "say: ¦'Rather")):
        marked = tree.replace(old, new)
        before = marked[: marked.index("¦")]
        (problem,) = told(tmp_path, {**BASE, "tree.yaml": marked.replace("¦", "").encode()})
        assert problem.place.line == before.count("\n") + 1 == 18
        assert problem.place.column == len(before) - before.rfind("\n")


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_other_line_ends_shift_no_place(line_end: str, tmp_path: Path) -> None:
    for mistake in MISTAKES:
        if mistake.code == "yaml" and "\n" not in mistake.new:
            texts = broken_texts(mistake)
            changed = texts[mistake.file].replace(b"\n", line_end.encode())
            (problem,) = (p for p in told(tmp_path, {**texts, mistake.file: changed}) if p.code == "yaml")
            assert str(problem.place) == expected_place(mistake), mistake.name


PRIORS = {
    "guide.yaml": ("title: Hot or cold?", "titel: Hot or cold?"),
    "sources.yaml": ("short: Leaf", "shrot: Leaf"),
    "kinds.yaml": ("name: Tea\n", "name:Tea\n"),
}


@pytest.mark.parametrize("file", PRIORS)
def test_a_fault_in_one_file_hides_nothing_in_the_tree(file: str, tmp_path: Path) -> None:
    old, new = PRIORS[file]
    tree = BASE["tree.yaml"].decode()
    tree = tree.replace("none: {say: No more}", "none: {say: No more, recommend: iced}")
    tree = tree.replace("ask: How hot?", "ask: How hot or cold?")
    changed = {**BASE, file: BASE[file].decode().replace(old, new).encode(), "tree.yaml": tree.encode()}
    codes = {(problem.place.file, problem.code) for problem in told(tmp_path, changed)}
    assert {("tree.yaml", "road"), ("tree.yaml", "two-in-one")} <= codes
    assert any(name == file for name, _ in codes)


def test_a_fault_in_the_tree_hides_nothing_elsewhere(tmp_path: Path) -> None:
    texts = {
        **BASE,
        "tree.yaml": BASE["tree.yaml"].replace(b"then: more", b"then: mroe", 1),
        "kinds.yaml": BASE["kinds.yaml"].replace(b"sources: [leaf]}]", b"sources: []}]", 1),
        "sources.yaml": BASE["sources.yaml"] + b"Own: {title: W, short: W}\n",
        "cases.yaml": CASES.replace("expect: tea", "expect: teaa").encode(),
        "guide.yaml": BASE["guide.yaml"].replace(b"[you]", b"[you, you]"),
    }
    codes = {(problem.place.file, problem.code) for problem in told(tmp_path, texts)}
    assert codes == {
        ("tree.yaml", "link"),
        ("kinds.yaml", "source"),
        ("sources.yaml", "alike"),
        ("cases.yaml", "link"),
        ("guide.yaml", "twice"),
    }


def test_a_fault_in_a_row_hides_no_warning_of_another(tmp_path: Path) -> None:
    tree = (
        BASE["tree.yaml"].decode().replace("probe: Wait.\n    help: Guess.", "prob: Wait.\n    help: Guess.")
    )
    tree = tree.replace("ask: Anything else?", "ask: Anything hot or cold?")
    problems = told(tmp_path, {**BASE, "tree.yaml": tree.encode()})
    assert {problem.code for problem in problems} == {"unknown", "two-in-one"}


def test_a_file_that_cannot_be_read_hides_nothing(tmp_path: Path) -> None:
    texts = {**BASE, "tree.yaml": BASE["tree.yaml"].replace(b"then: more", b"then: mroe", 1)}
    del texts["sources.yaml"]
    (tmp_path / "sources.yaml").mkdir()
    codes = [(problem.place.file, problem.code) for problem in told(tmp_path, texts)]
    assert codes == [("sources.yaml", "file"), ("tree.yaml", "link")]


def print_all() -> None:
    for mistake in MISTAKES:
        _print_told(mistake.name, broken_texts(mistake))
    for name, (make, *_) in FILES.items():
        _print_told(name, make())


def _print_told(name: str, texts: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        problems = told(Path(folder), texts)
    print(f"=== {name}")
    print(problems_as_text(problems, texts), end="")
    for line in dict.fromkeys((problem.place.file, problem.place.line) for problem in problems):
        lines = [text.decode("utf-8", "replace") for text in LINE_END.split(texts.get(line[0], b""))]
        print(f"--- the lines around {line[0]}:{line[1]}")
        for number in range(max(1, line[1] - 1), min(len(lines), line[1] + 1) + 1):
            print(f"{number:4} {lines[number - 1]}")
    print()


if __name__ == "__main__":
    print_all()
