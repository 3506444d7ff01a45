"""What becomes of an interview, or of a walk for oneself, that is left before its end."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from guide.common.text import escape_control_chars
from guide.presenters.interview_prompts import WITHHELD, WITHHELD_WALK, leftover_text

if TYPE_CHECKING:
    from guide.sessions.session import Session
    from guide.tui.app import GuideApp


def said_on_leaving(session: "Session") -> str:
    """Empty where it is kept, and where its end has told already."""
    if session.interview.finished is not None:
        return ""
    if session.withheld:
        return WITHHELD_WALK if session.own else WITHHELD
    return leftover_text(session.left) if session.left else ""


def tell_on_leaving(app: "GuideApp") -> None:
    """Once the screen is as it was before."""
    session = app.keeper.session
    if session is None:
        return
    session.leave()
    if told := said_on_leaving(session):
        # The window may be gone.
        with suppress(OSError):
            print(escape_control_chars(told), file=sys.stderr)
