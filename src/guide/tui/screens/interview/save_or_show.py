"""Saves in the app, and asks what to do where that fails."""

from collections.abc import Callable
from functools import partial

from guide.common.text import escape_control_chars
from guide.tui.base import AppBase

LONG = 30.0
"""Seconds that something is shown which nobody may miss."""


def save_or_show(app: AppBase, act: Callable[[], None], then: Callable[[], object] = lambda: None) -> None:
    """Call ``act``, which saves something, and then ``then``.

    Where an interview cannot be saved, ``then`` waits: a dialog asks what to do. A walk for oneself goes on
    unsaved, with a message. A deletion that may have left traces in the file counts as saved.
    """
    try:
        act()
    except Exception as error:
        # The store is imported by then; naming it above would import it at every start.
        from guide.sessions.save_failure import describe_failure
        from guide.storage import StoreError

        if not isinstance(error, StoreError):
            raise
        failure = describe_failure(error)
        if failure.done:
            message = escape_control_chars(failure.message)
            app.notify(message, severity="warning", timeout=LONG, markup=False)
            then()
        elif app.controller.interview is None:
            app.controller.go_on_unsaved()
            message = escape_control_chars(f"Your answers cannot be saved. {failure.message}")
            app.notify(message, markup=False)
            then()
        else:
            from guide.tui.screens.interview.failure import FailureScreen

            app.push_screen(FailureScreen(failure), partial(_decided, app, act, then))
    else:
        then()


def _decided(app: AppBase, act: Callable[[], None], then: Callable[[], object], choice: str | None) -> None:
    match choice:
        case "again":
            save_or_show(app, act, then)
        case "unsaved":
            app.controller.go_on_unsaved()
            save_or_show(app, act, then)
        case _:
            app.exit()
