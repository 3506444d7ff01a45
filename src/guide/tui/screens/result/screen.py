"""The recommendation: what it is, how clear it is and how it came about; then all that there is to read."""

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
from guide.tui.screens.result.section_body import Other
from guide.tui.screens.result.sections import KEYS, Fold, Heading, parts
from guide.tui.screens.walk_screen import WalkScreen
from guide.tui.widgets.focus_scroll import FocusScroll
from guide.tui.widgets.key_footer import KeyFooter

ROOM = {"why": 34, "plan": 50}
"""What is open at first, and the rows that a terminal must have for it."""


class ResultScreen(WalkScreen):
    """``cursor`` is the other answer that the eye should fall on first."""

    AUTO_FOCUS = ""
    CSS_PATH = "result.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (18, "-tall"), (30, "-high")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"turn({digit})", show=False) for digit in range(1, KEYS + 1)),
        Binding("w", "close", "Reply"),
        Binding("K", "keep_walk", "Keep"),
        Binding("m", "add", "More"),
        Binding("x", "turn_all", "All", show=False),
        Binding("s", "save", "Save"),
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
                    yield Fold(number, part, partial(body, part, words), opened=opens)
                for line in lines(words, "caution"):
                    yield Static(escape_control_chars(line.text), classes="caution", markup=False)
        yield Static(id="told", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        self.set_focus(self.query(Heading).first(), scroll_visible=False)
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        for other in (other for other in self.query(Other) if other.step == self.cursor):
            self.set_focus(other)

    async def action_turn(self, number: int) -> None:
        """Open or close a section, counting from 1; a number that is not there does nothing."""
        for fold in self.query(Fold)[number - 1 : number]:
            self.app.gate.choose_by_number()
            await fold.turn()

    async def action_turn_all(self) -> None:
        folds = self.query(Fold)
        opened = not all(fold.opened for fold in folds)
        with self.app.batch_update():
            for fold in folds:
                if fold.has_pseudo_class("focus-within"):
                    self.set_focus(fold.query_one(Heading), scroll_visible=False)
                await fold.open(opened)
        self._remember()

    def on_fold_turned(self, event: Fold.Turned) -> None:
        for page in self.query(FocusScroll) if self.is_current else ():
            self._remember()
            self.call_after_refresh(page.bring_up, event.fold)

    def _remember(self) -> None:
        self.app.open_sections = frozenset(str(fold.id) for fold in self.query(Fold) if fold.opened)

    def on_other_chosen(self, event: Other.Chosen) -> None:
        self.app.try_out(event.step)

    def action_save(self) -> None:
        from guide.tui.save_report import keep_report

        self.tell(keep_report(self.app))

    def tell(self, told: str) -> None:
        for line in self.query("#told").results(Static):
            line.update(told)
            line.display = True

    def action_close(self) -> None:
        self.app.close_interview()

    def action_keep_walk(self) -> None:
        from guide.tui.screens.interview.save_walk import keep_walk

        keep_walk(self.app, self.tell)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("close", "keep_walk"):
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
