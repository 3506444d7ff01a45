"""What cannot be kept: a clear sentence, nothing overwritten, and whoever sits there says how to go on."""

import ctypes
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("limits and permissions are those of POSIX", allow_module_level=True)

import resource

from guide.interviews.events import InterviewStarted, NoteSet
from guide.ruleset.folder import LoadedGuide
from guide.sessions.start import begin_session
from guide.storage import event_store as kept
from guide.storage import open_store
from guide.storage.schema import VERSION
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage
from tests.tiny import BRIEFING, GUIDE, texts, tiny
from tests.typed import HASTY, Typed, in_folder

NAMED = ("--person", "Ada", "--interviewer", "Grace", "--occasion", "")
LINES = ("go on", "To rest", "calm", "very", "no_more", "confirm", "agrees", "", "Buy", "Ada", "")
TEXTS = texts(guide=GUIDE + BRIEFING)
TINY = tiny(guide=GUIDE + BRIEFING)
CHOICES = "1. try again\n2. go on without saving from here on\n3. leave\n"
ROOT = os.geteuid() == 0


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return in_folder(tmp_path / "rules", dict(TEXTS))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "interviews.db"


Hold = Callable[..., Typed]


@pytest.fixture
def hold(rules: Path, path: Path) -> Iterator[Hold]:
    """Starts an interview that is kept in ``path``."""
    begun: list[Typed] = []

    def hold(*arguments: str, before: Callable[[], None] | None = None, store: Path = path) -> Typed:
        given = (*(arguments or NAMED), "--store", str(store), "--rules", str(rules))
        begun.append(Typed("interview", *given, program=HASTY, before=before))
        return begun[-1]

    yield hold
    for one in begun:
        one.process.kill()
        one.process.wait()


def as_anybody() -> None:
    """Permissions count for root too."""
    if sys.platform == "linux" and ROOT:
        drop, override = 24, (1, 2)
        for capability in override:
            ctypes.CDLL(None).prctl(drop, capability, 0, 0, 0)


def letter(path: Path) -> None:
    path.write_bytes(b"Dear Sir or Madam, " * 500)


def truncated(path: Path) -> None:
    store = open_store(path)
    session = begin_session(LoadedGuide(TINY, TEXTS), store, InterviewStarted("", "you", "Bea"))
    session.record(NoteSet("wish", "x" * 50_000))
    store.close()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()


def newer(path: Path) -> None:
    store = open_store(path)
    store.connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    store.close()


def read_only_file(path: Path) -> None:
    open_store(path).close()
    path.chmod(0o400)


def read_only_folder(path: Path) -> None:
    open_store(path).close()
    path.parent.chmod(0o500)


def empty_read_only_folder(path: Path) -> None:
    path.parent.chmod(0o500)


def folder(path: Path) -> None:
    path.mkdir()


TROUBLE: dict[str, tuple[Callable[[Path], None], str]] = {
    "no database": (letter, "this file is no store of interviews"),
    "truncated": (truncated, "this file is damaged or cut off"),
    "of another program": (foreign, "this file is no store of interviews"),
    "newer": (newer, "this file was made by a newer version of guide"),
    "read-only": (read_only_file, "this file or its folder may not be written to"),
    "in a read-only folder": (read_only_folder, "this file or its folder may not be written to"),
    "missing in a read-only folder": (empty_read_only_folder, "this file cannot be used: Permission denied"),
    "a folder": (folder, "this is a folder, and interviews are kept in a file"),
}


def contents(path: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in path.parent.iterdir() if one.is_file()}


@pytest.mark.parametrize("name", TROUBLE)
def test_an_interview_can_go_on_unsaved(path: Path, hold: Hold, name: str) -> None:
    prepare, why = TROUBLE[name]
    path.parent.mkdir()
    prepare(path)
    before = contents(path)
    try:
        held = hold(before=as_anybody)
        first = held.heard()
        assert f"{path}: {why}. Nothing that was kept is changed.\n" in first
        assert "What was said is not lost." in first
        assert CHOICES in first
        assert why in held.type("again")
        said = held.type("unsaved")
        assert "From here on nothing is kept." in said
        end = held.type(*LINES)
        assert "1. Goal: To rest\n" in end
        assert "This interview is not kept. To try that once more, type keep.\n" in end
        assert why in held.type("keep")
        held.type("unsaved")
        assert held.end("done") == 0
        assert "Recommended: Tea" in held.said
        assert "The interview is finished. It is not saved." in held.said
        assert contents(path) == before
    finally:
        path.parent.chmod(0o700)


@pytest.mark.parametrize("name", ["no database", "newer", "truncated"])
def test_a_store_that_cannot_be_used_is_left_alone_when_one_leaves(path: Path, hold: Hold, name: str) -> None:
    prepare, why = TROUBLE[name]
    path.parent.mkdir()
    prepare(path)
    before = contents(path)
    held = hold()
    held.heard()
    assert held.end("leave") == 0
    resumed = hold("--resume")
    assert why in resumed.heard()
    assert resumed.end() == 1
    assert contents(path) == before


@pytest.mark.parametrize("name", TROUBLE)
def test_a_walk_for_oneself_can_go_on_unsaved(path: Path, rules: Path, name: str) -> None:
    import pexpect

    prepare, why = TROUBLE[name]
    path.parent.mkdir()
    prepare(path)
    before = contents(path)
    try:
        child = pexpect.spawn(
            sys.executable,
            ["-m", "guide", "--plain", "--rules", str(rules), "--store", str(path)],
            preexec_fn=as_anybody,
            encoding="utf-8",
            timeout=20,
        )
        answers = iter(("calm", "very", "no_more", "keep"))
        troubles: list[str] = []
        while len(troubles) < 2:
            child.expect_exact("> ")
            said = child.before or ""
            if "What was said is not lost." in said:
                troubles.append(said)
                child.sendline("unsaved" if len(troubles) == 1 else "leave")
            else:
                child.sendline(next(answers))
        assert all(why in trouble for trouble in troubles)
        assert next(answers, None) is None
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
        assert contents(path) == before
    finally:
        path.parent.chmod(0o700)


def test_a_full_disk_loses_no_answer(path: Path, hold: Hold) -> None:
    def full() -> None:
        # As if the disk had this much room; SQLite then hears of an error instead of a signal.
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))

    held = hold(before=full)
    held.heard()
    held.type("go on", "")
    notes = 0
    said = ""
    while "What was said is not lost." not in said:
        notes += 1
        assert notes < 100
        # A note takes the place of the one before.
        said = held.type(f"note {notes} {'x' * 2000 * notes}")
    assert "the disk is full or does not answer. Nothing that was kept is changed." in said
    assert CHOICES in said
    assert "What was said is not lost." in held.type("again")
    if not hasattr(resource, "prlimit"):
        return
    resource.prlimit(held.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    assert "Noted, with question" in held.type("again")
    assert held.end("speed", "later", "quit") == 0
    store = open_store(path)
    (name,) = list_ids(store)
    found = kept.load_interview(store, name)
    assert found.notes["wish"].startswith(f"{notes} x")
    assert found.answers == {"wish": "speed", "more": "later"}
    assert list(find_damage(store)) == []


def test_what_was_held_unsaved_on_a_full_disk_is_kept_at_the_end(path: Path, hold: Hold) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))

    held = hold(before=full)
    held.heard()
    held.type("go on", "", "calm")
    assert any("What was said is not lost." in held.type(f"note {'x' * 2000 * n}{n}") for n in range(100))
    said = held.type("unsaved")
    assert "What was kept before stays as it is." in said
    assert "Noted, with question" in said
    held.type("very", "no_more", "confirm", "", "", "", "")
    if not hasattr(resource, "prlimit"):
        return
    resource.prlimit(held.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    assert "not kept" not in held.type("keep")
    assert held.end("done") == 0
    store = open_store(path)
    (name,) = list_ids(store)
    assert kept.load_interview(store, name).answers == {"wish": "calm", "heat": "very", "more": "no_more"}
    assert list(find_damage(store)) == []


@pytest.fixture
def little_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for 128 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not ROOT or sys.platform != "linux":
        pytest.skip("only root can make a little disk")
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)], check=False)
    if made.returncode:
        pytest.skip("no disk can be made here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_disk_that_is_really_full_loses_no_answer(hold: Hold, little_disk: Path) -> None:
    path = little_disk / "interviews.db"
    held = hold(store=path)
    held.heard()
    held.type("go on", "", "calm")
    (little_disk / "filler").write_bytes(b"x" * 4096)
    with (little_disk / "filler").open("ab", buffering=0) as filler:
        try:
            while True:
                filler.write(b"x" * 4096)
        except OSError:
            pass
    said = held.type("very")
    assert f"{path}: the disk is full. Nothing that was kept is changed.\n" in said
    assert "What was said is not lost." in held.type("again")
    (little_disk / "filler").unlink()
    assert "Question 3, the last one." in held.type("again")
    assert held.end("quit") == 0
    store = open_store(path)
    (name,) = list_ids(store)
    assert kept.load_interview(store, name).answers == {"wish": "calm", "heat": "very"}
    store.close()


def test_a_locked_file_is_waited_for_and_then_told(path: Path, hold: Hold) -> None:
    held = hold()
    held.heard()
    held.type("go on", "", "calm")
    other = sqlite3.connect(path, isolation_level=None)
    before = path.read_bytes()
    # A file that is opened and closed meanwhile would not be locked any more.
    other.execute("BEGIN EXCLUSIVE")
    said = held.type("very")
    assert "another program has been using this file for too long" in said
    assert "another program" in hold().heard()
    other.execute("ROLLBACK")
    other.close()
    assert path.read_bytes() == before
    assert "Question 3, the last one." in held.type("again")
    assert held.end("quit") == 0


def test_an_interview_that_goes_on_elsewhere_is_told(path: Path, hold: Hold) -> None:
    held = hold()
    held.heard()
    held.type("go on", "")
    other = hold("--resume")
    other.heard()
    other.type("speed")
    said = held.type("calm")
    assert "this interview was changed from elsewhere meanwhile" in said
    assert "1. go on without saving from here on\n2. leave\n" in said
    assert held.end("leave") == 0
    assert other.end("no_more", "quit") == 0
    store = open_store(path)
    (name,) = list_ids(store)
    assert kept.load_interview(store, name).answers == {"wish": "speed", "more": "no_more"}
