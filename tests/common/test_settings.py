"""The file of settings: its comments stay, and what is at fault is told with its place."""

from pathlib import Path

import pytest

from guide.cli.main import run
from guide.common.settings_file import Settings, SettingsError, read_settings, write_setting


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "settings.toml"


def test_an_absent_file_sets_nothing_and_is_not_made(path: Path) -> None:
    assert read_settings(path) == Settings("follow")
    assert not path.parent.exists()


def test_what_is_set_is_read_again_and_explained(path: Path) -> None:
    write_setting(path, "theme", "light")
    assert read_settings(path).theme == "light"
    assert "# Colours of the app:" in path.read_text(encoding="utf-8")
    assert [other.name for other in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('# mine\ntheme = "dark" # by night\n', '# mine\ntheme = "light" # by night\n'),
        ('# theme = "follow"\n# end\n', 'theme = "light"\n# end\n'),
        ("# nothing\n", '# nothing\ntheme = "light"\n'),
        ("# no line break", '# no line break\ntheme = "light"\n'),
        ("", 'theme = "light"\n'),
        ("other = 1\n[table]\nx = 1\n", 'other = 1\ntheme = "light"\n[table]\nx = 1\n'),
    ],
)
def test_everything_else_in_the_file_stays(path: Path, before: str, after: str) -> None:
    path.parent.mkdir()
    path.write_text(before, encoding="utf-8")
    write_setting(path, "theme", "light")
    assert path.read_text(encoding="utf-8") == after
    assert read_settings(path).theme == "light"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\ntheme = "light\n', 2, "this is no TOML"),
        ("theme =", 1, "this is no TOML"),
        ('# x\ntheme = "pink"\n', 2, "“theme” is one of follow, dark, light, contrast, terminal."),
        ("theme = 3\n", 1, "“theme” is one of"),
        ("theme = [1]\n", 1, "“theme” is one of"),
        ('colour = "red"\n', 1, "there is no setting “colour”."),
    ],
)
def test_a_fault_is_told_with_its_place(path: Path, text: str, line: int, said: str) -> None:
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    settings = read_settings(path)
    assert settings.theme == "follow"
    assert settings.problem.startswith(f"{path}:{line}: ")
    assert said in settings.problem


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"theme = 'a\n"])
def test_a_broken_file_is_not_written_over(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(SettingsError, match="settings"):
        write_setting(path, "theme", "light")
    assert path.read_bytes() == data


def test_a_folder_in_place_of_the_file_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    assert str(path) in read_settings(path).problem


def test_the_command_shows_and_sets(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUIDE_CONFIG", str(path))
    assert run(["settings"]) == 0
    assert capsys.readouterr().out.startswith(f"{path} (not there yet")
    assert run(["settings", "theme", "contrast"]) == 0
    assert capsys.readouterr().out == f"{path}\ntheme = contrast\n"
    assert run(["settings", "theme", "pink"]) == 1
    assert "one of follow, dark" in capsys.readouterr().err
    assert run(["settings", "them"]) == 1
    assert "Did you mean “theme”?" in capsys.readouterr().err
    path.write_text("theme = ", encoding="utf-8")
    assert run(["settings"]) == 1
    assert f"{path}:1: " in capsys.readouterr().err
    assert run(["settings", "theme", "dark"]) == 1
    assert f"{path}:1: " in capsys.readouterr().err
