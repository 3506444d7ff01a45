"""What can be changed of an interview that is kept: its names, and that its review was held."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from guide.common.dates import today
from guide.interviews.events import Corrected, Event, InterviewStarted, Reviewed
from guide.sessions.replies import parse_day, spell_out_day
from guide.tui.base import DialogBase, FormScreen
from guide.tui.drafts import Texts
from guide.tui.screens.interview.participants import Names, NamesScreen
from guide.tui.widgets.text_field import TextField

OFF_THE_LIST = "Enter takes it off the list of those that are due."


def show_correction(
    screen: Screen[Any], name: str, opened: InterviewStarted, then: Callable[[Event], None]
) -> None:
    given = (opened.person, opened.interviewer, opened.occasion)

    def take(names: Names | None) -> None:
        if names is not None and names != given:
            then(Corrected(*names))

    screen.app.push_screen(NamesScreen("Correct what was written", given, name), take)


def ask_next_review(screen: Screen[Any], name: str, then: Callable[[Event], None]) -> None:
    def take(day: str | None) -> None:
        if day is not None:
            then(Reviewed(day))

    screen.app.push_screen(ReviewedScreen(name), take)


class ReviewedScreen(FormScreen, DialogBase[str | None]):
    """Comes to the day of the next review as YYYY-MM-DD, to nothing, or to None where none was held."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Not held yet")]

    def __init__(self, name: str) -> None:
        super().__init__()
        self.form = (name, "reviewed")
        self.given = ("",)

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("The review was held. When is the next one?", classes="heading", markup=False)
            yield TextField(self.begun[0], placeholder="2027-03-01, 1 March, in 6 weeks; or nothing")
            yield Static(id="fault", classes="wrong", markup=False)
            yield Static(OFF_THE_LIST, id="meaning", classes="quiet", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(TextField).focus()

    def written(self) -> Texts:
        return (self.query_one(TextField).value,)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the day that is understood while it is typed."""
        self.query_one("#meaning", Static).update(spell_out_day(event.value, today()) or OFF_THE_LIST)
        self.query_one("#fault", Static).update("")

    def on_text_field_said(self, event: TextField.Said) -> None:
        day, fault = parse_day(event.text, today())
        if fault:
            self.query_one("#fault", Static).update(fault)
        else:
            self.hand_in()
            self.dismiss(day)

    def action_leave(self) -> None:
        self.put_aside()
        self.dismiss(None)
