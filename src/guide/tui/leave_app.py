"""Leaving a result, for the first page or for good: what is asked before, and what stays in the terminal."""

from collections.abc import Callable
from functools import partial

from guide.engine.recommendation import Recommendation, recommend
from guide.engine.walk import Walk, replay_answers
from guide.ruleset.model import NOTHING
from guide.tui.base import AppBase
from guide.tui.screens.interview.save_or_show import save_or_show
from guide.tui.screens.walk_screen import WalkScreen


def quit_app(app: AppBase) -> None:
    """Leave the app. Of an interview, ask first for what it still lacks; of an unsaved result, once."""
    trying = app.baseline_walk is not None
    if isinstance(app.screen, WalkScreen) and not trying and app.controller.has_open_questions:
        app.close_interview()
    else:
        ask_before_leaving(app, partial(_exit, app))


def go_home(app: AppBase) -> None:
    """Go back to the first page; of an unsaved result, ask once before."""
    ask_before_leaving(app, partial(_go_home, app))


def ask_before_leaving(app: AppBase, leave: Callable[[], object]) -> None:
    """Call ``leave``, at once or where somebody says so: of an unsaved result, they are asked once."""
    walk = shown_result(app)
    if walk is None or not _is_unsaved(app, walk):
        leave()
        return
    from guide.tui.leave_dialog import LeaveDialog

    app.settled_result = walk
    app.push_screen(LeaveDialog(), partial(_decided, app, walk, leave))


def shown_result(app: AppBase) -> Walk | None:
    """The finished walk whose result is on the screen, or below what is; None where there is none.

    While another answer is tried, it is the walk before the trial.
    """
    walk = app.baseline_walk or app.walk
    seen = app.baseline_walk is not None or any(
        isinstance(screen, WalkScreen) and screen.final for screen in app.screen_stack
    )
    return walk if seen and walk.current is None and not app.controller.awaiting_confirmation else None


def _is_unsaved(app: AppBase, walk: Walk) -> bool:
    """Whether the result may be kept, and was neither saved nor copied, nor was anybody asked about it."""
    settled = app.settled_result
    if settled is not None and settled.guide is walk.guide and settled.path == walk.path:
        return False
    interview = app.controller.interview
    if interview is not None and interview.kept:
        return False
    return app.asks_to_save and not recommend(walk).end.private


def _decided(app: AppBase, walk: Walk, leave: Callable[[], object], choice: str | None) -> None:
    match choice:
        case "leave":
            leave()
        case "quit":
            _exit(app)
        case "save":
            from guide.tui.save_report import save_walk_report

            save_walk_report(app, walk, then=leave)


def _exit(app: AppBase) -> None:
    app.last_result = _parting_recommendation(app)
    app.exit()


def _parting_recommendation(app: AppBase) -> Recommendation | None:
    """What may stay in the terminal, where others may read it: no private end, and nobody's interview."""
    walk = shown_result(app)
    if walk is None or app.controller.interview is not None:
        return None
    recommendation = recommend(walk)
    return None if recommendation.end.private else recommendation


def _go_home(app: AppBase) -> None:
    from guide.tui.screens.home import HomeScreen

    app.go_to_screen(HomeScreen)
    app.baseline_walk = None
    if app.controller.interview is not None or app.guide is not app.controller.guide:
        app.replace_walk(replay_answers(app.controller.guide), NOTHING, "you")
    if (session := app.controller.session) is not None:
        from guide.tui.screens.interview.leaving import leaving_text

        # What is queued is saved first, or withheld: the sentence depends on it.
        save_or_show(app, app.controller.flush)
        if text := leaving_text(session):
            app.notify(text, markup=False)
    save_or_show(app, app.controller.release)
