"""Whom the interview is to be with."""

from functools import partial

from guide.interviews.events import InterviewStarted
from guide.ruleset.model import Voice
from guide.tui.base import AppBase
from guide.tui.screens.interview.flow import go_on, warn
from guide.tui.screens.interview.participants import Names, NamesScreen
from guide.tui.screens.interview.save_failure import save_or_show

OWNER = "to be opened"
"""In place of an interview's id, which has no spaces."""


class OpeningScreen(NamesScreen):
    """``given`` are the texts of the fields so far."""

    def __init__(self, voice: Voice = "you", given: Names = ("", "", "")) -> None:
        super().__init__("An interview", given, OWNER)
        self._voice = voice

    def take(self, names: Names) -> None:
        """It stays below, should the interview not be kept."""
        app = self.app
        opened = InterviewStarted("", self._voice, *names)
        self.hand_in()
        save_or_show(app, partial(app.keeper.begin_interview, opened), partial(_begun, app))

    def action_leave(self) -> None:
        self.put_aside()
        self.app.go_home()


def _begun(app: AppBase) -> None:
    warn(app)
    go_on(app)
