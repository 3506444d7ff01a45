"""The screen that compares the kinds, on every point or on those that the answers touch."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from guide.engine.walk import Walk
from guide.presenters.comparison import (
    TITLE,
    ComparedPlace,
    Comparison,
    compare_kinds,
    find_places,
    touched_distinctions,
)
from guide.tui.base import ScreenBase
from guide.tui.screens.comparison.layout import Find, lay_out_comparison
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.match_bar import MatchBar
from guide.tui.widgets.scroll_page import KeyScroll


class Points(KeyScroll):
    """The distinctions of the comparison, one below the other."""


class ComparisonScreen(ScreenBase[None]):
    """Shows the kinds of support compared: side by side where the terminal is wide enough, else in turn."""

    CSS_PATH = "comparison.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left,c", "leave", "Back"),
        Binding("slash", "search", "Search"),
        Binding("f", "show_touched", "Filter"),
        Binding("f", "show_all", "Filter"),
    ]

    _only_touched = False

    @property
    def walk(self) -> Walk:
        return self.app.walk

    def __init__(self) -> None:
        super().__init__()
        self._places: list[ComparedPlace] = []
        self._find: Find | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="head"):
            yield Static(TITLE, classes="heading", markup=False)
            yield Static(id="extent", classes="quiet", markup=False)
        yield MatchBar()
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
        comparison = self._compare()
        self._places = find_places(comparison, self.query_one(MatchBar).words)
        if self._find is not None and self._find.place not in self._places:
            self._find = None
        self._lay_out(comparison)
        self.query_one("#extent", Static).update(comparison.extent)
        self._show_place()
        self.refresh_bindings()

    def _compare(self) -> Comparison:
        return compare_kinds(self.walk.guide, touched_distinctions(self.walk) if self._only_touched else None)

    def _lay_out(self, comparison: Comparison) -> int:
        """Show the comparison, and return the line that has what was found."""
        text = self.query_one("#points", Static)
        width = self.query_one(Points).scrollable_content_region.width - text.styles.gutter.width
        beside = comparison.fits(self.size.width)
        points, line = lay_out_comparison(comparison, width, beside, self._find)
        text.update(points)
        return line

    def _show_place(self) -> None:
        number = self._places.index(self._find.place) + 1 if self._find else 0
        self.query_one(MatchBar).show_place(number, len(self._places))

    def action_search(self) -> None:
        self.query_one(MatchBar).open()

    def on_match_bar_changed(self) -> None:
        self._find = None
        self.show()

    def on_match_bar_next(self) -> None:
        """Show the next place with the words, after the last one the first again."""
        if not self._places:
            return
        number = self._places.index(self._find.place) + 1 if self._find else 0
        place = self._places[number % len(self._places)]
        self._find = Find(place, self.query_one(MatchBar).words)
        line = self._lay_out(self._compare())
        self._show_place()
        area = self.query_one(Points)
        # What stands above it tells which point it is about.
        area.scroll_to(y=max(0, line - area.size.height // 3), animate=False)

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
        if self.query_one(MatchBar).close():
            self.query_one(Points).focus()
        else:
            self.dismiss()
