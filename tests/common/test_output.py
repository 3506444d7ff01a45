"""Standard output: UTF-8 for programs, and blamed where it cannot be written to."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from guide.common.output import put_out
from guide.ruleset.folder import shipped_rules
from tests.tiny import TREE, texts

FULL = Path("/dev/full")
ANSWERS = "wish=calm,heat=very,more=no_more"
FOR_PROGRAMS = [
    ("explain", "--answers", ANSWERS, "--as", "html", "--rules"),
    ("explain", "--answers", ANSWERS, "--as", "markdown", "--rules"),
    ("explain", "--answers", ANSWERS, "--as", "json", "--rules"),
    ("explain", "--answers", "wish=calm", "--as", "json", "--rules"),
    ("compare", "--as", "csv", "--rules"),
    ("compare", "--as", "markdown", "--rules"),
    ("rules", "draw", "--as", "svg"),
    ("rules", "draw", "--as", "pages"),
    ("rules", "draw", "--as", "mermaid"),
    ("rules", "export", "--to", "dmn"),
    ("rules", "export", "--to", "json"),
    ("rules", "export", "--to", "sql"),
    ("rules", "check", "--format", "json"),
    ("decide", "--template", "form", "--rules"),
    ("decide", "--template", "wording", "--rules"),
    ("decide", "--figures", "csv", "--rules"),
    ("decide", "--figures", "html", "--rules"),
    ("decide", "--rules"),
    ("--plain", "--json", "--rules"),
]
FOR_PEOPLE = [
    ("compare", "--rules"),
    ("explain", "--answers", ANSWERS, "--rules"),
    ("rules", "draw"),
    ("rules", "test"),
    ("decide", "--figures", "table", "--rules"),
    ("--plain", "--rules"),
]
TOLD = b"Standard output cannot be written to: No space left on device."


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    tree = TREE.replace("What do you wish?", "Was wünschst du – мир?").replace(
        "say: Calm", "say: Ruhe – покой"
    )
    kinds = texts()["kinds.yaml"].decode().replace("Tea is hot.", "Tee ist heiß – чай.")
    for name, text in texts(tree=tree, kinds=kinds).items():
        (folder / name).write_bytes(text)
    (folder / "cases.yaml").write_text(
        "- {about: Haste., answers: {wish: speed, more: no_more}, expect: espresso}\n"
    )
    return folder


def ran(
    *arguments: object, typed: str = "", out: int | IO[bytes] = subprocess.PIPE, **environment: str
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "guide", *map(str, arguments)],
        input=typed.encode(),
        stdout=out,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


def typed_for(arguments: tuple[str, ...]) -> str:
    if arguments[0] == "decide":
        return "id,wish\nпервый,calm\n" if "--figures" not in arguments else "id,wish\n" + "1,pain\n" * 9
    return "calm\nvery\nno_more\n"


@pytest.mark.parametrize("arguments", FOR_PROGRAMS, ids=" ".join)
def test_what_programs_read_is_utf8_whatever_the_terminal_has(
    arguments: tuple[str, ...], rules: Path
) -> None:
    typed = typed_for(arguments)
    in_utf8 = ran(*arguments, rules, typed=typed, PYTHONIOENCODING="utf-8").stdout
    assert in_utf8.decode()
    for other in ("cp1252", "ascii"):
        assert ran(*arguments, rules, typed=typed, PYTHONIOENCODING=other).stdout == in_utf8


@pytest.mark.parametrize("arguments", FOR_PEOPLE, ids=" ".join)
def test_what_people_read_has_the_encoding_of_their_terminal(arguments: tuple[str, ...], rules: Path) -> None:
    told = ran(*arguments, rules, typed=typed_for(arguments), PYTHONIOENCODING="ascii")
    assert told.returncode == 0
    assert told.stdout.isascii()


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full")
@pytest.mark.parametrize("arguments", [*FOR_PROGRAMS, *FOR_PEOPLE], ids=" ".join)
def test_a_full_disk_is_told_and_is_no_fault_of_ours(arguments: tuple[str, ...], rules: Path) -> None:
    with FULL.open("wb") as full:
        told = ran(*arguments, rules, typed=typed_for(arguments), out=full)
    assert told.returncode == 1
    assert told.stderr.rstrip().endswith(TOLD)


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full")
@pytest.mark.parametrize(
    "arguments",
    [("--version",), ("--help",), ("decide", "--help"), ("--json-schema",), ("rules", "schema", "tree.yaml")],
    ids=" ".join,
)
def test_so_it_is_where_no_rules_are_read(arguments: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        told = ran(*arguments, out=full)
    assert (told.returncode, told.stderr.rstrip()) == (1, TOLD)


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full")
def test_so_it_is_with_records(tmp_path: Path) -> None:
    store = tmp_path / "interviews.db"
    assert ran("records", "set", "period", "3", "--store", store).returncode == 0
    for arguments in (("list",), ("list", "--json"), ("summary", "--as", "csv"), ("set",), ("verify",)):
        with FULL.open("wb") as full:
            told = ran("records", *arguments, "--store", store, out=full)
        assert (told.returncode, told.stderr.rstrip()) == (1, TOLD)


@pytest.mark.skipif(not FULL.exists(), reason="needs a device that is full")
def test_what_nobody_can_be_told_changes_nothing(rules: Path) -> None:
    with FULL.open("wb") as full:
        told = subprocess.run(
            [sys.executable, "-m", "guide", "decide", "--brief", "--rules", str(rules)],
            input=b"wish\npain\n",
            stdout=subprocess.PIPE,
            stderr=full,
            timeout=60,
            check=False,
        )
    assert (told.returncode, told.stdout) == (0, b"wish,outcome,companions,problem\npain,doctor,,\n")


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_streams_that_are_closed_are_no_fault_of_ours(rules: Path, closed: str) -> None:
    command = f"{sys.executable} -m guide rules check {rules} {closed}"
    told = subprocess.run(["sh", "-c", command], capture_output=True, timeout=60, check=False)
    assert told.returncode == 0
    assert b"fault" not in told.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell joins the two")
@pytest.mark.parametrize(
    "command",
    [f"rules draw --as svg {shipped_rules()}", "compare", "explain --as json", "--help", "--version"],
)
def test_nothing_is_said_of_a_reader_who_has_left(command: str) -> None:
    # The pipe is closed before anything is written to it.
    line = f"{{ sleep 0.5; {sys.executable} -m guide {command}; echo $? >&2; }} | true"
    told = subprocess.run(["sh", "-c", line], capture_output=True, timeout=60, check=False)
    assert told.stderr == b"0\n"


def test_text_and_bytes_stay_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    print("first")
    put_out("höher\n")
    print("last")
    assert capsys.readouterr().out == "first\nhöher\nlast\n"
