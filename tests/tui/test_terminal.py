"""The guide in a real terminal: a pseudo-terminal, read back by a terminal emulator."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

import pexpect
import pyte

from tests.tiny import texts

# What leaves the alternate screen, shows the cursor, and gives the mouse back.
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l")
PATIENCE = 60
"""Seconds: on a busy machine, a program that hangs is told from one that waits for its turn by this alone."""
# The name of the icon tells whether keys count just now: those that come before all is painted are dropped.
NAMED_BY_GATE = """\
from contextlib import suppress
from guide.tui.terminal.input_gate import Gate
def named(method):
    def call(gate, *given):
        done = method(gate, *given)
        with suppress(Exception):
            gate._app._driver.write(f"\\x1b]1;{'open' if gate.is_open else 'shut'}\\x07")
        return done
    return call
Gate._open, Gate._shut = named(Gate._open), named(Gate._shut)
"""


def run(program: str = "") -> str:
    """The program that is the guide, after this one."""
    return f"{program}\n{NAMED_BY_GATE}from guide.cli.main import main; main()"


class Terminal:
    """A running command and the screen it draws."""

    def __init__(
        self, arguments: list[str], environment: dict[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        columns, lines = size
        self.said = b""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            sys.executable, arguments, env=env, dimensions=(lines, columns), timeout=PATIENCE
        )

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    def wait_for(self, text: str, seconds: float = PATIENCE) -> None:
        """Until it is shown, and keys count for it."""
        self.wait_until(lambda shown: text in " ".join(shown.split()), text, seconds)

    def wait_until(self, shown: Callable[[str], bool], what: str, seconds: float = PATIENCE) -> None:
        """Until the text of the screen is as awaited, and keys count for it."""
        end = time.monotonic() + seconds
        while self._screen.icon_name == "shut" or not shown(self.text):
            assert time.monotonic() < end, f"never showed {what!r}:\n{self.text}"
            self._read()

    def _read(self) -> None:
        try:
            read = self.child.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            return
        self.said += read
        self._stream.feed(read)

    def end(self, seconds: float = PATIENCE) -> int:
        """Read to the end; the exit code, or minus the signal that ended it."""
        limit = time.monotonic() + seconds
        try:
            while True:
                assert time.monotonic() < limit, f"never ended:\n{self.text}"
                self._read()
        except pexpect.EOF:
            pass
        self.child.close()
        return self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0)


Start = Callable[..., Terminal]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the guide with the tiny rules in a terminal of its own."""
    for name, text in texts().items():
        (tmp_path / name).write_bytes(text)
    open_ones: list[Terminal] = []

    def begin(
        *arguments: str, size: tuple[int, int] = (80, 24), program: str = "", **environment: str
    ) -> Terminal:
        terminal = Terminal(["-c", run(program), *arguments, "--rules", str(tmp_path)], environment, size)
        open_ones.append(terminal)
        return terminal

    yield begin
    for terminal in open_ones:
        with suppress(OSError):
            terminal.child.close(force=True)


def test_number_keys_walk_to_the_end(start: Start) -> None:
    terminal = start()
    for awaited, key in (
        ("Tea or coffee?", "1"),
        ("What do you wish?", "1"),
        ("How hot?", "2"),
        ("Anything else?", "1"),
        ("It calms you.", "q"),
        ("Leave without saving?", "q"),
    ):
        terminal.wait_for(awaited)
        terminal.child.send(key)
    assert terminal.end() == 0
    assert all(code in terminal.said for code in RESTORED)


def test_arrows_and_enter_walk_to_the_end(start: Start) -> None:
    terminal = start("--for", "me")
    terminal.wait_for("What do you wish?")
    terminal.child.send("\x1b[B\x1b[B\r")
    terminal.wait_for("Anything else?")
    terminal.child.send("\x1b[B\r")
    terminal.wait_for("It is fast.")


def test_the_mouse_walks_to_the_end(start: Start) -> None:
    terminal = start("--for", "me")
    terminal.wait_for("3 No more pain")
    row = next(number for number, line in enumerate(terminal.text.split("\n"), 1) if "No more pain" in line)
    terminal.child.send(f"\x1b[<0;10;{row}M\x1b[<0;10;{row}m")
    terminal.wait_for("Pain first.")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_leaves_the_terminal_sane(start: Start, name: str) -> None:
    terminal = start("--for", "me")
    terminal.wait_for("What do you wish?")
    terminal.child.kill(getattr(signal, name))
    assert terminal.end() == 130
    assert all(code in terminal.said for code in RESTORED)


def test_closing_the_terminal_ends_the_guide(start: Start) -> None:
    terminal = start("--for", "me")
    terminal.wait_for("What do you wish?")
    pid = terminal.child.pid
    assert pid is not None
    os.close(terminal.child.child_fd)
    terminal.child.closed = True
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found, _ = os.waitpid(pid, os.WNOHANG)
        if found:
            return
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    pytest.fail("the guide went on without a terminal")


def test_control_c_interrupts(start: Start) -> None:
    terminal = start("--for", "me")
    terminal.wait_for("What do you wish?")
    terminal.child.send("\x03")
    assert terminal.end() == 130


STOPPED_WHILE_WRITING = """\
import os, signal
from textual.drivers._writer_thread import WriterThread
write, stops = WriterThread.write, [signal.SIGTSTP]
def stopped(thread, text):
    if "No more pain" in text and stops:
        with thread._queue.mutex:
            os.kill(os.getpid(), stops.pop())
    write(thread, text)
WriterThread.write = stopped
"""


def test_the_signal_of_control_z_may_come_in_the_middle_of_anything(start: Start) -> None:
    terminal = start("--for", "me", program=STOPPED_WHILE_WRITING)
    terminal.wait_for("No more pain")
    terminal.child.send("3")
    terminal.wait_for("Pain first.")
    assert b"\x1b[?1049l" in terminal.said


def test_the_mouse_is_told_in_cells_again(start: Start) -> None:
    terminal = start("--for", "me")
    terminal.wait_for("What do you wish?")
    # A terminal that tells its size by itself; those tell places in pixels, too.
    terminal.child.send("\x1b[?2048;1$y3")
    terminal.wait_for("Pain first.")
    terminal.child.send("q")
    assert terminal.end() == 0
    assert terminal.said.rpartition(b"\x1b[?1016")[2].startswith(b"l")


CRASH = """\
from guide.tui.screens.result.screen import ResultScreen
def compose(self):
    secret = self.app.notes
    raise ValueError("private words")
ResultScreen.compose = compose
"""


def test_a_crash_exits_with_three_and_shows_no_answers(start: Start) -> None:
    terminal = start("--for", "me", program=CRASH)
    terminal.wait_for("What do you wish?")
    terminal.child.send("n")
    terminal.wait_for("Your note")
    terminal.child.send("private words\r")
    terminal.wait_for("No more pain")
    before = len(terminal.said)
    terminal.child.send("3")
    assert terminal.end() == 3
    after = terminal.said[before:]
    assert b"fault of its own (ValueError in " in after
    assert b"private" not in after.partition(b"\x1b[?1049l")[2]
    assert b"Traceback" not in after
    assert all(code in terminal.said for code in RESTORED)


def test_a_dumb_terminal_is_asked_line_by_line(start: Start) -> None:
    # A screen on which all that is said has room.
    terminal = start(TERM="dumb", size=(80, 60))
    terminal.wait_for("Question 1 of at most 3.")
    terminal.child.sendline("3")
    terminal.wait_for("Our advice: A doctor")
    time.sleep(1)
    terminal.child.sendline("")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.said


def test_a_terminal_that_knows_few_letters_is_asked_line_by_line(start: Start) -> None:
    terminal = start(PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    terminal.wait_for("Question 1 of at most 3.")
    # It asks the terminal to mark what is pasted; else nothing but letters is sent.
    assert terminal.said.count(b"\x1b") == terminal.said.count(b"\x1b[?2004h") == 1


def test_a_driver_set_by_name_brings_its_own_screen(start: Start) -> None:
    driver = "textual.drivers.linux_driver:LinuxDriver"
    terminal = start("--for", "me", TERM="dumb", TEXTUAL_DRIVER=driver)
    terminal.wait_for("What do you wish?")
    assert b"\x1b[?1049h" in terminal.said


def test_leaving_plain_mode_by_keys(start: Start) -> None:
    for key, code in (("\x04", 0), ("\x03", 130)):
        terminal = start("--plain")
        terminal.wait_for("No more pain >")
        # A key that comes between the prompt and the reading is seen by Python with the next key alone.
        time.sleep(0.3)
        terminal.child.send(key)
        assert terminal.end() == code
        assert b"Traceback" not in terminal.said


def test_an_unfinished_walk_in_a_terminal_is_offered_at_the_next_start(start: Start, tmp_path: Path) -> None:
    store = tmp_path / "interviews.db"
    for arguments, kept in ((("--no-store",), False), (("--store", str(store)), True)):
        terminal = start("--plain", *arguments)
        terminal.wait_for("No more pain >")
        terminal.child.sendline("calm")
        terminal.wait_for("How hot?")
        terminal.child.sendline("quit")
        assert terminal.end() == 0
        assert store.exists() is kept
    terminal = start("--plain", "--store", str(store))
    terminal.wait_for("Go on with the answers of")
    terminal.child.sendline("yes")
    terminal.wait_for("Question 2 of at most 3.")


def test_the_recommendation_stays_in_the_terminal_in_two_lines(start: Start) -> None:
    terminal = start("--for", "me", "--answers", "wish=calm,heat=less,more=no_more")
    terminal.wait_for("It calms you.")
    terminal.child.send("q")
    terminal.wait_for("Leave without saving?")
    terminal.child.send("q")
    assert terminal.end() == 0
    # Behind the last code of the app, on the screen that was there before it.
    after = terminal.said.rpartition(b"\x1b[?1049l")[2].decode()
    after = re.sub(r"\x1b\[[0-9;?<>=]*[A-Za-z]", "", after)
    assert after.split("\r\n")[-3:] == ["Recommended: Tea", "First step: Boil water.", ""]


@pytest.mark.parametrize(("answer", "key"), [("3", "q"), ("2", "\x03")])
def test_of_a_private_end_or_an_interruption_nothing_stays(start: Start, answer: str, key: str) -> None:
    terminal = start("--for", "me")
    terminal.wait_for("What do you wish?")
    terminal.child.send(answer)
    if answer == "2":
        terminal.wait_for("Anything else?")
        terminal.child.send("1")
    terminal.wait_for("Pain first." if answer == "3" else "Espresso")
    terminal.child.send(key)
    assert terminal.end() == (130 if key == "\x03" else 0)
    after = terminal.said.rpartition(b"\x1b[?1049l")[2].decode()
    assert "Recommended" not in after
    assert "Our advice" not in after


def test_the_app_leaves_standard_output_to_json(start: Start, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    redirect = f"import os, sys; sys.stdout = open({str(out)!r}, 'w')"
    terminal = start("--for", "me", "--json", program=redirect)
    terminal.wait_for("What do you wish?")
    terminal.child.send("3")
    terminal.wait_for("Pain first.")
    terminal.child.send("q")
    assert terminal.end() == 0
    assert '"outcome": "doctor"' in out.read_text()


def test_twenty_by_five_shows_the_question(start: Start) -> None:
    terminal = start("--for", "me", size=(20, 5))
    terminal.wait_for("What do you wish?")
    terminal.wait_for("1 Calm")
    assert "What do you wish?" in terminal.text


def test_a_size_that_changes_meanwhile_is_no_crash(start: Start) -> None:
    terminal = start("--for", "me")
    terminal.wait_for("What do you wish?")
    for lines, columns in ((2, 3), (5, 20), (1, 1), (50, 150), (24, 80)):
        terminal.child.setwinsize(lines, columns)
        time.sleep(0.15)
    terminal.child.send("3")
    terminal.wait_for("Pain first.")


@pytest.mark.parametrize(
    "environment", [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "TEXTUAL_THEME": "textual-ansi"}, {"TERM": "vt100"}]
)
def test_other_terminals_show_the_question_too(start: Start, environment: dict[str, str]) -> None:
    terminal = start("--for", "me", **environment)
    terminal.wait_for("What do you wish?")
    terminal.child.send("3")
    terminal.wait_for("Pain first.")


def test_the_app_writes_a_report_when_it_is_left(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    terminal = start("--for", "me", "--report", str(path))
    terminal.wait_for("What do you wish?")
    terminal.child.send("3")
    terminal.wait_for("Pain first.")
    assert not path.exists()
    terminal.child.send("q")
    assert terminal.end() == 0
    assert b"The report is in " in terminal.said
    assert "<h1" in path.read_text(encoding="utf-8")


def test_the_app_writes_no_report_of_a_walk_that_has_no_end(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    terminal = start("--for", "me", "--report", str(path))
    terminal.wait_for("What do you wish?")
    terminal.child.send("q")
    assert terminal.end() == 0
    assert b"so there is no report." in terminal.said
    assert not path.exists()


def test_a_killed_interview_goes_on_after_its_last_answer(start: Start) -> None:
    terminal = start("interview", "--person", "Ada")
    for keys, awaited in (
        ("", "█ Ada"),
        ("\t", "Ada Who asks the questions █"),
        ("\t", "such as the yearly talk █"),
        ("\r", "What would you like to achieve?"),
        ("To rest\r", "For the interviewer: Ask twice."),
        ("1", "How hot?"),
    ):
        terminal.child.send(keys)
        terminal.wait_for(awaited)
    terminal.child.kill(signal.SIGKILL)
    again = start("interview", "--resume")
    again.wait_for("How hot?")
    again.child.send("1")
    again.wait_for("Anything else?")
    again.child.send("1")
    again.wait_for("1 Goal To rest")


def test_a_killed_walk_for_oneself_is_offered_at_the_next_start(start: Start) -> None:
    terminal = start("--for", "me")
    terminal.wait_for("What do you wish?")
    terminal.child.send("1")
    terminal.wait_for("How hot?")
    # The last answer of a walk for oneself is kept right after it shows.
    time.sleep(0.5)
    terminal.child.kill(signal.SIGKILL)
    again = start()
    again.wait_for("3 Go on where I stopped on")
    again.child.send("3")
    again.wait_for("How hot?")


def test_without_a_store_nothing_is_offered(start: Start) -> None:
    terminal = start("--no-store", "--for", "me")
    terminal.wait_for("What do you wish?")
    terminal.child.send("1")
    terminal.wait_for("How hot?")
    terminal.child.send("q")
    assert terminal.end() == 0
    assert not Path(os.environ["GUIDE_STORE"]).exists()
