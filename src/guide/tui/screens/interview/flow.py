"""From one part of an interview to the next, and back to wherever it was left."""

from collections.abc import Callable
from functools import partial

from guide.common.text import escape_control_chars
from guide.sessions.session import Session
from guide.storage import event_store as journal
from guide.storage.database_file import exposed
from guide.tui.base import AppBase
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.interview.save_failure import save_or_show


def choose(app: AppBase, name: str) -> None:
    """What the first page offers: an interview, or what waits under this id."""
    if name:
        from guide.tui.screens.interview.resume import go_on_with

        go_on_with(app, name)
    else:
        from guide.tui.screens.interview.start import OpeningScreen

        app.push_screen(OpeningScreen())


def choose_open(app: AppBase, interviews: list[tuple[str, str]]) -> None:
    """One of these, by id, is gone on with."""
    from guide.tui.dialogs import ChoiceDialog

    def go_on_if(name: str | None) -> None:
        if name:
            choose(app, name)

    app.push_screen(ChoiceDialog("Which interview goes on?", interviews), go_on_if)


def ask_to_forget(app: AppBase, name: str, told: str) -> None:
    """What waits under this id, ``told`` as the first page offers to forget it."""
    from guide.tui.dialogs import ChoiceDialog

    def forget_if(answer: str | None) -> None:
        if answer == "yes":
            save_or_show(app, partial(_forget, app, name), partial(app.notify, "It is deleted."))
            app.go_to_screen(HomeScreen).refresh_offers()

    choices = [("no", "No, keep it"), ("yes", "Yes, forget it")]
    app.push_screen(ChoiceDialog(f"{told}?", choices, "It cannot be brought back."), forget_if)


def _forget(app: AppBase, name: str) -> None:
    journal.delete(app.keeper.store(), [name])


def take_up(app: AppBase, session: Session) -> None:
    """Hold this interview or walk from now on, and show where it stands."""
    interview = session.interview
    app.keeper.session = session
    app.replace_walk(session.walk, interview.notes, interview.opened.voice)
    if session.own:
        app.open_question()
    else:
        warn(app)
        go_on(app)


def warn(app: AppBase) -> None:
    """Whoever holds an interview is told if everybody can read it."""
    if app.keeper.path is not None and (told := exposed(app.keeper.path)):
        app.notify(escape_control_chars(told), severity="warning", markup=False)


def go_on(app: AppBase) -> None:
    """To the screen for what is to be said next."""
    session = app.keeper.session
    assert session is not None
    app.go_to_screen(HomeScreen)
    app.replace_walk(session.walk, session.interview.notes, session.interview.opened.voice)
    match session.part:
        case "briefing":
            from guide.tui.screens.interview.briefing import BriefingScreen

            app.push_screen(BriefingScreen(session))
        case "goal":
            ask_goal(app, partial(go_on, app), app.go_home)
        case _:
            app.open_question()
            if app.keeper.to_close:
                app.call_after_refresh(close, app)


def ask_goal(app: AppBase, then: Callable[[], object], back: Callable[[], object]) -> None:
    from guide.tui.screens.interview.prompt import AskScreen

    assert app.keeper.session is not None
    app.push_screen(AskScreen(app.keeper.session, "goal", then, back))


def close(app: AppBase) -> None:
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


def _next(app: AppBase) -> None:
    app.pop_screen()
    close(app)
