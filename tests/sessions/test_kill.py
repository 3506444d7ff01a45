"""An interview that is killed at any moment: what was confirmed is there, once, and it goes on in its place.

    python -m tests.sessions.test_kill --moments 500

kills at as many random moments as wanted, in a real pseudo-terminal. An answer is confirmed when the prompt
after it has been shown.
"""

import argparse
import random
import re
import signal
import sys
import tempfile
import time
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

import pexpect

from guide.console.interview_talk import InterviewTalk
from guide.console.line_editor import TOGETHER
from guide.console.line_io import Talk
from guide.engine.walk import replay_answers
from guide.interviews.events import Event, InterviewStarted, NoteSet
from guide.ruleset.folder import LoadedGuide
from guide.sessions.session import Session
from guide.sessions.start import begin_session
from guide.storage import event_store as kept
from guide.storage import open_store
from guide.storage.queries import Query, fetch_rows
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage
from tests.tiny import BRIEFING, GUIDE, texts, tiny
from tests.typed import in_folder

TEXTS = texts(guide=GUIDE + BRIEFING)
TINY = tiny(guide=GUIDE + BRIEFING)
PROMPT = b"> "
SECRET = "very secret"
PERSON = "Ada Unmistakable"

Step = tuple[str, ...]


def script(chance: random.Random) -> list[Step]:
    """What is typed in an interview, with notes, and with answers changed and taken back.

    Each step is one event, so that whoever types a few lines comes further.
    """
    steps: list[Step] = [("go on",), (chance.choice(["", "To rest"]),)]
    walk = replay_answers(TINY)
    while walk.question is not None or chance.random() < 0.3:
        answered = len(walk.path)
        turn = chance.randrange(8)
        if turn == 0 and answered:
            steps.append(("back",))
            walk = walk.back()
        elif turn == 1 and answered:
            number = chance.randint(1, answered)
            question = walk.path[number - 1].question
            options = TINY.questions[question].options
            option = chance.choice([name for name in options if name != walk.answers[question]])
            steps.append((f"change {number}", option))
            walk = walk.revise(question, option)
        elif turn in (2, 3) and answered:
            steps.append((f"note {chance.randint(1, answered)}", f"{SECRET} {chance.random()}"))
        elif walk.question is not None:
            option = chance.choice(list(walk.question.options))
            steps.append((option,))
            walk = walk.answer(option)
    steps.append(("confirm",))
    if walk.path[-1].option == "pain":
        return steps
    words = ["", "Some words"]
    view = chance.choice(["agrees", "prefers", "undecided"])
    steps += [(view,), *([("1",)] if view == "prefers" else []), (chance.choice(words),)]
    return [*steps, (chance.choice(words),), (chance.choice(words),), (chance.choice(["", "6"]),), ("done",)]


class Course(NamedTuple):
    """An interview as it goes when nobody kills it.

    The line with the same number is typed at each prompt. By then this is ``written`` to the disk, nothing
    where it can only come to a private end; and the question that stands is the one that is ``asked``.
    """

    lines: tuple[str, ...]
    written: tuple[tuple[Event, ...], ...]
    asked: tuple[str, ...]
    private: bool


def course(steps: list[Step], folder: Path) -> Course:
    lines = [line for step in steps for line in step]
    sink = StringIO()
    store = open_store(folder / "course.db")
    session = begin_session(LoadedGuide(TINY, TEXTS), store, InterviewStarted("", "you", PERSON, "Grace"))
    name = session.name
    written: list[tuple[Event, ...]] = []
    asked: list[str] = []

    class Watched(Talk):
        def hear(self) -> str:
            events = tuple(entry.event for entry in kept.load_entries(store, name))
            put = question(sink.getvalue())
            # Where nothing was put since the last event, the question before still stands.
            stands = put if not written or written[-1] != events else ""
            asked.append(stands or asked[-1])
            written.append(events)
            return super().hear()

    talk = Watched(StringIO("".join(f"{line}\n" for line in lines)), sink)
    InterviewTalk(talk, session, _keep_nothing, _write_nothing).run()
    store.close()
    (folder / "course.db").unlink()
    assert len(written) == len(lines)
    return Course(tuple(lines), tuple(written), tuple(asked), session.private)


def question(said: str) -> str:
    """How the paragraph before the prompt begins; nothing where it is but a word."""
    lines = said.rpartition("> ")[2].rpartition("\n\n")[2].strip().split("\n")
    return "\n".join(lines[:2]) if len(lines) > 1 else ""


def _keep_nothing(_: Session) -> None:
    raise AssertionError


def _write_nothing(_: Session, name: str, with_notes: bool) -> str:  # noqa: ARG001
    raise AssertionError(name)


class Seen(NamedTuple):
    """What is in the store of an interview: no events where it can only come to a private end, or has."""

    events: tuple[Event, ...]
    private: bool


def look(path: Path) -> Seen:
    if not path.exists():
        return Seen((), False)
    store = open_store(path)
    try:
        assert list(find_damage(store)) == []
        names = list_ids(store)
        assert len(names) <= 1
        private = any(row.state == "private" for row in fetch_rows(store, Query()))
        events = tuple(entry.event for name in names for entry in kept.load_entries(store, name))
    finally:
        store.close()
    # Notes that were written anew or taken away, and all of what is withheld, are in no byte.
    found = path.read_bytes()
    notes = {event.text for event in events if isinstance(event, NoteSet)}
    assert {secret.decode() for secret in re.findall(rb"very secret 0\.\d+", found)} <= notes
    assert events or PERSON.encode() not in found
    return Seen(events, private)


class Killed:
    """One interview in one terminal after the other, each of which is killed.

    ``moments`` counts how often it was, and ``inside`` how often something was half written then.
    """

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.moments = 0
        self.inside = 0
        self._chance = chance
        self._rules = in_folder(folder / "rules", dict(TEXTS))
        self._path = folder / "interviews.db"
        self._course = course(script(chance), folder)
        self._seen = Seen((), False)

    def run(self, most: int) -> None:
        """Kill until the interview is through, or as often as this."""
        while self.moments < most and not self._through():
            self._hold()

    def _through(self) -> bool:
        return self._seen.private or (
            self._seen.events == self._course.written[-1] and not self._course.private
        )

    def _hold(self) -> None:
        """Go on from where it was left to a random moment."""
        # Where nothing is left, it begins anew.
        first = self._course.written.index(self._seen.events) if self._seen.events else 0
        lines = self._course.lines[first:]
        # One that comes to a private end begins anew each time, and must be able to get there in one go.
        most = len(lines) + 1 if self._course.private else 6
        lines = lines[: self._chance.randrange(most)]
        child = self._start()
        said = b""
        for number, line in enumerate(lines):
            said = _hear(child, said, number + 1)
            if number == 0:
                assert question(said.decode().replace("\r\n", "\n")[:-2]) == self._course.asked[first]
            child.sendline(line)
        # A line that came in one piece is taken for a paste until nothing has followed it for a while.
        held = self._chance.choice([0, TOGETHER, TOGETHER]) if lines else 0
        time.sleep(
            held + self._chance.random() * (self._chance.choice([0.003, 0.01, 0.05]) if lines else 0.4)
        )
        self.moments += child.isalive()
        child.kill(signal.SIGKILL)
        said += _rest(child)
        self.inside += self._path.with_name(f"{self._path.name}-journal").exists()
        self._assert_nothing_lost(first, said.count(PROMPT), len(lines))

    def _start(self) -> "pexpect.spawn[bytes]":
        named = ["--person", PERSON, "--interviewer", "Grace", "--occasion", ""]
        arguments = ["-m", "guide", "interview", "--plain", *(["--resume"] if self._seen.events else named)]
        places = ["--rules", str(self._rules), "--store", str(self._path)]
        child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable, [*arguments, *places], echo=False, timeout=20, dimensions=(60, 500)
        )
        child.delaybeforesend = None
        return child

    def _assert_nothing_lost(self, first: int, shown: int, sent: int) -> None:
        before, self._seen = self._seen, look(self._path)
        through = first + sent == len(self._course.lines)
        if self._seen.private:
            assert self._course.private
            assert through
            return
        # What there was at the last prompt that was shown, or what was typed after it has made of that.
        possible = self._course.written[first + max(shown - 1, 0) : first + sent + 1]
        assert self._seen.events in (possible if shown else (before.events, *possible))


def _hear(child: "pexpect.spawn[bytes]", said: bytes, prompts: int) -> bytes:
    """All that was said by the time that so many prompts have been shown."""
    while said.count(PROMPT) < prompts:
        said += child.read_nonblocking(65536, timeout=20)
    return said


def _rest(child: "pexpect.spawn[bytes]") -> bytes:
    said = b""
    with suppress(pexpect.EOF):
        while True:
            said += child.read_nonblocking(65536, timeout=20)
    child.close()
    return said


def kill(folder: Path, moments: int, seed: int) -> tuple[int, int]:
    """Kill at so many moments: how many interviews that took, and how often something was half written."""
    chance = random.Random(seed)
    interviews = killed = inside = 0
    while killed < moments:
        with tempfile.TemporaryDirectory(dir=folder) as one:
            interview = Killed(Path(one), chance)
            interview.run(moments - killed)
        interviews += 1
        killed += interview.moments
        inside += interview.inside
    return interviews, inside


def test_what_was_confirmed_before_a_kill_is_there_once_and_goes_on_at_the_right_place(
    tmp_path: Path,
) -> None:
    kill(tmp_path, 12, seed=5)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--moments", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        interviews, inside = kill(Path(folder), chosen.moments, chosen.seed)
    took = time.perf_counter() - started
    print(f"Killed at {chosen.moments} moments in {interviews} interviews, {inside} times amid a writing.")
    print(f"Nothing confirmed was lost, nothing was there twice. {took:.0f} s.")


if __name__ == "__main__":
    main()
