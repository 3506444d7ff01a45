"""The keys of a terminal on Linux, macOS and the like."""

import codecs
import os
import select
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Self, TextIO

assert sys.platform != "win32"

_PASTES = (b"\x1b[?2004h", b"\x1b[?2004l")
"""From here on the terminal marks what is pasted; and no more."""
_WITHOUT = ("", "dumb", "unknown")
"""Terminals that would show this as letters."""

Handler = Callable[[int, FrameType | None], object]


class Terminal:
    """The ``KeyReader`` of a terminal on Linux or macOS.

    Raises OSError when it is entered, if the terminal cannot be read or written.
    """

    def __init__(self, source: TextIO, sink: TextIO) -> None:
        self._in = source.fileno()
        with _as_os_error():
            self._mode = termios.tcgetattr(self._in)
        # What is typed belongs on the terminal, wherever the rest is sent to.
        self._own = not sink.isatty()
        self._out = os.open(os.ttyname(self._in), os.O_WRONLY | os.O_NOCTTY) if self._own else sink.fileno()
        self._encoding = source.encoding or "utf-8"
        self._decoder = codecs.getincrementaldecoder(self._encoding)("replace")
        self._marks = os.environ.get("TERM", "") not in _WITHOUT
        self._shown = ""
        self._stopping = False
        self._handlers: dict[int, object] = {}

    def __enter__(self) -> Self:
        self._begin()
        for number, handler in self._signals().items():
            # Whoever ignores a signal, such as a shell that stops no jobs, goes on ignoring it. Only the
            # main thread may handle any.
            with suppress(ValueError):
                if signal.getsignal(number) == signal.SIG_DFL:
                    self._handlers[number] = signal.signal(number, handler)
        return self

    def __exit__(self, *_: object) -> None:
        for number in self._handlers:
            signal.signal(number, signal.SIG_DFL)
        self._handlers.clear()
        # What is still unread was typed for this program: a shell would run it, and remember it.
        self._end(termios.TCSAFLUSH)
        if self._own:
            os.close(self._out)

    def wait(self, seconds: float | None = None) -> str:
        while select.select([self._in], [], [], seconds)[0]:
            try:
                read = os.read(self._in, 65536)
            except OSError:
                # The terminal is gone.
                read = b""
            if not read:
                raise EOFError
            if text := self._decoder.decode(read):
                return text
        return ""

    def echo(self, text: str) -> None:
        self._write(text.encode(self._encoding, "replace"))

    def width(self) -> int:
        try:
            return os.get_terminal_size(self._out).columns or 80
        except OSError:
            return 80

    def remember(self, shown: str) -> None:
        self._shown = shown

    def _signals(self) -> dict[int, Handler]:
        return {
            signal.SIGTSTP: self._stop,
            signal.SIGCONT: self._go_on,
            signal.SIGQUIT: self._die,
        }

    def _begin(self) -> None:
        mode = [*self._mode]
        mode[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.ISTRIP)
        mode[3] &= ~(termios.ICANON | termios.ECHO | termios.ECHONL | termios.IEXTEN)
        characters = [*mode[6]]
        characters[termios.VMIN], characters[termios.VTIME] = 1, 0
        mode[6] = characters
        with suppress(termios.error):
            termios.tcsetattr(self._in, termios.TCSANOW, mode)
        if self._marks:
            self._write(_PASTES[0])

    def _end(self, when: int) -> None:
        if self._marks:
            self._write(_PASTES[1])
        with suppress(termios.error):
            termios.tcsetattr(self._in, when, self._mode)

    def _write(self, data: bytes) -> None:
        # A terminal that is gone is told by what is read.
        with suppress(OSError):
            while data:
                data = data[os.write(self._out, data) :]

    def _stop(self, number: int, _: FrameType | None) -> None:
        self._stopping = True
        self._write(b"\n")
        self._end(termios.TCSADRAIN)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        # Here it goes on, or at once where nobody could let it go on.
        signal.signal(number, self._stop)
        self._begin()
        self.echo(self._shown)

    def _go_on(self, *_: object) -> None:
        """After a stop that nobody could see coming, or the one above, which sees to it by itself."""
        if not self._stopping:
            self._begin()
            self.echo(f"\n{self._shown}")
        self._stopping = False

    def _die(self, number: int, _: FrameType | None) -> None:
        self._end(termios.TCSANOW)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


@contextmanager
def _as_os_error() -> Iterator[None]:
    try:
        yield
    except termios.error as error:
        raise OSError(*error.args) from None
