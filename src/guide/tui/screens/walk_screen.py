"""Another answer tried out: the walk that was left is kept until somebody comes back to it."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from guide.engine.decision import more_options
from guide.engine.walk import Step, Walk

if TYPE_CHECKING:
    from guide.tui.app import GuideApp


def offers(walk: Walk, question: str, option: str) -> bool:
    """Whether the rules of the walk have this answer to this question."""
    return question in walk.guide.questions and option in walk.guide.questions[question].options


class WalkScreen(Screen[None]):
    """What stands at the end of the app's walk. It says so where that walk is only tried.

    ``final`` is what shows a recommendation.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("u", "come_back", "Undo")]

    final: ClassVar[bool] = False

    @property
    def shown(self) -> Walk:
        """The walk that is on the screen."""
        return self.guide_app.walk

    @property
    def guide_app(self) -> "GuideApp":
        return cast("GuideApp", self.app)

    def on_mount(self) -> None:
        self.watch(self.app, "left", self.show_trial)

    def on_screen_resume(self) -> None:
        from guide.tui.navigation import show_current_step

        show_current_step(self.guide_app)

    async def show_trial(self, left: Walk | None) -> None:
        self.refresh_bindings()
        if left is None:
            await self.query("#trial").remove()
        elif not self.query("#trial"):
            told = "Press u to undo: you are trying another answer."
            await self.mount(Static(told, id="trial", markup=False), before=0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        if action == "add":
            return bool(more_options(self.shown))
        return action != "come_back" or self.guide_app.left is not None

    def action_add(self) -> None:
        from guide.tui.screens.result.one_more import add_to

        add_to(self.guide_app)

    def action_answers(self) -> None:
        from guide.tui.screens.answers import AnswersScreen

        self.app.push_screen(AnswersScreen())

    def try_out(self, other: Step) -> None:
        """Walk on with another answer. Whatever is tried after it, the way back leads to the first walk."""
        app = self.guide_app
        if other.question in app.walk.answers and offers(app.walk, *other):
            app.left = app.left or app.walk
            app.walk = app.walk.revise(*other)

    def action_come_back(self) -> None:
        from guide.tui.screens.result.screen import ResultScreen

        app = self.guide_app
        if app.left is None:
            return
        tried = next((step for step in app.walk.path if step not in app.left.path), None)
        app.walk, app.left = app.left, None
        if isinstance(app.screen, ResultScreen):
            app.screen.cursor = tried
