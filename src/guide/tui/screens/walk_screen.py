"""What the screens of a walk have in common: the trial of another answer, and keys."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from guide.common.text import escape_control_chars
from guide.engine.decision import more_options
from guide.engine.walk import Walk
from guide.tui.base import ScreenBase


def offers(walk: Walk, question: str, option: str) -> bool:
    """Whether the rules of this walk have this question with this option."""
    return question in walk.guide.questions and option in walk.guide.questions[question].options


class WalkScreen(ScreenBase[None]):
    """Base class of screens for a step of the walk. A line says so while another answer is tried out.

    Attributes:
        final: Whether it shows a recommendation.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("u", "come_back", "Undo", show=False)]

    final: ClassVar[bool] = False

    @property
    def shown(self) -> Walk:
        """The walk that is on the screen, which may not be the newest of the app."""
        return self.app.walk

    def on_mount(self) -> None:
        self.watch(self.app, "baseline_walk", self.show_trial)

    def on_screen_resume(self) -> None:
        self.app.show_current_step()

    async def show_trial(self, baseline: Walk | None) -> None:
        """Show the line that another answer is tried out, or hide it where ``baseline`` is None."""
        self.refresh_bindings()
        if baseline is None:
            await self.query("#trial").remove()
        elif not self.query("#trial"):
            await self.mount(Static(id="trial", classes="readable", markup=False), before=0)
        if baseline is not None:
            from guide.presenters.what_if import trial_text

            text = trial_text(self.shown, baseline, self.app.voice)
            for banner in self.query("#trial").results(Static):
                banner.update(escape_control_chars(f"Press u to undo. {text}".strip()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action == "add":
            return bool(more_options(self.shown))
        return action != "come_back" or self.app.baseline_walk is not None

    def action_add(self) -> None:
        self.app.open_addition()

    def action_answers(self) -> None:
        self.app.open_answers()

    def action_come_back(self) -> None:
        self.app.end_trial()
