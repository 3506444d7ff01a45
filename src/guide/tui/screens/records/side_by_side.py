"""The screen that compares two interviews of a person."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.presenters.interview_comparison import ComparedField, compare_interviews
from guide.presenters.interview_record import InterviewRecord
from guide.tui.base import ScreenBase
from guide.tui.widgets.key_footer import KeyFooter

DIFFERS = "≠ "


class SideBySideScreen(ScreenBase[None]):
    """Compares two interviews: side by side, or where there is no room, one below the other.

    ``other`` is the later one.
    """

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("b,escape,backspace,left,c", "leave", "Back")]

    def __init__(self, one: InterviewRecord, other: InterviewRecord) -> None:
        super().__init__()
        self._one = one
        self._other = other

    def compose(self) -> ComposeResult:
        words = compare_interviews(self._one, self._other)
        with VerticalScroll(classes="records-page"):
            yield Static(escape_control_chars(self._other.person), id="title", markup=False)
            for sentence in words.changed:
                yield Static(escape_control_chars(sentence), markup=False)
            yield from _row(self._one.day, self._other.day, "heading")
            for pair in words.pairs:
                name = "differs" if pair.differs else "same"
                yield Static(_lead(pair), classes=name, markup=False)
                yield from _row(pair.one, pair.other, name)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        self.dismiss()


def _lead(pair: ComparedField) -> str:
    return f"{DIFFERS if pair.differs else ''}{escape_control_chars(pair.lead)}"


def _row(one: str, other: str, name: str) -> ComposeResult:
    with Horizontal(classes=f"pair {name}"):
        for text in (one, other):
            yield Static(escape_control_chars(text) or "–", classes=name, markup=False)
