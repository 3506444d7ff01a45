"""The app: it holds the walk; the screens show what is at its end."""

import gc
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from guide.advice import Recommendation, recommend
from guide.model import NOTHING, Case, Guide, Voice
from guide.tui.home import HomeScreen
from guide.tui.question import QuestionScreen
from guide.tui.signals import on_signals
from guide.tui.themes import after, dress
from guide.tui.watch import Reloaded
from guide.walk import Walk, retrace

INTERRUPTED = 130


class GuideApp(App[None]):
    """``voice`` is whom the questions speak to; ``at_once`` leaves out the first page.

    ``cases`` reads the guide's cases once they are wanted; it may raise RulesError. ``reload`` is asked twice
    a second what the rules have become, ``store_path`` is the file of interviews. ``left`` is the walk to go
    back to while another answer is tried, ``opened`` are the sections open on the result (None at first).
    """

    CSS_PATH = "guide.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (18, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "Quit"),
        Binding("t", "next_theme", "Colours", show=False),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
    ]

    walk: reactive[Walk] = reactive[Walk](None, init=False, always_update=True)  # type: ignore[arg-type]
    left: reactive[Walk | None] = reactive[Walk | None](None, init=False)
    notes: reactive[Mapping[str, str]] = reactive[Mapping[str, str]](NOTHING, init=False)
    opened: frozenset[str] | None = None

    def __init__(
        self,
        guide: Guide,
        voice: Voice = "you",
        *,
        at_once: bool = False,
        answers: Mapping[str, str] = NOTHING,
        cases: Callable[[Guide], tuple[Case, ...]] = lambda _: (),
        reload: Callable[[], Reloaded | None] | None = None,
        store_path: Path | None = None,
    ) -> None:
        super().__init__()
        self.title = guide.front.title
        self.voice = voice
        self.cases = cases
        self.store_path = store_path
        self._reload = reload
        self._at_once = at_once
        self.set_reactive(GuideApp.walk, retrace(guide, answers))
        dress(self)

    @property
    def guide(self) -> Guide:
        return self.walk.guide

    @property
    def failure(self) -> Exception | None:
        return self._exception

    @property
    def recommendation(self) -> Recommendation | None:
        return None if self.walk.at is not None else recommend(self.walk)

    def get_default_screen(self) -> Screen[Any]:
        # Nothing lies under the first screen, so that it is what is painted first.
        return QuestionScreen() if self._at_once else HomeScreen()

    def on_mount(self) -> None:
        # Switched off for the start; the first screen stands by then.
        self.set_timer(1, gc.enable)
        if self._reload is not None:
            self.set_interval(0.5, self.look_at_rules)
        on_signals(self.action_interrupt, INTERRUPTED)

    def begin(self, voice: Voice, answers: Mapping[str, str] = NOTHING) -> None:
        self.voice, self.notes, self.left, self.opened = voice, NOTHING, None, None
        self.walk = retrace(self.guide, answers)
        self._come_to(QuestionScreen)

    def go_home(self) -> None:
        self.left = None
        self._come_to(HomeScreen)

    def look_at_rules(self) -> None:
        """Take in rules that have changed, with every answer; where they are at fault, say so instead."""
        news = self._reload and self._reload()
        if not news:
            return
        from guide.tui.problems import ProblemsScreen

        if isinstance(self.screen, ProblemsScreen):
            self.screen.dismiss()
        if news.guide is None:
            self.push_screen(ProblemsScreen(news.problems))
        else:
            self.left = self.left and retrace(news.guide, self.left.answers)
            self.walk = retrace(news.guide, self.walk.answers)

    def watch_walk(self) -> None:
        if self.left and self.left.road == self.walk.road:
            self.left = None
        self.settle()

    def settle(self) -> None:
        """The result stands above the question, or not, as the walk has it. Any other screen stays on top."""
        if (asking := isinstance(self.screen, QuestionScreen)) and self.walk.at is not None:
            return
        from guide.tui.result import ResultScreen

        if asking:
            self.push_screen(ResultScreen(recommend(self.walk)))
        elif isinstance(self.screen, ResultScreen):
            if self.walk.at is not None:
                self._come_to(QuestionScreen)
            elif self.screen.recommendation.walk is not self.walk:
                self.switch_screen(ResultScreen(recommend(self.walk)))

    def _come_to(self, kind: type[Screen[Any]]) -> None:
        """Back to the screen of this kind, or on to a new one where there is none below."""
        if not any(isinstance(screen, kind) for screen in self.screen_stack):
            self.push_screen(kind())
        while not isinstance(self.screen, kind):
            self.pop_screen()

    def action_next_theme(self) -> None:
        self.theme = after(self.theme)

    def action_interrupt(self) -> None:
        self.exit(return_code=INTERRUPTED)

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the local variables, and those hold answers.
        self._close_messages_no_wait()
