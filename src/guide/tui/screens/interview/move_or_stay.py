"""The screen before something is resumed: under its own rules, or moved to the present ones."""

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.presenters.interview_prompts import MOVING
from guide.presenters.view_models import Section
from guide.tui.base import ScreenBase
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter


class MovingScreen(ScreenBase[str]):
    """Asks whether to resume under the old rules or the present ones. Its result is the id of the choice.

    The first choice changes nothing.
    """

    CSS_PATH = "interview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("b,escape,backspace,left", "leave", "Back")]

    def __init__(self, explanation: str, sections: tuple[Section, ...], choices: Mapping[str, str]) -> None:
        super().__init__(classes="form")
        self._explanation = explanation
        self._sections = sections
        self._choices = choices

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(self._explanation, classes="said", markup=False)
            if self._sections:
                yield Static(MOVING, classes="quiet", markup=False)
            for section in self._sections:
                yield Static(escape_control_chars(section.heading), classes="heading", markup=False)
                for line in section.lines:
                    lead = f"{escape_control_chars(line.lead)}\n" if line.lead else ""
                    yield Static(
                        Content.assemble((lead, "$text-quiet"), escape_control_chars(line.text)), markup=False
                    )
        yield Choices(compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        labels = {choice: f"{text[:1].upper()}{text[1:]}" for choice, text in self._choices.items()}
        choices.show(sorted(labels.items(), key=lambda choice: choice[0] == "move"), preset=True)
        choices.focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        self.dismiss(event.option)

    def action_leave(self) -> None:
        self.dismiss("leave")
