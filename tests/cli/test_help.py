"""Help, examples, and what is said of a command or option that does not exist."""

import re
import shlex
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path

import pytest

from guide.cli.command_tree import all_parsers, find_parser, rooted_parser
from guide.cli.commands import COMMANDS, GROUPS
from guide.cli.examples import EXAMPLES
from guide.cli.parser import CommandParser
from guide.ruleset.folder import shipped_rules
from guide.storage import open_store
from guide.storage.conversion import convert_store
from tests.cli.records.kept import keep_whole
from tests.cli.test_main import guide

PARSERS = {parser.prog: parser for parser in all_parsers()}
LINES = [(prog, line) for prog, examples in EXAMPLES.items() for _, line in examples]
LEAVE_OUT = re.compile(r"^guide( --for .*| --plain.*| interview.*| rules record .*)?$")
"""Examples that ask questions."""


def arguments(line: str) -> list[str]:
    """The arguments of “guide” in a line for a shell."""
    command = re.search(r"guide\b[^|>)&]*", line)
    assert command is not None
    return shlex.split(command[0])[1:]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("explian", "There is no command “explian”. Did you mean “explain”?"),
        ("explian --as text", "There is no command “explian”. Did you mean “explain”?"),
        ("xyzzy", "There is no command “xyzzy”. There is: "),
        ("records lst", "guide records: There is no command “lst”. Did you mean “list”?"),
        ("rules chek --strict", "guide rules: There is no command “chek”. Did you mean “check”?"),
        ("help rules chek", "guide rules: There is no command “chek”. Did you mean “check”?"),
        ("help explain more", "There are no commands below this one"),
        ("--plian", "There is no option “--plian”. Did you mean “--plain”?"),
        ("--xyzzy", "There is no option “--xyzzy”.\n"),
        ("records list --jsno", "There is no option “--jsno”. Did you mean “--json”?"),
        ("records list --jso", "There is no option “--jso”. Did you mean “--json”?"),
        ("records list --stat=open", "There is no option “--stat”. Did you mean “--state”?"),
        ("records lst --jsno", "There is no command “lst”."),
        ("records --jsno list", "guide records: There is no option “--jsno”."),
        # What is missing, too, is less of a hint than what is misspelt.
        ("rules export --too sql", "There is no option “--too”. Did you mean “--to”?"),
        ("explain --as htm", "argument --as: There is no “htm”. Did you mean “html”?"),
        ("--plain explain", "A command comes first: “guide explain”"),
        ("decide one two", "“two” is one word too many."),
        ("records", "the following arguments are required: COMMAND"),
    ],
)
def test_wrong_use_is_told_with_what_may_have_been_meant(typed: str, said: str) -> None:
    ran = guide(*typed.split())
    assert ran.returncode == 2
    assert ran.stdout == ""
    first, hint = ran.stderr.splitlines()
    assert said in f"{first}\n"
    shown = re.fullmatch("“(guide help.*)” tells how it is used.", hint)
    assert shown is not None
    assert guide(*arguments(shown[1])).returncode == 0


def test_what_looks_like_an_option_behind_two_strokes_is_none(tmp_path: Path) -> None:
    ran = guide("rules", "check", "--", str(tmp_path / "--strcit"))
    assert "error[folder]" in ran.stdout
    assert guide("rules", "check", "--", "--strcit").returncode == 1


def test_options_may_still_be_shortened() -> None:
    assert guide("--vers").stdout == guide("--version").stdout


@pytest.mark.parametrize("words", ["", "explain", "rules", "rules check", "records list"])
def test_help_of_a_command_is_that_of_its_option(words: str) -> None:
    ran = guide("help", *words.split())
    assert ran.returncode == 0
    assert ran.stdout == guide(*words.split(), "--help").stdout


def test_the_first_help_lists_every_command_in_its_group() -> None:
    told = guide("--help", COLUMNS="80").stdout
    assert told.startswith("usage: guide [OPTIONS]\n       guide COMMAND [OPTIONS]\n")
    for title, commands in GROUPS.items():
        section = re.search(rf"^{title}:\n((?:  .*\n)+)", told, re.MULTILINE)
        assert section is not None
        assert re.findall(r"^  (\w+)", section[1], re.MULTILINE) == list(commands)


def test_usage_names_what_has_to_be_given() -> None:
    usages = {prog: parser.format_usage() for prog, parser in PARSERS.items()}
    assert usages["guide records"] == "guide records [OPTIONS] COMMAND ..."
    assert usages["guide rules export"] == "guide rules export [OPTIONS] --to {sql,json,dmn} [FOLDER]"
    assert usages["guide records show"] == "guide records show [OPTIONS] (ID | --person NAME)"
    assert usages["guide records export"] == "guide records export [OPTIONS] FILE [ID ... | --person NAME]"


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("prog", PARSERS)
def test_a_help_fits_the_terminal(prog: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for line in PARSERS[prog].format_help().splitlines():
        assert len(line) <= columns


@pytest.mark.parametrize("columns", [0, 1, 20, 200])
def test_a_help_is_written_at_any_width(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for parser in PARSERS.values():
        assert parser.format_help().startswith("usage: ")


@pytest.mark.parametrize("prog", PARSERS)
def test_a_command_explains_each_argument_and_shows_two_or_three_examples(prog: str) -> None:
    for argument in PARSERS[prog].arguments:
        assert argument.help, argument
    assert len(EXAMPLES[prog]) in (2, 3)
    told = " ".join(PARSERS[prog].format_help().split())
    for meaning, line in EXAMPLES[prog]:
        assert f"{meaning}:" in told
        assert line.split()[0] in told


def test_examples_are_of_commands_that_exist() -> None:
    assert EXAMPLES.keys() == PARSERS.keys()


def test_every_command_has_a_parser_of_its_name() -> None:
    for name in COMMANDS:
        assert find_parser([name]).prog == f"guide {name}"
    assert rooted_parser("rules").subcommands["rules"].subcommands.keys() >= {"check", "draw"}


@pytest.mark.parametrize(("prog", "line"), LINES)
def test_an_example_is_one_of_its_command(prog: str, line: str) -> None:
    words = arguments(line)
    command = prog.split()[1:2]
    find_parser(command).parse_args(words[len(command) :])
    assert " ".join(["guide", *words]).startswith(prog) or prog == "guide rules"


@pytest.mark.parametrize("columns", [20, 40, 80])
@pytest.mark.parametrize(("prog", "line"), LINES)
def test_a_broken_example_is_the_same_to_a_shell(
    prog: str, line: str, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    told = PARSERS[prog].format_help().partition("examples:\n")[2].replace("\\\n", " ")
    shown = [shlex.split(row) for row in told.splitlines() if row.startswith("    ")]
    assert shlex.split(line) in shown


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with all that the examples speak of."""
    folder = tmp_path / "here"
    for name in ("here/my-guide", "here/old-guide", "old-guide"):
        shutil.copytree(shipped_rules(), tmp_path / name)
    (folder / "survey.csv").write_text("department,first,who\nSales,none,one\n", encoding="utf-8")
    (folder / "form.csv").write_text("person,first\nAda,none\n", encoding="utf-8")
    (folder / "names.yaml").write_text("columns: {}\n", encoding="utf-8")
    return folder


@pytest.mark.skipif(shutil.which("bash") is None, reason="the examples are lines for a shell")
@pytest.mark.parametrize("line", [line for _, line in LINES if not LEAVE_OUT.match(line)])
def test_an_example_works(line: str, here: Path, tmp_path: Path) -> None:
    if " move " in line:
        pytest.skip("only an unfinished interview can be moved")
    kept, home = tmp_path / "interviews.db", tmp_path / "home"
    with closing(open_store(kept)) as store:
        name = keep_whole(store, "K-17")
    for part in ("copy.db", "team.db"):
        if f"--store {part}" in line:
            shutil.copy(kept, here / part)
    if line.endswith("import interviews.json"):
        guide("records", "export", str(here / "interviews.json"), GUIDE_STORE=str(kept))
    if "rules new my-guide" in line:
        shutil.rmtree(here / "my-guide")
    (home / ".local/share/man/man1").mkdir(parents=True)
    if " restore " in line:
        shutil.copy(kept, here / "interviews-copy.db")
        if "--replace" not in line:
            kept.unlink()
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "pass").write_text("#!/bin/sh\necho four words of mine\n", encoding="utf-8")
    (tools / "pass").chmod(0o700)
    if " decrypt" in line:
        convert_store(here / "team.db" if "team.db" in line else kept, "secret")
    script = line.replace("3f2a", name[:12]).partition(" && ")[0].partition(" |")[0]
    if (" delete " in line or " decrypt" in line) and "--yes" not in line:
        script += " --yes"
    ran = subprocess.run(
        ["bash", "-c", f'guide() {{ "{sys.executable}" -m guide "$@"; }}\ncd "{here}"\n{script}'],
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": f"{tools}:/usr/bin:/bin",
            "GUIDE_PASSPHRASE": "secret",
            "HOME": str(home),
            "GUIDE_STORE": str(kept),
        },
    )
    assert ran.returncode == 0, ran.stderr


def test_argparse_itself_is_used_nowhere() -> None:
    """Each help comes from the one parser that knows examples, widths and what was meant."""
    for parser in PARSERS.values():
        assert isinstance(parser, ArgumentParser)
        assert type(parser) is CommandParser
