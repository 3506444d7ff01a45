"""The screen of a recommendation: the summary, and sections to open."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.engine.recommendation import Recommendation
from guide.engine.walk import Step, Walk
from guide.presenters.explanation import explain
from guide.tui.screens.result.one_more import more_line
from guide.tui.screens.result.overview import body, lines, result_summary
from guide.tui.screens.result.section_body import AlternativeAnswer
from guide.tui.screens.result.sections import KEYS, CollapsibleHeading, CollapsibleSection, parts
from guide.tui.screens.walk_screen import WalkScreen
from guide.tui.widgets.focus_scroll import FocusScroll
from guide.tui.widgets.key_footer import KeyFooter

ROOM = {"why": 34, "plan": 50}
"""Sections that are open at first, and the rows that a terminal must have for each."""


class ResultScreen(WalkScreen):
    """Shows a recommendation.

    Attributes:
        cursor: The other answer that gets the focus first: the one that was tried before.
    """

    AUTO_FOCUS = ""
    CSS_PATH = "result.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (18, "-tall"), (30, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"toggle_section({digit})", show=False) for digit in range(1, KEYS + 1)),
        Binding("w", "close", "Reply"),
        Binding("m", "add", "More"),
        Binding("x", "toggle_all", "All", show=False),
        Binding("s", "save", "Save"),
        Binding("y", "copy", "Copy"),
        Binding("a", "answers", "Answers"),
        Binding("c", "compare", "Compare"),
        Binding("b,escape,backspace,left", "back", "Back"),
        Binding("r", "restart", "Again"),
    ]

    final = True
    cursor: Step | None = None

    def __init__(self, recommendation: Recommendation) -> None:
        super().__init__()
        self.recommendation = recommendation

    @property
    def shown(self) -> Walk:
        return self.recommendation.walk

    def compose(self) -> ComposeResult:
        app = self.app
        words = explain(self.recommendation, app.voice, app.notes)
        at_first = frozenset(name for name, rows in ROOM.items() if app.size.height >= rows)
        opened = at_first if app.open_sections is None else app.open_sections
        with FocusScroll(id="result"):
            yield VerticalGroup(*result_summary(words, *more_line(self.shown)), id="summary")
            with VerticalGroup(id="parts"):
                for number, part in enumerate(parts(words), 1):
                    opens = part.section.name in opened
                    yield CollapsibleSection(number, part, partial(body, part, words), opened=opens)
                for line in lines(words, "caution"):
                    yield Static(escape_control_chars(line.text), classes="caution", markup=False)
        yield Static(id="told", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.set_focus(self.query(CollapsibleHeading).first(), scroll_visible=False)
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        for other in (other for other in self.query(AlternativeAnswer) if other.step == self.cursor):
            self.set_focus(other)

    async def action_toggle_section(self, number: int) -> None:
        """Open or close a section, counting from 1; a number that is not there does nothing."""
        for section in self.query(CollapsibleSection)[number - 1 : number]:
            self.app.gate.choose_by_number()
            await section.toggle()

    async def action_toggle_all(self) -> None:
        sections = self.query(CollapsibleSection)
        opened = not all(section.opened for section in sections)
        with self.app.batch_update():
            for section in sections:
                if section.has_pseudo_class("focus-within"):
                    self.set_focus(section.query_one(CollapsibleHeading), scroll_visible=False)
                await section.open(opened)
        self._remember()

    def on_collapsible_section_toggled(self, event: CollapsibleSection.Toggled) -> None:
        for page in self.query(FocusScroll) if self.is_current else ():
            self._remember()
            self.call_after_refresh(page.bring_up, event.section)

    def _remember(self) -> None:
        self.app.open_sections = frozenset(
            str(section.id) for section in self.query(CollapsibleSection) if section.opened
        )

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "close":
            return self.app.keeper.can_do(action, self.recommendation) and self.app.baseline_walk is None
        return super().check_action(action, parameters)

    def action_restart(self) -> None:
        self.app.go_home()

    def action_compare(self) -> None:
        self.app.open_comparison()

    def action_back(self) -> None:
        app = self.app
        if app.baseline_walk is None and app.keeper.interview is not None and app.walk.added is None:
            app.show_answers_again()
        else:
            app.go_to(app.walk.back())
