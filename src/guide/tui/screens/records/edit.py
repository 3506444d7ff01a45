"""Changes to a stored interview: its names, and that its review was held."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input, Static

from guide.common.dates import today
from guide.interviews.events import Corrected, Event, InterviewStarted, Reviewed
from guide.sessions.replies import parse_day, spell_out_day
from guide.tui.dialogs import TextDialog
from guide.tui.screens.interview.participants import Names, NamesScreen
from guide.tui.widgets.text_field import TextField

OFF_THE_LIST = "Enter takes it off the list of those that are due."


def show_correction(
    screen: Screen[Any], name: str, opened: InterviewStarted, then: Callable[[Event], None]
) -> None:
    """Ask for the names of an interview again. ``then`` is called with an event if any was changed."""
    given = (opened.person, opened.interviewer, opened.occasion)

    def correct(names: Names | None) -> None:
        if names is not None and names != given:
            then(Corrected(*names))

    screen.app.push_screen(NamesScreen("Correct what was written", given, name), correct)


def ask_next_review(screen: Screen[Any], name: str, then: Callable[[Event], None]) -> None:
    """Ask for the day of the next review. ``then`` is called with an event that the present one was held.

    It is not called where the dialog is closed without an answer.
    """

    def mark_held(day: str | None) -> None:
        if day is not None:
            then(Reviewed(day))

    screen.app.push_screen(ReviewedScreen(name), mark_held)


class ReviewedScreen(TextDialog):
    """Asks for the day of the next review, after one was held.

    Its result is the day as YYYY-MM-DD, "" where there is to be none, or None where this review was not
    held.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Not held yet")]

    heading = "The review was held. When is the next one?"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.form = (name, "reviewed")
        self.given = ("",)

    def field(self, text: str) -> TextField:
        return TextField(text, placeholder="2027-03-01, 1 March, in 6 weeks; or nothing")

    def hints(self) -> Iterator[Static]:
        yield Static(id="fault", classes="wrong", markup=False)
        yield Static(OFF_THE_LIST, id="meaning", classes="quiet", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the day that is understood while it is typed."""
        self.query_one("#meaning", Static).update(spell_out_day(event.value, today()) or OFF_THE_LIST)
        self.query_one("#fault", Static).update("")

    def submit(self, text: str) -> None:
        day, fault = parse_day(text, today())
        if fault:
            self.query_one("#fault", Static).update(fault)
        else:
            self.hand_in()
            self.dismiss(day)
