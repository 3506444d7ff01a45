"""The app: it holds the walk; the screens show what is at its end."""

import gc
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.screen import Screen

from guide.engine.recommendation import Recommendation, recommend
from guide.engine.walk import Step, Walk, replay_answers
from guide.ruleset.model import NOTHING, Case, Guide, Voice
from guide.sessions.controller import InterviewController
from guide.tui.drafts import Drafts
from guide.tui.navigation import go_to_screen, home, quit_or_ask, show_current_step
from guide.tui.rules_watcher import Reloaded
from guide.tui.screens.interview.save_failure import save_or_show
from guide.tui.screens.question import QuestionScreen
from guide.tui.terminal.gated_app import GatedApp
from guide.tui.terminal.signals import on_signals
from guide.tui.themes import after, dress

INTERRUPTED = 130


class GuideApp(GatedApp):
    """``voice`` is whom the questions speak to; ``at_once`` leaves out the first page.

    ``cases`` reads the guide's cases once they are wanted; it may raise RulesError. ``reload`` tells what the
    rules have become. ``left`` is the walk to come back to while another answer is tried, ``opened`` are the
    sections open on the result, None until one is opened or closed. ``store_path`` is None where nothing is
    kept, ``texts`` made the guide. ``first`` is done above the first page. ``taken_back`` is the answer from
    which somebody went back to its question.
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

    walk: var[Walk] = var[Walk](None, init=False, always_update=True)  # type: ignore[arg-type]
    left: var[Walk | None] = var[Walk | None](None, init=False)
    notes: var[Mapping[str, str]] = var[Mapping[str, str]](NOTHING, init=False)
    opened: frozenset[str] | None = None
    taken_back: Step | None = None

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
        texts: Mapping[str, bytes] = NOTHING,
        first: "Callable[[GuideApp], None]" = lambda _: None,
    ) -> None:
        super().__init__()
        self.title = guide.front.title
        self.voice = voice
        self.cases = cases
        self.store_path = store_path
        self.keeper = InterviewController(store_path, guide, texts)
        self.reload = reload
        self.drafts = Drafts()
        self._at_once = at_once
        self._first = first
        self.set_reactive(GuideApp.walk, replay_answers(guide, answers))
        dress(self)

    @property
    def guide(self) -> Guide:
        return self.walk.guide

    @property
    def recommendation(self) -> Recommendation | None:
        known = self.walk.current is None and not self.keeper.to_confirm
        return recommend(self.walk) if known else None

    def get_default_screen(self) -> Screen[Any]:
        # Nothing lies under the first screen, so that it is what is painted first.
        return QuestionScreen() if self._at_once else home()

    def on_mount(self) -> None:
        # Switched off for the start; the first screen stands by then, and what it is made of stays.
        self.set_timer(1, gc.freeze)
        self.set_timer(1, gc.enable)
        if self.reload is not None:
            from guide.tui.screens.problems import follow_rules

            follow_rules(self)
        self.gate.shut()
        self.call_after_refresh(self._first, self)
        on_signals(self.action_interrupt, INTERRUPTED)

    def begin(self, voice: Voice, answers: Mapping[str, str] = NOTHING) -> None:
        """A walk for oneself."""
        save_or_show(self, self.keeper.release)
        self.take_up(replay_answers(self.keeper.guide, answers), NOTHING, voice)
        go_to_screen(self, QuestionScreen)

    def take_up(self, walk: Walk, notes: Mapping[str, str], voice: Voice) -> None:
        """Begin or go on with this walk, as it is kept."""
        self.voice, self.left, self.opened = voice, None, None
        self.drafts.let_go()
        self._show(walk, notes)

    def go_to(self, walk: Walk, notes: Mapping[str, str] | None = None) -> None:
        """Every step of the walk, and every note. What is only tried is not kept."""
        noted = self.notes if notes is None else notes
        show = partial(self._show, walk, noted)
        if self.left is None:
            save_or_show(self, partial(self.keeper.queue_save, walk, noted, self.voice), show)
            self.call_after_refresh(save_or_show, self, self.keeper.flush)
        else:
            show()

    def _show(self, walk: Walk, notes: Mapping[str, str]) -> None:
        given = self.walk.answers.get(walk.current or "")
        self.taken_back = Step(str(walk.current), given) if given else None
        self.notes, self.walk = notes, walk

    def watch_walk(self) -> None:
        if self.left and self.left.path == self.walk.path:
            self.left = None
        show_current_step(self)

    def action_next_theme(self) -> None:
        self.theme = after(self.theme)

    async def action_quit(self) -> None:
        quit_or_ask(self)

    def exit(self, *args: Any, **kwargs: Any) -> None:
        save_or_show(self, self.keeper.flush)
        super().exit(*args, **kwargs)

    def action_interrupt(self) -> None:
        self.exit(return_code=INTERRUPTED)
