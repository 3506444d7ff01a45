"""Bursts of keys, pastes, mouse reports and stray bytes: nothing is kept that was not asked for.

    python -m tests.tui.test_bursts --bursts 1000

types so many of them into a real pseudo-terminal, with the engine beside it. Each burst comes at once, or in
pieces with pauses. The journal is read before and after it: whatever is new there must have been offered by
what was on the screen before, and of what came at once only one thing may have counted.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

import pexpect
import pyte

from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    NoteSet,
    PartSkipped,
    Responded,
    TakenBack,
)
from guide.interviews.state import Interview, replay_events
from guide.storage import event_store as journal
from guide.storage import open_store
from guide.storage.transfer import list_ids
from tests.tiny import BRIEFING, GUIDE, texts, tiny
from tests.typed import in_folder

TINY = tiny(guide=GUIDE + BRIEFING)
QUIET = 0.15
"""Seconds without output after which the screen is whole. Esc on its own takes up to 0.15 to be known."""
SIZES = ((80, 24), (80, 24), (100, 40), (64, 20), (20, 5))
READABLE = 60
"""Columns on which no text of the tiny guide is cut off."""
ASKED_BESIDE = ("you say to this", "would you prefer", "And why?", "next step", "Who does it", "look at it")
OFFERS: dict[type, tuple[str, ...]] = {
    BriefingGiven: ("The person agrees",),
    GoalSet: ("like to achieve",),
    NoteSet: ("Your note",),
    Finished: ("Confirm",),
    Responded: ASKED_BESIDE,
    FollowUpAgreed: ASKED_BESIDE,
    PartSkipped: (*ASKED_BESIDE, "like to achieve"),
    InterviewStarted: ("A new interview", "What do you wish?", "What do they wish?"),
    TakenBack: ("Question", "Read the answers back", "Recommended", "Our advice"),
}
"""What stands on the screen where such an event can come from."""
REPLACED = (GoalSet, Answered, NoteSet, TakenBack)
"""What goes from a journal when something else is said in its place."""


GOES_ON = 0.6
WAYS: dict[str, tuple[bytes, ...]] = {
    "Start an interview": (b"1", b"2", b"3"),
    "A new interview": (b"A\r\r\r",),
    "The person agrees": (b"1", b"\r"),
    "like to achieve": (b"rest\r", b"\r"),
    "Read the answers back": (b"g", b"2"),
    "Question": (b"1", b"2", b"3", b"\x1b[B\r"),
    "Recommended": (b"g", b"a", b"b"),
    **dict.fromkeys(ASKED_BESIDE, (b"1", b"2", b"x\r", b"\r")),
}
"""What goes on from where this is shown."""


def burst(chance: random.Random, size: tuple[int, int]) -> list[bytes]:
    """Pieces, each of which comes at once. Most bursts are a single one."""
    data = b"".join(_one(chance, size) for _ in range(chance.choice([1, 1, 2, 3, 8, 40])))
    if chance.random() < 0.7 or len(data) < 2:
        return [data]
    cuts = sorted(chance.sample(range(1, len(data)), min(len(data) - 1, chance.randint(1, 4))))
    return [data[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]


def _one(chance: random.Random, size: tuple[int, int]) -> bytes:
    column, row = chance.randint(1, size[0]), chance.randint(1, size[1])
    match chance.choices(range(9), [30, 12, 14, 12, 4, 8, 4, 8, 1])[0]:
        case 0:
            return str(chance.randint(1, 9)).encode()
        case 1:
            return b"\r"
        case 2:
            return chance.choice("bhancwxuKto/e").encode()
        case 3:
            keys = [b"\x1b[A", b"\x1b[B", b"\t", b"\x7f", b"\x1b", b"\x1bOA", b"\x1b[Z", b"\n"]
            return chance.choice(keys)
        case 4:
            return b"\x1b[200~" + chance.choice([b"1\r1\r1", b"a\rb\rc", b"\xff1\r"]) + b"\x1b[201~"
        case 5:
            button = chance.choice([0, 0, 0, 32, 35, 64, 65])
            return f"\x1b[<{button};{column};{row}M\x1b[<{button};{column};{row}m".encode()
        case 6:
            return b"\x1b[M" + bytes([32 + chance.choice([0, 3, 64]), 32 + column, 32 + row])
        case 7:
            parts = [b"\x1b[", b"\x1b[1;", b"\xe9", b"\xff", b"\x9b1", b"\x1b]11;rgb:1/1/1\x07", b"\x1b[9;9X"]
            return chance.choice([*parts, chance.randbytes(3).replace(b"\x03", b"").replace(b"q", b"")])
        case _:
            return chance.choice([b"q", b"\x03"])


class Kept(NamedTuple):
    """What is in the store of the interview, or walk, that was changed last."""

    name: str = ""
    events: tuple[Event, ...] = ()

    @property
    def interview(self) -> Interview | None:
        return replay_events(self.events) if self.events else None


class Run:
    """One app after the other on one store, until so many bursts have come."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.counts: Counter[str] = Counter()
        self._folder = folder
        self._chance = chance
        self._rules = in_folder(folder / "rules", dict(texts(guide=GUIDE + BRIEFING)))
        self._size = SIZES[0]
        self._paths = 0

    def run(self, bursts: int) -> None:
        while self.counts["bursts"] < bursts:
            self._start()
            while self.counts["bursts"] < bursts and self._child.isalive():
                self.counts["bursts"] += 1
                self._burst()
            self._end()

    def _start(self) -> None:
        if self._paths == 0 or self._chance.random() < 0.3:
            self._paths += 1
            self._path = self._folder / f"{self._paths}.db"
        self._said = b""
        self._size = SIZES[0]
        self._screen = pyte.Screen(*self._size)
        self._stream = pyte.ByteStream(self._screen)
        begins = [["--for", "me"], [], ["interview", "--person", "Ada"], ["interview", "--person", "Ada"]]
        places = ["--rules", str(self._rules), "--store", str(self._path)]
        self._child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable,
            ["-m", "guide", *self._chance.choice(begins), *places],
            env={**os.environ, "TERM": "xterm-256color", "GUIDE_DEBUG": "1"},
            cwd=str(self._folder),
            dimensions=self._size[::-1],
        )
        self._child.delaybeforesend = None
        self.counts["starts"] += 1
        if self._chance.random() < 0.3:
            time.sleep(self._chance.random() / 2)
            self._child.send(b"".join(_one(self._chance, self._size) for _ in range(3)).replace(b"\x03", b""))
        until = time.monotonic() + 20
        while not self.text.strip() and self._child.isalive():
            assert time.monotonic() < until, "nothing was ever drawn"
            self._settle()
        self._settle()

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._screen.display).split())

    def _settle(self) -> None:
        try:
            while True:
                read = self._child.read_nonblocking(65536, timeout=QUIET)
                self._said += read
                self._stream.feed(read)
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            self._child.close()

    def _burst(self) -> None:
        before, offered, size = self._kept(), self.text, self._size
        pieces = burst(self._chance, size)
        if self._chance.random() < GOES_ON:
            pieces[0] = self._key_to_go_on(offered) + pieces[0]
        resized = self._chance.random() < 0.1
        if resized:
            self._resize()
        for number, piece in enumerate(pieces):
            if number:
                time.sleep(self._chance.choice([0.001, 0.02, 0.05, 0.2]))
            try:
                self._child.send(piece)
            except OSError:
                break
        self._settle()
        after = self._kept()
        try:
            self._check(before, after, offered, at_once=len(pieces) == 1, readable=size[0] >= READABLE)
        except AssertionError as error:
            told = f"{error}\nafter {pieces!r} (resized: {resized}) on\n{offered}\nnow\n{self.text}"
            raise AssertionError(told) from None

    def _key_to_go_on(self, shown: str) -> bytes:
        """So that many screens are come to."""
        ways = [way for text, way in WAYS.items() if text in shown]
        return self._chance.choice(ways[0]) if ways else b""

    def _resize(self) -> None:
        self._size = self._chance.choice(SIZES)
        columns, lines = self._size
        self._child.setwinsize(lines, columns)
        self._screen.resize(lines, columns)

    def _kept(self) -> Kept:
        if not self._path.exists():
            return Kept()
        store = open_store(self._path)
        try:
            all_of_it = {name: journal.load_entries(store, name) for name in list_ids(store)}
            # Of a private end there are none.
            found = {name: entries for name, entries in all_of_it.items() if entries}
            if not found:
                return Kept()
            name = max(found, key=lambda name: (found[name][-1].at, len(found[name])))
            return Kept(name, tuple(entry.event for entry in found[name]))
        finally:
            store.close()

    def _check(self, before: Kept, after: Kept, offered: str, *, at_once: bool, readable: bool) -> None:
        if not self._child.isalive():
            self._check_exit()
            return
        # What waits in the store may be another walk for oneself than the one of now.
        if after.interview is not None and not (after.interview.opened.own and after == before):
            self._check_shown(after.interview)
        fresh = "Start an interview" in offered or "Question 1 of" in offered
        again = not fresh and after.interview is not None and after.interview.opened.own
        begun = not before.events and "A new interview" not in offered
        back = begun and any(isinstance(event, BriefingGiven) for event in after.events)
        if after.name != before.name and (before.events or not after.events or again or back):
            # Another one was taken up, or one was deleted, or one is kept again that could only end privately
            # before, or was finished: what was in it before is not known here.
            self.counts["not compared"] += 1
            return
        ends = [place for place, event in enumerate(before.events) if isinstance(event, Finished)]
        for place, event in enumerate(before.events):
            # What was confirmed stays; of that, only a note can be taken away.
            may_go = NoteSet if ends and place <= ends[-1] else REPLACED
            assert event in after.events or isinstance(event, may_go), f"{event} went from the journal"
        new = [event for event in after.events if event not in before.events]
        answers = [event for event in new if isinstance(event, Answered)]
        self.counts["answers"] += len(answers)
        self.counts["events"] += len(new)
        if not at_once:
            return
        decisions = [event for event in new if not isinstance(event, InterviewStarted)]
        assert len(decisions) <= 1, f"more than one thing counted: {new}"
        if readable:
            for event in new:
                self._check_offered(event, offered)

    def _check_offered(self, event: Event, offered: str) -> None:
        if isinstance(event, Answered):
            question = TINY.questions[event.question]
            asked = (question.ask in offered) or (question.asked("they") in offered)
            assert asked, f"{event} was not asked"
            assert question.options[event.option].say in offered, f"{event} was not offered"
        else:
            texts = OFFERS.get(type(event), ("",))
            assert any(text in offered for text in texts), f"{event} was not offered"

    def _check_shown(self, held: Interview) -> None:
        """The question on the screen is the one that the engine asks after what is kept."""
        interviewing = "For the interviewer" in self.text
        shown = self._size[0] >= READABLE and self.text.startswith("Question")
        if shown and interviewing is not held.opened.own and held.finished is None and held.answers:
            question = held.walk(TINY).question
            if question is not None:
                self.counts["questions compared"] += 1
                asked = question.asked("you") in self.text or question.asked("they") in self.text
                assert asked, f"the engine asks {question.ask!r} after {held.answers}"

    def _check_exit(self) -> None:
        told = self._said.rpartition(b"\x1b[?1049l")[2].decode(errors="replace")
        # Right after Ctrl-Z the terminal makes a signal of Ctrl-C; a shell tells that as 130, too.
        code = 128 + self._child.signalstatus if self._child.signalstatus else self._child.exitstatus
        assert code in (0, 130), f"exit {code}\n{told}"

    def _end(self) -> None:
        if self._child.isalive():
            self._child.send(b"\x03")
            until = time.monotonic() + 20
            while self._child.isalive():
                assert time.monotonic() < until, "it did not end"
                self._settle()
                self._child.isalive()
        self._check_exit()
        self.counts[f"exit {self._child.exitstatus}"] += 1


def test_a_burst_counts_for_what_was_on_the_screen(tmp_path: Path) -> None:
    Run(tmp_path, random.Random(11)).run(25)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--bursts", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    print(f"Seed {chosen.seed}.", flush=True)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder), random.Random(chosen.seed))
        try:
            run.run(chosen.bursts)
        finally:
            print(dict(run.counts), f"{time.perf_counter() - started:.0f} s")
    print("It stood, and kept nothing that was not offered.")


if __name__ == "__main__":
    main()
