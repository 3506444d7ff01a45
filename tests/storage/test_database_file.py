"""A store is a file, for its owner alone unless it is shared on purpose."""

import os
import stat
import sys
from pathlib import Path

import pytest

from guide.cli.records import run
from guide.interviews.events import InterviewStarted
from guide.storage import StoreError, open_store
from guide.storage.database_file import exposure_text
from guide.storage.queries import Query, count_rows
from guide.storage.rule_texts import (
    keep_rules,
)
from guide.storage.verify import find_damage
from tests.journals import insert_interview
from tests.tiny import texts

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")


@pytest.fixture(autouse=True)
def usual_mask() -> object:
    """With this one, others could read whatever is made without care."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_a_store_behind_a_link_to_nothing_is_for_its_owner_alone(tmp_path: Path) -> None:
    link, middle, target = tmp_path / "link.db", tmp_path / "middle.db", tmp_path / "new" / "interviews.db"
    middle.symlink_to(target)
    link.symlink_to(middle)
    open_store(link).close()
    assert (mode(target), mode(target.parent)) == (0o600, 0o700)
    assert link.is_symlink()


@posix
@pytest.mark.parametrize("given", [0o644, 0o640, 0o604, 0o600])
def test_what_only_its_owner_may_write_to_nobody_else_may_read(tmp_path: Path, given: int) -> None:
    path = tmp_path / "interviews.db"
    for empty in (True, False):
        if empty:
            path.touch()
        path.chmod(given)
        open_store(path).close()
        assert mode(path) == 0o600
    assert exposure_text(path) == ""


@posix
def test_a_file_of_somebody_else_s_making_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ada, " * 100, encoding="utf-8")
    path.chmod(0o644)
    with pytest.raises(StoreError, match="no store of interviews"):
        open_store(path)
    assert mode(path) == 0o644


@posix
@pytest.mark.parametrize("given", [0o660, 0o666, 0o664, 0o662])
def test_what_is_shared_stays_shared_and_everybody_s_is_told(
    tmp_path: Path, given: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "my interviews.db"
    open_store(path).close()
    path.chmod(given)
    store = open_store(path)
    assert mode(path) == given
    told = list(find_damage(store))
    assert bool(told) == bool(given & 0o006)
    assert run(["verify", "--store", str(path)]) == (1 if told else 0)
    if told:
        verb = "read" if given & 0o004 else "write to"
        assert told == [f"Everybody who uses this computer may {verb} {path}. To end that: chmod o= '{path}'"]
        assert capsys.readouterr().out == f"{told[0]}\n"
        path.chmod(mode(path) & ~0o007)
        assert list(find_damage(store)) == []


@pytest.mark.parametrize("name", [":memory:", ":Memory:", "file:x.db", "file::memory:?cache=shared", "-"])
def test_a_name_that_is_no_path_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match="this names no file"):
        open_store(Path(name))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["x.db?mode=memory", "x.db ", " ", "x#y.db", "%41.db", "a:memory:", "ü\n.db"]
)
@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_any_other_name_is_a_file_that_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    store = open_store(Path(name))
    insert_interview(store, InterviewStarted(keep_rules(store, texts()), "you", "Ada"))
    store.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert count_rows(open_store(tmp_path / name), Query()) == 1


def test_a_folder_is_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path, Path()):
        with pytest.raises(StoreError, match="this is a folder, and interviews are kept in a file"):
            open_store(path)
    assert run(["list", "--store", ""]) == 1


@posix
def test_a_device_is_no_store(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, what in ((Path(os.devnull), "device"), (tmp_path / "pipe", "pipe")):
        with pytest.raises(StoreError, match=f"this is a {what}, and interviews are kept in a file"):
            open_store(path)
