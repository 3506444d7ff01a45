"""``guide decide``, run as a command."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pexpect
import pytest

from tests.cli.test_main import guide
from tests.tiny import TREE, texts

SURVEY = "id,department,wish,heat,more\n1,A,calm,very,later\n2,B,speed,,no_more\n3,A,calm,,\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    for name, text in texts().items():
        (folder / name).write_bytes(text)
    return folder


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    path.write_text(SURVEY)
    return path


def test_a_file_comes_out_with_what_each_row_comes_to(rules: Path, survey: Path) -> None:
    ran = guide("decide", str(survey), "--brief", "--rules", str(rules))
    assert ran.returncode == 0
    found = list(csv.DictReader(StringIO(ran.stdout)))
    assert [row["outcome"] for row in found] == ["tea", "espresso", ""]
    assert [row["department"] for row in found] == ["A", "B", "A"]
    assert "row 4: “heat” is not answered; possible: very, less." in ran.stderr
    assert "3 rows: 2 decided, 1 not." in ran.stderr


def test_a_private_end_is_written_beside_all_columns_and_the_help_says_so(rules: Path) -> None:
    ran = guide("decide", "--rules", str(rules), typed="name,wish\nAda,pain\nBob,pain\n")
    found = list(csv.DictReader(StringIO(ran.stdout)))
    assert [(row["name"], row["wish"], row["outcome"]) for row in found] == [
        ("Ada", "pain", "doctor"),
        ("Bob", "pain", "doctor"),
    ]
    said = " ".join(guide("decide", "--help").stdout.split())
    assert "A private end, such as one about health, is written beside all columns of its row" in said


def test_a_pipe_does_as_well_as_a_file(rules: Path, survey: Path) -> None:
    piped = guide("decide", "--rules", str(rules), typed=SURVEY)
    assert piped.stdout == guide("decide", str(survey), "--rules", str(rules)).stdout
    assert "Tea is hot." in piped.stdout


def test_strict_exits_with_one_and_writes_all_the_same(rules: Path, survey: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ran = guide("decide", str(survey), "--strict", "-o", str(out), "--rules", str(rules))
    assert ran.returncode == 1
    assert len(out.read_text().splitlines()) == 4
    assert ran.stdout == ""


def test_several_processes_write_the_same_in_order(rules: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    head, *rows = SURVEY.splitlines()
    path.write_text(
        "\n".join([head, *(f"{number}{row[1:]}" for number in range(60_000) for row in rows)]) + "\n"
    )
    one = guide("decide", str(path), "--brief", "--rules", str(rules))
    two = guide("decide", str(path), "--brief", "--rules", str(rules), "--jobs", "2")
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert "180,000 rows: 120,000 decided, 60,000 not." in two.stderr


def test_what_a_file_calls_things_can_be_mapped(rules: Path, tmp_path: Path) -> None:
    mapped = tmp_path / "map.yaml"
    mapped.write_text("columns: {wish: Q1}\noptions: {wish: {pain: ouch}}\n")
    ran = guide("decide", "--map", str(mapped), "--brief", "--rules", str(rules), typed="Q1\nouch\n")
    assert ran.stdout.splitlines()[1] == "ouch,doctor,,"
    mapped.write_text("columns: {wisch: Q1}\n")
    ran = guide("decide", "--map", str(mapped), "--rules", str(rules), typed="Q1\nouch\n")
    assert ran.returncode == 1
    assert "map.yaml:1:11: error[link]: there is no “wisch” among the questions" in ran.stderr


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("options: {wish: {pain: ouch, calm: Ouch}}\n", "1:30"),
        ("columns: {wish: Q1, more: q1}\n", "1:21"),
        ("options: {wish: {pain: Speed}}\n", "1:18"),
        ("options:\n  wish: {pain: calm}\n", "2:10"),
    ],
)
def test_a_map_that_names_one_text_for_two_answers_is_refused(
    rules: Path, tmp_path: Path, text: str, place: str
) -> None:
    mapped = tmp_path / "map.yaml"
    mapped.write_text(text)
    ran = guide("decide", "--map", str(mapped), "--brief", "--rules", str(rules), typed="wish\nouch\n")
    assert ran.returncode == 1
    assert f"map.yaml:{place}: error[map]: " in ran.stderr
    # Two that have changed places are told apart.
    mapped.write_text("options: {wish: {pain: speed, speed: pain}}\n")
    ran = guide("decide", "--map", str(mapped), "--brief", "--rules", str(rules), typed="wish\nspeed\n")
    assert ran.stdout.splitlines()[1] == "speed,doctor,,"


def test_json_lines_are_known_by_themselves(rules: Path) -> None:
    ran = guide("decide", "--brief", "--rules", str(rules), typed='{"wish":"pain","x":[1]}\n')
    assert ran.stdout == '{"wish":"pain","x":[1],"outcome":"doctor","companions":"","problem":""}\n'


def test_json_lines_are_known_by_the_name_of_the_file(rules: Path, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('nonsense\n{"wish":"pain"}\n')
    ran = guide("decide", str(path), "--brief", "--rules", str(rules))
    assert ran.returncode == 0
    assert [json.loads(line)["outcome"] for line in ran.stdout.splitlines()] == ["", "doctor"]
    assert "row 1: This line is no JSON object." in ran.stderr


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig"])
def test_files_in_other_encodings_come_out_in_utf8(rules: Path, tmp_path: Path, codec: str) -> None:
    path, out = tmp_path / "survey.csv", tmp_path / "out.csv"
    path.write_bytes("Näme;wish\r\nJörg “Ö”;calm\r\nZoë;pain\r\n".encode(codec))
    ran = guide("decide", str(path), "-o", str(out), "--brief", "--rules", str(rules))
    assert ran.returncode == 0
    assert out.read_bytes().decode("utf-8-sig").splitlines()[::2] == [
        "Näme;wish;outcome;companions;problem",
        "Zoë;pain;doctor;;",
    ]


def test_where_a_head_is_no_text_is_told(rules: Path, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_bytes("Желание;Имя\npain;Иван\n".encode("cp1251"))
    mapped = tmp_path / "map.yaml"
    mapped.write_text("columns: {wish: Желание}", encoding="utf-8")
    ran = guide("decide", str(path), "--rules", str(rules))
    assert ran.returncode == 1
    assert f"{path}: it is not UTF-8, and was read as Windows-1252; save it as “CSV UTF-8”" in ran.stderr
    named = guide("decide", str(path), "--encoding", "cp1251", "--map", str(mapped), "--rules", str(rules))
    assert named.stdout.startswith("\ufeffЖелание;Имя;")
    assert "note: The file was read as cp1251." in named.stderr


def test_the_first_column_of_a_template_is_no_question(tmp_path: Path) -> None:
    tree = TREE.replace("wish", "id").replace("What do you wish?", "Person?")
    for name, text in texts(tree=tree).items():
        (tmp_path / name).write_bytes(text)
    template = guide("decide", "--template", "--rules", str(tmp_path)).stdout
    assert template == "row,id,heat,more\n"
    filled = tmp_path / "filled.csv"
    filled.write_text(f"{template}Ada,pain,,\n")
    assert guide("decide", "--strict", "--rules", str(tmp_path), str(filled)).returncode == 0


def test_templates_can_be_filled_in(rules: Path) -> None:
    assert guide("decide", "--template", "--rules", str(rules)).stdout == "id,wish,heat,more\n"
    form = guide("decide", "--template", "form", "--rules", str(rules)).stdout
    assert form == "id,What do you wish?,How hot?,Anything else?\n"
    filled = guide("decide", "--brief", "--rules", str(rules), typed=form + "1,Calm,Very,No more\n")
    assert filled.stdout.endswith("1,Calm,Very,No more,tea,,\n")
    wording = guide("decide", "--template", "wording", "--rules", str(rules)).stdout.splitlines()
    assert wording[1] == "wish,What do you wish?,calm,Calm,heat"


def test_figures_hide_small_groups(rules: Path) -> None:
    rows = "".join(
        f"{n},{'A' if n < 7 else 'B'},{'pain' if n % 4 else 'speed'},,no_more\n" for n in range(20)
    )
    text = "id,department,wish,heat,more\n" + rows
    table = guide("decide", "--figures", "--by", "department", "--rules", str(rules), typed=text).stdout
    assert "A doctor" in table
    assert " 20" in table
    # Of the seven in A two wished for speed, so neither they nor the five others are told.
    cells = list(
        csv.reader(
            StringIO(
                guide(
                    "decide", "--figures", "csv", "--by", "department", "--rules", str(rules), typed=text
                ).stdout
            )
        )
    )
    assert cells[0][1:] == ["A", "B", "All"]
    assert ["Espresso", "–", "–", "5"] in cells
    page = guide("decide", "--figures", "html", "--rules", str(rules), typed=text).stdout
    assert page.startswith("<!doctype html>")
    assert ">15</td>" in page


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (["none.csv"], "", "none.csv: it cannot be read"),
        ([], "a,b\n1,2\n", "no column is named after a question"),
        (["--figures", "--by", "x"], "id,wish\n1,pain\n", "there is no column “x”; there is: id, wish"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    rules: Path, arguments: list[str], typed: str, said: str
) -> None:
    ran = guide("decide", *arguments, "--rules", str(rules), typed=typed)
    assert ran.returncode == 1
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_file_is_not_written_over_itself(rules: Path, survey: Path) -> None:
    ran = guide("decide", str(survey), "-o", str(survey), "--rules", str(rules))
    assert ran.returncode == 1
    assert survey.read_text() == SURVEY


def test_a_file_that_is_there_is_replaced_only_where_that_is_said(
    rules: Path, survey: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")
    command = ("decide", str(survey), "-o", str(out), "--rules", str(rules))
    for more in ((), ("--figures", "csv")):
        ran = guide(*command, *more)
        assert ran.returncode == 1
        assert f"{out} is there already, and stays as it is; --force replaces it." in ran.stderr
        assert out.read_text() == "mine"
    template = guide("decide", "--template", "-o", str(out), "--rules", str(rules))
    assert (template.returncode, out.read_text()) == (1, "mine")
    assert guide(*command, "--force").returncode == 0
    assert out.read_text().startswith("id,department,wish")
    assert guide("decide", "--template", "--force", "-o", str(out), "--rules", str(rules)).returncode == 0
    assert out.read_text() == "id,wish,heat,more\n"
    folder = guide("decide", str(survey), "-o", str(tmp_path), "--force", "--rules", str(rules))
    assert f"{tmp_path} is there already, and is no file" in folder.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect")
@pytest.mark.parametrize(("reply", "is_replaced"), [("y", True), ("", False)])
def test_at_a_terminal_it_asks_before_it_replaces(
    rules: Path, survey: Path, tmp_path: Path, reply: str, is_replaced: bool
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")
    words = ["-m", "guide", "decide", str(survey), "-o", str(out), "--rules", str(rules)]
    child = pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=20, dimensions=(24, 300))
    child.expect_exact("is there already. Replace it? [y/N] ")
    child.sendline(reply)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (0 if is_replaced else 1)
    assert (out.read_text() != "mine") == is_replaced


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.csv", "--figures", "b.csv"), "--figures takes table, csv or html, not “b.csv”."),
        (("--template", "b.csv"), "--template takes ids, form or wording, and reads no file."),
        (("--template", "b.csv"), "guide decide --template form --out b.csv"),
        (("b.csv", "--template", "ids"), "guide decide --template ids --out b.csv"),
        (("--template", "--figures"), "give one of them."),
        (("--delimiter", "ab"), "“ab” is none of comma, semicolon, tab, pipe, and no single sign"),
    ],
)
def test_options_that_do_not_go_together_are_told(arguments: tuple[str, ...], said: str) -> None:
    ran = guide("decide", *arguments)
    assert ran.returncode == 2
    assert said in ran.stderr


def test_the_file_may_stand_behind_figures(rules: Path, survey: Path) -> None:
    ran = guide("decide", "--figures", str(survey), "--least", "1", "--rules", str(rules))
    assert ran.returncode == 0
    assert (
        ran.stdout == guide("decide", str(survey), "--figures", "--least", "1", "--rules", str(rules)).stdout
    )


def test_an_encoding_that_there_is_not_is_told(rules: Path, survey: Path) -> None:
    ran = guide("decide", str(survey), "--encoding", "klingon", "--rules", str(rules))
    assert ran.returncode == 1
    assert "there is no encoding “klingon”" in ran.stderr


def test_figures_count_lines_of_json_and_arrays(rules: Path) -> None:
    lines = ['{"wish": "pain", "team": "A"}'] * 6
    command = ("decide", "--figures", "csv", "--by", "team", "--rules", str(rules))
    assert "A doctor,6,6" in guide(*command, typed="\n".join(lines)).stdout
    assert "A doctor,6,6" in guide(*command, typed=f"[{','.join(lines)}]").stdout


def test_an_array_of_json_comes_out_as_one(rules: Path) -> None:
    typed = '[{"wish": "pain",\n "n": 1.0},\n{"wish": "x"}]'
    ran = guide("decide", "--brief", "--rules", str(rules), typed=typed)
    assert [row["outcome"] for row in json.loads(ran.stdout)] == ["doctor", ""]
    assert '"n": 1.0' in ran.stdout
    assert "row 2: “x” is no answer" in ran.stderr
    assert json.loads(guide("decide", "--rules", str(rules), typed="[]").stdout) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupted_it_leaves_no_file(rules: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    ran = subprocess.Popen(
        [sys.executable, "-m", "guide", "decide", "-o", str(out), "--rules", str(rules)],
        stdin=subprocess.PIPE,
        env={**os.environ},
    )
    assert ran.stdin is not None
    ran.stdin.write(SURVEY.encode() * 50_000)
    ran.stdin.flush()
    limit = time.monotonic() + 20
    while not list(tmp_path.glob(".out.csv.*")):
        assert time.monotonic() < limit
        time.sleep(0.02)
    ran.send_signal(signal.SIGINT)
    ran.stdin.close()
    assert ran.wait(20) == 130
    assert [path.name for path in tmp_path.iterdir()] == ["rules"]


def test_nothing_that_draws_is_imported(rules: Path) -> None:
    program = (
        "import sys; from guide.cli.main import main\n"
        f"sys.argv = ['guide', 'decide', '--brief', '--rules', {str(rules)!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "assert not {name.partition('.')[0] for name in sys.modules} & {'textual', 'rich'}"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], input=SURVEY, text=True, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
