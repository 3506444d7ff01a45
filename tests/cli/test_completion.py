"""Completion, in real shells and in the words that they are given."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

from guide.storage import open_store
from tests.cli.records.kept import keep_whole
from tests.cli.test_main import guide
from tests.tiny import texts

COMPLETED = (
    ("guide expl", "guide explain "),
    ("guide records rech", "guide records recheck "),
    ("guide help rules ch", "guide help rules check "),
    ("guide --pl", "guide --plain "),
    ("guide explain --as mark", "guide explain --as markdown "),
    ("guide rules check --format g", "guide rules check --format github "),
    ("guide explain --answers fi", "guide explain --answers first="),
    ("guide explain --answers first=non", "guide explain --answers first=none "),
    ("guide explain --answers first=none,wh", "guide explain --answers first=none,who="),
    ("guide explain --answers first=none,who=sev", "guide explain --answers first=none,who=several "),
    ("guide rules draw --focus top", "guide rules draw --focus topic "),
    ("guide records list --outcome not-", "guide records list --outcome not-yet "),
    ("guide rules explain cy", "guide rules explain cycle "),
    ("guide decide surv", "guide decide survey.csv "),
    ("guide rules check my-g", "guide rules check my-guide/"),
    ("guide --rules my-guide --answers wi", "guide --rules my-guide --answers wish="),
    ("guide rules draw my-guide --focus wi", "guide rules draw my-guide --focus wish "),
)
"""What is typed before Tab, and the line after it."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to stand in, with a guide in it, and an interview in the store."""
    here = tmp_path / "here"
    (here / "my-guide").mkdir(parents=True)
    for name, text in texts().items():
        (here / "my-guide" / name).write_bytes(text)
    (here / "survey.csv").write_text("first\n", encoding="utf-8")
    program = tmp_path / "bin" / "guide"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m guide "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return here


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    store = tmp_path / "interviews.db"
    return {
        **{name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")},
        "PATH": path,
        "HOME": str(tmp_path),
        "TERM": "dumb",
        "GUIDE_STORE": str(store),
    }


def offered(line: str, folder: Path, environment: dict[str, str]) -> list[str]:
    """What a shell is given at the end of a line."""
    ran = subprocess.run(
        ["bash", "-c", "exec guide 8>&1 9>/dev/null"],
        cwd=folder,
        env={
            **environment,
            "_ARGCOMPLETE": "1",
            "_ARGCOMPLETE_SUPPRESS_SPACE": "1",
            "_ARGCOMPLETE_IFS": "\n",
            "COMP_LINE": line,
            "COMP_POINT": str(len(line)),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout.splitlines()


@pytest.fixture
def bash(folder: Path, environment: dict[str, str]) -> Iterator["pexpect.spawn[str]"]:
    if shutil.which("bash") is None:
        pytest.skip("there is no bash")
    child = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile"],
        cwd=str(folder),
        env=environment,
        encoding="utf-8",
        dimensions=(50, 160),
        timeout=20,
    )
    child.sendline("bind 'set bell-style none'; bind 'set enable-bracketed-paste off'")
    child.sendline('eval "$(guide completion bash)"; echo rea""dy')
    child.expect("ready\r\n")
    yield child
    child.close(force=True)


def test_bash_completes(bash: "pexpect.spawn[str]") -> None:
    for typed, line in COMPLETED:
        bash.send(f"{typed}\t")
        # The end of the line is marked, so that a space too many or too few is seen.
        bash.send("|")
        bash.expect_exact(f"{line}|")
        bash.send("\x15")


def test_bash_lists_what_is_possible(bash: "pexpect.spawn[str]") -> None:
    bash.send("guide explain --answers first=none,who=\t\t")
    bash.expect(r"\none +several")


def test_records_are_private_and_offered_to_no_shell(
    bash: "pexpect.spawn[str]", folder: Path, environment: dict[str, str]
) -> None:
    with closing(open_store(Path(environment["GUIDE_STORE"]))) as store:
        name = keep_whole(store)
    for typed in ("guide records show ", f"guide records show {name[:3]}", "guide records show --person A"):
        bash.send(f"{typed}\t\t|")
        bash.expect_exact(f"{typed}|")
        bash.send("\x15")
        assert offered(typed, folder, environment) == []


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh")
def test_zsh_completes(folder: Path, environment: dict[str, str]) -> None:
    child = pexpect.spawn(
        "zsh",
        ["-f", "-i"],
        cwd=str(folder),
        env=environment,
        encoding="utf-8",
        dimensions=(50, 160),
        timeout=20,
    )
    child.sendline("unsetopt zle_bracketed_paste; PS1=; autoload -Uz compinit; compinit -u -d $HOME/.zcd")
    # The line is printed by zsh itself, as its editor draws in ways of its own.
    child.sendline(
        "show-line() { print -r -- $'\\n'\"<$BUFFER>\"; BUFFER= }; zle -N show-line; bindkey '^X' show-line"
    )
    child.sendline('eval "$(guide completion zsh)"; echo rea""dy')
    child.expect("ready\r\n")
    for typed, line in COMPLETED:
        child.send(f"{typed}\t\x18")
        child.expect("<.*>")
        assert str(child.after).strip("<>").rstrip() == line.rstrip()
    child.close(force=True)


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
def test_fish_completes_and_says_what_each_means(folder: Path, environment: dict[str, str]) -> None:
    script = "guide completion fish | source\n" + "".join(
        f"echo \"<\"; complete -C '{typed}'\n" for typed, _ in COMPLETED
    )
    ran = subprocess.run(
        ["fish", "--no-config", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    for (_, line), told in zip(COMPLETED, ran.stdout.split("<\n")[1:], strict=True):
        assert told.partition("\t")[0].strip() == line.split()[-1], told
    assert "explain\tthe full explanation" in ran.stdout


@pytest.mark.parametrize(("typed", "line"), COMPLETED)
def test_one_thing_is_offered_where_one_is_meant(
    typed: str, line: str, folder: Path, environment: dict[str, str]
) -> None:
    (only,) = offered(typed, folder, environment)
    assert line.split()[-1].endswith(only)


def test_the_guide_in_whose_folder_one_stands_is_completed(folder: Path, environment: dict[str, str]) -> None:
    assert "wish" in offered("guide rules draw --focus ", folder / "my-guide", environment)
    assert "wish=" not in offered("guide --answers ", folder / "my-guide", environment)
    assert "wish" not in offered("guide rules draw --focus ", folder, environment)


def test_a_question_is_offered_once(folder: Path, environment: dict[str, str]) -> None:
    line = "guide explain --rules my-guide --answers wish=calm,"
    assert "wish=calm,heat=" in offered(line, folder, environment)
    assert "wish=calm,wish=" not in offered(line, folder, environment)


def test_rules_that_cannot_be_read_offer_nothing(folder: Path, environment: dict[str, str]) -> None:
    (folder / "my-guide" / "tree.yaml").write_text("a: [b", encoding="utf-8")
    assert offered("guide --rules my-guide --answers ", folder, environment) == []
    assert offered("guide --rules nowhere --answers ", folder, environment) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_has_a_script(shell: str) -> None:
    ran = guide("completion", shell)
    assert ran.returncode == 0
    assert "_ARGCOMPLETE" in ran.stdout


def test_nothing_of_completion_is_imported_by_other_commands() -> None:
    program = (
        "import sys; from guide.cli.main import main\n"
        "sys.argv = ['guide', 'explain']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "wrong = {'argcomplete', 'guide.cli.completers', 'guide.cli.examples', 'guide.cli.command_tree'}\n"
        "assert not wrong & set(sys.modules), wrong & set(sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
