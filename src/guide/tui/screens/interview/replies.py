"""What is said beside the answers, as the session takes it; and days as they are typed."""

from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from guide.common import dates as days
from guide.interviews.events import FollowUpAgreed, Part, Responded
from guide.presenters.interview_prompts import VIEWS
from guide.sessions.session import Session


def choices_in(session: Session, part: Part) -> Mapping[str, str]:
    """What can be chosen there by id; nothing where it is to be written."""
    interview = session.interview
    if part == "response":
        return dict(VIEWS.items())
    if part == "kind":
        taken = session.guide.outcomes[interview.finished.outcome].kinds if interview.finished else ()
        return {name: kind.name for name, kind in session.guide.kinds.items() if name not in taken}
    return {}


def said_in(session: Session, part: Part) -> str:
    """What was said there so far: an id where it was chosen."""
    interview = session.interview
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


def store_reply(session: Session, part: Part, said: str) -> None:
    """An empty text leaves it open. Raises StoreError."""
    interview = session.interview
    response, arranged = interview.response, interview.arranged or FollowUpAgreed()
    if not said:
        session.leave_open(part)
    match part:
        case "goal":
            session.aim(said)
        case "response":
            for view in VIEWS:
                # Another view keeps the reason. What was preferred goes with one of them alone.
                if view == said and not (response and response.view == view):
                    session.respond(Responded(view, why=response.why if response else ""))
        case "kind" | "why":
            if response is not None:
                session.respond(replace(response, **{part: said}))
        case _:
            if (after := replace(arranged, **{part: said})) != arranged:
                session.arrange(after)


def reply_as_date(said: str, today: date) -> tuple[str, str]:
    """The day as YYYY-MM-DD, and what is wrong with it; one of them is empty."""
    if not said.strip():
        return "", ""
    try:
        return days.parse_date(said, today).isoformat(), ""
    except days.DayError as error:
        return "", str(error)


def told_of_day(said: str, today: date) -> str:
    """The day that is meant so far, in full; nothing where it is not clear, or must not be this one."""
    day, _ = reply_as_date(said, today)
    return f"{days.format_date_long(date.fromisoformat(day))}." if day else ""
