"""Whom the interview is with."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from guide.explain.interviewing import INTERVIEWER, OCCASION, PERSON
from guide.interview import Opened
from guide.model import Voice
from guide.tui.interview.flow import go_on
from guide.tui.interview.holding import hold
from guide.tui.standing import go_home

if TYPE_CHECKING:
    from guide.tui.app import GuideApp

FIELDS = (PERSON, INTERVIEWER, OCCASION)


class OpeningScreen(Screen[None]):
    """``given`` are the texts of the fields so far."""

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, voice: Voice = "you", given: tuple[str, str, str] = ("", "", "")) -> None:
        super().__init__(classes="form")
        self._voice = voice
        self._given = given

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("An interview", classes="heading", markup=False)
            for label, text in zip(FIELDS, self._given, strict=True):
                yield Static(label, classes="label", markup=False)
                yield Input(text, compact=True)
            yield Static(id="fault", markup=False)
            yield Static("Enter goes on. All but the first may be empty.", classes="quiet", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.query(Input).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        inputs = list(self.query(Input))
        if event.input is not inputs[-1]:
            inputs[inputs.index(event.input) + 1].focus()
            return
        person, interviewer, occasion = (field.value.strip() for field in inputs)
        if person:
            self._begin(Opened("", self._voice, person, interviewer, occasion))
        else:
            self.query_one("#fault", Static).update("Write a name, or a code that stands for one.")
            inputs[0].focus()

    def _begin(self, opened: Opened) -> None:
        app = cast("GuideApp", self.app)
        hold(app, partial(app.keeper.begin_interview, opened), partial(go_on, app))

    def action_leave(self) -> None:
        go_home(cast("GuideApp", self.app))
