"""The README keeps what it promises."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_two_commands_set_it_up() -> None:
    commands = re.findall(r"^```sh\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)
    assert len(commands) == 2
    assert all(len(command.splitlines()) == 1 for command in commands)
    assert commands[0].endswith("guide")
    assert commands[1].endswith("pytest")


def test_every_option_of_the_command_line_is_told() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "guide", "--help"], capture_output=True, text=True, check=True
    )
    for option in set(re.findall(r"--[a-z]+(?:-[a-z]+)*", told.stdout)) - {"--help", "--version"}:
        assert option in README, option


def test_every_link_leads_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "rules" / "README.md", ROOT / "src" / "guide" / "README.md"):
        for target in re.findall(r"\]\((?!http|mailto:)([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), target


def test_every_code_of_a_problem_is_explained() -> None:
    manual = (ROOT / "rules" / "README.md").read_text(encoding="utf-8")
    used = set()
    for path in (ROOT / "src" / "guide").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        used |= set(re.findall(r'(?:Problem\(|report\(\w+, )"([a-z-]+)"', text))
        used |= set(re.findall(r'(?:Problem|Remark)\(\s*"([a-z-]+)"', text))
    assert len(used) >= 15
    for code in used:
        assert f"### `{code}`\n" in manual, code


def test_the_picture_stands_alone() -> None:
    drawing = (ROOT / "benchmarks" / "question.svg").read_text(encoding="utf-8")
    assert "What&#160;is&#160;it&#160;mainly&#160;about" in drawing
    assert "url(http" not in drawing
    assert "@import" not in drawing


def test_every_key_that_is_told_is_bound_somewhere() -> None:
    table = README.split("| key | what it does |")[1].split("\n\n")[0]
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/guide/tui").rglob("*.py"))
    bound = {key for keys in re.findall(r'Binding\(\s*"([^"]+)"', source) for key in keys.split(",")}
    names = {"?": "question_mark", "/": "slash", "+": "plus", "Esc": "escape"}
    cells = re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
    told = {key for cell in cells for key in re.findall(r"`([^`]+)`", cell)}
    letters = {key for key in told if len(key) == 1 and key.isascii() and not key.isdigit()}
    letters |= {key for key in re.findall(r"`(.)`", table) if key.isascii() and not key.isdigit()}
    assert len(letters) > 12
    assert {names.get(key, key) for key in letters} <= bound
