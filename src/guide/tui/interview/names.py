"""Whom an interview is with, who holds it, and on what occasion."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, Input, Static

from guide.explain import visible
from guide.explain.interviewing import INTERVIEWER, OCCASION, PERSON

FIELDS = (PERSON, INTERVIEWER, OCCASION)

Names = tuple[str, str, str]
"""Person, interviewer and occasion."""


class NamesScreen(Screen[Names | None]):
    """``given`` are the texts of the fields so far. It comes to what they are then."""

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, heading: str, given: Names = ("", "", "")) -> None:
        super().__init__(classes="form")
        self._heading = heading
        self._given = given

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static(visible(self._heading), classes="heading", markup=False)
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
            self.take((person, interviewer, occasion))
        else:
            self.query_one("#fault", Static).update("Write a name, or a code that stands for one.")
            inputs[0].focus()

    def take(self, names: Names) -> None:
        self.dismiss(names)

    def action_leave(self) -> None:
        self.dismiss(None)
