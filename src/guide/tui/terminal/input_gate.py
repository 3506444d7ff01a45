"""Decides whether keys, clicks and pastes count: only for what was painted before they came.

What was typed ahead is dropped, as nobody can have meant it for a question that they had not seen.
"""

import asyncio
from collections.abc import Callable
from math import inf
from typing import Any

from textual._time import get_time
from textual.app import App
from textual.events import Event, Key
from textual.message import Message

ALWAYS = "ctrl+c"
"""The key that always counts."""
REPEAT = 0.042
"""Seconds. No finger presses a key again so soon, but a key that is held down repeats as fast."""
HELD = 0.15
"""Seconds between two repeats of a key that is known to be held down, at most."""
TOGETHER = 1.0
"""Seconds after what follows a number key was painted, in which Enter belongs to that key.

Whoever types both without looking is faster, and nobody has read a form and left it empty so soon.
"""
PATIENCE = 1.0
"""Seconds after which the gate opens again where a choice led to nothing."""


class Choice(Message):
    """Base class of messages that something was chosen or handed in.

    Further input does not count until the app has handled it.
    """


class Gate:
    """Decides whether input counts: only where it came after the present question was painted.

    It is shut by a choice and by whatever else changes what is asked, and opens once that is painted.

    Attributes:
        flooded_at: The time of the last paste that the terminal did not mark as one. Events of this time are
            not keys that somebody pressed.
    """

    def __init__(self, app: App[Any], on_open: Callable[[], object]) -> None:
        self._app = app
        self._on_open = on_open
        self._turn = self._chosen = 0
        self._since = inf
        self._shut_at = self._painted_at = 0.0
        self.flooded_at = -inf
        self._number = -inf
        self._key, self._last, self._repeat = "", 0.0, REPEAT
        self._closing_key = ""

    @property
    def is_open(self) -> bool:
        """Whether input counts now: what is asked has been painted."""
        return self._since < inf

    def admits(self, event: Event) -> bool:
        """Whether an event counts: it came after the screen was painted, or is the key ALWAYS."""
        return event.time >= self._since or (isinstance(event, Key) and event.key == ALWAYS)

    def admits_key(self, key: Key) -> bool:
        """Whether a key counts.

        To be called exactly once for each key, as it also depends on the one before.
        """
        number, self._number = self._number, -inf
        with_number = key.key == "enter" and key.time - max(number, self._since) < TOGETHER and number > -inf
        held = self._is_held(key)
        return self.admits(key) and not held and not with_number

    def choose(self) -> bool:
        """Whether a choice counts. If so, it shuts the gate until what follows is painted."""
        if not self.is_open:
            return False
        turn = self._chosen = self._shut()
        asyncio.get_running_loop().call_later(PATIENCE, self._app.call_later, self._open, turn)
        return True

    def choose_by_number(self) -> None:
        """Record that a number key chose, so that Enter right after it does not choose again."""
        self._number = self._last

    def shut(self) -> None:
        """Shut the gate until the next screen is painted."""
        self._app.call_after_refresh(self._open, self._shut())

    def settle(self) -> None:
        """Open the gate after the next painting, as the app has handled the choice."""
        if not self.is_open and self._chosen == self._turn:
            self.shut()

    def note_painted(self) -> None:
        """Record the time of a painting. Called when the screen is about to be painted."""
        self._painted_at = get_time()

    def _shut(self) -> int:
        self._turn += 1
        self._since = inf
        self._shut_at = get_time()
        # A button that was pressed before is not released on what comes now.
        self._app._mouse_down_widget = None
        self._closing_key = self._key
        return self._turn

    def _open(self, turn: int) -> None:
        if turn == self._turn and not self.is_open:
            painted = self._painted_at > self._shut_at
            self._since = self._painted_at if painted else get_time()
            self._on_open()

    def _is_held(self, key: Key) -> bool:
        """Whether it is a repeat of the key that shut the gate, held down since."""
        again = key.key == self._key and key.time - self._last < self._repeat
        held = again and key.key == self._closing_key
        if not again:
            self._closing_key = ""
        self._key, self._last, self._repeat = key.key, key.time, HELD if held else REPEAT
        return held
