"""Areas to scroll through with the keyboard."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from guide.presenters.view_models import Section
from guide.tui.widgets.section_text import sections_content


class KeyScroll(VerticalScroll):
    """An area that also scrolls by j, k and the space bar."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
        Binding("space", "page_down", "Page down", show=False),
    ]


class ScrollPage(KeyScroll):
    """Shows sections as one text."""

    def __init__(self, *sections: Section) -> None:
        super().__init__(Static(sections_content(sections), markup=False), classes="records-page")
