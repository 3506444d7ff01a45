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
    """What becomes of a session that is left; empty where it is saved, or its end was shown already."""
    if session.interview.finished is not None:
        return ""
    if session.withheld:
        return WITHHELD_WALK if session.own else WITHHELD
    return leftover_text(session.detached_id) if session.detached_id else ""


def print_leaving_text(app: AppBase) -> None:
    """Print ``leaving_text`` to standard error; for the time after the app has restored the terminal."""
    session = app.controller.session
    if session is None:
        return
    session.leave()
    if told := leaving_text(session):
        # The window may be gone.
        with suppress(OSError):
            print(escape_control_chars(told), file=sys.stderr)
