"""All keys of the screen below."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from guide.tui.base import DialogBase
from guide.tui.key_list import KeyGroup
from guide.tui.widgets.key_footer import KeyFooter

COLUMN = 18
"""Columns for the keys; longer lists of keys have their description on the next line."""


class KeyText(VerticalScroll):
    """The keys, in an area that scrolls by keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False),
        Binding("k", "scroll_up", "Up", show=False),
    ]


class KeysScreen(DialogBase[None]):
    """Shows groups of keys until it is left."""

    CSS = """
    KeyText { height: auto; max-height: 1fr; scrollbar-size: 0 1; scrollbar-gutter: stable; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left,enter,space", "leave", "Back"),
    ]

    def __init__(self, groups: tuple[KeyGroup, ...]) -> None:
        super().__init__()
        self._groups = groups

    def compose(self) -> ComposeResult:
        with Vertical(classes="card"):
            yield Static("Keys", classes="heading", markup=False)
            with KeyText():
                yield Static(Content("\n").join(self._lines()), markup=False)
        yield KeyFooter()

    def _lines(self) -> Iterator[Content]:
        for number, group in enumerate(self._groups):
            yield Content.styled(f"{chr(10) * (number > 0)}{group.heading}", "bold $accent")
            for keys, description in group.keys:
                apart = " " * (COLUMN - len(keys)) if len(keys) < COLUMN else f"\n{' ' * COLUMN}"
                yield Content.assemble((keys, "bold"), apart, description)

    def on_mount(self) -> None:
        self.query_one(KeyText).focus()

    def action_leave(self) -> None:
        self.dismiss()
