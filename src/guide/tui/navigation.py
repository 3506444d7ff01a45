"""Which screen stands on top: what is at the end of the walk is above the question, or not."""

from typing import TYPE_CHECKING, Any, TypeVar

from textual.screen import Screen

from guide.engine.recommendation import recommend
from guide.engine.walk import replay_answers
from guide.ruleset.model import NOTHING
from guide.tui.screens.interview.save_failure import save_or_show
from guide.tui.screens.question import QuestionScreen
from guide.tui.screens.walk_screen import WalkScreen

if TYPE_CHECKING:
    from guide.tui.app import GuideApp

S = TypeVar("S", bound=Screen[Any])


def show_current_step(app: "GuideApp") -> None:
    """As the walk has it. A screen that is no step of the walk stays on top."""
    screen = app.screen
    if not isinstance(screen, WalkScreen):
        return
    if app.walk.current is not None:
        go_to_screen(app, QuestionScreen)
    elif isinstance(screen, QuestionScreen):
        app.push_screen(final_screen(app))
    elif screen.shown is not app.walk or (screen.final and _to_read(app)):
        app.switch_screen(final_screen(app))


def final_screen(app: "GuideApp") -> Screen[None]:
    """What stands at the end of the walk: of an interview, first of all its answers."""
    if _to_read(app):
        from guide.tui.screens.interview.confirm import ReadingScreen

        return ReadingScreen()
    from guide.tui.screens.result.screen import ResultScreen

    return ResultScreen(recommend(app.walk))


def go_to_screen(app: "GuideApp", kind: type[S]) -> S:
    """Back to the screen of this kind, or on to a new one where there is none below."""
    if not any(isinstance(screen, kind) for screen in app.screen_stack):
        app.push_screen(kind())
    while not isinstance(screen := app.screen, kind):
        app.pop_screen()
    return screen


def home() -> Screen[None]:
    """The room of the first page is opened only where it is shown."""
    from guide.tui.screens.home import HomeScreen

    return HomeScreen()


def go_home(app: "GuideApp") -> None:
    """What is kept of the walk stays kept."""
    from guide.tui.screens.home import HomeScreen

    go_to_screen(app, HomeScreen)
    app.left = None
    if app.keeper.interview is not None or app.guide is not app.keeper.guide:
        app.take_up(replay_answers(app.keeper.guide), NOTHING, "you")
    if (session := app.keeper.session) is not None:
        from guide.tui.screens.interview.leaving import said_on_leaving

        # What was only noted down so far is kept first, or withheld.
        save_or_show(app, app.keeper.flush)
        if told := said_on_leaving(session):
            app.notify(told, markup=False)
    save_or_show(app, app.keeper.release)


def quit_or_ask(app: "GuideApp") -> None:
    """Of an interview, what is still to be said is asked for first."""
    if isinstance(app.screen, WalkScreen) and app.left is None and app.keeper.to_close:
        from guide.tui.screens.interview.flow import close

        close(app)
    else:
        app.exit()


def _to_read(app: "GuideApp") -> bool:
    return app.left is None and app.keeper.to_confirm
