"""The plain mode in a real terminal: what is typed or pasted comes through whole, where it belongs."""

import os
import re
import shlex
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Thread

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

import termios

import pexpect

from guide.console import texts as words
from guide.console.result_prompt import SOON
from guide.interviews.state import Interview
from guide.storage import event_store as journal
from guide.storage import open_store
from guide.storage.transfer import list_ids
from tests.tiny import texts

RUN = "from guide.cli.main import main; main()"
GOAL = "In your own words."
LIST = ["First the one thing", "1", "  - and another", "Größe: 3 m²"]


class Plain:
    """A running guide, line by line. ``mode`` is that of its terminal."""

    def __init__(self, child: "pexpect.spawn[bytes]", store: Path) -> None:
        self.child = child
        self._store = store

    def wait_for(self, text: str) -> bytes:
        """What was said before it, up to the prompt that follows it."""
        self.child.expect_exact(text.encode())
        before = bytes(self.child.before or b"")
        self.child.expect_exact(b"\n> ")
        return before + bytes(self.child.before or b"")

    def type(self, text: str | bytes) -> None:
        """Send keys, and read meanwhile: a program whose output nobody reads stops reading as well."""
        sending = Thread(target=self.child.send, args=(text,), daemon=True)
        sending.start()
        sending.join(0.05)
        while sending.is_alive():
            with suppress(pexpect.TIMEOUT, pexpect.EOF):
                self.child.buffer += self.child.read_nonblocking(65_536, timeout=0.1)
            sending.join(0.01)

    def paste(self, text: str, marked: bool) -> None:
        """As terminals do: a line ends as with the Enter key."""
        keys = text.replace("\n", "\r")
        self.type(f"\x1b[200~{keys}\x1b[201~" if marked else keys)

    def end(self) -> int:
        self.child.expect(pexpect.EOF)
        self.said = bytes(self.child.before or b"")
        self.child.wait()
        return self.child.exitstatus if self.child.exitstatus is not None else -(self.child.signalstatus or 0)

    @property
    def local(self) -> int:
        return int(termios.tcgetattr(self.child.child_fd)[3])

    @property
    def sane(self) -> bool:
        return bool(self.local & termios.ICANON and self.local & termios.ECHO)

    @property
    def kept(self) -> Interview:
        store = open_store(self._store)
        (name,) = list_ids(store)
        found = journal.load_interview(store, name)
        store.close()
        return found


Start = Callable[..., Plain]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    for name, text in texts().items():
        (tmp_path / name).write_bytes(text)
    begun: list[Plain] = []

    def begin(
        *arguments: str, program: str = "", shell: bool = False, columns: int = 80, **environment: str
    ) -> Plain:
        store = tmp_path / "plain.db"
        given = [*arguments, "--plain", "--rules", str(tmp_path), "--store", str(store)]
        command = [sys.executable, "-c", program + RUN, *given]
        if shell:
            command = ["bash", "--norc", "--noprofile", "--noediting", "-i"]
        env = {**os.environ, "TERM": "xterm-256color", "PS1": "shell$ ", **environment}
        child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], command[1:], env=env, timeout=20, dimensions=(40, columns)
        )
        child.delaybeforesend = None
        begun.append(Plain(child, store))
        if shell:
            child.expect_exact(b"shell$ ")
            child.sendline(shlex.join([sys.executable, "-c", RUN, *given]))
        return begun[-1]

    yield begin
    for plain in begun:
        with suppress(OSError):
            plain.child.close(force=True)


@pytest.fixture
def goal(start: Start) -> Callable[..., Plain]:
    """An interview that asks for the goal."""

    def begin(**environment: str) -> Plain:
        plain = start("interview", "--person", "Ada", "--interviewer", "", "--occasion", "", **environment)
        plain.wait_for(GOAL)
        return plain

    return begin


@pytest.mark.parametrize("size", [4095, 4096, 10_000, 100_000])
@pytest.mark.parametrize("way", ["typed", "marked", "dumb"])
def test_no_line_is_too_long(goal: Callable[..., Plain], size: int, way: str) -> None:
    plain = goal(**({"TERM": "dumb"} if way == "dumb" else {}))
    text = ("äß€ long words " * size)[:size].strip()
    plain.paste(text, marked=way == "marked")
    plain.type("\r")
    plain.wait_for("What do you wish?")
    assert plain.kept.goal == text


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("ended", [True, False])
def test_a_pasted_list_is_one_text(goal: Callable[..., Plain], marked: bool, ended: bool) -> None:
    plain = goal()
    plain.paste("\n".join(LIST) + "\n" * ended, marked)
    time.sleep(0.3)
    if marked or not ended:
        plain.type("\r")
    plain.wait_for("What do you wish?")
    assert plain.kept.goal == "\n".join(LIST)
    assert plain.kept.answers == {}


def test_lines_from_elsewhere_keep_their_ends(goal: Callable[..., Plain]) -> None:
    plain = goal()
    plain.type("\x1b[200~one\r\ntwo\x0bthree\u2028four\x1b[31m\x00\x1b[201~\r")
    plain.wait_for("What do you wish?")
    assert plain.kept.goal == "one\ntwo\nthree\nfour"


def test_a_paste_whose_end_is_lost_does_not_hold_the_person(goal: Callable[..., Plain]) -> None:
    plain = goal()
    plain.type("\x1b[200~half of it")
    time.sleep(1.2)
    plain.type("\r")
    plain.wait_for("What do you wish?")
    assert plain.kept.goal == "half of it"


@pytest.mark.parametrize("marked", [True, False])
def test_a_pasted_list_answers_no_question(start: Start, marked: bool) -> None:
    plain = start()
    plain.wait_for("What do you wish?")
    plain.paste("1\n1\n1\n", marked)
    if marked:
        plain.type("\r")
    plain.wait_for(words.SEVERAL)
    plain.type("2\r")
    plain.wait_for("Anything else?")


@pytest.mark.parametrize("asked", [True, False])
def test_a_pasted_list_is_one_note(start: Start, asked: bool, tmp_path: Path) -> None:
    report = tmp_path / "report.md"
    plain = start("--report", str(report))
    plain.wait_for("What do you wish?")
    if asked:
        plain.type("note\r")
        plain.wait_for(words.NOTE)
        plain.paste("one\ntwo\n", marked=False)
    else:
        plain.type("note ")
        plain.paste("one\n1", marked=True)
        plain.type("\r")
    plain.wait_for(words.noted(1))
    plain.type("3\r")
    plain.wait_for(words.ENTER_LEAVES)
    plain.type("quit\r")
    assert plain.end() == 0
    assert "one" in report.read_text()


@pytest.mark.parametrize("typed", ["2\r\r", "2\r\n", "2\n\n\n"])
def test_enter_twice_answers_one_question(start: Start, typed: str) -> None:
    plain = start()
    plain.wait_for("What do you wish?")
    plain.type(typed)
    plain.wait_for("Anything else?")
    plain.type("1\r")
    plain.wait_for(words.ENTER_LEAVES)
    # The second Enter of a slow double one.
    plain.type("\r")
    plain.wait_for(words.ONCE_MORE_UNKEPT)
    plain.type("keep\r")
    plain.wait_for("Kept in")
    plain.type("\r")
    assert plain.end() == 0
    assert plain.kept.answers == {"wish": "speed", "more": "no_more"}


SLOW = """\
import time
from guide.sessions.autosave import SelfWalkSaver
keep = SelfWalkSaver.save
def slow(*given):
    time.sleep(0.5)
    keep(*given)
SelfWalkSaver.save = slow
"""


@pytest.mark.parametrize("ahead", ["1\r", "1", "\x1b[200~1\r1\x1b[201~"])
def test_what_was_typed_ahead_answers_nothing(start: Start, ahead: str) -> None:
    plain = start(program=SLOW)
    plain.wait_for("What do you wish?")
    plain.type("2\r")
    time.sleep(0.3)
    plain.type(ahead)
    plain.child.expect_exact(b"Anything else?")
    plain.wait_for(words.DROPPED)
    time.sleep(0.3)
    plain.type("quit\r")
    assert plain.end() == 0
    assert plain.kept.answers == {"wish": "speed"}


def test_enter_ahead_is_dropped_without_a_word(start: Start) -> None:
    plain = start(program=SLOW)
    plain.wait_for("What do you wish?")
    plain.type("2\r")
    time.sleep(0.3)
    plain.type("\r")
    assert words.DROPPED.encode() not in plain.wait_for("Anything else?")


def test_keys_before_the_first_question_answer_nothing(start: Start) -> None:
    plain = start(program="import time; time.sleep(0.5)\n")
    plain.type("1\r1\r")
    plain.wait_for(words.DROPPED)
    plain.type("2\r")
    plain.wait_for("Anything else?")


def test_a_program_that_answers_each_prompt_at_once_walks_through(start: Start) -> None:
    for _ in range(5):
        plain = start("--no-store")
        for line in ("1\n", "1\n", "1\n", "quit\n"):
            plain.child.expect_exact(b"\n> ")
            plain.type(line)
        assert plain.end() == 0
        assert words.DROPPED.encode() not in plain.said


def test_what_is_typed_is_shown_once(goal: Callable[..., Plain]) -> None:
    plain = goal()
    for key in "resting":
        plain.type(key)
        plain.child.expect_exact(key.encode())
    plain.type("\r")
    assert plain.wait_for("What do you wish?").count(b"resting") == 0


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("resx\x7ft", "rest"),
        ("wrong\x15rest", "rest"),
        ("to rest wrong\x17well", "to rest well"),
        ("日本\x7f語", "日語"),
        ("a\u0301\x7frest", "rest"),
        ("re\x1b[D\x1b[A\x1bOP\x1b[Mabc\x1b[<0;10;3Mst", "rest"),
        ("\x7f\x7f\x15\x17rest\x00\x01\x0b", "rest"),
        ("x" * 100 + "\x7f" * 101 + "rest", "rest"),
        ("rest\x04", "rest"),
    ],
)
def test_lines_can_be_mended(goal: Callable[..., Plain], keys: str, text: str) -> None:
    plain = goal()
    for key in re.findall(r"\x1b(?:\[M...|\[[<0-9;]*[A-Za-z]|O.)|.", keys):
        plain.type(key)
    time.sleep(0.2)
    plain.type("\r")
    plain.wait_for("What do you wish?")
    assert plain.kept.goal == text


def test_bytes_that_are_no_letters_are_no_end(goal: Callable[..., Plain]) -> None:
    plain = goal()
    plain.type(b"caf\xe9 \xff\x00\xc3\r")
    plain.wait_for("What do you wish?")
    assert plain.kept.goal == "caf� ��"


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0), ("quit\r", 0)])
@pytest.mark.parametrize("at", [GOAL, "What do you wish?", words.READ_BACK])
def test_leaving_gives_the_terminal_back(goal: Callable[..., Plain], key: str, code: int, at: str) -> None:
    plain = goal()
    if at != GOAL:
        plain.type("\r")
        plain.wait_for("What do you wish?")
    if at == words.READ_BACK:
        plain.type("3\r")
        plain.wait_for(at)
    assert not plain.sane
    plain.type(key)
    assert plain.end() == code
    assert plain.sane
    assert plain.said.rstrip().endswith(b"\x1b[?2004l")
    assert b"Traceback" not in plain.said


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 130), ("SIGHUP", 130), ("SIGQUIT", -signal.SIGQUIT)])
def test_a_signal_gives_the_terminal_back(goal: Callable[..., Plain], name: str, code: int) -> None:
    plain = goal()
    plain.child.kill(getattr(signal, name))
    assert plain.end() == code
    assert plain.sane
    assert b"\x1b[?2004l" in plain.said


def test_a_stopped_guide_gives_the_terminal_back_and_goes_on(start: Start) -> None:
    plain = start(shell=True)
    plain.wait_for("What do you wish?")
    plain.type("note half")
    plain.child.expect_exact(b"note half")
    for _ in range(2):
        plain.type("\x1a")
        plain.child.expect_exact(b"Stopped")
        plain.child.expect_exact(b"shell$ ")
        plain.child.sendline("stty -a | tr ';' '\\n' | tr ' ' '\\n' | grep -x -e -*icanon -e -*echo | sort")
        plain.child.expect_exact(b"\r\necho\r\nicanon\r\n")
        plain.child.expect_exact(b"shell$ ")
        plain.child.sendline("fg")
        plain.child.expect_exact(b"> note half")
    plain.type(" of it\r")
    plain.wait_for(words.noted(1))
    plain.type("1\r")
    plain.wait_for("How hot?")
    plain.type("quit\r")
    plain.child.expect_exact(b"shell$ ")
    assert plain.kept.notes == {"wish": "half of it"}


def test_nothing_that_was_pasted_goes_to_the_shell(start: Start, tmp_path: Path) -> None:
    plain = start(shell=True)
    plain.wait_for("What do you wish?")
    plain.type("quit\r")
    plain.type(f"touch {tmp_path}/ran\r")
    time.sleep(0.5)
    plain.type("quit\r")
    plain.child.expect_exact(b"shell$ ")
    plain.child.sendline("echo over")
    plain.child.expect_exact(b"\r\nover")
    assert not (tmp_path / "ran").exists()


def test_a_stopped_and_killed_terminal_ends_the_guide(start: Start) -> None:
    plain = start()
    plain.wait_for("What do you wish?")
    pid = plain.child.pid
    assert pid is not None
    os.close(plain.child.child_fd)
    plain.child.closed = True
    end = time.monotonic() + 20
    while not os.waitpid(pid, os.WNOHANG)[0]:
        assert time.monotonic() < end, "the guide went on without a terminal"
        time.sleep(0.05)


def test_what_is_typed_never_goes_where_the_output_goes(start: Start, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    plain = start(program=f"import sys; sys.stdout = open({str(out)!r}, 'w')\n")
    end = time.monotonic() + 20
    while not (out.exists() and out.read_text().endswith("> ")):
        assert time.monotonic() < end
        time.sleep(0.05)
    plain.type("note private")
    plain.child.expect_exact(b"note private")
    plain.type("\x03")
    assert plain.end() == 130
    assert "private" not in out.read_text()


def test_a_yes_that_was_typed_ahead_deletes_nothing(start: Start, tmp_path: Path) -> None:
    plain = start("interview", "--person", "Ada", "--interviewer", "", "--occasion", "")
    plain.wait_for(GOAL)
    plain.type("quit\r")
    assert plain.end() == 0
    arguments = ["records", "delete", "--person", "Ada", "--store", str(tmp_path / "plain.db")]
    child = pexpect.spawn(
        sys.executable, ["-c", f"import time; time.sleep(0.5)\n{RUN}", *arguments], timeout=20
    )
    child.send("y\r")
    child.expect_exact(b"[y/N] ")
    child.send("n\r")
    child.expect(pexpect.EOF)
    assert plain.kept.opened.person == "Ada"


@pytest.mark.parametrize("seed", range(3))
def test_random_keys_end_nothing_but_by_a_wish(start: Start, seed: int) -> None:
    random = Random(seed)
    keys = [
        "1",
        "2",
        "x",
        "back",
        "note ",
        "\r",
        "\r",
        "\n",
        "\x7f",
        "\x15",
        "\x1b[A",
        "\x1b",
        "\x1b[M a",
        "é",
    ]
    pasted = ["\x1b[200~1\r1\x1b[201~", "\x1b[200~", "1\r2\r", "a\rb", "long " * 2000]
    plain = start()
    plain.wait_for("What do you wish?")
    for _ in range(60):
        burst = "".join(random.choices(keys + pasted, k=random.randint(1, 4))).encode()
        plain.type(
            burst + random.randbytes(random.choice((0, 0, 3))).translate(None, b"\x03\x04\x1a\x1c\x13")
        )
        with suppress(pexpect.TIMEOUT, pexpect.EOF):
            plain.child.expect(b"Traceback|fault of its own", timeout=random.choice((0.01, 0.15)))
            pytest.fail(str(plain.child.before))
        if not plain.child.isalive():
            break
    with suppress(OSError):
        plain.type("\x03")
    assert plain.end() in (0, 130)
    assert plain.sane


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_lines_are_broken_at_words_to_the_width_of_the_terminal(start: Start, columns: int) -> None:
    plain = start(columns=columns)
    said = plain.wait_for("What do you wish?")
    plain.type("help\r")
    said += plain.wait_for(words.MEANING[:20])
    for line in ("1\r", "1\r", "1\r"):
        plain.type(line)
        time.sleep(0.3)
    said += plain.wait_for("does.")
    plain.type("help\r")
    said += plain.wait_for("quit: leave.")
    lines = [line for line in said.decode().split("\r\n") if not line.startswith("> ")]
    assert max(map(len, lines)) <= min(columns, 100)
    # A word is never cut in two: what was broken at spaces reads on as it was.
    assert words.RESULT_WORDS["answers"] in re.sub(r"\s+", " ", said.decode())


def test_a_terminal_that_is_made_narrower_gets_narrower_lines(start: Start) -> None:
    plain = start(columns=100)
    plain.wait_for("What do you wish?")
    plain.child.setwinsize(40, 30)
    plain.type("help\r")
    said = plain.wait_for("them.")
    assert max(len(line) for line in said.decode().split("\r\n")[1:]) <= 30


@pytest.fixture
def result(start: Start) -> Callable[..., Plain]:
    """A walk that has come to its result, at the prompt after it."""

    def begin(*arguments: str) -> Plain:
        plain = start(*arguments)
        plain.wait_for("What do you wish?")
        plain.type("2\r")
        plain.wait_for("Anything else?")
        plain.type("1\r")
        plain.wait_for(words.HELP_TELLS)
        return plain

    return begin


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0), ("quit\r", 0)])
def test_leaving_the_result_gives_the_terminal_back(
    result: Callable[..., Plain], key: str, code: int
) -> None:
    plain = result()
    plain.type(key)
    assert plain.end() == code
    assert plain.sane
    assert b"Traceback" not in plain.said


def test_enter_leaves_the_result_once_it_was_asked_whether_to_keep_it(result: Callable[..., Plain]) -> None:
    plain = result()
    time.sleep(SOON + 0.2)
    plain.type("\r")
    plain.wait_for(words.ONCE_MORE_UNKEPT)
    plain.type("\r")
    assert plain.end() == 0
    assert words.LEFT_UNKEPT.encode() in plain.said


def test_a_result_is_saved_and_nothing_is_overwritten(result: Callable[..., Plain], tmp_path: Path) -> None:
    plain = result()
    file = tmp_path / "re sult.md"
    for name in (str(file), f'"{file}"'):
        plain.type(f"save {name}\r")
        time.sleep(0.3)
    said = plain.wait_for("Choose another").decode()
    assert "The report is in" in said
    assert "Espresso" in file.read_text()
    file.unlink()
    plain.type("save result.doc\r")
    plain.wait_for("A report is a file")
    plain.type("quit\r")
    assert plain.end() == 0


def test_a_report_is_written_of_the_result_that_was_left(
    result: Callable[..., Plain], tmp_path: Path
) -> None:
    file = tmp_path / "report.md"
    plain = result("--report", str(file))
    plain.type("change 1\r")
    plain.wait_for("What do you wish?")
    plain.type("3\r")
    plain.wait_for("Our advice: A doctor")
    plain.type("quit\r")
    assert plain.end() == 0
    assert "A doctor" in file.read_text()


def test_a_pasted_list_is_no_word_at_the_result(result: Callable[..., Plain]) -> None:
    plain = result()
    plain.paste("why\nquit\n", marked=True)
    plain.type("\r")
    plain.wait_for(words.SEVERAL)
    plain.type("quit\r")
    assert plain.end() == 0


def test_an_interview_shows_its_result_and_goes_on_with_enter(goal: Callable[..., Plain]) -> None:
    plain = goal()
    plain.type("\r")
    plain.wait_for("What do you wish?")
    plain.type("2\r")
    plain.wait_for("Anything else?")
    plain.type("1\r")
    plain.wait_for(words.READ_BACK)
    plain.type("conf\r")
    said = plain.wait_for(words.HELP_TELLS).decode()
    assert "Recommended: Espresso" in said
    assert "Sources:" not in said
    plain.type("plan\r")
    plain.wait_for("Press the button.")
    plain.type("back\r")
    plain.wait_for(words.NOTHING_OF_IT)
    time.sleep(SOON)
    plain.type("\r")
    plain.wait_for("What do you think of this?")
    for _ in range(4):
        plain.type("\r")
        time.sleep(0.3)
    plain.wait_for("or done.")
    plain.type("result\r")
    plain.wait_for(words.HELP_TELLS)
    plain.type("quit\r")
    assert plain.end() == 0
    assert plain.kept.finished is not None


def test_an_interview_left_at_its_result_goes_on_there(goal: Callable[..., Plain], start: Start) -> None:
    plain = goal()
    plain.type("\r")
    plain.wait_for("What do you wish?")
    plain.type("2\r")
    plain.wait_for("Anything else?")
    plain.type("1\r")
    plain.wait_for(words.READ_BACK)
    plain.type("confirm\r")
    plain.wait_for(words.HELP_TELLS)
    plain.type("quit\r")
    assert plain.end() == 0
    assert b"--resume" in plain.said
    again = start("interview", "--resume")
    again.wait_for("Recommended: Espresso")
    time.sleep(SOON + 0.2)
    again.type("\r")
    again.wait_for("What do you think of this?")
    again.type("quit\r")
    assert again.end() == 0
