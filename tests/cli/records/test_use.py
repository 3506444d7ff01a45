"""Arguments, stores that are none, and what the command imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guide.cli.records import run
from guide.storage import Store
from tests.cli.records.conftest import Records
from tests.cli.records.kept import keep, keep_whole
from tests.cli.test_main import HEAVY, guide


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("show", "a"),
        ("report", "a", "r.md"),
        ("summary",),
        ("due",),
        ("recheck",),
        ("export", "e.json"),
        ("delete", "a", "--yes"),
        ("purge",),
        ("backup", "b.db"),
        ("verify",),
        ("set",),
        ("move", "a"),
    ],
)
def test_a_command_that_only_reads_makes_no_store(
    told: Records, tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "folder" / "none.db"
    ran = told(*command, "--store", path)
    assert ran == (1, "", f"Nothing is kept yet: there is no file {path}.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"This is a letter. " * 99, b"x"])
def test_a_file_that_is_no_store_is_one_sentence(told: Records, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)
    for command in (("list",), ("purge",), ("set", "least", "9")):
        ran = told(*command, "--store", path)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == f"{path}: this file is no store of interviews. Nothing that was kept is changed.\n"
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("show",),
        ("show", "a", "--person", "b"),
        ("list", "--since", "soon"),
        ("list", "--since", "20260101"),
        ("list", "--limit", "0"),
        ("list", "--sort", "nonsense"),
        ("set", "nonsense", "1"),
        ("set", "least", "few"),
        ("purge", "--days", "-1"),
        ("delete", "a", "--person", "b"),
    ],
)
def test_wrong_use_exits_with_two(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(list(arguments))
    assert left.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_name_that_is_no_text_is_no_crash(told: Records, store: Store) -> None:
    keep(store)
    assert told("list", "--search", "\udcff").code == 0
    assert told("show", "--person", "\udcff").code == 1


def test_it_runs_as_a_command(store: Store) -> None:
    name = keep_whole(store)
    ran = guide("records", "show", name[:8])
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "- To rest more\n" in ran.stdout
    missing = guide("records", "show", "zz")
    assert missing.returncode == 1
    assert len(missing.stderr.splitlines()) == 1
    assert guide("records").returncode == 2


def test_records_import_nothing_that_draws(store: Store) -> None:
    keep(store)
    for command in (["list"], ["recheck"], ["summary"], ["verify"]):
        program = (
            "import sys; from guide.cli.main import main\n"
            f"sys.argv = ['guide', 'records', *{command!r}]\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            f"assert not {{name.partition('.')[0] for name in sys.modules}} & set({HEAVY!r})"
        )
        ran = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        assert ran.returncode == 0, ran.stderr
