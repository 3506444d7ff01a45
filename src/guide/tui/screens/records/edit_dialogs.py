"""Dialogs for what is changed in a stored interview: a text, a day, a review that was held."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from guide.common.dates import today
from guide.interviews.events import Reviewed
from guide.presenters.history import day_text
from guide.sessions.replies import parse_day, spell_out_day
from guide.tui.dialogs import TextDialog
from guide.tui.drafts import Texts
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.text_field import TextField
from guide.tui.widgets.text_input import FreeTextInput

DAYS = "2027-03-01, 1 March, in 6 weeks"
MAY_BE_EMPTY = "Enter changes it. An empty text takes it away."
A_DAY = "A day, such as 2027-03-01 or 1 March, or how long from now: in 6 weeks."
CALLED_OFF = "Enter calls the review off."
DONE = "done"
"""What is typed in place of a day where there is no further review."""
NEXT_OR_DONE = f"Write the day of the next one, or “{DONE}”."
NO_FURTHER = "There is no further review."
_SHORT = 18
"""Rows below which a field has no frame."""


class PartDialog(TextDialog):
    """Asks for a text, which is there already. Its result is the text, or None where it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave it as it was")]

    def __init__(self, heading: str, text: str, form: tuple[str, ...], one_line: bool = False) -> None:
        super().__init__()
        self.heading = heading
        self.form = form
        self.given = (text,)
        self._one_line = one_line

    def field(self, text: str) -> TextField | FreeTextInput:
        return TextField(text) if self._one_line else FreeTextInput(text)

    def hints(self) -> Iterator[Static]:
        yield Static(MAY_BE_EMPTY, classes="quiet", markup=False)

    def submit(self, text: str) -> None:
        self.hand_in()
        self.dismiss(text)


class DayDialog(TextDialog):
    """Asks for the day of a review. Its result is the day as YYYY-MM-DD, "" for none, or None if left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Leave it as it was")]

    def __init__(self, heading: str, day: str, form: tuple[str, ...]) -> None:
        super().__init__()
        self.heading = heading
        self.form = form
        self.given = (day,)

    def field(self, text: str) -> TextField:
        return TextField(text, placeholder=DAYS)

    def hints(self) -> Iterator[Static]:
        yield Static(id="fault", classes="wrong", markup=False)
        yield Static(self._meaning(self.begun[0]), id="meaning", classes="quiet", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the day that is understood while it is typed."""
        self.query_one("#meaning", Static).update(self._meaning(event.value))
        self.query_one("#fault", Static).update("")

    def _meaning(self, text: str) -> str:
        if not text.strip():
            return CALLED_OFF
        # The day that it was can be over, and is told all the same.
        return spell_out_day(text, today()) or (
            f"{day_text(text, today())}." if (text,) == self.given else A_DAY
        )

    def submit(self, text: str) -> None:
        # The day that it was is no fault, though it may be over.
        day, fault = (text, "") if (text,) == self.given else parse_day(text, today())
        if fault:
            self.query_one("#fault", Static).update(fault)
            self.query_one("#meaning", Static).update("")
        else:
            self.hand_in()
            self.dismiss(day)


class ReviewedDialog(TextDialog):
    """Asks what came of a review that was held, and for the day of the next one.

    Its result is the event, or None where the review was not held.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Not held yet")]

    heading = "The review was held. What came of it?"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.form = (name, "reviewed")
        self.given = ("", "")

    def compose(self) -> ComposeResult:
        day, text = self.begun
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(self.heading, classes="heading", markup=False)
            yield FreeTextInput(text, more=True)
            yield Static("When is the next one?", classes="quiet", markup=False)
            yield TextField(day, f"{DAYS}; or {DONE}", compact=self.app.size.height < _SHORT)
            yield Static(id="fault", classes="wrong", markup=False)
            yield Static(self._meaning(day), id="meaning", classes="quiet", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one(FreeTextInput).focus()

    def written(self) -> Texts:
        return self.query_one(TextField).value, self.query_one(FreeTextInput).text

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the day that is understood while it is typed."""
        self.query_one("#meaning", Static).update(self._meaning(event.value))
        self.query_one("#fault", Static).update("")

    def _meaning(self, text: str) -> str:
        if _is_done(text):
            return NO_FURTHER
        return spell_out_day(text, today()) or NEXT_OR_DONE

    def submit(self, text: str) -> None:
        day, fault = ("", "") if _is_done(text) else parse_day(text, today())
        if not (day or fault or _is_done(text)):
            fault = NEXT_OR_DONE
        if fault:
            self.query_one("#fault", Static).update(fault)
            self.query_one("#meaning", Static).update("")
            return
        said = self.query_one(FreeTextInput).text.strip()
        self.hand_in()
        self.dismiss(Reviewed(day, said))


def _is_done(text: str) -> bool:
    return text.strip().rstrip(".").lower() == DONE
