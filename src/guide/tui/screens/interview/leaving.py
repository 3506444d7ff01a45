"""What becomes of an interview, or of a walk for oneself, that is left before its end."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from guide.common.text import escape_control_chars
from guide.presenters.interview_prompts import WITHHELD, WITHHELD_WALK, leftover_text
from guide.tui.base import AppBase

if TYPE_CHECKING:
    from guide.sessions.session import Session


def leaving_text(session: "Session") -> str:
    """A sentence on what becomes of a session that is left now; "" where it is saved, or is finished."""
    if session.interview.finished is not None:
        return ""
    if session.withheld:
        return WITHHELD_WALK if session.own else WITHHELD
    return leftover_text(session.detached_id) if session.detached_id else ""


def print_leaving_text(app: AppBase) -> None:
    """End the session, and print ``leaving_text`` to standard error, after the app has left the screen."""
    session = app.controller.session
    if session is None:
        return
    session.leave()
    if text := leaving_text(session):
        # The window may be gone.
        with suppress(OSError):
            print(escape_control_chars(text), file=sys.stderr)
