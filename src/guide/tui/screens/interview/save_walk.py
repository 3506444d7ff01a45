"""A finished walk for oneself, kept because the person says so."""

from collections.abc import Callable

from guide.common.text import escape_control_chars
from guide.storage import StoreError
from guide.tui.base import AppBase


def keep_walk(app: AppBase, tell: Callable[[str], None]) -> None:
    """Save the finished walk for oneself once; ``tell`` gets the sentence on what became of it."""
    controller = app.controller
    if controller.kept_finished:
        return
    try:
        controller.keep_finished()
    except StoreError as error:
        tell(escape_control_chars(str(error)))
    else:
        tell(escape_control_chars(f"This walk is kept in {controller.path}."))
