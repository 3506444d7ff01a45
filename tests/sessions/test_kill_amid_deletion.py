"""What is to go from a store, killed at any moment or on a disk that is full: what was said is what is there.

    python -m tests.sessions.test_kill_amid_deletion --moments 500

deletes, purges and walks for oneself at as many random moments as wanted; half of them are killed, for the
others there is room for a random number of bytes.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("signals and limits are those of POSIX", allow_module_level=True)

import resource

import pexpect

from guide.interviews.events import NoteSet
from guide.sessions.unfinished import waiting_own
from guide.storage import open_store
from guide.storage.event_store import load_interview
from guide.storage.transfer import list_ids, load_records
from guide.storage.verify import find_damage
from tests.cli.records.kept import TEA, keep
from tests.sessions.test_failures import little_disk
from tests.tiny import BRIEFING, GUIDE, texts
from tests.typed import in_folder

__all__ = ["little_disk"]

SECRET = b"unmistakable secret"
DELETED, TRACES = "nothing of them is left in", "it is deleted, but traces of it may still be in the file"
UNCHANGED = "Nothing that was kept is changed."


class Ground:
    """A store of some size with one interview that is to go, and the process that is to do it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.path = folder / "interviews.db"
        self.counts: Counter[str] = Counter()
        self._chance = chance
        self._journal = folder / f"{self.path.name}-journal"
        self._whole = folder.parent / f"{folder.name}-whole.db"
        store = open_store(self._whole)
        for number in range(120):
            keep(store, TEA, NoteSet("wish", f"stays {number} " * 300), person=f"Person {number}")
        at = "2026-11-23T10:00:00+00:00"
        self.going = tuple(
            keep(store, TEA, NoteSet("wish", f"{SECRET.decode()} " * 400), person="Gone", at=at)
            for _ in range(3)
        )
        self.staying = {record.id: record for record in load_records(store, list_ids(store))}
        for name in self.going:
            del self.staying[name]
        store.close()
        self._took = self._measure()

    def renew(self) -> None:
        for old in self.path.parent.glob(f"{self.path.name}*"):
            old.unlink()
        shutil.copyfile(self._whole, self.path)

    def _measure(self) -> float:
        self.renew()
        started = time.perf_counter()
        self.start("delete", self.going[0], "--yes").communicate()
        return time.perf_counter() - started

    def start(self, *arguments: str, room: int | None = None) -> "subprocess.Popen[str]":
        def limit() -> None:
            if room is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

        command = [sys.executable, "-m", "guide", "records", *arguments, "--store", str(self.path)]
        return subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=limit
        )

    def kill(self, *arguments: str) -> tuple[int, str]:
        """At any moment, or amid the writing."""
        process = self.start(*arguments)
        if self._chance.random() < 0.5:
            time.sleep(self._took * self._chance.uniform(0.3, 1.15))
        else:
            while not self._journal.exists() and process.poll() is None:
                pass
            time.sleep(self._chance.uniform(0, 0.03))
        process.kill()
        said = "".join(process.communicate())
        self.counts["killed" if process.returncode == -signal.SIGKILL else "done before"] += 1
        self.counts["amid a writing"] += self._journal.exists()
        return process.returncode, said

    def fill(self, *arguments: str) -> tuple[int, str]:
        """With room for so many bytes in each file."""
        process = self.start(*arguments, room=self._chance.randrange(2 * self._whole.stat().st_size))
        said = "".join(process.communicate())
        self.counts["disk full" if process.returncode else "disk large enough"] += 1
        assert process.returncode in (0, 1), said
        return process.returncode, said

    def left(self) -> set[str]:
        """Which of those that were to go are there; whole, and with nothing of the others."""
        store = open_store(self.path)
        try:
            assert list(find_damage(store)) == []
            there = {record.id: record for record in load_records(store, list_ids(store))}
            assert {name: there.get(name) for name in self.staying} == self.staying
            left = there.keys() - self.staying.keys()
            for name in left:
                assert load_interview(store, name).notes["wish"].startswith(SECRET.decode())
            assert not store.unclean
        finally:
            store.close()
        assert left or SECRET not in self.path.read_bytes()
        assert [one.name for one in self.path.parent.glob("interviews.db*")] == ["interviews.db"]
        return left


def delete_once(ground: Ground, act: Callable[..., tuple[int, str]]) -> None:
    ground.renew()
    _, said = act("delete", *ground.going, "--yes")
    left = ground.left()
    if DELETED in said or TRACES in said:
        assert left == set()
        assert UNCHANGED not in said
    elif UNCHANGED in said:
        assert left == set(ground.going)
    # In one piece, whatever was said.
    assert left in (set(), set(ground.going))


def purge_once(ground: Ground, act: Callable[..., tuple[int, str]]) -> None:
    """Those that go are the only ones that are dated late enough to be believed."""
    ground.renew()
    _, said = act("purge", "--days", "1")
    left = ground.left()
    if "3 interviews deleted" in said or TRACES in said:
        assert left == set()
    elif UNCHANGED in said:
        assert left == set(ground.going)
    assert left in (set(), set(ground.going))


WALKS = (
    # What is typed, and what is in the store of it after each line; None where nothing is.
    ("calm", {"wish": "calm"}),
    ("very", {"wish": "calm", "heat": "very"}),
    ("back", {"wish": "calm"}),
    ("less", {"wish": "calm", "heat": "less"}),
)


class Walk:
    """A walk for oneself in a real terminal, killed after some lines, or on a disk that is full."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.path = folder / "own.db"
        self.counts: Counter[str] = Counter()
        self._rules = in_folder(folder / "rules", dict(texts(guide=GUIDE + BRIEFING)))
        self._chance = chance

    def once(self) -> None:
        for old in self.path.parent.glob(f"{self.path.name}*"):
            old.unlink()
        lines = [*WALKS[: self._chance.randrange(5)]]
        ending = self._chance.choice(("", "forget", "more", "pain")) if lines else ""
        child = self._start()
        child.expect_exact("> ")
        for line, _ in lines:
            child.sendline(line)
            child.expect_exact("> ")
        if ending == "pain":
            child.sendline("change 1")
            child.expect_exact("> ")
        typed = {"forget": "forget", "more": "quit", "pain": "pain"}.get(ending, "")
        said = ""
        if typed:
            child.sendline(typed)
        time.sleep(self._chance.random() * 0.05)
        self.counts["killed"] += child.isalive()
        child.kill(signal.SIGKILL)
        try:
            while True:
                said += child.read_nonblocking(65536, timeout=10)
        except (pexpect.EOF, pexpect.TIMEOUT):
            child.close()
        self._check(lines[-1][1] if lines else None, ending, said)

    def _start(self) -> "pexpect.spawn[str]":
        places = ["--rules", str(self._rules), "--store", str(self.path)]
        child: pexpect.spawn[str] = pexpect.spawn(
            sys.executable, ["-m", "guide", "--plain", *places], echo=False, timeout=20, encoding="utf-8"
        )
        child.delaybeforesend = None
        return child

    def _check(self, answers: dict[str, str] | None, ending: str, said: str) -> None:
        if not self.path.exists():
            assert answers is None
            return
        store = open_store(self.path)
        try:
            row = waiting_own(store)
            assert list(find_damage(store)) == []
            there = None if row is None else dict(load_interview(store, row.id).answers)
        finally:
            store.close()
        gone = {"forget": "None of these answers is stored", "pain": "A doctor"}.get(ending, "")
        if gone and gone in said:
            assert there is None
        elif gone:
            assert there in (None, answers)
        else:
            assert there == answers
        if there is None:
            assert b'"wish"' not in self.path.read_bytes()
        assert [one.name for one in self.path.parent.glob("own.db*")] == ["own.db"]


def go(folder: Path, moments: int, seed: int) -> Counter[str]:
    chance = random.Random(seed)
    (folder / "ground").mkdir()
    ground, walk = Ground(folder / "ground", chance), Walk(folder, chance)
    for number in range(moments):
        act = (ground.kill, ground.fill)[number % 2]
        match number % 5:
            case 0 | 1:
                delete_once(ground, act)
            case 2:
                purge_once(ground, act)
            case _:
                walk.once()
    return ground.counts + Counter({f"walk {name}": count for name, count in walk.counts.items()})


def test_what_is_said_of_what_goes_is_true_at_any_moment(tmp_path: Path) -> None:
    go(tmp_path, 15, seed=4)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_said_on_a_disk_that_is_really_full_is_true(little_disk: Path, seed: int) -> None:
    """The file fits, but not what is needed beside it to write it anew."""
    chance = random.Random(seed)
    path = little_disk / "interviews.db"
    store = open_store(path)
    name = keep(store, TEA, NoteSet("wish", f"{SECRET.decode()} " * 100), person="Gone")
    keep(store, TEA, NoteSet("wish", "stays " * 1000))
    store.close()
    with (little_disk / "filler").open("wb", buffering=0) as filler:
        try:
            while True:
                filler.write(b"x" * 1024)
        except OSError:
            pass
        size = filler.tell()
    os.truncate(little_disk / "filler", max(0, size - chance.randrange(60_000)))
    ran = subprocess.run(
        [sys.executable, "-m", "guide", "records", "delete", name, "--yes", "--json", "--store", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode in (0, 1)
    (little_disk / "filler").unlink()
    store = open_store(path)
    gone = name not in list_ids(store)
    store.close()
    if ran.stdout:
        assert gone
        assert json.loads(ran.stdout)["deleted"] == 1
        assert ("traces" in json.loads(ran.stdout)) == (TRACES in ran.stderr) == (ran.returncode == 1)
    else:
        assert UNCHANGED in ran.stderr
        assert not gone
    assert not gone or SECRET not in path.read_bytes()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--moments", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        counts = go(Path(folder), chosen.moments, chosen.seed)
    print(f"{chosen.moments} moments: {', '.join(f'{name} {count}' for name, count in counts.items())}.")
    print("What was said is what is there.")


if __name__ == "__main__":
    main()
