"""What can be opened below a recommendation: a list of headings in columns, and below it what was opened."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.content import Content
from textual.events import Click
from textual.layout import Layout
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.presenters.view_models import Door
from guide.tui.base import AppBase
from guide.tui.screens.result.columns import ColumnsLayout
from guide.tui.widgets.attached import is_attached

KEYS = 9
"""So many doors have a digit to open them."""
OPENED = "▾"


class Item(Static, can_focus=True):
    """One line of the list. Enter or a click chooses it."""

    app = getters.app(AppBase)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "choose", "Open", show=False)]

    def __init__(self, key: str, text: str, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._key = key
        self._text = escape_control_chars(text)
        self._sign = ""
        self.mark("")

    def mark(self, sign: str) -> None:
        """Show this sign behind the text. Room is kept for it, so that nothing moves."""
        self._sign = sign
        # With the focus it has the style of the cursor alone.
        style = "" if self.has_focus else "bold"
        self.update(Content.assemble((f"{self._key} ", style), self._text, f" {sign or ' '}"), layout=False)

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.mark(self._sign)

    def on_click(self, event: Click) -> None:
        if event.chain == 1:
            self.action_choose()

    def action_choose(self) -> None:
        raise NotImplementedError


class DoorHeading(Item):
    """The heading of a door, with the digit that opens it."""

    class Toggled(Message):
        """Somebody wishes to open the door, or to close it."""

        def __init__(self, door: str) -> None:
            super().__init__()
            self.door = door

    def __init__(self, number: int, door: Door) -> None:
        super().__init__(str(number) if number <= KEYS else " ", door.heading, id=f"door-{door.name}")
        self.door = door.name

    def action_choose(self) -> None:
        self.post_message(self.Toggled(self.door))


class DoorList(VerticalGroup):
    """The headings, and whatever else can be done from here."""

    def __init__(self, *items: Item) -> None:
        super().__init__(*items, id="doors")
        self._columns = ColumnsLayout()

    @property
    def layout(self) -> Layout:
        return self._columns


class Doors(VerticalGroup):
    """The list, a quiet line below it, and the sections of the doors that are open.

    Opening a door closes the others, unless all are open.

    Args:
        doors: What can be opened.
        items: What stands in the list after the headings.
        below: Widgets between the list and what is opened.
        body: Makes the widgets of a door, when it is first opened.
        opened: Names of the doors that are open at first.
    """

    class Changed(Message):
        """Doors were opened or closed. ``body`` is what was opened last, None where that was closed."""

        def __init__(self, body: Widget | None) -> None:
            super().__init__()
            self.body = body

    def __init__(
        self,
        doors: Sequence[Door],
        items: Iterable[Item],
        below: Iterable[Widget],
        body: Callable[[Door], Iterable[Widget]],
        *,
        opened: frozenset[str],
    ) -> None:
        super().__init__(id="parts")
        self._doors = {door.name: door for door in doors}
        self._items = tuple(items)
        self._below = tuple(below)
        self._body = body
        self._opened = frozenset(opened & self._doors.keys())

    @property
    def opened(self) -> tuple[str, ...]:
        """The names of the open doors, in their order."""
        return tuple(name for name in self._doors if name in self._opened)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all doors."""
        return tuple(self._doors)

    def compose(self) -> ComposeResult:
        yield DoorList(
            *(DoorHeading(number, door) for number, door in enumerate(self._doors.values(), 1)), *self._items
        )
        yield from self._below
        with VerticalGroup(id="opened"):
            yield from (self._made(name) for name in self.opened)

    def on_mount(self) -> None:
        self._mark()

    async def on_door_heading_toggled(self, event: DoorHeading.Toggled) -> None:
        await self.toggle(event.door)

    async def toggle(self, name: str) -> None:
        """Open this door alone; where it is open, close it."""
        if name not in self._opened:
            await self._open(frozenset({name}), name)
        else:
            await self._open(self._opened - {name}, name)

    async def toggle_all(self) -> None:
        """Open every door; where all are open, close them."""
        every = frozenset(self._doors)
        focused = self.screen.focused
        here = focused.door if isinstance(focused, DoorHeading) else self.names[0]
        await self._open(frozenset() if self._opened == every else every, here)

    async def _open(self, opened: frozenset[str], name: str) -> None:
        """Have these doors open, with the focus on the heading of one."""
        self._opened = opened
        place = self.query_one("#opened")
        for number, other in enumerate(self.opened):
            if not self.query(f"#{other}"):
                await place.mount(self._made(other), before=self._after(number))
        if not is_attached(self):
            return
        for body in place.children:
            body.display = body.id in opened
        self._mark()
        self.screen.set_focus(self.query_one(f"#door-{name}"), scroll_visible=False)
        shown = len(opened) == 1 or len(opened) == len(self._doors)
        self.post_message(self.Changed(self.query_one(f"#{name}") if name in opened and shown else None))

    def _after(self, number: int) -> Widget | None:
        """The body before which that of the door with this number belongs; None at the end."""
        place = self.query_one("#opened")
        names = list(self._doors)
        here = names.index(self.opened[number])
        return next((body for body in place.children if names.index(str(body.id)) > here), None)

    def _made(self, name: str) -> VerticalGroup:
        return VerticalGroup(*self._body(self._doors[name]), id=name, classes="body")

    def _mark(self) -> None:
        for heading in self.query(DoorHeading):
            heading.mark(OPENED if heading.door in self._opened else "")
