"""The first page: what this is, and one thing to press."""

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static

from guide.explain import visible
from guide.model import Voice
from guide.tui.choices import Choices

if TYPE_CHECKING:
    from guide.tui.app import GuideApp


class HomeScreen(Screen[None]):
    def compose(self) -> ComposeResult:
        front = cast("GuideApp", self.app).guide.front
        with Vertical(id="page"):
            yield Static(visible(front.title), id="title", markup=False)
            yield Static(visible(front.welcome), classes="said", markup=False)
            yield Choices(id="choices", compact=True)
            yield Static(visible(f"{front.duration} {front.privacy}"), classes="quiet", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        front = cast("GuideApp", self.app).guide.front
        choices = self.query_one(Choices)
        choices.show([("you", front.start_you), ("they", front.start_they)])
        choices.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        cast("GuideApp", self.app).begin(cast(Voice, event.option_id))
