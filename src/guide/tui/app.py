"""The app: it owns the walk, the notes and what is being saved; screens show them."""

import gc
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen

from guide.engine.recommendation import Recommendation, recommend
from guide.engine.walk import Step, Walk, replay_answers
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import NOTHING, Case, Guide, Voice
from guide.sessions.acts import Act, apply_act
from guide.sessions.controller import InterviewController
from guide.tui.appearance import Appearance
from guide.tui.common_keys import COMMON_KEYS
from guide.tui.drafts import Drafts
from guide.tui.navigation import Navigation
from guide.tui.rules_watcher import Reloaded
from guide.tui.screens.interview.save_or_show import save_or_show
from guide.tui.terminal.signals import on_signals
from guide.tui.themed_app import ThemedApp
from guide.tui.themes import install_themes

INTERRUPTED = 130
SLIVER = 12
"""Columns below which a scrollbar takes too much of the width."""
WATCH_EVERY = 0.5
"""Seconds between two looks at the files of the rules."""


class GuideApp(ThemedApp, Navigation):
    """The guide as a full-screen terminal app. It owns the walk, the notes, and what is being saved."""

    CSS_PATH = ["guide.tcss", "colours.tcss"]
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (10, "-short"), (18, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *COMMON_KEYS,
        Binding("ctrl+c", "interrupt", "Quit at once", show=False, priority=True),
    ]

    def __init__(
        self,
        ruleset: LoadedGuide,
        voice: Voice = "you",
        *,
        skip_home: bool = False,
        answers: Mapping[str, str] = NOTHING,
        cases: Callable[[Guide], tuple[Case, ...]] = lambda _: (),
        reload: Callable[[], Reloaded | None] | None = None,
        store_path: Path | None = None,
        asks_to_save: bool = True,
        settings: Path | None = None,
        on_start: "Callable[[GuideApp], None]" = lambda _: None,
    ) -> None:
        """An app at its first page, or with ``skip_home`` at the question that follows the ``answers``.

        Args:
            ruleset: The guide.
            voice: Whom the questions speak to.
            skip_home: Whether the first page is left out.
            answers: Options by question, given already.
            cases: See ``AppBase``.
            reload: See ``AppBase``.
            store_path: The file of the records; None keeps nothing.
            asks_to_save: See ``AppBase``.
            settings: The file of settings; None reads and remembers none.
            on_start: Called once the first screen stands.
        """
        super().__init__()
        self.title = ruleset.guide.front.title
        self.voice = voice
        self.cases = cases
        self.store_path = store_path
        self.controller = InterviewController(store_path, ruleset)
        self.reload = reload
        self.asks_to_save = asks_to_save
        self.drafts = Drafts()
        self._skip_home = skip_home
        self._on_start = on_start
        walk = replay_answers(ruleset.guide, answers)
        self.controller.start(walk, voice)
        self.set_reactive(GuideApp.walk, walk)
        install_themes(self)
        # Whoever keeps nothing does not have a choice of colours remembered either.
        self.appearance = Appearance(self, settings, remember=store_path is not None)
        self.theme = self.appearance.theme

    @property
    def recommendation(self) -> Recommendation | None:
        """The recommendation of the walk; None until it ends and an interview's answers are confirmed."""
        known = self.walk.current is None and not self.controller.awaiting_confirmation
        return recommend(self.walk) if known else None

    def get_default_screen(self) -> Screen[Any]:
        # Nothing lies under the first screen, so that it is what is painted first.
        return self.first_screen(skip_home=self._skip_home)

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width < SLIVER, "-sliver")

    def on_mount(self) -> None:
        # Switched off for the start. By the end of it the objects that stay are there, and are frozen.
        self.set_timer(1, gc.freeze)
        self.set_timer(1, gc.enable)
        if self.reload is not None:
            self.set_interval(WATCH_EVERY, self.look_at_rules)
        self.gate.shut()
        self.call_after_refresh(self._on_start, self)
        self.call_after_refresh(self.follow_terminal)
        on_signals(self.action_interrupt, INTERRUPTED)

    def begin(self, voice: Voice, answers: Mapping[str, str] = NOTHING) -> None:
        save_or_show(self, self.controller.release)
        walk = replay_answers(self.controller.guide, answers)
        self.controller.start(walk, voice)
        self.replace_walk(walk, NOTHING, voice)
        self.open_question()

    def replace_walk(self, walk: Walk, notes: Mapping[str, str], voice: Voice) -> None:
        self.voice, self.baseline_walk, self.open_sections = voice, None, None
        self.settled_result = None
        self.drafts.release()
        self._show(walk, notes)

    def perform(self, act: Act) -> None:
        show = partial(self._show, *apply_act(act, self.walk, self.notes))
        if self.baseline_walk is None:
            save_or_show(self, partial(self.controller.queue, act), show)
            self.call_after_refresh(save_or_show, self, self.controller.flush)
        else:
            show()

    def _show(self, walk: Walk, notes: Mapping[str, str]) -> None:
        given = self.walk.answers.get(walk.current or "")
        self.taken_back = Step(str(walk.current), given) if given else None
        self.notes, self.walk = notes, walk

    def watch_walk(self) -> None:
        """Show the step that a new walk has come to. Textual calls this when ``walk`` is set."""
        if self.baseline_walk and self.baseline_walk.path == self.walk.path:
            # Nothing that was only tried stays, not even off the path: none of it is saved.
            self.set_reactive(GuideApp.walk, self.baseline_walk)
            self.baseline_walk = None
        self.show_current_step()

    def look_at_rules(self) -> None:
        """Reload the rules where their files have changed on the disk. Called every WATCH_EVERY seconds."""
        if news := self.reload and self.reload():
            self.apply_reload(news)

    def apply_reload(self, news: Reloaded) -> None:
        """Go on with changed rules and all answers; where the rules have problems, show those instead."""
        self.show_problems(news.problems)
        if news.ruleset is not None:
            self.controller.ruleset, guide = news.ruleset, news.ruleset.guide
            baseline = self.baseline_walk
            self.baseline_walk = baseline and replay_answers(guide, baseline.answers)
            self.walk = replay_answers(guide, self.walk.answers)

    def action_find(self) -> None:
        from guide.tui.palette import open_palette

        open_palette(self)

    def action_show_keys(self) -> None:
        from guide.tui.key_list import key_groups
        from guide.tui.screens.all_keys import KeysScreen

        if isinstance(self.screen, KeysScreen):
            self.screen.dismiss()
        else:
            self.push_screen(KeysScreen(key_groups(self.screen)))

    async def action_quit(self) -> None:
        self.quit_or_ask()

    def exit(self, *args: Any, **kwargs: Any) -> None:
        save_or_show(self, self.controller.flush)
        super().exit(*args, **kwargs)

    def action_interrupt(self) -> None:
        self.exit(return_code=INTERRUPTED)
