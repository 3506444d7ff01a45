"""From one part of an interview to the next, and back to wherever it was left."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from guide.common.text import escape_control_chars
from guide.sessions.session import Session
from guide.storage import event_store as journal
from guide.storage.database_file import exposure_text
from guide.tui.navigation import go_home, go_to_screen
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.interview.save_failure import save_or_show
from guide.tui.screens.question import QuestionScreen

if TYPE_CHECKING:
    from guide.tui.app import GuideApp


def choose(app: "GuideApp", name: str) -> None:
    """What the first page offers: an interview, or what waits under this id."""
    if name:
        from guide.tui.screens.interview.resume import go_on_with

        go_on_with(app, name)
    else:
        from guide.tui.screens.interview.start import OpeningScreen

        app.push_screen(OpeningScreen())


def choose_open(app: "GuideApp", interviews: list[tuple[str, str]]) -> None:
    """One of these, by id, is gone on with."""
    from guide.tui.screens.records.cards import ChooseScreen

    def go_on_if(name: str | None) -> None:
        if name:
            choose(app, name)

    app.push_screen(ChooseScreen("Which interview goes on?", interviews), go_on_if)


def ask_to_forget(app: "GuideApp", name: str, told: str) -> None:
    """What waits under this id, ``told`` as the first page offers to forget it."""
    from guide.tui.screens.records.cards import ChooseScreen

    def forget_if(answer: str | None) -> None:
        if answer == "yes":
            save_or_show(app, partial(_forget, app, name), partial(app.notify, "It is deleted."))
            go_to_screen(app, HomeScreen).look_again()

    choices = [("no", "No, keep it"), ("yes", "Yes, forget it")]
    app.push_screen(ChooseScreen(f"{told}?", choices, "It cannot be brought back."), forget_if)


def _forget(app: "GuideApp", name: str) -> None:
    journal.delete(app.keeper.store(), [name])


def take_up(app: "GuideApp", session: Session) -> None:
    """Hold this interview or walk from now on, and show where it stands."""
    interview = session.interview
    app.keeper.session = session
    app.take_up(session.walk, interview.notes, interview.opened.voice)
    if session.own:
        go_to_screen(app, QuestionScreen)
    else:
        warn(app)
        go_on(app)


def warn(app: "GuideApp") -> None:
    """Whoever holds an interview is told if everybody can read it."""
    if app.keeper.path is not None and (told := exposure_text(app.keeper.path)):
        app.notify(escape_control_chars(told), severity="warning", markup=False)


def go_on(app: "GuideApp") -> None:
    """To the screen for what is to be said next."""
    session = app.keeper.session
    assert session is not None
    go_to_screen(app, HomeScreen)
    app.take_up(session.walk, session.interview.notes, session.interview.opened.voice)
    match session.part:
        case "briefing":
            from guide.tui.screens.interview.briefing import BriefingScreen

            app.push_screen(BriefingScreen(session))
        case "goal":
            ask_goal(app, partial(go_on, app), partial(go_home, app))
        case _:
            go_to_screen(app, QuestionScreen)
            if app.keeper.to_close:
                app.call_after_refresh(close, app)


def ask_goal(app: "GuideApp", then: Callable[[], object], back: Callable[[], object]) -> None:
    from guide.tui.screens.interview.prompt import AskScreen

    assert app.keeper.session is not None
    app.push_screen(AskScreen(app.keeper.session, "goal", then, back))


def close(app: "GuideApp") -> None:
    """Ask for what is still to be said to the recommendation, above it; then show all of it."""
    from guide.tui.screens.interview.prompt import AskScreen
    from guide.tui.screens.interview.wrap_up import ClosingScreen

    session = app.keeper.interview
    assert session is not None
    part = session.part
    if part is None:
        app.push_screen(ClosingScreen(session))
    else:
        app.push_screen(AskScreen(session, part, partial(_next, app), app.pop_screen))


def _next(app: "GuideApp") -> None:
    app.pop_screen()
    close(app)
