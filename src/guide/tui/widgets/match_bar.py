"""A line to search in what is on the screen, from match to match."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class MatchBar(Horizontal):
    """A line to type in, with the number of matches behind it; hidden until it is opened.

    Each change posts ``Changed``, and Enter ``Next``.
    """

    DEFAULT_CSS = """
    MatchBar { display: none; height: 1; padding: 0 1; }
    MatchBar.-open { display: block; }
    MatchBar Input { width: 1fr; min-width: 8; }
    MatchBar Static { width: auto; padding: 0 0 0 1; color: $text-quiet; }
    """

    class Changed(Message):
        """Other words are to be looked for."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Next(Message):
        """The next match is asked for."""

    def compose(self) -> ComposeResult:
        yield Input(placeholder="Search")
        yield Static(markup=False)

    @property
    def words(self) -> str:
        """What is looked for; "" where the line is not open."""
        return self.query_one(Input).value.strip() if self.is_open else ""

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def open(self) -> None:
        """Show the line with what was typed last, and look for it again."""
        self.add_class("-open")
        line = self.query_one(Input)
        self.screen.set_focus(line)
        self.post_message(self.Changed(line.value.strip()))

    def close(self) -> bool:
        """Hide the line, and ask to look for nothing. Returns whether it was open."""
        was_open = self.is_open
        self.remove_class("-open")
        if was_open:
            self.post_message(self.Changed(""))
        return was_open

    def show_place(self, number: int, total: int) -> None:
        """Show which of the matches is shown, counting from 1; 0 for none of them yet."""
        matches = f"{total} match{'es'[: 2 * (total != 1)]}"
        text = f"{number} of {total}" if number else matches
        self.query_one(Static).update(text if self.words else "")

    @on(Input.Changed)
    def pass_on(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value.strip()))

    @on(Input.Submitted)
    def ask_for_next(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Next())
