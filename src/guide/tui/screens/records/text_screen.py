"""A screen with a text to scroll through."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from guide.presenters.view_models import Section
from guide.tui.base import ScreenBase
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.scroll_page import ScrollPage


class PageScreen(ScreenBase[None]):
    """Shows sections as one text that can be scrolled."""

    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("b,escape,backspace,left,w", "leave", "Back")]

    def __init__(self, *sections: Section) -> None:
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        yield ScrollPage(*self._sections)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.query_one(ScrollPage).focus()

    def action_leave(self) -> None:
        self.dismiss()
