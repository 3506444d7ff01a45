"""What is typed, clicked and pasted in a real terminal counts for what was on the screen when it came."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from guide.interviews.events import InterviewStarted, NoteSet
from guide.storage import open_store
from guide.storage.event_store import load_entries
from guide.storage.transfer import list_ids
from tests.tiny import BRIEFING, GUIDE, texts
from tests.tui.test_terminal import RESTORED, Terminal, run

QUIET = 0.4
"""Seconds in which whatever was to happen has happened."""

Begin = Callable[..., Terminal]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    for name, text in texts(guide=GUIDE + BRIEFING).items():
        (tmp_path / name).write_bytes(text)
    open_ones: list[Terminal] = []

    def begin(*arguments: str, program: str = "", under: str = "", **environment: str) -> Terminal:
        """``under`` is a program that runs guide with these arguments."""
        command = ["-c", under or run(program), *arguments]
        terminal = Terminal([*command, "--rules", str(tmp_path)], environment)
        # In which pexpect would wait before each key.
        terminal.child.delaybeforesend = None
        open_ones.append(terminal)
        return terminal

    yield begin
    for terminal in open_ones:
        with suppress(OSError):
            terminal.child.close(force=True)


@pytest.fixture
def asked(begin: Begin) -> Terminal:
    """At the first question."""
    terminal = begin("--for", "me")
    terminal.wait_for("What do you wish?")
    terminal.wait_for("q Quit")
    return terminal


def send(terminal: Terminal, keys: str | bytes) -> None:
    """In one piece, and read until it is quiet again, and keys count."""
    terminal.child.send(keys)
    end = time.monotonic() + QUIET
    while time.monotonic() < end:
        terminal._read()
    terminal.wait_for("")


def events() -> list[object]:
    store = open_store(Path(os.environ["GUIDE_STORE"]))
    try:
        return [entry.event for name in list_ids(store) for entry in load_entries(store, name)]
    finally:
        store.close()


def click(row: int) -> str:
    return f"\x1b[<0;10;{row}M\x1b[<0;10;{row}m"


@pytest.mark.parametrize(
    "keys",
    [
        "11",
        "1\r",
        "1" * 60,
        "\x1b[B\r\r",
        "\x1b[B\r\x1b[B\r",
        "1b",
        "1\x1b",
        "1q",
        click(6) * 2,
        f"1{click(6)}",
    ],
)
def test_what_comes_at_once_answers_one_question(asked: Terminal, keys: str) -> None:
    send(asked, keys)
    assert "How hot?" in asked.text
    assert "Question 2 of" in asked.text


def test_enter_after_a_number_that_is_on_its_way_is_the_same_choice(asked: Terminal) -> None:
    for key in "1\r1\r1":
        send(asked, key)
    assert "It calms you." in asked.text


def test_the_second_half_of_a_slow_double_click_answers_nothing(asked: Terminal) -> None:
    asked.child.send(click(6))
    time.sleep(0.15)
    send(asked, click(6))
    assert "How hot?" in asked.text


def test_keys_during_the_start_are_dropped(begin: Begin) -> None:
    terminal = begin("--for", "me")
    for _ in range(5):
        terminal.child.send("1")
        time.sleep(0.02)
    terminal.wait_for("What do you wish?")
    terminal.wait_for("q Quit")


def test_whoever_types_fast_loses_nothing(asked: Terminal) -> None:
    for key in "211":
        asked.child.send(key)
        time.sleep(0.05)
    asked.wait_for("It is fast.", 3)


def test_back_and_enter_change_nothing(asked: Terminal) -> None:
    send(asked, "1")
    send(asked, "2")
    send(asked, "b")
    send(asked, "\r")
    send(asked, "1")
    asked.wait_for("Answers and sources")
    send(asked, "a")
    assert "Less" in asked.text


def test_what_is_typed_into_a_form_that_is_just_opening_is_dropped(begin: Begin) -> None:
    terminal = begin()
    terminal.wait_for("3 Start an interview")
    terminal.wait_for("q Quit")
    send(terminal, "3Ada\rBob\r")
    assert "Occasion, such as" in terminal.text
    assert "Ada" not in terminal.text
    # In a form that is there nothing is lost, however fast it comes, and each field has its own.
    send(terminal, "Ada\rGrace\ryearly\r")
    terminal.wait_for("To find a drink.")
    (opened,) = events()
    assert isinstance(opened, InterviewStarted)
    assert (opened.person, opened.interviewer, opened.occasion) == ("Ada", "Grace", "yearly")


@pytest.mark.parametrize(
    "noise",
    [
        b"\xe9",
        b"\x1b[M 11",
        b"\x1b[M\xa011",
        b"\xff\xfe\x00",
        b"\x9b1;1X",
        b"\x1b[9;9;9X",
        b"\x1b[99999999999u",
    ],
)
def test_bytes_that_are_no_keys_do_nothing(asked: Terminal, noise: bytes) -> None:
    send(asked, noise)
    assert "What do you wish?" in asked.text
    send(asked, "1")
    assert "How hot?" in asked.text


def test_where_the_keyboard_cannot_be_read_any_more_the_guide_says_so(begin: Begin) -> None:
    terminal = begin("--for", "me", TEXTUAL_DRIVER="textual.drivers.linux_driver:LinuxDriver")
    terminal.wait_for("q Quit")
    terminal.child.send(b"\xe9\xe9\xe9")
    assert terminal.end() == 3
    assert b"fault of its own" in terminal.said
    assert b"Traceback" not in terminal.said
    assert all(code in terminal.said for code in RESTORED)


def test_a_paste_is_never_an_answer(asked: Terminal) -> None:
    send(asked, "\x1b[200~1\r1\r1\x1b[201~")
    assert "What do you wish?" in asked.text
    # From a terminal that does not say that it is one.
    send(asked, "1 milk\r2 eggs\r1 loaf\r")
    assert "What do you wish?" in asked.text


def test_a_note_keeps_all_lines_of_a_paste(asked: Terminal) -> None:
    send(asked, "n")
    send(asked, "\x1b[200~one\rtwo\r\nthree\x1b[201~")
    send(asked, "\r")
    send(asked, "1")
    assert NoteSet("wish", "one\ntwo\nthree") in events()


UNDER_A_SHELL = """\
import os, signal, subprocess, sys, time
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
guide = subprocess.Popen([sys.executable, "-m", "guide", *sys.argv[1:]], process_group=0)
os.tcsetpgrp(0, guide.pid)
while True:
    _, status = os.waitpid(guide.pid, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        break
    os.tcsetpgrp(0, os.getpid())
    print("stopped here", flush=True)
    input()
    os.tcsetpgrp(0, guide.pid)
    os.kill(guide.pid, signal.SIGCONT)
sys.exit(os.waitstatus_to_exitcode(status))
"""


UNANSWERED = 1.2
"""Seconds after which the app waits no longer for what a terminal says of its background."""


def test_control_z_gives_the_terminal_back_and_takes_it_again(begin: Begin) -> None:
    terminal = begin("--for", "me", under=UNDER_A_SHELL)
    terminal.wait_for("q Quit")
    time.sleep(UNANSWERED)
    for _ in range(2):
        before = len(terminal.said)
        send(terminal, "\x1a")
        assert all(code in terminal.said[before:] for code in RESTORED)
        assert b"stopped here" in terminal.said[before:]
        before = len(terminal.said)
        # What is typed for the shell is not for us.
        send(terminal, "111\n")
        assert b"\x1b[?1049h" in terminal.said[before:]
        assert "What do you wish?" in terminal.text
    send(terminal, "1")
    assert "How hot?" in terminal.text
    terminal.child.send("q")
    assert terminal.end() == 0


def test_control_z_stops_nothing_where_no_shell_could_let_it_go_on(asked: Terminal) -> None:
    time.sleep(UNANSWERED)
    for _ in range(2):
        before = len(asked.said)
        send(asked, "\x1a")
        assert b"\x1b[?1049h" in asked.said[before:]
        assert "What do you wish?" in asked.text
    send(asked, "1")
    assert "How hot?" in asked.text
    asked.child.send("q")
    assert asked.end() == 0


FAULT_BESIDE = """\
import guide.tui.screens.interview.home_offers as beside
def read_waiting(path):
    raise ValueError("private words")
beside.read_waiting = read_waiting
"""


def test_the_place_of_a_fault_is_told_where_it_is_asked_for(begin: Begin) -> None:
    open_store(Path(os.environ["GUIDE_STORE"])).close()
    terminal = begin(program=FAULT_BESIDE, GUIDE_DEBUG="1")
    assert terminal.end() == 3
    told = terminal.said.rpartition(RESTORED[0])[2]
    assert b"(ValueError in <string>, line 3)" in told
    assert b"home.py" in told
    assert b"in read_waiting" in told
    assert b"private" not in told
