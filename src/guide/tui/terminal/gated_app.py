"""An app that handles one key after the other, each for the screen that it was pressed for."""

import asyncio
import os
from collections import deque
from typing import Any

from textual import on
from textual.driver import Driver
from textual.events import Event, InputEvent, Key, MouseEvent, MouseMove, MouseUp, Paste
from textual.screen import Screen

from guide.tui.terminal.base_app import UNIX, Shell
from guide.tui.terminal.input_gate import ALWAYS, Choice, Gate

NOT_ASKED = ("linux", "cons25", "vt100", "vt220", None)
"""Terminals that might print what they do not understand."""
LOST = 0.3
"""Seconds after which a key counts as handled, even if it did not bubble up to the app."""


class GatedApp(Shell):
    """Base class of the app that handles keys one by one, each for the screen that it was pressed for.

    Textual hands on all keys that arrive together at once, so that the second goes to the widget that had
    the focus before the first one moved it.
    """

    def __init__(self) -> None:
        # Without this, Textual would paint greys under NO_COLOR.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        if self.no_color:
            from guide.tui.terminal.no_colour import ReverseForColour

            self._filters[-1:] = [ReverseForColour()]
        self.gate = Gate(self, self._wake)
        self._line: deque[Event] = deque()
        self._under_way: Event | None = None

    def get_driver_class(self) -> type[Driver]:
        driver = super().get_driver_class()
        if UNIX and not os.environ.get("TEXTUAL_DRIVER"):
            from guide.tui.terminal.posix_driver import UnixDriver

            return UnixDriver
        return driver

    def ask_background(self) -> None:
        """Ask the terminal for its background, where it can be asked."""
        if UNIX and os.environ.get("TERM") not in NOT_ASKED:
            from guide.tui.terminal.posix_driver import UnixDriver

            if isinstance(self._driver, UnixDriver):
                self._driver.ask_background()

    def note_flood(self, time: float) -> None:
        self.gate.flooded_at = time

    async def on_event(self, event: Event) -> None:
        if not isinstance(event, InputEvent | Paste):
            await super().on_event(event)
        elif event.is_forwarded:
            # Nobody below wanted it. What it had been meant for may have changed meanwhile.
            if self.gate.admits(event):
                await super().on_event(event)
            await self._finish(event)
        else:
            (self._line.appendleft if _is_urgent(event) else self._line.append)(event)
            await self._let_in()

    async def _let_in(self) -> None:
        """Handle what waits, as far as the gate is open and no key is being handled."""
        while self._line and self._under_way is None and (self.gate.is_open or _is_urgent(self._line[0])):
            event = self._line.popleft()
            if isinstance(event, MouseEvent):
                await self._let_in_mouse(event)
            elif self.gate.admits_key(event) if isinstance(event, Key) else self.gate.admits(event):
                await self._hand_on(event)

    async def _let_in_mouse(self, event: MouseEvent) -> None:
        """Handle a mouse event. While the gate is shut, the pointer may move and a button be released."""
        if not self.gate.admits(event):
            self._mouse_down_widget = None
            if not isinstance(event, MouseMove | MouseUp):
                return
        await super().on_event(event)

    async def _hand_on(self, event: Event) -> None:
        target = self.focused or self.screen
        if isinstance(event, Key) and target.check_consume_key(event.key, event.character):
            # One after the other into the same field, which keeps their order.
            await super().on_event(event)
            return
        writes = target.check_consume_key("a", "a")
        if event.time == self.gate.flooded_at and not writes:
            return
        self._under_way = event
        await super().on_event(event)
        if event.is_forwarded:
            if isinstance(event, Paste) or writes:
                target.call_later(self._follow, event)
            asyncio.get_running_loop().call_later(LOST, self.call_later, self._finish, event)
        else:
            self._under_way = None

    def _wake(self) -> None:
        if self._line:
            self.call_later(self._let_in)

    def _follow(self, event: Event) -> None:
        """Called once the widget has had the event. One that it stopped will not bubble up to the app."""
        if event._stop_propagation:
            self.call_later(self._finish, event)

    async def _finish(self, event: Event) -> None:
        if self._under_way is event:
            self._under_way = None
            await self._let_in()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        # Before it is written: whoever answers at once may be faster than we are here again.
        self.gate.note_painted()
        super()._display(screen, renderable)

    @on(Choice)
    def _settle(self) -> None:
        self.gate.settle()

    @on(Driver.SignalResume)
    def _come_back(self) -> None:
        """After the app was suspended: paint all of it again."""
        self.gate.shut()
        self.refresh(layout=True)

    def push_screen(self, *args: Any, **kwargs: Any) -> Any:
        done = super().push_screen(*args, **kwargs)
        self.gate.shut()
        return done

    def switch_screen(self, *args: Any, **kwargs: Any) -> Any:
        done = super().switch_screen(*args, **kwargs)
        self.gate.shut()
        return done

    def pop_screen(self) -> Any:
        done = super().pop_screen()
        self.gate.shut()
        return done


def _is_urgent(event: Event) -> bool:
    """Whether the event is handled at once: the key to leave, and moves of the pointer."""
    return isinstance(event, MouseMove) or (isinstance(event, Key) and event.key == ALWAYS)
