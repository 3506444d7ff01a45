"""The screen that compares the kinds, on every point or on those that the answers touch."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.engine.walk import Walk
from guide.presenters.comparison import TITLE, compare_kinds, touched_distinctions
from guide.tui.base import ScreenBase
from guide.tui.screens.comparison.layout import lay_out_comparison
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.scroll_page import KeyScroll


class Points(KeyScroll):
    """The distinctions of the comparison, one below the other."""


class ComparisonScreen(ScreenBase[None]):
    """Shows the kinds of support compared: side by side where the terminal is wide enough, else in turn."""

    CSS_PATH = "comparison.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left,c", "leave", "Back"),
        Binding("f", "show_touched", "Filter"),
        Binding("f", "show_all", "Filter"),
    ]

    _only_touched = False

    @property
    def walk(self) -> Walk:
        return self.app.walk

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static(TITLE, classes="heading", markup=False)
            yield Static(id="extent", classes="quiet", markup=False)
        with Points():
            yield Static(id="points", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.watch(self.app, "walk", self.show, init=False)
        self.query_one(Points).focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Lay the comparison out again, for the present walk and width of the screen."""
        if not is_attached(self):
            return
        comparison = compare_kinds(
            self.walk.guide, touched_distinctions(self.walk) if self._only_touched else None
        )
        width = self.query_one(Points).scrollable_content_region.width
        points = lay_out_comparison(comparison, width, comparison.fits(self.size.width))
        self.query_one("#points", Static).update(points)
        self.query_one("#extent", Static).update(comparison.extent)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "show_touched":
                return bool(self.walk.path) and not self._only_touched
            case "show_all":
                return self._only_touched
        return super().check_action(action, parameters)

    def action_show_touched(self) -> None:
        self._only_touched = True
        self._show_from_the_top()

    def action_show_all(self) -> None:
        self._only_touched = False
        self._show_from_the_top()

    def _show_from_the_top(self) -> None:
        self.show()
        self.query_one(Points).scroll_home(animate=False)

    def action_leave(self) -> None:
        self.dismiss()
