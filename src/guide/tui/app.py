"""The app: it holds the walk; the screens show what is at its end."""

import asyncio
import gc
import signal
from collections.abc import Mapping
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from guide.advice import Recommendation, recommend
from guide.model import NOTHING, Guide, Voice
from guide.tui.home import HomeScreen
from guide.tui.question import QuestionScreen
from guide.tui.themes import THEMES
from guide.walk import Walk, retrace

INTERRUPTED = 130
_NAMES = [theme.name for theme in THEMES]


class GuideApp(App[None]):
    """``voice`` is whom the questions speak to; ``at_once`` leaves out the first page."""

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
    notes: reactive[Mapping[str, str]] = reactive[Mapping[str, str]](NOTHING, init=False)

    def __init__(self, guide: Guide, voice: Voice = "you", *, at_once: bool = False) -> None:
        super().__init__()
        self.title = guide.front.title
        self.guide = guide
        self.voice = voice
        self._at_once = at_once
        self.set_reactive(GuideApp.walk, retrace(guide))
        for theme in THEMES:
            self.register_theme(theme)
        if self.theme not in _NAMES:
            self.theme = _NAMES[0]

    @property
    def failure(self) -> Exception | None:
        """The error that ended the app, if one did."""
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
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                try:
                    loop.add_signal_handler(getattr(signal, name), self.action_interrupt)
                except (NotImplementedError, RuntimeError):
                    # Windows has no such handlers, and a thread that is not the main one may not set them.
                    return

    def begin(self, voice: Voice) -> None:
        self.voice = voice
        self.notes = NOTHING
        self.walk = retrace(self.guide)
        self._come_to(QuestionScreen)

    def go_home(self) -> None:
        self._come_to(HomeScreen)

    def watch_walk(self, walk: Walk) -> None:
        from guide.tui.result import ResultScreen

        shown = isinstance(self.screen, ResultScreen)
        if walk.at is None:
            result = ResultScreen(recommend(walk))
            self.switch_screen(result) if shown else self.push_screen(result)
        elif shown:
            self._come_to(QuestionScreen)

    def _come_to(self, kind: type[Screen[Any]]) -> None:
        """Back to the screen of this kind, or on to a new one where there is none below."""
        if not any(isinstance(screen, kind) for screen in self.screen_stack):
            self.push_screen(kind())
        while not isinstance(self.screen, kind):
            self.pop_screen()

    def action_next_theme(self) -> None:
        self.theme = _NAMES[(_NAMES.index(self.theme) + 1) % len(_NAMES)]

    def action_interrupt(self) -> None:
        self.exit(return_code=INTERRUPTED)

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the local variables, and those hold answers.
        self._close_messages_no_wait()
