"""A program in a real pseudo-terminal, and what can be read on its screen at which moment."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping

import pyte

PATIENCE = 20.0
"""Seconds without output after which what is awaited will not come any more."""
TOGETHER = 0.02
"""Seconds without output after which what came so far is read: while we read, nothing is measured."""


class Terminal:
    """``begun`` is the moment at which the program was started. All moments are of time.perf_counter."""

    def __init__(
        self,
        command: list[str],
        *,
        width: int = 80,
        height: int = 24,
        variables: Mapping[str, str] | None = None,
        folder: str = ".",
    ) -> None:
        self.begun = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **(variables or {})})
            os.execv(command[0], command)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def screen(self) -> pyte.Screen:
        """What is on the screen, with its colours."""
        return self._screen

    @property
    def lines(self) -> list[str]:
        return list(self._screen.display)

    def send(self, keys: str) -> float:
        """The moment."""
        at = time.perf_counter()
        os.write(self._master, keys.encode())
        return at

    def first_byte(self) -> float:
        """The moment of the next output, which stays to be read."""
        self._wait(PATIENCE)
        return time.perf_counter()

    def until(self, shown: Callable[[list[str]], bool]) -> float:
        """The moment of the output with which the screen came to be as it is awaited."""
        while True:
            self._wait(PATIENCE)
            for at, read in self._arrived():
                self._stream.feed(read)
                if shown(self.lines):
                    return at

    def rest(self, seconds: float) -> None:
        """Read whatever comes in this time."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0]:
                self._stream.feed(os.read(self._master, 65536))

    def settle(self, seconds: float, first: float = 0) -> None:
        """Read until nothing has come for so long; wait for the first output up to ``first`` seconds."""
        select.select([self._master], [], [], first)
        while select.select([self._master], [], [], seconds)[0]:
            self._stream.feed(os.read(self._master, 65536))

    def end(self) -> None:
        os.kill(self.pid, signal.SIGTERM)
        try:
            while os.read(self._master, 65536):
                pass
        except OSError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self._master)

    def _wait(self, seconds: float) -> None:
        if not select.select([self._master], [], [], seconds)[0]:
            raise RuntimeError("what is awaited never came; on the screen:\n" + "\n".join(self.lines))

    def _arrived(self) -> list[tuple[float, bytes]]:
        """What comes at once, in pieces, each with its moment."""
        pieces = []
        while select.select([self._master], [], [], TOGETHER)[0]:
            read = os.read(self._master, 65536)
            pieces.append((time.perf_counter(), read))
        return pieces
