"""It could not be kept: what now?"""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.tui.base import DialogBase
from guide.tui.widgets.choices import Choices

AGAIN = ("again", "Try again")
CHOICES = (("unsaved", "Go on, and keep nothing from here on"), ("leave", "Leave the guide"))


class FailureScreen(DialogBase[str]):
    """Comes back with the choice. ``again`` is whether it is worth trying once more."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", "Leave", show=False)]

    def __init__(self, told: str, again: bool) -> None:
        super().__init__()
        self._told = told
        self._again = again

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("This cannot be kept at the moment", classes="heading", markup=False)
            yield Static(escape_control_chars(self._told), classes="said", markup=False)
            yield Static("What was said is not lost.", classes="quiet", markup=False)
            yield Choices(compact=True)

    def on_mount(self) -> None:
        choices = self.query_one(Choices)
        choices.show([*([AGAIN] if self._again else []), *CHOICES])
        choices.focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        self.dismiss(event.option)

    def action_leave(self) -> None:
        self.dismiss("leave")
