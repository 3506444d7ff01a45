"""``guide compare``, run as a command."""

import csv
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from guide.presenters.comparison import UNTOUCHED, compare_kinds
from guide.reports.comparison import comparison_csv, comparison_markdown, comparison_table
from guide.ruleset.model import Guide
from tests.cli.test_main import guide as run
from tests.tiny import texts


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    for name, text in texts().items():
        (tmp_path / name).write_bytes(text)
    return tmp_path


def test_every_form_is_what_the_reports_write(guide: Guide) -> None:
    comparison = compare_kinds(guide)
    assert run("compare", COLUMNS="120").stdout == comparison_table.render(comparison, 120)
    assert run("compare", "--as", "markdown").stdout == comparison_markdown.render(comparison)
    written = run("compare", "--as", "csv").stdout
    assert written == comparison_csv.render(comparison)
    assert len(list(csv.reader(StringIO(written)))) > len(guide.distinctions) * len(guide.kinds)


@pytest.mark.parametrize(("columns", "beside"), [("100", True), ("99", False), ("20", False), ("1", False)])
def test_columns_decide_whether_the_kinds_stand_side_by_side(columns: str, beside: bool) -> None:
    ran = run("compare", COLUMNS=columns)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ("─┼─" in ran.stdout) == beside
    assert max(map(len, ran.stdout.splitlines())) <= max(int(columns), 20)


@pytest.mark.parametrize("columns", ["", "0", "wide", "-5"])
def test_columns_that_say_nothing_are_passed_over(columns: str) -> None:
    assert run("compare", COLUMNS=columns).returncode == 0


def test_only_some_points(rules: Path) -> None:
    ran = run("compare", "--rules", str(rules), "--only", "cup")
    assert "The cup" in ran.stdout
    assert "Hot or cold" not in ran.stdout
    assert "On one of two points." in ran.stdout


def test_only_what_answers_touch_be_they_finished_or_not(rules: Path) -> None:
    for answers in ("wish=calm", "wish=calm,heat=less,more=later"):
        ran = run("compare", "--rules", str(rules), "--answers", answers)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "Hot or cold" in ran.stdout
        assert "The cup" not in ran.stdout
    both = run("compare", "--rules", str(rules), "--answers", "wish=calm", "--only", "cup")
    assert "On none of two points." in both.stdout


def test_answers_that_touch_nothing_are_told(rules: Path) -> None:
    ran = run("compare", "--rules", str(rules), "--answers", "wish=pain", "--as", "csv")
    assert ran.returncode == 0
    assert ran.stderr == f"{UNTOUCHED}\n"
    assert ran.stdout.count("\n") == 1


def test_answers_that_are_not_asked_for_are_told(rules: Path) -> None:
    ran = run("compare", "--rules", str(rules), "--answers", "wish=calm,more=later")
    assert ran.returncode == 0
    assert ran.stderr == "Not asked after these answers, and left out: more.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--only", "cpu"], "There is no distinction “cpu”. Did you mean “cup”?"),
        (["--only", "heat", "x\x1b[2J"], "There is no distinction “x␛[2J”. There is: heat, cup."),
        (["--answers", "whish=calm"], "Did you mean “wish”?"),
        (["--answers", "wish=x\x1b[2J"], "“wish” has no answer “x␛[2J”. It has: calm, speed, pain."),
    ],
)
def test_what_is_not_there_is_told(rules: Path, arguments: list[str], said: str) -> None:
    ran = run("compare", "--rules", str(rules), *arguments)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_wrong_use_exits_with_two() -> None:
    assert run("compare", "--as", "html").returncode == 2
    assert run("compare", "trust").returncode == 2


def test_rules_at_fault_are_told(rules: Path) -> None:
    (rules / "kinds.yaml").write_text("[")
    ran = run("compare", "--rules", str(rules))
    assert ran.returncode == 1
    assert "kinds.yaml:1:2: error[yaml]" in ran.stderr


def test_an_output_that_knows_few_letters_still_works() -> None:
    ran = run("compare", COLUMNS="120", PYTHONIOENCODING="ascii")
    assert ran.returncode == 0
    assert "-+-" in ran.stdout


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_no_form_imports_what_draws_the_app(form: str) -> None:
    program = (
        "import sys; from guide.cli.main import run\n"
        f"assert run(['compare', '--as', {form!r}]) == 0\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        f"assert not loaded & {{'textual', *{[] if form == 'table' else ['rich']!r}}}\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is wanted")
@pytest.mark.parametrize(
    ("environment", "styled"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_names_are_bold_on_a_terminal_that_may_show_it(environment: dict[str, str], styled: bool) -> None:
    import pexpect

    child = pexpect.spawn(
        sys.executable,
        ["-m", "guide", "compare"],
        env={**os.environ, "TERM": "xterm-256color", **environment},
        dimensions=(40, 110),
        encoding="utf-8",
        timeout=30,
    )
    shown = child.read()
    assert ("\x1b[1m" in shown) == styled
    assert ("\x1b" in shown) == styled
    assert "─┼─" in shown
