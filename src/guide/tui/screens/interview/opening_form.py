"""Whom the interview is to be with."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual import on
from textual.timer import Timer
from textual.widgets import Input, Static

from guide.common.dates import today
from guide.common.text import escape_control_chars
from guide.interviews.events import InterviewStarted
from guide.ruleset.model import Voice
from guide.tui.screens.interview.participants import Names, NamesScreen
from guide.tui.screens.interview.save_or_show import save_or_show
from guide.tui.widgets.attached import is_attached
from guide.tui.widgets.text_field import TextField

OWNER = "to be opened"
"""In place of an interview's id, which has no spaces."""
PAUSE = 0.2
"""Seconds after the last letter of a name, until it is looked for."""


class OpeningScreen(NamesScreen):
    """The form that begins an interview. It calls ``then`` once the beginning is saved.

    ``given`` are the texts of its fields at first. Whether the person has an interview already is said once
    the name is typed.
    """

    _pause: Timer | None = None

    def __init__(self, voice: Voice, given: Names, then: Callable[[], object]) -> None:
        super().__init__("A new interview", given, OWNER)
        self._voice = voice
        self._then = then

    def on_mount(self) -> None:
        self.call_after_refresh(self.look_for_earlier)

    @on(Input.Changed)
    def wait_for_more(self, event: Input.Changed) -> None:
        """Look for the person once nothing was typed for PAUSE seconds."""
        if event.input is self.query(TextField).first():
            if self._pause is not None:
                self._pause.stop()
            self._pause = self.set_timer(PAUSE, self.look_for_earlier)

    def look_for_earlier(self) -> None:
        """Look in a thread for interviews that the person has already."""
        path = self.app.controller.path
        if path is not None and is_attached(self):
            name = self.written()[0]
            self.run_worker(partial(self._look, path, name), thread=True, exclusive=True)

    def _look(self, path: Path, name: str) -> None:
        text = ""
        if name.strip():
            from guide.presenters.earlier_text import earlier_text
            from guide.sessions.earlier_interviews import look_for_earlier

            earlier = look_for_earlier(path, name)
            days = [(interview.is_open, interview.day) for interview in earlier]
            text = earlier_text(earlier[0].person, days, today()) if earlier else ""
        self.app.call_from_thread(self._say_earlier, name, text)

    def _say_earlier(self, name: str, text: str) -> None:
        if is_attached(self) and self.written()[0] == name:
            line = self.query_one("#earlier", Static)
            line.update(escape_control_chars(text))
            line.display = bool(text)

    def take(self, names: Names) -> None:
        """Begin the interview with these names. The form stays open below, in case it cannot be saved."""
        app = self.app
        opened = InterviewStarted("", self._voice, *names)
        self.hand_in()
        save_or_show(app, partial(app.controller.begin_interview, opened), self._then)

    def action_leave(self) -> None:
        self.put_aside()
        self.app.go_home()
