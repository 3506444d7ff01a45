"""What is said in an interview beside the answers: goal, response, what was agreed; and days as typed."""

from collections.abc import Mapping
from datetime import date
from typing import get_args

from msgspec.structs import replace

from guide.common.dates import DayError, format_date_long, parse_date
from guide.interviews.events import FollowUpAgreed, Part, Responded, View
from guide.interviews.state import Interview
from guide.ruleset.model import Guide
from guide.sessions.session import Session


def current_reply(interview: Interview, part: Part) -> str:
    """Return what was replied in a part of the interview, such as the goal; "" where nothing was.

    Depending on the part it is the id of an opinion or of a kind of help, a text, or a day as YYYY-MM-DD.
    """
    response, arranged = interview.response, interview.arranged or FollowUpAgreed()
    match part:
        case "goal":
            return interview.goal
        case "response":
            return response.view if response else ""
        case "kind" | "why":
            return str(getattr(response, part, ""))
        case "step" | "owner" | "review":
            return str(getattr(arranged, part))
        case _:
            return ""


def store_reply(session: Session, part: Part, reply: str) -> None:
    """Save the reply to a part of the interview, such as the goal. Raises StoreError.

    Args:
        session: The session of the interview.
        part: The part.
        reply: In the form of ``current_reply``. "" leaves the part open and deletes an earlier reply, unless
            that was an opinion about the recommendation.
    """
    if not reply:
        session.skip(part)
    match part:
        case "goal":
            session.set_goal(reply)
        case "response":
            _store_view(session, reply)
        case "kind" | "why":
            if (response := session.interview.response) is not None:
                session.respond(replace(response, **{part: reply}))
        case "step" | "owner" | "review":
            arranged = session.interview.arranged or FollowUpAgreed()
            if (after := replace(arranged, **{part: reply})) != arranged:
                session.set_follow_up(after)


def _store_view(session: Session, reply: str) -> None:
    """Another view keeps the reason. What was preferred goes with one of them alone."""
    response = session.interview.response
    for view in get_args(View):
        if view == reply and (response is None or response.view != view):
            session.respond(Responded(view, why=response.why if response else ""))


def other_kinds(interview: Interview, guide: Guide) -> Mapping[str, str]:
    """Return the names, by id, of the kinds of help that the recommendation of an interview does not have."""
    recommended = guide.outcomes[interview.finished.outcome].kinds if interview.finished else ()
    return {name: kind.name for name, kind in guide.kinds.items() if name not in recommended}


def parse_day(text: str, today: date) -> tuple[str, str]:
    """Read a day in the future as somebody typed it.

    Returns:
        The day as YYYY-MM-DD, and a sentence that says what is wrong with the text. One of the two is "", and
        both are where the text is empty.
    """
    if not text.strip():
        return "", ""
    try:
        return parse_date(text, today).isoformat(), ""
    except DayError as error:
        return "", str(error)


def spell_out_day(text: str, today: date) -> str:
    """Return a typed day written out as a sentence; "" where it is unclear or not in the future."""
    day, _ = parse_day(text, today)
    return f"{format_date_long(date.fromisoformat(day))}." if day else ""
