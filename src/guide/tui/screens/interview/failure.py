"""The dialog where something of an interview cannot be saved."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.presenters.interview_prompts import NOT_LOST, SAVE_CHOICES
from guide.sessions.save_failure import SaveFailure
from guide.tui.dialogs import ChoiceCard
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.key_footer import KeyFooter

LABELS = {choice: f"{text[:1].upper()}{text[1:]}" for choice, text in SAVE_CHOICES.items()}
LABELS["leave"] = "Leave the guide"


class FailureScreen(ChoiceCard[str]):
    """Asks what to do where an interview could not be saved. Its result is the id of the choice."""

    def __init__(self, failure: SaveFailure) -> None:
        super().__init__()
        self._failure = failure

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", can_focus=False):
            yield Static("This cannot be saved at the moment", classes="heading", markup=False)
            yield Static(escape_control_chars(self._failure.message), classes="said", markup=False)
            yield Static(NOT_LOST, classes="said quiet", markup=False)
            yield Choices(compact=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.show([(choice, LABELS[choice]) for choice in self._failure.choices])
        choices.focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        self.dismiss(event.option)

    async def action_quit(self) -> None:
        self.dismiss("leave")
