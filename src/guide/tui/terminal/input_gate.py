"""Whether keys, clicks and pastes count: they do for what had been painted when they came.

What was typed ahead is dropped: nobody can have meant it for a question that they had not seen.
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
REPEAT = 0.042
"""Seconds: no finger presses a key again so soon, a key that is held down does."""
HELD = 0.15
"""Seconds between two repeats of a key that is known to be held down, at most."""
PATIENCE = 1.0
"""Seconds after which a choice that led nowhere keeps nothing shut any more."""


class Choice(Message):
    """Something was chosen, or a form was filled in. The gate is shut until this has come through."""


class Gate:
    """Shut by a choice and by whatever else changes what is asked; open again once that is painted.

    What came at the moment ``flooded_at`` was a paste, of which the terminal did not say so.
    """

    def __init__(self, app: App[Any], on_open: Callable[[], object]) -> None:
        self._app = app
        self._on_open = on_open
        self._turn = self._chosen = 0
        self._since = inf
        self._shut_at = self._painted_at = 0.0
        self.flooded_at = -inf
        self._number = False
        self._key, self._last, self._repeat = "", 0.0, REPEAT
        self._closing_key = ""

    @property
    def is_open(self) -> bool:
        return self._since < inf

    def admits(self, event: Event) -> bool:
        return event.time >= self._since or (isinstance(event, Key) and event.key == ALWAYS)

    def meets(self, key: Key) -> bool:
        """Whether the key counts, when it first comes: for the key before it makes a difference, too."""
        after_number, self._number = self._number, False
        held = self._is_held(key)
        return self.admits(key) and not held and not (after_number and key.key == "enter")

    def choose(self) -> bool:
        """Whether a choice counts. If so, no other does until what follows on it is painted."""
        if not self.is_open:
            return False
        turn = self._chosen = self._shut()
        asyncio.get_running_loop().call_later(PATIENCE, self._app.call_later, self._open, turn)
        return True

    def choose_by_number(self) -> None:
        """Whoever types a number and then Enter means one choice, not two."""
        self._number = True

    def shut(self) -> None:
        """Until what now is to be shown has been painted."""
        self._app.call_after_refresh(self._open, self._shut())

    def settle(self) -> None:
        """What was chosen has been taken, whether it led to anything or not."""
        if not self.is_open and self._chosen == self._turn:
            self.shut()

    def note_painted(self) -> None:
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
        """Whether it is a repeat of the key that shut the gate, and that nobody has let go of since."""
        again = key.key == self._key and key.time - self._last < self._repeat
        held = again and key.key == self._closing_key
        if not again:
            self._closing_key = ""
        self._key, self._last, self._repeat = key.key, key.time, HELD if held else REPEAT
        return held
