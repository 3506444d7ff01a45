"""Files that the guide writes when it is asked to."""

import os
from pathlib import Path

import pytest

from guide.common.new_file import FileWriteError, check_new, new_file, write_new


def test_a_new_file_holds_the_text_and_its_place_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert write_new(Path("new.md"), "höher\nweiter") == tmp_path / "new.md"
    assert (tmp_path / "new.md").read_bytes() == "höher\nweiter\n".encode()


@pytest.mark.skipif(os.name != "posix", reason="other systems have other permissions")
def test_nobody_but_the_owner_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = write_new(tmp_path / "new.md", "private")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old.md"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileWriteError, match="is there already"):
        write_new(path, "other")
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_file_that_comes_meanwhile_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.md"
    path.write_text("mine", encoding="utf-8")
    monkeypatch.setattr("guide.common.new_file.check_new", lambda _: None)
    with pytest.raises(FileWriteError, match="cannot be written: File exists"):
        write_new(path, "other")
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name != "posix", reason="links need a right of their own elsewhere")
def test_no_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(FileWriteError, match="is there already"):
        write_new(tmp_path / "link.md", "text")
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_folder_that_is_missing_or_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in ("none", "file"):
        with pytest.raises(FileWriteError, match="There is no folder"):
            check_new(tmp_path / folder / "new.md")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(FileWriteError, match="You may not write"):
        check_new(tmp_path / "new.md")


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileWriteError, match="cannot be written"):
        write_new(tmp_path / f"{'x' * 5000}.md", "text")


def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __enter__(self) -> "Full":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def write(self, _: bytes) -> None:
            raise OSError(28, "No space left on device")

    def full(file: int, _: str) -> Full:
        os.close(file)
        return Full()

    monkeypatch.setattr("guide.common.new_file.os.fdopen", full)
    with pytest.raises(FileWriteError, match=r"new\.md cannot be written: No space left on device\."):
        write_new(tmp_path / "new.md", "text")
    assert list(tmp_path.iterdir()) == []


def test_a_file_can_be_written_bit_by_bit(tmp_path: Path) -> None:
    with new_file(tmp_path / "new.json") as file:
        file.write(b"one\n")
        file.write(b"two\n")
    assert (tmp_path / "new.json").read_bytes() == b"one\ntwo\n"


def test_what_fails_meanwhile_leaves_no_file_and_stays_what_it_was(tmp_path: Path) -> None:
    with pytest.raises(KeyError), new_file(tmp_path / "new.json") as file:
        file.write(b"one\n")
        raise KeyError("mine")
    assert list(tmp_path.iterdir()) == []
