"""The driver for Linux and macOS: no byte can stop the app, or pass for a key that nobody pressed."""

import os
import selectors
import signal
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import sleep

from textual._time import get_time
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key, Paste, Resize
from textual.message import Message

from guide.tui.terminal.background import ANSWER_TIME, ASK, LAST, BackgroundReported, brightness
from guide.tui.terminal.base_app import Shell
from guide.tui.terminal.input_parser import InputParser
from guide.tui.terminal.input_tokens import ESC, Token, TokenKind, is_flood

SLICE = 0.05
"""Seconds between two looks at whether the thread is to end."""
LONGEST = 32
"""Letters of a sequence at most. Textual would make a key of each letter of a longer one."""
LARGEST = 2_000
"""Columns, or lines, that a terminal has at most."""


class UnixDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, changed so that no bytes can stop it or pass for a key.

    Events have the time at which their bytes were read, the same for all that were read together.
    """

    _stopping = _away = _over = False
    _answers_until = 0.0

    def ask_background(self) -> None:
        """Ask the terminal for its background; BackgroundReported may follow."""
        self._answers_until = get_time() + ANSWER_TIME
        self.write(ASK)

    def disable_input(self) -> None:
        """Stop reading, once the terminal has answered: what comes later would stand in the shell."""
        while (left := self._answers_until - get_time()) > 0:
            sleep(min(SLICE, left))
        super().disable_input()
        # Until then, what the terminal says may have turned on again what was off.
        self._disable_in_band_window_resize()
        self._disable_mouse_support()

    def run_input_thread(self) -> None:
        keys, parser = KeyEvents(), InputParser()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(SLICE)
                now = get_time()
                parser.answers_until = self._answers_until
                # What only time tells apart came with the bytes before.
                self._hand_over(keys, parser.tick(now), parser.since)
                if ready:
                    data = self._read()
                    if is_flood(data) and isinstance(self._app, Shell):
                        self._app.note_flood(now)
                    self._hand_over(keys, parser.feed(data, now), now)

    def _hand_over(self, keys: "KeyEvents", tokens: Iterator[Token], time: float) -> None:
        for message in (message for token in tokens for message in self._events(keys, token)):
            if self._is_sound(message):
                message.time = time
                self.process_message(message)

    def _events(self, keys: "KeyEvents", token: Token) -> Iterator[Message]:
        if token.kind is TokenKind.SEQUENCE and LAST.fullmatch(token.text):
            self._answers_until = 0.0
        return keys.read(token)

    def _read(self) -> bytes:
        data = b""
        with suppress(OSError):
            data = os.read(self.fileno, 4096)
        if not data:
            # The terminal is gone. The signal that says so may be still to come.
            self.exit_event.wait(SLICE)
        return data

    def _is_sound(self, message: Message) -> bool:
        """Whether a message is credible: terminals report their size in this way only when asked to."""
        return not isinstance(message, Resize) or (
            self._in_band_window_resize and all(0 < length <= LARGEST for length in message.size)
        )

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def start_application_mode(self) -> None:
        """Start to read keys, and drop those typed while another program had the terminal."""
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)
        self._away = self._over = False
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # In the background it does not start, and SIGCONT comes again.
        self._away = self._must_signal_resume

    def stop_application_mode(self) -> None:
        self._over = True
        super().stop_application_mode()

    def suspend_application_mode(self) -> None:
        super().suspend_application_mode()
        self._away, self._over = True, False

    def write(self, data: str) -> None:
        """Write to the terminal, unless another program has it: all is painted again afterwards."""
        if not self._away:
            super().write(data)

    def _disable_mouse_support(self) -> None:
        """Stop reports of the mouse, also those in pixels, which the next program would take for cells."""
        if self._mouse_pixels:
            self._mouse_pixels = False
            self.write("\x1b[?1016l")
        super()._disable_mouse_support()

    def _sigtstp_application(self, *_: object) -> None:
        self._call_in_loop(self._suspend)

    def _sigcont_application(self, *_: object) -> None:
        self._call_in_loop(self._resume)

    def _call_in_loop(self, work: Callable[[], None]) -> None:
        """Have it done by the loop, if that still runs: a signal may come while writing holds its lock."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(work)

    def _suspend(self) -> None:
        """Suspend by the signal's default action, which does nothing where no shell could resume the app."""
        if self._auto_restart and not self._away and not self._over:
            self.suspend_application_mode()
        self._stopping = True
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        self._loop.call_later(SLICE, self._go_on)

    def _go_on(self) -> None:
        if self._stopping:
            self._resume()

    def _resume(self) -> None:
        """Resume, also after a stop without SIGTSTP: others may have used the terminal meanwhile."""
        if self._stopping:
            self._stopping = False
            signal.signal(signal.SIGTSTP, self._sigtstp_application)
        if self._auto_restart and not self._over:
            if not self._away:
                self.suspend_application_mode()
            self._must_signal_resume = True
            self.resume_application_mode()


class KeyEvents:
    """Makes Textual's events from tokens of terminal input."""

    def __init__(self) -> None:
        self._parser = XTermParser()

    def read(self, token: Token) -> Iterator[Message]:
        """The events of a token; none where Textual does not know it."""
        if token.kind is TokenKind.PASTE:
            yield Paste(token.text)
        elif token.kind is TokenKind.ANSWER:
            if (told := brightness(token.text)) is not None:
                yield BackgroundReported(told)
        elif LAST.fullmatch(token.text):
            return
        elif token.text == ESC:
            yield Key("escape", ESC)
        elif len(token.text) <= LONGEST:
            try:
                yield from self._parse(token.text)
            except Exception:
                # Such as a number that no letter has.
                self._parser = XTermParser()

    def _parse(self, text: str) -> Iterator[Message]:
        tokens = list(self._parser.feed(text))
        if self._parser._awaiting.timeout is None:
            yield from tokens
            return
        # It waits for more of a sequence that is whole, and so does not know it.
        old, self._parser = self._parser, XTermParser()
        for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
            setattr(self._parser, name, getattr(old, name))
        if len(text) == 2 and text[1].isprintable():
            yield Key(f"alt+{text[1].lower()}", None)
