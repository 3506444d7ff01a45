"""A scrolling text with widgets in it that can have the focus."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget

STEP = 2
"""Rows that an arrow scrolls by."""


class FocusScroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A scrolling area whose arrow keys move the focus to the next widget in view, or scroll.

    On a large screen only ``#parts`` scrolls, and what is beside it stays in view.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("pagedown", "turn(1)", "Page down", show=False),
        Binding("pageup", "turn(-1)", "Page up", show=False),
        Binding("home", "go(-1)", "First", show=False),
        Binding("end", "go(1)", "Last", show=False),
    ]

    @property
    def moving(self) -> Widget:
        """The widget that scrolls: ``#parts`` on a large screen, else this one."""
        parts = self.query_one("#parts")
        return parts if parts.styles.overflow_y == "auto" else self

    def action_move(self, step: int) -> None:
        target = self._next(step)
        if target is None:
            self.moving.scroll_relative(y=STEP * step, animate=False)
        else:
            self.screen.set_focus(target, scroll_visible=False)
            self.bring_up(target)

    def action_turn(self, step: int) -> None:
        self.moving.scroll_relative(y=step * max(1, self.region.height - 1), animate=False)

    def action_go(self, step: int) -> None:
        self.moving.scroll_to(y=0 if step < 0 else self.moving.max_scroll_y, animate=False)

    def bring_up(self, widget: Widget) -> None:
        """Scroll a widget into view; where it is higher than the area, its top."""
        top = widget.region.height > self.region.height
        self.scroll_to_widget(widget, top=top, animate=False)

    def _next(self, step: int) -> Widget | None:
        places = self.screen.focus_chain
        here = self.screen.focused
        if here in places and here.region.overlaps(self.region):
            number = places.index(here) + step
            return places[number] if 0 <= number < len(places) and self._shows(places[number]) else None
        seen = [place for place in places if self._shows(place)]
        return seen[0 if step > 0 else -1] if seen else None

    def _shows(self, place: Widget) -> bool:
        return self.region.y <= place.region.y < self.region.bottom
