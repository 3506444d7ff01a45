"""A text to scroll through: an interview, or a whole recommendation."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Footer, Static

from guide.presenters.explanation import Section
from guide.tui.widgets.section_text import laid_out


class Page(VerticalScroll):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
        Binding("space", "page_down", show=False),
    ]

    def __init__(self, *sections: Section) -> None:
        super().__init__(Static(laid_out(sections), markup=False), classes="records-page")


class PageScreen(Screen[None]):
    CSS_PATH = "records.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("b,escape,backspace,left,o", "leave", "Back")]

    def __init__(self, *sections: Section) -> None:
        super().__init__()
        self._sections = sections

    def compose(self) -> ComposeResult:
        yield Page(*self._sections)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(Page).focus()

    def action_leave(self) -> None:
        self.dismiss()
