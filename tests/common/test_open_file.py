"""Opening a file in a program of the system. Nothing is opened here: the programs are made up."""

import subprocess
import webbrowser
from pathlib import Path
from typing import Any

import pytest

from guide.common.new_file import next_free
from guide.common.open_file import open_file


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run."""
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: commands.append(command))
    return commands


def provide(monkeypatch: pytest.MonkeyPatch, browser: Any) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: browser)


def test_a_file_is_handed_over_as_an_address(
    monkeypatch: pytest.MonkeyPatch, begun: list[list[str]], tmp_path: Path
) -> None:
    provide(monkeypatch, webbrowser.BackgroundBrowser("xdg-open"))
    path = tmp_path / "my tea; $(x).html"
    assert open_file(path) == ""
    assert [command[1:] for command in begun] == [["-m", "webbrowser", path.as_uri()]]
    assert " " not in path.as_uri()


def test_a_browser_that_needs_the_terminal_is_not_begun(
    monkeypatch: pytest.MonkeyPatch, begun: list[list[str]], tmp_path: Path
) -> None:
    provide(monkeypatch, webbrowser.GenericBrowser("w3m"))
    assert "w3m, which needs the terminal for itself" in open_file(tmp_path / "tea.html")
    assert begun == []


def test_where_nothing_opens_files_that_is_said(
    monkeypatch: pytest.MonkeyPatch, begun: list[list[str]], tmp_path: Path
) -> None:
    def fail() -> None:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", fail)
    assert open_file(tmp_path / "tea.html") == "There is no program here to open it with."
    assert begun == []


def test_the_next_free_name_has_the_first_free_number(tmp_path: Path) -> None:
    path = tmp_path / "tea.md"
    assert next_free(path) == path
    for name in ("tea.md", "tea-2.md", "tea-4.md"):
        (tmp_path / name).touch()
    assert next_free(path) == tmp_path / "tea-3.md"
