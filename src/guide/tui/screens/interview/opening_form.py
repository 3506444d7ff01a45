"""Whom the interview is to be with."""

from collections.abc import Callable
from functools import partial

from guide.interviews.events import InterviewStarted
from guide.ruleset.model import Voice
from guide.tui.screens.interview.participants import Names, NamesScreen
from guide.tui.screens.interview.save_or_show import save_or_show

OWNER = "to be opened"
"""In place of an interview's id, which has no spaces."""


class OpeningScreen(NamesScreen):
    """The form that begins an interview. It calls ``then`` once the beginning is saved.

    ``given`` are the texts of its fields at first.
    """

    def __init__(self, voice: Voice, given: Names, then: Callable[[], object]) -> None:
        super().__init__("An interview", given, OWNER)
        self._voice = voice
        self._then = then

    def take(self, names: Names) -> None:
        """Begin the interview with these names. The form stays open below, in case it cannot be saved."""
        app = self.app
        opened = InterviewStarted("", self._voice, *names)
        self.hand_in()
        save_or_show(app, partial(app.controller.begin_interview, opened), self._then)

    def action_leave(self) -> None:
        self.put_aside()
        self.app.go_home()
