"""The manual page."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from guide.cli.command_tree import all_parsers
from tests.cli.test_main import guide


def test_the_page_tells_of_every_command_and_option() -> None:
    ran = guide("manual")
    assert ran.returncode == 0
    page = ran.stdout.replace("\\-", "-")
    for parser in all_parsers():
        assert f"\\fB{parser.prog}" in page
        for option in parser.options:
            assert re.search(rf"^\\fB.*{option}\b", page, re.MULTILINE), option


def test_no_line_of_a_text_is_a_request_to_troff() -> None:
    known = {".TH", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi"}
    lines = guide("manual").stdout.splitlines()
    assert {line.split()[0] for line in lines if line.startswith((".", "'"))} == known


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man")
def test_man_shows_it_without_a_warning(tmp_path: Path) -> None:
    page = tmp_path / "guide.1"
    page.write_text(guide("manual").stdout, encoding="utf-8")
    ran = subprocess.run(
        ["man", "--warnings", "-l", str(page)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "100", "MANPAGER": "cat"},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    shown = re.sub(".\b", "", ran.stdout)
    assert "guide records list --state open --sort person" in shown
    assert "“guide help COMMAND”" in " ".join(shown.split())
