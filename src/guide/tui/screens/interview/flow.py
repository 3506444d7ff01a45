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
from guide.storage.database_file import file_warnings
from guide.tui.base import AppBase
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.interview.move_or_stay import MovingScreen
from guide.tui.screens.interview.participants import Names
from guide.tui.screens.interview.save_or_show import save_or_show


def open_interview(app: AppBase, voice: Voice = "you", names: Names = ("", "", "")) -> None:
    """Open the form for a new interview. ``names`` fills in person, interviewer and occasion."""
    from guide.tui.screens.interview.opening_form import OpeningScreen

    app.push_screen(OpeningScreen(voice, names, partial(_show_session, app)))


def choose_open(app: AppBase, interviews: list[tuple[str, str]]) -> None:
    """Ask which of these interviews, given as id and text, to resume."""
    from guide.tui.dialogs import ChoiceDialog

    def go_on_if(name: str | None) -> None:
        if name:
            resume(app, name)

    app.push_screen(ChoiceDialog("Which interview goes on?", interviews), go_on_if)


def ask_to_forget(app: AppBase, name: str, text: str) -> None:
    """Ask whether to delete the answers with this id, of a walk for oneself.

    ``text`` is the line of the first page for that.
    """
    from guide.tui.dialogs import ChoiceDialog

    def forget_if(answer: str | None) -> None:
        if answer == "yes":
            save_or_show(app, partial(_forget, app, name), partial(app.notify, "They are deleted."))
            app.go_to_screen(HomeScreen).refresh_offers()

    choices = [("no", "No, keep them"), ("yes", "Yes, delete them")]
    app.push_screen(ChoiceDialog(f"{text}?", choices, "They cannot be brought back."), forget_if)


def _forget(app: AppBase, name: str) -> None:
    journal.delete(app.controller.store(), [name])


def resume(app: AppBase, name: str) -> None:
    """Resume the stored interview, or walk for oneself, with this id.

    Where its rules differ from the present ones, or cannot be read, a screen asks what to do.
    """
    controller = app.controller
    try:
        plan = plan_resume(controller.store(), name, controller.ruleset)
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


def _offer(app: AppBase, plan: RulesChanged | RulesUnreadable, text: str, choices: Mapping[str, str]) -> None:
    voice = plan.session.interview.opened.voice
    sections = migration_sections(plan.moving, plan.old, app.controller.guide, voice)
    app.push_screen(MovingScreen(text, sections, choices), partial(_stay_or_move, app, plan.session))


def _stay_or_move(app: AppBase, session: Session, choice: str | None) -> None:
    controller = app.controller
    if choice == "stay":
        open_session(app, session)
    elif choice == "move":
        controller.session = session
        move = partial(move_to_present, session, controller.ruleset)
        save_or_show(app, move, partial(open_session, app, session))


def open_session(app: AppBase, session: Session) -> None:
    """Make this interview or walk for oneself the one that the app saves, and show its current step."""
    interview = session.interview
    app.controller.session = session
    app.replace_walk(session.walk, interview.notes, interview.opened.voice)
    if session.own:
        app.open_question()
    else:
        _show_session(app)


def _show_session(app: AppBase) -> None:
    warn_if_exposed(app)
    show_next_part(app)


def warn_if_exposed(app: AppBase) -> None:
    """Show a warning if others can read or write the file of the interviews, or it is on a network drive."""
    for warning in file_warnings(app.controller.path) if app.controller.path is not None else ():
        app.notify(escape_control_chars(warning), severity="warning", markup=False)


def show_next_part(app: AppBase) -> None:
    """Open the screen for the part of the session that comes next."""
    session = app.controller.session
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
            if app.controller.has_open_questions:
                app.call_after_refresh(close, app)


def ask_goal(app: AppBase, then: Callable[[], object], back: Callable[[], object]) -> None:
    """Ask for the goal of the interview.

    ``then`` is called once it is saved, empty or not; ``back`` is called where the person goes back.
    """
    from guide.tui.screens.interview.prompt import AskScreen

    assert app.controller.session is not None
    app.push_screen(AskScreen(app.controller.session, "goal", then, back))


def close(app: AppBase) -> None:
    """Ask for what is still open after the recommendation, such as the response; then show all of it."""
    from guide.tui.screens.interview.prompt import AskScreen
    from guide.tui.screens.interview.wrap_up import ClosingScreen

    session = app.controller.interview
    assert session is not None
    part = session.part
    if part is None:
        app.push_screen(ClosingScreen(session))
    else:
        app.push_screen(AskScreen(session, part, partial(_next, app), app.pop_screen))


def _next(app: AppBase) -> None:
    app.pop_screen()
    close(app)
