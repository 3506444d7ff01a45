"""The screen of the palette: Textual's, which stands when keys and clicks come faster than it is done."""

from contextlib import suppress
from typing import Any, ClassVar, cast

from textual import getters, on, work
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.events import Click
from textual.widgets import LoadingIndicator, OptionList

from guide.tui.base import AppBase
from guide.tui.widgets.steady_list import SteadyList


class PaletteList(CommandList, SteadyList):
    """What is found."""


class PaletteScreen(CommandPalette):
    """The palette. What was chosen is done once, and only while the palette is on top."""

    app = getters.app(AppBase)

    DEFAULT_CSS = """
    PaletteScreen #--container { max-width: 80; margin: 2 0 0 0; }
    PaletteScreen #--input Label { display: none; }
    PaletteScreen.-short #--container, PaletteScreen.-tiny #--container { margin: 0; }
    PaletteScreen.-short #--input, PaletteScreen.-tiny #--input { border: none; }
    PaletteScreen.-short PaletteList { max-height: 11; border: none; }
    PaletteScreen.-tiny PaletteList { max-height: 4; border: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "app.show_keys", "Keys", show=False)]

    def compose(self) -> ComposeResult:
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield CommandInput(placeholder=self._placeholder, select_on_focus=False)
            with Vertical(id="--results"):
                yield PaletteList()
                yield LoadingIndicator()

    def dismiss(self, result: Any = None) -> AwaitComplete:
        # The second of two clicks finds another screen on top, which would go.
        return super().dismiss(result) if self.is_current else AwaitComplete()

    @on(OptionList.OptionSelected)
    def _choose_once(self, event: OptionList.OptionSelected) -> None:
        """Stop what is chosen after the choice that led on: it would be done, too."""
        if not self.is_current or not self.app.gate.choose():
            event.stop()
            event.prevent_default()

    def _on_click(self, event: Click) -> None:  # type: ignore[override]
        if not self.is_current or not self.region.contains(int(event.screen_x), int(event.screen_y)):
            event.prevent_default()

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        # It may have been left before it comes to that.
        with suppress(NoMatches):
            await cast(Any, CommandPalette._gather_commands).__wrapped__(self, search_value)
