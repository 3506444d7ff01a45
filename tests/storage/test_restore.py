"""A backup is written where there is room, and comes back without the loss of what is there."""

import os
import re
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from guide.storage import StoreError, open_store
from guide.storage.backup import backup
from guide.storage.conversion import convert_store
from guide.storage.errors import LockedError
from guide.storage.restore import restore
from guide.storage.store_keys import forget_passphrases, remember_passphrase
from guide.storage.transfer import list_ids, load_records
from tests.broken import damage_leaf
from tests.cli.records.kept import keep_whole

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits and rights are others there")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "interviews.db"
    with closing(open_store(path)) as store:
        keep_whole(store, "Ada")
    return path


@pytest.fixture
def copy(path: Path, tmp_path: Path) -> Path:
    """A backup of the store, in which there is one interview more by now."""
    copy = tmp_path / "backups" / "copy.db"
    copy.parent.mkdir()
    with closing(open_store(path)) as store:
        backup(store, copy)
        keep_whole(store, "Ben")
    return copy


def records(path: Path) -> object:
    with closing(open_store(path)) as store:
        return tuple(load_records(store, list_ids(store)))


def beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir() if file.is_file())


def test_a_backup_becomes_a_store_where_there_is_none(copy: Path, tmp_path: Path) -> None:
    before = copy.read_bytes()
    new = tmp_path / "deep" / "down" / "interviews.db"
    assert restore(copy, new, replace=False) == (1, None)
    assert records(new) == records(copy)
    assert (copy.read_bytes(), beside(new)) == (before, ["interviews.db"])
    if sys.platform != "win32":
        assert new.stat().st_mode & 0o777 == 0o600


def test_a_store_that_is_there_is_refused_and_stays(path: Path, copy: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"is there already\. With --replace, the backup takes its place"):
        restore(copy, path, replace=False)
    assert (path.read_bytes(), beside(path)) == (before, ["interviews.db"])


def test_a_store_that_is_replaced_is_kept_under_another_name(path: Path, copy: Path) -> None:
    was = records(path)
    formers = [restore(copy, path, replace=True).former for _ in range(3)]
    assert records(path) == records(copy)
    first = formers[0]
    assert first is not None
    assert re.fullmatch(r"interviews\.before-\d{4}-\d\d-\d\d-\d{6}\.db", first.name)
    assert records(first) == was
    assert len(set(formers)) == 3
    assert beside(path) == sorted(["interviews.db", *(former.name for former in formers if former)])


def test_a_damaged_store_can_be_replaced(path: Path, copy: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])
    former = restore(copy, path, replace=True).former
    assert former is not None
    assert former.stat().st_size == 9000
    assert records(path) == records(copy)


def test_a_store_that_cannot_be_opened_is_replaced_and_its_journal_goes_with_it(
    path: Path, copy: Path
) -> None:
    convert_store(path, "lost")
    forget_passphrases()
    journal = path.with_name("interviews.db-journal")
    journal.write_bytes(b"what a writer left")
    former = restore(copy, path, replace=True).former
    assert former is not None
    assert not journal.exists()
    assert former.with_name(f"{former.name}-journal").read_bytes() == b"what a writer left"
    assert records(path) == records(copy)


def test_a_damaged_backup_is_refused_before_anything_is_touched(path: Path, tmp_path: Path) -> None:
    with closing(open_store(path)) as store:
        for number in range(60):
            keep_whole(store, f"Person {number}")
        backup(store, tmp_path / "copy.db")
    damage_leaf(tmp_path / "copy.db", "event")
    cut = tmp_path / "cut.db"
    cut.write_bytes((tmp_path / "copy.db").read_bytes()[:20_000])
    before, there = path.read_bytes(), beside(path)
    for bad in (tmp_path / "copy.db", cut):
        for place in (path, tmp_path / "new.db"):
            with pytest.raises(StoreError, match=f"^{re.escape(str(bad))}.* damaged"):
                restore(bad, place, replace=True)
    assert (path.read_bytes(), beside(path)) == (before, there)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "no store of interviews"),
        (b"hello there " * 100, "no store of interviews"),
        (b"", "no store of interviews"),
        (b"x", "no store of interviews"),
    ],
)
def test_what_is_no_backup_is_told(path: Path, tmp_path: Path, content: bytes, why: str) -> None:
    other = tmp_path / "other"
    other.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=f"^{re.escape(str(other))}: .*{why}"):
        restore(other, path, replace=True)
    assert path.read_bytes() == before


def test_what_is_no_file_is_no_backup(path: Path, tmp_path: Path) -> None:
    for other, why in ((tmp_path, "this is no file"), (tmp_path / "missing", "there is no such file")):
        with pytest.raises(StoreError, match=why):
            restore(other, path, replace=True)
    with pytest.raises(StoreError, match="is the store itself"):
        restore(path, path, replace=True)
    with pytest.raises(StoreError, match="this is no file, and interviews are kept in one"):
        restore(path, tmp_path, replace=True)


def test_an_encrypted_backup_needs_its_passphrase_and_keeps_it(path: Path, tmp_path: Path) -> None:
    was = records(path)
    convert_store(path, "the old one")
    with closing(open_store(path)) as store:
        backup(store, tmp_path / "copy.db")
    convert_store(path, "")
    forget_passphrases()
    with pytest.raises(LockedError):
        restore(tmp_path / "copy.db", path, replace=True)
    remember_passphrase("the old one")
    restore(tmp_path / "copy.db", path, replace=True)
    assert b"Ada" not in path.read_bytes()
    assert records(path) == was
    forget_passphrases()


@posix
def test_a_backup_in_the_place_of_a_plain_file_is_known_as_encrypted(path: Path, tmp_path: Path) -> None:
    was, copy = records(path), tmp_path / "copy.db"
    with closing(open_store(path)) as store:
        backup(store, copy)
    restore(copy, tmp_path / "first.db", replace=False)
    convert_store(path, "the old one")
    # In place: the file keeps its number, as a new one has it that follows one which was deleted.
    copy.write_bytes(path.read_bytes())
    restore(copy, tmp_path / "second.db", replace=False)
    assert records(tmp_path / "second.db") == was
    forget_passphrases()


LIMITED = """
import resource, sys
from pathlib import Path
from guide.storage import StoreError, open_store
from guide.storage.backup import backup
from guide.storage.restore import restore
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store, copy = Path(sys.argv[1]), Path(sys.argv[2])
try:
    if sys.argv[3] == "backup":
        backup(open_store(store), copy)
    else:
        restore(store, copy, replace=True)
except StoreError as error:
    print(error)
"""


@posix
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_backup_to_a_full_place_blames_the_place_and_leaves_nothing(
    path: Path, tmp_path: Path, encrypted: bool
) -> None:
    program = LIMITED
    if encrypted:
        convert_store(path, "secret")
        program = f"from guide.storage.store_keys import remember_passphrase as r; r('secret')\n{LIMITED}"
    copy = tmp_path / "stick" / "copy.db"
    copy.parent.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path), str(copy), "backup"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith(f"{copy} cannot be written: the disk is full")
    assert ran.stdout.endswith("There is no copy, and the store is as it was.\n")
    assert list(copy.parent.iterdir()) == []


@posix
def test_a_restore_to_a_full_place_leaves_what_is_there(path: Path, copy: Path) -> None:
    before = path.read_bytes()
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED, str(copy), str(path), "restore"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "cannot be written: the disk is full" in ran.stdout
    assert (path.read_bytes(), beside(path)) == (before, ["interviews.db"])


@posix
def test_a_backup_to_a_place_that_refuses_it_blames_the_place(path: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_bytes(b"mine")
    with closing(open_store(path)) as store:
        for place, why in (
            (there, "File exists"),
            (tmp_path / "no" / "copy.db", "No such file or directory"),
            (Path("/proc/copy.db"), "No such file or directory"),
            (Path(os.devnull), "File exists"),
            (Path("a\0b"), "this is no name for a file"),
        ):
            with pytest.raises(StoreError, match=f"^{re.escape(str(place))} cannot be written: {why}"):
                backup(store, place)
    assert there.read_bytes() == b"mine"


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts, which only root may")
def test_a_backup_to_a_read_only_or_small_drive_blames_the_drive(path: Path, tmp_path: Path) -> None:
    for options, why in (("ro", "Read-only file system"), ("size=16k", "the disk is full")):
        drive = tmp_path / options
        drive.mkdir()
        program = f"{LIMITED.replace('resource.setrlimit', '(lambda *_: None)')}"
        command = (
            f"mount -t tmpfs -o {options} none '{drive}' 2>/dev/null || exit 77;"
            f" '{sys.executable}' -c \"$PROGRAM\" '{path}' '{drive}/copy.db' backup; ls '{drive}'"
        )
        ran = subprocess.run(
            ["unshare", "-m", "sh", "-c", command],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PROGRAM": program},
        )
        if ran.returncode in (1, 77):
            pytest.skip("nothing can be mounted here")
        assert ran.stdout == (
            f"{drive}/copy.db cannot be written: {why}. There is no copy, and the store is as it was.\n"
        )


KILLED = """
import os, signal, sys
from pathlib import Path
from guide.storage import restore
real = restore.{step}
def killed(*args):
    if {after}:
        real(*args)
    os.kill(os.getpid(), signal.SIGKILL)
restore.{step} = killed
restore.restore(Path(sys.argv[1]), Path(sys.argv[2]), replace=True)
"""


@posix
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", ["_copy_verified", "_put_in_place"])
@pytest.mark.parametrize("absent", [False, True])
def test_a_restore_that_is_killed_loses_nothing(
    path: Path, copy: Path, step: str, after: bool, absent: bool
) -> None:
    was = records(path)
    place = path.with_name("absent.db") if absent else path
    program = KILLED.format(step=step, after=after)
    ran = subprocess.run([sys.executable, "-c", program, str(copy), str(place)], check=False)
    assert ran.returncode == -signal.SIGKILL
    done = step == "_put_in_place" and after
    if not absent:
        assert records(place) == (records(copy) if done else was)
    elif done:
        assert records(place) == records(copy)
    else:
        assert restore(copy, place, replace=False).interviews == 1
        assert records(place) == records(copy)
    assert not [name for name in beside(path) if "by-guide" in name]
