"""The commands for whoever edits a guide, run as commands."""

import json
import os
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from guide.cli.rules import record
from guide.cli.rules.new import STARTER
from guide.ruleset.folder import find_guide_folder, holds_guide, open_guide, shipped_rules
from guide.ruleset.model import Case
from guide.ruleset.problems import RulesError
from tests.cli.test_main import guide
from tests.tiny import GUIDE, KINDS, TREE, texts, tiny


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    for name, text in texts().items():
        (folder / name).write_bytes(text)
    return folder


def test_the_shipped_guide_and_the_starter_have_nothing_wrong(tmp_path: Path) -> None:
    assert guide("rules", "check", "--strict").returncode == 0
    new = tmp_path / "mine"
    assert guide("rules", "new", str(new)).returncode == 0
    assert guide("rules", "check", "--strict", str(new)).returncode == 0
    assert guide("rules", "test", str(new)).stdout.endswith("4 passed, 0 failed\n")
    assert "Recommended: An espresso" in guide("--plain", "--rules", str(new), typed="1\n2\n").stdout


def test_the_starter_shows_a_name_a_link_and_two_voices(tmp_path: Path) -> None:
    new = tmp_path / "mine"
    assert guide("rules", "new", str(new)).returncode == 0
    changed = new / "guide.yaml"
    changed.write_text(changed.read_text().replace("the kitchen at Blue House", "our café"))
    said = guide("--plain", "--rules", str(new), typed="1\n1\nfor them\n").stdout
    assert "Two or three questions from our café, and" in said
    said = guide("explain", "--rules", str(new), "--answers", "thirst=yes_please,time=plenty").stdout
    assert "It hangs in our café, and is on our page (https://example.org/drinks)." in said
    assert "There is time, and tea uses it well." in said
    lost = ("explain", "--rules", str(new), "--answers", "thirst=yes_please,time=little", "--for", "someone")
    assert "no time to lose, even for them" in guide(*lost).stdout


@pytest.mark.parametrize("folder", [STARTER, shipped_rules()], ids=["starter", "shipped"])
def test_what_is_promised_about_answers_names_the_private_ones(folder: Path) -> None:
    assert "except those about a private matter" in open_guide(folder).front.privacy


def test_a_copy_of_the_shipped_guide_is_the_shipped_guide(tmp_path: Path) -> None:
    new = tmp_path / "mine"
    new.mkdir()
    ran = guide("rules", "new", str(new), "--from", "shipped")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert str(new / "README.md") in ran.stdout
    for path in shipped_rules().rglob("*.*"):
        copy = new / path.relative_to(shipped_rules())
        assert copy.read_bytes() == path.read_bytes()
        assert os.access(copy, os.W_OK)
    assert guide("rules", "diff", str(shipped_rules()), str(new)).stdout == "Nothing differs.\n"


@pytest.mark.parametrize("model", ["starter", "shipped"])
def test_a_new_guide_never_takes_the_place_of_another(rules: Path, model: str) -> None:
    before = sorted(rules.iterdir())
    assert guide("rules", "new", str(rules), "--from", model).returncode == 1
    assert sorted(rules.iterdir()) == before


def test_a_name_that_was_changed_differs_once(rules: Path, tmp_path: Path) -> None:
    names = "names: {house: Blue House, team: Side by Side}\n"
    tree = TREE.replace("It calms you.", '"In {house}, {tea} calms you, says {house}."')
    (rules / "guide.yaml").write_text(f"{GUIDE}{names}".replace("Two questions.", "Questions in {house}."))
    (rules / "tree.yaml").write_text(tree)
    new = tmp_path / "new"
    shutil.copytree(rules, new)
    changed = (new / "guide.yaml").read_text().replace("Blue House", "Red House")
    (new / "guide.yaml").write_text(changed)
    (new / "tree.yaml").write_text(tree.replace("In {house}, {tea} calms", "In {house}, {tea} soothes"))
    (new / "kinds.yaml").write_text(KINDS.replace("name: Tea", "name: Infusion"))
    assert guide("rules", "diff", str(rules), str(new)).stdout.splitlines() == [
        "reworded front.names.house",
        "    - Blue House",
        "    + Red House",
        "reworded kinds.tea.name",
        "    - Tea",
        "    + Infusion",
        "reworded outcomes.tea.because",
        "    - In Blue House, tea calms you, says Blue House.",
        "    + In Blue House, tea soothes you, says Blue House.",
    ]


def test_check_tells_errors_and_warnings(rules: Path) -> None:
    (rules / "tree.yaml").write_text(TREE.replace("then: heat", "then: heet"))
    ran = guide("rules", "check", str(rules))
    assert ran.returncode == 1
    assert "tree.yaml:9:" in ran.stdout
    assert "error[link]: there is no “heet” among the questions" in ran.stdout
    assert "Did you mean “heat”?" in ran.stdout
    assert "warning[certain]: “heat” has no answer" in ran.stdout
    assert re.search(r": 1 error, [1-9]\d* warnings\.\n$", ran.stdout)


def test_warnings_are_no_fault_until_one_is_strict(rules: Path) -> None:
    ran = guide("rules", "check", str(rules))
    assert ran.returncode == 0
    assert "warning[certain]" in ran.stdout
    assert guide("rules", "check", "--strict", str(rules)).returncode == 1


def test_check_speaks_json_and_to_github(rules: Path) -> None:
    found = json.loads(guide("rules", "check", "--format", "json", str(rules)).stdout)
    assert {problem["level"] for problem in found} == {"warning"}
    lines = guide("rules", "check", "--format", "github", str(rules)).stdout.splitlines()
    assert len(lines) == len(found)
    assert all(line.startswith("::warning file=") for line in lines)


def test_check_of_no_folder_is_a_problem(tmp_path: Path) -> None:
    ran = guide("rules", "check", str(tmp_path / "none"))
    assert ran.returncode == 1
    assert "error[folder]" in ran.stdout


def test_every_code_can_be_explained() -> None:
    assert "as YAML" in guide("rules", "explain", "yaml").stdout
    unknown = guide("rules", "explain", "nonsense")
    assert unknown.returncode == 2
    assert "cycle" in unknown.stderr


def test_a_failing_case_is_shown_with_its_walk(rules: Path) -> None:
    (rules / "cases.yaml").write_text(
        "- {about: Haste., answers: {wish: speed, more: no_more}, expect: tea}\n"
    )
    ran = guide("rules", "test", str(rules))
    assert ran.returncode == 1
    assert "FAILED: Haste." in ran.stdout
    assert "  * wish=speed" in ran.stdout
    assert "in no case: heat=very" in ran.stdout
    assert ran.stdout.endswith("0 passed, 1 failed\n")


def test_a_walk_is_recorded_as_a_case_that_passes(rules: Path) -> None:
    (rules / "cases.yaml").write_text("- {about: Haste., answers: {wish: pain}, expect: doctor}")
    ran = guide("rules", "record", str(rules), "--about", 'A "guest": late', typed="1\n1\n2\n")
    assert ran.returncode == 0, ran.stderr
    assert guide("rules", "test", str(rules)).stdout.endswith("2 passed, 0 failed\n")
    assert '- about: "A \\"guest\\": late"' in (rules / "cases.yaml").read_text()
    assert "companions: [coffee]" in (rules / "cases.yaml").read_text()


def test_cases_that_cannot_be_read_are_told_before_the_first_question(rules: Path) -> None:
    path = rules / "cases.yaml"
    path.write_bytes(b"- about: Haste.\n  answers: {wish: sped}\n  expect: espresso\n")
    before = path.read_bytes()
    ran = guide("rules", "record", str(rules), "--about", "x", typed="1\n1\n2\n")
    assert ran.returncode == 1
    assert "there is no “sped” among the options of “wish”" in ran.stderr
    assert "What do you wish?" not in ran.stdout
    assert path.read_bytes() == before


@pytest.mark.parametrize("before", [None, b"- {about: Haste., answers: {wish: pain}, expect: doctor}\n"])
@pytest.mark.parametrize("fault", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_where_the_case_cannot_be_written_the_file_stays_as_it_was(
    rules: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None, fault: BaseException
) -> None:
    path = rules / "cases.yaml"
    path.unlink(missing_ok=True)
    if before is not None:
        path.write_bytes(before)
    write, calls = Path.write_bytes, iter([fault])

    def half(self: Path, data: bytes) -> int:
        if failed := next(calls, None):
            write(self, data[: len(data) // 2])
            raise failed
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", half)
    case = Case("x", {"wish": "pain"}, "doctor")
    with pytest.raises(RulesError if isinstance(fault, OSError) else KeyboardInterrupt):
        record._record(path, case, tiny())
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_walk_that_is_left_records_nothing(rules: Path) -> None:
    assert guide("rules", "record", str(rules), "--about", "x", typed="1\nquit\n").returncode == 1
    assert not (rules / "cases.yaml").exists()


@pytest.mark.parametrize("form", ["text", "mermaid", "svg"])
def test_the_tree_can_be_drawn(form: str) -> None:
    ran = guide("rules", "draw", "--as", form, "--cases", "--walk", "first=none,who=one,topic=work")
    assert ran.returncode == 0, ran.stderr
    assert "What stands in the way?" in ran.stdout.replace("&#160;", " ") or form == "svg"
    if form == "svg":
        ET.fromstring(ran.stdout)


def test_a_focus_that_is_no_question_is_told() -> None:
    ran = guide("rules", "draw", "--focus=--")
    assert (ran.returncode, ran.stderr.splitlines()[1][:30]) == (1, "There is no question “--”. The")
    ran = guide("rules", "draw", "--focus", "nonsense")
    assert ran.returncode == 1
    assert "nonsense" in ran.stderr


def test_the_schemas_can_be_written(tmp_path: Path) -> None:
    assert guide("rules", "schema", "--write", str(tmp_path / "schema")).returncode == 0
    assert json.loads((tmp_path / "schema" / "tree.json").read_text())["$schema"]
    assert guide("rules", "schema", "tree.yaml").stdout == (tmp_path / "schema" / "tree.json").read_text()
    assert guide("rules", "schema", "nonsense").returncode == 2


def test_the_shipped_files_name_their_schemas_which_are_up_to_date() -> None:
    for path in shipped_rules().glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema=schema/{path.stem}.json"
        kept = shipped_rules() / "schema" / f"{path.stem}.json"
        assert guide("rules", "schema", path.name).stdout == kept.read_text(encoding="utf-8")


def test_a_difference_is_told_with_the_walks_that_end_elsewhere(rules: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    shutil.copytree(rules, new)
    assert guide("rules", "diff", str(rules), str(new)).stdout == "Nothing differs.\n"
    (new / "tree.yaml").write_text(
        TREE.replace("{say: Speed, recommend: espresso", "{say: Haste, recommend: tea")
    )
    # Nothing leads to the espresso any more.
    text = (
        (new / "tree.yaml")
        .read_text()
        .replace(
            "say: Less, means: {heat: cold}, recommend: tea",
            "say: Less, means: {heat: cold}, recommend: espresso",
        )
    )
    (new / "tree.yaml").write_text(text)
    ran = guide("rules", "diff", str(rules), str(new))
    assert ran.returncode == 0, ran.stderr
    assert "Haste" in ran.stdout
    assert "wish=speed" in ran.stdout


COMMANDS_OF_A_FOLDER = (
    ("check",),
    ("test",),
    ("draw",),
    ("export", "--to", "json"),
    ("record", "--about", "Pain."),
    ("diff", "other"),
)
"""Without the folder of the guide, which they all take."""


@pytest.mark.parametrize("command", COMMANDS_OF_A_FOLDER, ids=lambda command: command[0])
def test_the_guide_in_whose_folder_one_stands_is_read_and_told(
    rules: Path, tmp_path: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    (rules / "cases.yaml").write_text("- {about: Haste., answers: {wish: pain}, expect: doctor}\n")
    shutil.copytree(rules, rules / "other")
    monkeypatch.chdir(rules)
    here = guide("rules", *command, typed="3\n")
    assert here.returncode == 0, here.stderr
    assert here.stderr.splitlines()[0] == f"This reads the guide in {rules}."
    monkeypatch.chdir(tmp_path)
    words = ("diff", "rules/other") if command[0] == "diff" else command
    named = guide("rules", *words, str(rules), typed="3\n")
    assert named.stderr == ""
    assert named.stdout == here.stdout


def test_elsewhere_the_shipped_guide_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = guide("rules", "check")
    assert ran.stderr == f"This reads the guide that comes with the program in {shipped_rules()}.\n"
    assert json.loads(guide("rules", "check", "--format", "json").stdout) == []


@pytest.mark.parametrize(
    ("names", "holds"),
    [
        ((), False),
        (("tree.yaml",), False),
        (("guide.yaml",), False),
        (("guide.yaml", "tree.yaml"), True),
        (("guide.yaml", "kinds.yaml", "sources.yaml", "tree.yaml"), True),
    ],
)
def test_a_folder_holds_a_guide_as_soon_as_two_of_its_files_are_there(
    tmp_path: Path, names: tuple[str, ...], holds: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in names:
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    assert holds_guide(tmp_path) is holds
    assert find_guide_folder() == (tmp_path if holds else shipped_rules())


def test_schemas_are_written_beside_the_guide_in_whose_folder_one_stands(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(rules)
    assert guide("rules", "schema", "--write").returncode == 0
    assert (rules / "schema" / "tree.json").exists()
    monkeypatch.chdir(tmp_path)
    ran = guide("rules", "schema", "--write")
    assert ran.returncode == 1
    assert "You do not stand in the folder of a guide." in ran.stderr
    assert not (tmp_path / "schema").exists()


@pytest.mark.parametrize(
    ("command", "code", "meant"),
    [
        ("explain cyle", 2, "cycle"),
        ("draw --focus topc", 1, "topic"),
        ("draw --walk frist=none", 1, "first"),
    ],
)
def test_a_name_that_is_misspelt_is_told_with_what_may_have_been_meant(
    command: str, code: int, meant: str
) -> None:
    ran = guide("rules", *command.split())
    assert ran.returncode == code
    assert f"Did you mean “{meant}”?" in ran.stderr


def test_a_new_guide_needs_a_folder() -> None:
    ran = guide("rules", "new")
    assert ran.returncode == 2
    assert "the following arguments are required: FOLDER" in ran.stderr
