"""Sections of an explanation that open and close under their headings."""

from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.presenters.view_models import Explanation, Section
from guide.tui.widgets.attached import is_attached

JOINED = {"against": "why", "with": "short"}
"""Sections by name, and the section that each is shown below, where that exists."""
LAST = ("short", "sources")
"""Sections that come after all others."""
KEYS = 9
"""So many sections have a digit to open them."""
APART = ("caution",)
"""Sections that are read without being opened."""


class Part(NamedTuple):
    """What one heading opens: a section, and those that are shown below it."""

    section: Section
    below: tuple[Section, ...]


def parts(explanation: Explanation) -> tuple[Part, ...]:
    """What each heading opens, in the order of the explanation; ``LAST`` comes after the rest."""
    joined: dict[str, list[Section]] = {}
    alone = []
    for section in explanation.sections:
        if explanation.section(JOINED.get(section.name, "")):
            joined.setdefault(JOINED[section.name], []).append(section)
        elif section.name not in APART:
            alone.append(section)
    alone.sort(key=lambda section: section.name in LAST)
    return tuple(Part(section, tuple(joined.get(section.name, ()))) for section in alone)


class CollapsibleHeading(Static, can_focus=True):
    """The heading of a section. Enter or a click asks to open or close it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "toggle_section", "Open")]

    class Toggled(Message):
        """Somebody wishes to open the section, or to close it."""

    def on_click(self, event: Click) -> None:
        if event.chain == 1:
            self.action_toggle_section()

    def action_toggle_section(self) -> None:
        self.post_message(self.Toggled())


class CollapsibleSection(VerticalGroup):
    """A section that opens and closes. Its body is made when it first opens.

    ``body`` makes the widgets; ``number`` is the digit that opens it, from 1.
    """

    class Toggled(Message):
        """It was opened, or closed."""

        def __init__(self, section: "CollapsibleSection") -> None:
            super().__init__()
            self.section = section

    def __init__(
        self, number: int, part: Part, body: Callable[[], Iterable[Widget]], *, opened: bool
    ) -> None:
        super().__init__(id=part.section.name, classes="-open" if opened else "")
        self._number = number
        self._part = part
        self._body = body

    @property
    def opened(self) -> bool:
        return self.has_class("-open")

    def compose(self) -> ComposeResult:
        yield CollapsibleHeading(self._title(), markup=False)
        if self.opened:
            yield self._made()

    async def on_collapsible_heading_toggled(self) -> None:
        await self.toggle()

    async def toggle(self) -> None:
        await self.open(not self.opened)
        if not is_attached(self):
            return
        self.screen.set_focus(self.query_one(CollapsibleHeading), scroll_visible=False)
        self.post_message(self.Toggled(self))

    async def open(self, opened: bool) -> None:
        if opened and not self.query(".body"):
            await self.mount(self._made())
        if not is_attached(self):
            return
        self.set_class(opened, "-open")
        self.query_one(CollapsibleHeading).update(self._title())

    def _made(self) -> VerticalGroup:
        return VerticalGroup(*self._body(), classes="body")

    def _title(self) -> Content:
        sign = "▾" if self.opened else "▸"
        key = self._number if self._number <= KEYS else " "
        return Content.assemble(f"{sign} {key} ", (escape_control_chars(self._part.section.heading), "bold"))
