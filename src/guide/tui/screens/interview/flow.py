"""The ways through an interview: to begin or resume it, from one part to the next, and to its end."""

from collections.abc import Callable, Mapping
from functools import partial

from guide.common.text import escape_control_chars
from guide.presenters.interview_prompts import (
    LEAVE,
    MOVE_OR_LEAVE,
    MOVE_OR_STAY,
    RULES_DIFFER,
    RULES_UNREADABLE,
    migration_sections,
)
from guide.ruleset.model import Voice
from guide.sessions.resume import (
    FinishedUnreadable,
    Ready,
    RulesChanged,
    RulesUnreadable,
    move_to_present,
    plan_resume,
)
from guide.sessions.session import Session
from guide.storage import StoreError
from guide.storage import event_store as journal
from guide.storage.database_file import exposure_text
from guide.tui.base import AppBase
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.interview.participants import Names
from guide.tui.screens.interview.resume import MovingScreen
from guide.tui.screens.interview.save_failure import save_or_show


def open_interview(app: AppBase, voice: Voice = "you", given: Names = ("", "", "")) -> None:
    """Ask whom a new interview is with; ``given`` is known already."""
    from guide.tui.screens.interview.start import OpeningScreen

    app.push_screen(OpeningScreen(voice, given, partial(_show_session, app)))


def choose_open(app: AppBase, interviews: list[tuple[str, str]]) -> None:
    """Ask which of these interviews (id and text) goes on."""
    from guide.tui.dialogs import ChoiceDialog

    def go_on_if(name: str | None) -> None:
        if name:
            resume(app, name)

    app.push_screen(ChoiceDialog("Which interview goes on?", interviews), go_on_if)


def ask_to_forget(app: AppBase, name: str, told: str) -> None:
    """Ask whether the answers with this id are to be deleted; ``told`` is how the first page offers it."""
    from guide.tui.dialogs import ChoiceDialog

    def forget_if(answer: str | None) -> None:
        if answer == "yes":
            save_or_show(app, partial(_forget, app, name), partial(app.notify, "They are deleted."))
            app.go_to_screen(HomeScreen).refresh_offers()

    choices = [("no", "No, keep them"), ("yes", "Yes, delete them")]
    app.push_screen(ChoiceDialog(f"{told}?", choices, "They cannot be brought back."), forget_if)


def _forget(app: AppBase, name: str) -> None:
    journal.delete(app.keeper.store(), [name])


def resume(app: AppBase, name: str) -> None:
    """Resume the interview or the walk for oneself with this id."""
    controller = app.keeper
    try:
        plan = plan_resume(controller.store(), name, controller.guide, controller.texts)
    except StoreError as error:
        app.notify(escape_control_chars(str(error)), markup=False)
        return
    match plan:
        case Ready(session):
            open_session(app, session)
        case RulesChanged():
            _offer(app, plan, RULES_DIFFER, MOVE_OR_STAY)
        case RulesUnreadable():
            _offer(app, plan, RULES_UNREADABLE, MOVE_OR_LEAVE)
        case FinishedUnreadable():
            app.push_screen(MovingScreen(RULES_UNREADABLE, (), LEAVE))


def _offer(app: AppBase, plan: RulesChanged | RulesUnreadable, told: str, choices: Mapping[str, str]) -> None:
    voice = plan.session.interview.opened.voice
    sections = migration_sections(plan.moving, plan.old, app.keeper.guide, voice)
    app.push_screen(MovingScreen(told, sections, choices), partial(_decided, app, plan.session))


def _decided(app: AppBase, session: Session, chosen: str | None) -> None:
    controller = app.keeper
    if chosen == "stay":
        open_session(app, session)
    elif chosen == "move":
        controller.session = session
        move = partial(move_to_present, session, controller.guide, controller.texts)
        save_or_show(app, move, partial(open_session, app, session))


def open_session(app: AppBase, session: Session) -> None:
    """Go on with this interview or walk from now on, and show where it stands."""
    interview = session.interview
    app.keeper.session = session
    app.replace_walk(session.walk, interview.notes, interview.opened.voice)
    if session.own:
        app.open_question()
    else:
        _show_session(app)


def _show_session(app: AppBase) -> None:
    warn_if_exposed(app)
    show_next_part(app)


def warn_if_exposed(app: AppBase) -> None:
    """Tell whoever holds an interview if everybody on the computer can read it."""
    if app.keeper.path is not None and (told := exposure_text(app.keeper.path)):
        app.notify(escape_control_chars(told), severity="warning", markup=False)


def show_next_part(app: AppBase) -> None:
    """Open the screen for the part of the session that comes next."""
    session = app.keeper.session
    assert session is not None
    app.go_to_screen(HomeScreen)
    app.replace_walk(session.walk, session.interview.notes, session.interview.opened.voice)
    match session.part:
        case "briefing":
            from guide.tui.screens.interview.briefing import BriefingScreen

            app.push_screen(BriefingScreen(session, partial(show_next_part, app)))
        case "goal":
            ask_goal(app, partial(show_next_part, app), app.go_home)
        case _:
            app.open_question()
            if app.keeper.has_open_questions:
                app.call_after_refresh(close, app)


def ask_goal(app: AppBase, then: Callable[[], object], back: Callable[[], object]) -> None:
    """Ask for the goal of the interview; ``then`` follows on the goal or none, ``back`` on the way back."""
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
