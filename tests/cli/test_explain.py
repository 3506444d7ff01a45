"""``guide explain``, run as a command."""

import json
from pathlib import Path

import pytest

from guide.reports import FORMATS
from tests.cli.test_main import guide
from tests.tiny import texts


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    for name, text in texts().items():
        (tmp_path / name).write_bytes(text)
    return tmp_path


def test_finished_answers_print_what_the_walk_would_end_on(rules: Path) -> None:
    ran = guide("explain", "--rules", str(rules), "--answers", "wish=calm,heat=very,more=later")
    walked = guide("--plain", "--rules", str(rules), "--answers", "wish=calm,heat=very,more=later")
    assert ran.returncode == 0
    assert ran.stdout.startswith("Recommended: Tea\n")
    assert walked.stdout.endswith(ran.stdout)


def test_the_other_voice_speaks_of_them(rules: Path) -> None:
    ran = guide("explain", "--rules", str(rules), "--answers", "wish=pain", "--for", "someone")
    assert "What do they wish?" in ran.stdout


def test_unfinished_answers_print_what_is_possible_and_asked_next(rules: Path) -> None:
    ran = guide("explain", "--rules", str(rules), "--answers", "wish=calm")
    assert ran.returncode == 0
    assert "Still possible:\n- Tea\n- Nothing\n" in ran.stdout
    assert "Question 2 of at most 3, “heat”\n- How hot?\n- very: Very\n- less: Less\n" in ran.stdout


def test_no_answers_at_all_print_the_first_question() -> None:
    ran = guide("explain")
    assert ran.returncode == 0
    assert "Question 1 of at most 8, “first”" in ran.stdout


def test_a_report_is_printed_in_any_format(rules: Path) -> None:
    def told(form: str, answers: str) -> str:
        ran = guide("explain", "--rules", str(rules), "--answers", answers, "--as", form)
        assert ran.returncode == 0
        return ran.stdout

    assert told("html", "wish=pain").startswith("<!doctype html>")
    assert "# Our advice: A doctor" in told("markdown", "wish=pain")
    assert json.loads(told("json", "wish=pain"))["outcome"] == "doctor"
    unfinished = json.loads(told("json", "wish=calm"))
    assert unfinished["next"] == "heat"
    assert [end["outcome"] for end in unfinished["possible"]] == ["tea", "nothing"]
    assert unfinished["options"] == {"very": "Very", "less": "Less"}


def test_only_a_finished_walk_makes_a_page(rules: Path) -> None:
    ran = guide("explain", "--rules", str(rules), "--answers", "wish=calm", "--as", "html")
    assert ran.returncode == 1
    assert "“heat” is not answered yet" in ran.stderr


def test_an_answer_that_is_none_is_told(rules: Path) -> None:
    ran = guide("explain", "--rules", str(rules), "--answers", "wish=nope")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "It has: calm, speed, pain." in ran.stderr


def test_every_format_of_reports_is_offered() -> None:
    explain, walk = guide("explain", "--help").stdout, guide("--help").stdout
    for suffix, report_format in FORMATS.items():
        assert report_format.label in explain
        assert suffix in walk
