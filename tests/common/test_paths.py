"""Where the interviews lie."""

from pathlib import Path

import platformdirs
import pytest

from guide.common.paths import STORE_VARIABLE, store_path


def test_the_file_is_the_chosen_one_before_the_one_in_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, "here.db")
    assert store_path(Path("there.db")) == Path("there.db")
    assert store_path() == Path("here.db")


@pytest.mark.parametrize("home", [None, "", "  ", "/data", "/data/../other", "relative"])
def test_else_it_lies_in_the_data_folder_that_the_system_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: str | None
) -> None:
    monkeypatch.delenv(STORE_VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    if home is None:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_DATA_HOME", home)
    assert store_path() == platformdirs.user_data_path("guide", appauthor=False) / "interviews.db"
