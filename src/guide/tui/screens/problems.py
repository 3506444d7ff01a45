"""What is wrong with rules that were changed meanwhile."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Static

from guide.common.text import escape_control_chars
from guide.engine.walk import replay_answers
from guide.ruleset.problems import Problem
from guide.tui.rules_watcher import Reloaded

if TYPE_CHECKING:
    from guide.tui.app import GuideApp

MOST = 100


class ProblemsScreen(ModalScreen[None]):
    """The problems; the app closes it once they are mended."""

    CSS = """
    ProblemsScreen VerticalScroll { height: auto; max-height: 100%; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,b,backspace,space", "leave", "Go on with the rules as they were"),
    ]

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self._problems = problems

    def compose(self) -> ComposeResult:
        count = len(self._problems)
        with Vertical(classes="card"):
            yield Static(
                f"The rules have {count} problem{'s'[: count != 1]}.", classes="heading", markup=False
            )
            with VerticalScroll():
                yield Static(Content("\n\n").join(map(_shown, self._problems[:MOST])), markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        self.dismiss()


def follow_rules(app: "GuideApp") -> None:
    app.set_interval(0.5, partial(look_at_rules, app))


def look_at_rules(app: "GuideApp") -> None:
    """Whether they have changed on the disk; if so, go on with them."""
    if news := app.reload and app.reload():
        apply_reload(app, news)


def apply_reload(app: "GuideApp", news: Reloaded) -> None:
    """Rules that have changed, with every answer; where they are at fault, say so instead."""
    if isinstance(app.screen, ProblemsScreen):
        app.screen.dismiss()
    if news.guide is None:
        app.push_screen(ProblemsScreen(news.problems))
    else:
        app.keeper.guide = news.guide
        app.left = app.left and replay_answers(news.guide, app.left.answers)
        app.walk = replay_answers(news.guide, app.walk.answers)


def _shown(problem: Problem) -> Content:
    """As on the command line: the place first, what helps below."""
    first, *more = escape_control_chars(str(problem)).split("\n")
    place = escape_control_chars(str(problem.place))
    return Content.assemble(
        (place, "bold $accent"), first.removeprefix(place), *((f"\n{line}", "$text-quiet") for line in more)
    )
