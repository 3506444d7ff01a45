"""The command line, run as a command."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny import MORE_TREE, TREE, texts

HEAVY = ("textual", "rich")


def guide(*arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "guide", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        check=False,
    )


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    for name, text in texts().items():
        (tmp_path / name).write_bytes(text)
    return tmp_path


def test_numbers_through_a_pipe_reach_the_end() -> None:
    ran = guide("--plain", typed="7\n1\n7\n1\n1\n")
    assert ran.returncode == 0
    assert "Recommended: " in ran.stdout
    assert ran.stderr == ""


def test_a_pipe_is_plain_by_itself() -> None:
    assert guide(typed="7\n1\n7\n1\n1\n").stdout == guide("--plain", typed="7\n1\n7\n1\n1\n").stdout


def test_what_comes_from_a_pipe_is_never_kept(rules: Path) -> None:
    store = rules / "interviews.db"
    guide("--plain", "--rules", str(rules), "--store", str(store), typed="calm\n")
    assert not store.exists()


def test_json_has_the_output_to_itself(rules: Path) -> None:
    ran = guide("--plain", "--json", "--rules", str(rules), typed="note n\x07ote\nspeed\nlater\n")
    found = json.loads(ran.stdout)
    assert found["outcome"] == "espresso"
    assert found["answers"][0] == {
        "question": "wish",
        "option": "speed",
        "said": "Speed",
        "asked": "What do you wish?",
        "note": "n\x07ote",
    }
    assert found["plan"][0]["says"] == "Press the button."
    assert "What do you wish?" in ran.stderr


def test_the_schema_of_the_json_is_printed() -> None:
    ran = guide("--json-schema")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["$ref"] == "#/$defs/Document"


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".json", ".HTML"])
def test_a_report_is_written_at_the_end(rules: Path, suffix: str) -> None:
    path = rules / f"report{suffix}"
    ran = guide("--plain", "--rules", str(rules), "--report", str(path), typed="note *n*\nspeed\nlater\n")
    assert ran.returncode == 0
    assert ran.stdout.endswith(f"The report is in {path}.\n")
    assert "Press the button." in path.read_text(encoding="utf-8")


def test_beside_json_the_place_of_the_report_is_told_elsewhere(rules: Path) -> None:
    path = rules / "report.md"
    ran = guide("--json", "--rules", str(rules), "--report", str(path), typed="speed\nlater\n")
    assert json.loads(ran.stdout)["outcome"] == "espresso"
    assert ran.stderr.endswith(f"The report is in {path}.\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("report.pdf", "A report is a file with a name that ends in .html, .md, .txt or .json;"),
        ("report", "does not."),
        ("guide.html", "is there already; it stays as it is."),
        ("none/report.html", "There is no folder "),
    ],
)
def test_a_report_that_cannot_be_written_is_told_before_the_walk(rules: Path, name: str, said: str) -> None:
    (rules / "guide.html").write_text("mine", encoding="utf-8")
    ran = guide("--plain", "--rules", str(rules), "--report", str(rules / name), typed="speed\nlater\n")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert said in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert (rules / "guide.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("typed", "code"), [("calm\nquit\n", 0), ("calm\n", 1)])
def test_a_walk_that_does_not_end_has_no_report(rules: Path, typed: str, code: int) -> None:
    path = rules / "report.html"
    ran = guide("--plain", "--rules", str(rules), "--report", str(path), typed=typed)
    assert ran.returncode == code
    assert "so there is no report." in ran.stderr
    assert not path.exists()


def test_answers_that_run_out_are_at_fault() -> None:
    ran = guide("--plain", "--json", typed="7\n")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.endswith("The answers ended before the last question.\n")


def test_leaving_is_no_fault() -> None:
    assert guide("--plain", typed="quit\n").returncode == 0


def test_for_someone_asks_about_them() -> None:
    assert "They are too ill" in guide("--plain", "--for", "someone", typed="quit\n").stdout


def test_a_walk_can_begin_with_answers(rules: Path) -> None:
    begun = guide("--plain", "--rules", str(rules), "--answers", "wish=calm, heat=very", typed="1\n")
    assert begun.returncode == 0
    assert "Question 3, the last one." in begun.stdout
    assert "Recommended: Tea" in begun.stdout
    whole = guide("--plain", "--rules", str(rules), "--answers", "wish=pain")
    assert "Our advice: A doctor" in whole.stdout


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("wish=nope", "It has: calm, speed, pain."),
        ("x", "no question “x”; write question=option, with a comma between two. There is: wish,"),
        ("whish=calm", "Did you mean “wish”?"),
    ],
)
def test_an_answer_that_is_none_is_told(rules: Path, answers: str, said: str) -> None:
    ran = guide("--plain", "--rules", str(rules), "--answers", answers)
    assert ran.returncode == 1
    assert said in ran.stderr


def test_wrong_use_exits_with_two() -> None:
    assert guide("--nonsense").returncode == 2


def test_the_version_is_told() -> None:
    ran = guide("--version")
    assert ran.returncode == 0
    assert ran.stdout.startswith("guide 0.")


def test_every_problem_of_the_rules_is_told_with_its_place(rules: Path) -> None:
    (rules / "tree.yaml").write_text(
        TREE.replace("then: heat", "then: heet").replace("ask: How hot?", "aks: How?")
    )
    ran = guide("--plain", "--rules", str(rules), typed="1\n")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "tree.yaml:9:" in ran.stderr
    assert "Did you mean “heat”?" in ran.stderr
    assert "Did you mean “ask”? It is missing here." in ran.stderr
    assert "have 2 problems" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("text", [b"\xff\xfe", b"a: [b", b"", b"\x00", b"- 1", b"a: b: c"])
def test_rules_that_cannot_be_read_are_no_crash(rules: Path, text: bytes) -> None:
    (rules / "tree.yaml").write_bytes(text)
    ran = guide("--plain", "--rules", str(rules))
    assert ran.returncode == 1
    assert re.search(r"tree\.yaml:[12]:\d+: ", ran.stderr)
    assert "Traceback" not in ran.stderr


def test_a_folder_that_is_missing_or_empty_is_told(tmp_path: Path) -> None:
    missing = guide("--plain", "--rules", str(tmp_path / "none"))
    assert missing.returncode == 1
    assert "cannot be read" in missing.stderr
    empty = guide("--plain", "--rules", str(tmp_path))
    assert empty.returncode == 1
    assert empty.stderr.count("this file is missing") == 4


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_told(rules: Path) -> None:
    (rules / "tree.yaml").chmod(0)
    ran = guide("--plain", "--rules", str(rules))
    assert ran.returncode == 1
    assert "tree.yaml:1:1: error[file]: this file cannot be read" in ran.stderr


def test_a_file_that_is_a_folder_is_told(rules: Path) -> None:
    (rules / "tree.yaml").unlink()
    (rules / "tree.yaml").mkdir()
    ran = guide("--plain", "--rules", str(rules))
    assert ran.returncode == 1
    assert "tree.yaml:1:1: error[file]: this file cannot be read" in ran.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["--plain"], ["--plain", "--json"]])
def test_what_draws_nothing_imports_nothing_that_draws(arguments: list[str]) -> None:
    program = (
        "import sys; from guide.cli.main import main\n"
        f"sys.argv = ['guide', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"assert not {{name.partition('.')[0] for name in sys.modules}} & set({HEAVY!r})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], input="1\n1\n1\n1\n", text=True, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_output_that_nobody_reads_is_no_crash() -> None:
    ran = subprocess.run(
        f"printf '1\\n1\\n1\\n1\\n' | {sys.executable} -m guide --plain | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


def test_an_output_that_knows_few_letters_still_works() -> None:
    ran = guide("--plain", typed="1\n1\n1\n1\n", PYTHONIOENCODING="ascii")
    assert ran.returncode == 0
    assert "You said: ?" in ran.stdout


def test_a_failure_of_ours_is_one_sentence_and_no_answer(rules: Path) -> None:
    program = (
        "import sys; import guide.console; from guide.cli.main import main\n"
        "def broken(recommendation, voice, notes): secret = notes['wish']; raise ValueError(secret)\n"
        "guide.console.self_walk.explain = broken\n"
        f"sys.argv = ['guide', '--plain', '--rules', {str(rules)!r}]\n"
        "main()"
    )
    for debug in ({}, {"GUIDE_DEBUG": "1"}):
        ran = subprocess.run(
            [sys.executable, "-c", program],
            input="note private\n3\n",
            text=True,
            capture_output=True,
            env={**os.environ, **debug},
            check=False,
        )
        assert ran.returncode == 3
        assert "fault of its own (ValueError in " in ran.stderr
        assert "private" not in ran.stderr


@pytest.mark.parametrize(("typed", "added"), [("calm\nvery\n", []), ("calm\nvery\nlater\n", ["coffee"])])
def test_a_walk_is_complete_without_what_is_asked_after_its_result(
    rules: Path, typed: str, added: list[str]
) -> None:
    (rules / "tree.yaml").write_text(MORE_TREE, encoding="utf-8")
    for arguments in (("--no-store",), ("--no-store", "--report", str(rules / f"{len(added)}.md"))):
        ran = guide("--plain", "--json", *arguments, "--rules", str(rules), typed=typed)
        assert ran.returncode == 0
        assert [one["kind"] for one in json.loads(ran.stdout)["companions"]] == added
    assert "One more thing?" in ran.stderr
    assert guide("--plain", "--rules", str(rules), typed="calm\n").returncode == 1
