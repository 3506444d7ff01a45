"""A text to scroll through with the keyboard."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.presenters.explanation import Section
from guide.tui.widgets.section_text import sections_content


class ScrollPage(VerticalScroll):
    """Shows sections as one text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("space", "page_down", "Page down", show=False),
    ]

    def __init__(self, *sections: Section) -> None:
        super().__init__(Static(sections_content(sections), markup=False), classes="records-page")
