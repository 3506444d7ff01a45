"""The screen of a recommendation: the answer, what to do first, and what can be opened."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.widget import Widget
from textual.widgets import Static

from guide.engine.recommendation import Recommendation
from guide.engine.walk import Step, Walk
from guide.presenters.explanation import explain
from guide.sessions.acts import TakeBack
from guide.tui.screens.result.doors import KEYS, DoorHeading, Doors, Item
from guide.tui.screens.result.one_more import ADD, ADDED, GO_ON, GoOnItem, MoreItem
from guide.tui.screens.result.overview import body, result_summary
from guide.tui.screens.result.section_body import AlternativeAnswer, FoldedAnswers
from guide.tui.screens.walk_screen import WalkScreen
from guide.tui.widgets.focus_scroll import FocusScroll
from guide.tui.widgets.key_footer import KeyFooter
from guide.tui.widgets.linked_text import linked_text

ROOM = 34
"""Rows of a terminal on which the reasons are shown at first, as there is room for them."""


class ResultScreen(WalkScreen):
    """Shows a recommendation.

    Attributes:
        cursor: The other answer that gets the focus first: the one that was tried before.
    """

    AUTO_FOCUS = ""
    CSS_PATH = "result.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (18, "-tall"), (30, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,escape,backspace,left", "back", "Back", tooltip="Back to the last question"),
        Binding("s", "save", "Save", tooltip="Save a report"),
        Binding("y", "copy", "Copy", tooltip="Copy the recommendation"),
        Binding("a", "answers", "Answers", tooltip="Read or change the answers"),
        *(Binding(str(digit), f"toggle_door({digit})", "Open", show=False) for digit in range(1, KEYS + 1)),
        Binding("0", "toggle_all", "Open everything", show=False),
        Binding("w", "show_reasons", "Why", show=False),
        Binding("m,plus", "add", "Add one more thing", key_display="+", show=False),
        Binding("g", "close", "Go on", show=False),
        Binding("c", "compare", "Compare", show=False, tooltip="Compare the kinds of support"),
        Binding("u", "come_back", "Undo", show=False, tooltip="Undo the answer that is tried"),
        Binding("r", "restart", "Start again", show=False),
    ]

    final = True
    cursor: Step | None = None

    def __init__(self, recommendation: Recommendation) -> None:
        super().__init__()
        self.recommendation = recommendation
        self._headings: tuple[str, ...] = ()

    @property
    def shown(self) -> Walk:
        return self.recommendation.walk

    @property
    def focus_chain(self) -> list[Widget]:
        # The list is read column by column, not row by row as widgets are otherwise.
        items = iter(self.query(Item))
        return [next(items) if isinstance(widget, Item) else widget for widget in super().focus_chain]

    def compose(self) -> ComposeResult:
        app = self.app
        words = explain(self.recommendation, app.voice, app.notes)
        self._headings = tuple(door.heading for door in words.doors)
        roomy = app.size.height >= ROOM and not words.urgent
        at_first = frozenset({"why"} if roomy else ())
        opened = at_first if app.open_sections is None else app.open_sections
        caution = Static(linked_text(words.caution.text), classes="caution", markup=False)
        with FocusScroll(id="result", classes="readable"):
            yield VerticalGroup(*result_summary(words), id="summary")
            yield Doors(words.doors, self._items(), [caution], partial(body, words=words), opened=opened)
        yield Static(id="told", classes="readable", markup=False)
        yield KeyFooter()

    def _items(self) -> Iterator[Item]:
        """What can be done beyond opening a door."""
        if self.check_action("add", ()):
            yield MoreItem("+", ADD if self.shown.added is None else ADDED, id="more")
        if self.check_action("close", ()):
            yield GoOnItem("g", GO_ON, id="go-on")

    def on_mount(self) -> None:
        self.set_focus(self.query(DoorHeading).first(), scroll_visible=False)
        self.call_after_refresh(self._show_cursor)

    async def _show_cursor(self) -> None:
        for other in (other for other in self.query(AlternativeAnswer) if other.step == self.cursor):
            self.set_focus(other)
        for folded in (folded for folded in self.query(FoldedAnswers) if self.cursor in folded.steps):
            await folded.action_choose(self.cursor)

    async def action_toggle_door(self, number: int) -> None:
        """Open or close a door, counting from 1; a number that is not there does nothing."""
        for doors in self.query(Doors):
            for name in doors.names[number - 1 : number]:
                self.app.gate.choose_by_number()
                await doors.toggle(name)

    async def action_toggle_all(self) -> None:
        for doors in self.query(Doors):
            self.app.gate.choose_by_number()
            await doors.toggle_all()

    async def action_show_reasons(self) -> None:
        for doors in self.query(Doors):
            if "why" in doors.names:
                await doors.toggle("why")

    def on_doors_changed(self, event: Doors.Changed) -> None:
        if not self.is_current:
            return
        self.app.open_sections = frozenset(self.query_one(Doors).opened)
        for page in self.query(FocusScroll):
            if event.body is None:
                page.scroll_home(animate=False)
            else:
                self.call_after_refresh(self._bring_up, page, event.body)

    def _bring_up(self, page: FocusScroll, body: Widget) -> None:
        """Scroll what was opened into view; where it is too long for that, its heading to the top."""
        if body.region.height <= page.region.height:
            page.bring_up(body)
        else:
            page.scroll_relative(y=body.children[0].region.y - page.region.y, animate=False)

    def on_alternative_answer_selected(self, event: AlternativeAnswer.Selected) -> None:
        self.app.try_out(event.step)

    def action_save(self) -> None:
        from guide.tui.save_report import save_walk_report

        save_walk_report(self.app, self.shown, self.tell)

    def action_copy(self) -> None:
        from guide.tui.save_report import copy_recommendation

        self.tell(copy_recommendation(self.app, self.recommendation))

    def tell(self, text: str) -> None:
        """Show a sentence below the sections."""
        for line in self.query("#told").results(Static):
            line.update(text)
            line.display = True

    def action_close(self) -> None:
        self.app.close_interview()

    def action_words(self, action: str) -> str:
        _, name, parameters = parse(action)
        if name == "toggle_door":
            return f"Open “{self._headings[int(str(parameters[0])) - 1]}”"
        return super().action_words(action)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "toggle_door":
            return parameters[0] in range(1, len(self._headings) + 1)
        if action == "close":
            return self.app.controller.can_do(action, self.recommendation) and self.app.baseline_walk is None
        return super().check_action(action, parameters)

    def action_restart(self) -> None:
        self.app.go_home()

    def action_compare(self) -> None:
        self.app.open_comparison()

    def action_back(self) -> None:
        app = self.app
        if app.baseline_walk is None and app.controller.interview is not None and app.walk.added is None:
            app.show_answers_again()
        else:
            app.perform(TakeBack())
