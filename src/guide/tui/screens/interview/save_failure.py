"""Whatever is to be kept and cannot be: what to do then is for the person to say."""

from collections.abc import Callable
from functools import partial

from guide.common.text import escape_control_chars
from guide.tui.base import AppBase

LONG = 30.0
"""Seconds that something is shown which nobody may miss."""


def save_or_show(app: AppBase, act: Callable[[], None], then: Callable[[], object] = lambda: None) -> None:
    """Do what is to be kept, and only then what follows on it.

    Of an interview that cannot be kept a card asks what to do. A walk for oneself goes on unsaved. What is
    deleted, but may have left traces, is done.
    """
    try:
        act()
    except Exception as error:
        # The room of the store is open by then; naming it above would open it for everybody.
        from guide.storage import ChangedError, CleaningError, MissingError, StoreError

        if not isinstance(error, StoreError):
            raise
        if isinstance(error, CleaningError):
            # It is done; that traces may be left is told, and nothing is to be decided.
            app.notify(escape_control_chars(str(error)), severity="warning", timeout=LONG, markup=False)
            then()
            return
        if app.keeper.interview is None:
            app.keeper.go_on_unsaved()
            app.notify(escape_control_chars(f"This walk cannot be kept. {error}"), markup=False)
            then()
            return
        from guide.tui.screens.interview.failure import FailureScreen

        # What was changed or deleted from elsewhere will not change back.
        again = not isinstance(error, ChangedError | MissingError)
        app.push_screen(FailureScreen(str(error), again), partial(_decided, app, act, then))
    else:
        then()


def _decided(app: AppBase, act: Callable[[], None], then: Callable[[], object], chosen: str | None) -> None:
    match chosen:
        case "again":
            save_or_show(app, act, then)
        case "unsaved":
            app.keeper.go_on_unsaved()
            save_or_show(app, act, then)
        case _:
            app.exit()
