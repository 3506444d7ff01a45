"""The line for a search in the list, which is done once somebody stops typing."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from guide.tui.widgets.attached import is_attached

PAUSE = 0.15
"""Seconds after the last key, until it is searched."""


class SearchBar(Horizontal):
    """A line to type a search in; hidden until it is opened. Posts ``Wanted``."""

    class Wanted(Message):
        """A search for these words is asked for. ``done`` is set where Enter was pressed."""

        def __init__(self, words: str, done: bool = False) -> None:
            super().__init__()
            self.words = words
            self.done = done

    _pause: Timer | None = None

    def compose(self) -> ComposeResult:
        yield Input(placeholder="A name, the occasion, or words of the goal, a note or the next step")

    def open(self) -> None:
        """Show the line with the words of the last search, and search for them again."""
        self.display = True
        self.screen.set_focus(self.query_one(Input))
        self.want()

    def close(self) -> bool:
        """Hide the line, and ask for a search for nothing. Returns whether it was open."""
        was_open = self.display
        self.display = False
        if was_open:
            self.want()
        return was_open

    @on(Input.Changed)
    def wait_for_more(self, event: Input.Changed) -> None:
        """Ask for the search once nothing was typed for PAUSE seconds."""
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.want)

    @on(Input.Submitted)
    def want_at_once(self, event: Input.Submitted) -> None:
        event.stop()
        self.want(done=True)

    def want(self, done: bool = False) -> None:
        """Post ``Wanted`` with the words as they are now."""
        if self._pause is not None:
            self._pause.stop()
        if not is_attached(self):
            return
        words = self.query_one(Input).value.strip() if self.display else ""
        self.post_message(self.Wanted(words, done))
