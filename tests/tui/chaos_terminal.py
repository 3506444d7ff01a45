"""The terminal of ``chaos``: the running guide, what it writes, and what it tells of itself."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte

CHILD = Path(__file__).with_name("chaos_child.py")
QUIET = 0.04
"""Seconds without output, and with next to no use of the processor, after which a burst has been handled."""
IDLE = 0.02
"""Seconds of the processor that an app uses in such a time which has nothing to do."""
PATIENCE = 60
"""Seconds after which what never comes to rest hangs."""
KEPT = 60_000
"""Bytes of the last output that are kept to be shown."""
TICK = os.sysconf("SC_CLK_TCK")
MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])|\x1b\[([<>=])[\d;]*u")
CURSOR, WRAP = b"25", b"7"
"""Modes that are on when nothing uses the terminal."""


class HangError(Exception):
    """The guide does not come to rest, or reads nothing."""


class Terminal:
    """A terminal in which the guide runs.

    Attributes:
        screen: The class of the screen that was painted last; "" before the first.
        code: The exit code; None while it runs.
        slow: Steps that took long: milliseconds, milliseconds of the processor, and the screen.
        wrong: What was wrong when the guide was stopped.
        paints: How many screens were painted, one after the other.
        painted: How often each was.
        handled: How many keys the guide has handled.
    """

    def __init__(
        self, arguments: Sequence[str], folder: Path, variables: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        self.screen, self.paints = "", 0
        self.painted: Counter[str] = Counter()
        self.handled = 0
        self._open, self._work = False, 0
        self.code: int | None = None
        self.slow: list[tuple[float, float, str]] = []
        self.wrong: list[str] = []
        self.size = size
        self.wait = self.cpu = 0.0
        self.kept = b""
        self._pid = 0
        self._on: set[bytes] = set()
        self._turned: deque[bytes] = deque(maxlen=50)
        self._hidden = False
        self._half = b""
        self._lines = b""
        self._master, slave = pty.openpty()
        self._set_size()
        # Held open, so that the settings can be read when the guide is gone.
        self._slave = slave
        self._before = termios.tcgetattr(slave)
        self._told, out = os.pipe()
        commands, self._commands = os.pipe()
        command = [sys.executable, str(CHILD), str(out), str(commands), str(folder), *arguments]
        self._leader = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **variables},
            cwd=folder / "work",
            pass_fds=(out, commands),
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(out)
        os.close(commands)
        os.set_blocking(self._master, False)

    @property
    def listens(self) -> bool:
        """Whether what is typed counts, and nothing done beside is about to change what it counts for."""
        return self._open and not self._work

    def send(self, data: bytes) -> None:
        """Raises HangError."""
        end = time.monotonic() + PATIENCE
        while data and self.code is None:
            _, writable, _ = select.select([], [self._master], [], 0.01)
            if writable:
                with suppress(BlockingIOError):
                    data = data[os.write(self._master, data[:1024]) :]
            self._read(0)
            if time.monotonic() > end:
                raise HangError("it reads nothing")

    def resize(self, size: tuple[int, int]) -> None:
        self.size = size
        self._set_size()

    def kill(self, name: signal.Signals) -> None:
        if self._pid and self.code is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, name)

    def settle(self, quiet: float = QUIET) -> None:
        """Read until all is handled; ``wait`` and ``cpu`` are the seconds to the first output and all used.

        Raises HangError.
        """
        start, cpu = time.monotonic(), self._cpu()
        self.wait, last = 0.0, cpu
        while self.code is None:
            begun = time.monotonic()
            if self._read(quiet):
                self.wait = self.wait or time.monotonic() - start
            elif time.monotonic() - begun >= quiet:
                # Not before: a line that it tells of itself ends the reading as well.
                now = self._cpu()
                if now - last <= IDLE:
                    break
                last = now
            if time.monotonic() - start > PATIENCE:
                raise HangError("it never comes to rest")
        self.cpu = self._cpu() - cpu if self.code is None else 0.0

    def until(self, condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Wait until this holds, or the guide ends. Whether it holds."""
        end = time.monotonic() + seconds
        while not condition() and self.code is None and time.monotonic() < end:
            self._read(0.05)
        return condition()

    def until_screen(self, seconds: float = PATIENCE) -> bool:
        """Wait for another screen, or the end. Whether either came."""
        before = self.paints
        return self.until(lambda: self.paints > before or self.code is not None, seconds)

    def until_end(self, seconds: float = PATIENCE) -> bool:
        return self.until(lambda: self.code is not None, seconds)

    def fault_of_terminal(self) -> str:
        """What is not as it was before the guide began to use the terminal; "" where all is."""
        while self._read(0.01):
            pass
        found = [f"mode {mode.decode()} is still on" for mode in sorted(self._on)]
        if self._hidden:
            found.append("the cursor is hidden")
        if termios.tcgetattr(self._slave)[:4] != self._before[:4]:
            found.append("the settings of the terminal are not those of before")
        if not found:
            return ""
        return f"{'; '.join(found)}\n  turned last: {b' '.join(self._turned)!r}"

    def places(self) -> str:
        """Where each thread of the guide is just now."""
        self.kept = b""
        self.kill(signal.SIGUSR1)
        end = time.monotonic() + 1
        while time.monotonic() < end:
            self._read(0.1)
        return self.kept.decode(errors="replace").replace("\r", "")

    def shown(self) -> str:
        """What is on the screen, as far as it was painted lately."""
        screen = pyte.Screen(*self.size)
        with suppress(Exception):
            pyte.ByteStream(screen).feed(self.kept)
        return "\n".join(line.rstrip() for line in screen.display if line.strip())

    def close(self) -> None:
        if self.code is None:
            self.kill(signal.SIGKILL)
            self._leader.kill()
        self._leader.wait()
        for file in (self._master, self._slave, self._told, self._commands):
            os.close(file)

    def _set_size(self) -> None:
        columns, rows = self.size
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _cpu(self) -> float:
        """Seconds of the processor that the guide has used; 0 where that is not known."""
        try:
            fields = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / TICK

    def _read(self, seconds: float) -> bool:
        """Read what comes within this time; whether any output did."""
        ready, _, _ = select.select([self._master, self._told], [], [], seconds)
        if self._told in ready:
            self._hear(os.read(self._told, 65536))
        if self._master not in ready:
            return False
        try:
            data = os.read(self._master, 65536)
        except (BlockingIOError, OSError):
            return False
        self._note_modes(data)
        self.kept = (self.kept + data)[-KEPT:]
        return True

    def _hear(self, data: bytes) -> None:
        if not data and self.code is None:
            self.code = -999
        *lines, self._lines = (self._lines + data).split(b"\n")
        for line in lines:
            match line.decode().split():
                case ["pid", number]:
                    self._pid = int(number)
                case ["screen", name]:
                    self.screen = name
                    self.paints += 1
                    self.painted[name] += 1
                case ["open" | "shut" | "handled" | "begun" | "done" as word]:
                    self._note_input(word)
                case ["slow", wall, cpu, *screen]:
                    self.slow.append((float(wall), float(cpu), "".join(screen)))
                case ["stopped", number]:
                    # Nobody can do anything before SIGSTOP stops them.
                    if int(number) != signal.SIGSTOP and (fault := self.fault_of_terminal()):
                        self.wrong.append(f"stopped by {signal.Signals(int(number)).name}: {fault}")
                    os.write(self._commands, b"\n")
                case ["ended", code]:
                    self.code = int(code)

    def _note_input(self, word: str) -> None:
        self._open = {"open": True, "shut": False}.get(word, self._open)
        self._work += {"begun": 1, "done": -1}.get(word, 0)
        self.handled += word == "handled"

    def _note_modes(self, data: bytes) -> None:
        data = self._half + data
        end = 0
        for found in MODE.finditer(data):
            end = found.end()
            self._turned.append(found[0][1:])
            modes, turned, keyboard = found.groups()
            if keyboard:
                (self._on.discard if keyboard == b"<" else self._on.add)(b"keyboard")
                continue
            for mode in modes.split(b";"):
                if mode == CURSOR:
                    self._hidden = turned == b"l"
                elif mode != WRAP:
                    (self._on.add if turned == b"h" else self._on.discard)(mode)
        self._half = data[max(end, len(data) - 16) :]
