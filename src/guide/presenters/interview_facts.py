"""What an interview adds to its recommendation, in words: the goal, the response, and what was agreed.

Where there is no guide to take words from, ids stand for them.
"""

from collections.abc import Iterator

from msgspec import Struct

from guide.interviews.events import Interview, Responded, View
from guide.presenters.view_models import Line, Section
from guide.ruleset.model import Guide, Voice

NAME, DATE, STEP, OWNER, REVIEW = "Name", "Date", "Next step", "Who does it", "When to look at it again"
INTERVIEWER, OCCASION = "Interviewer", "Occasion"
MEETING = "The interview"
FILL_IN = "To fill in by hand"
AGREED = "What was agreed"

_GOAL = {"you": "Your own goal", "they": "Their own goal"}
_SAYS = {"you": "Your response", "they": "Their response"}
_WHY = "Because"
_VIEWS: dict[tuple[Voice, View], str] = {
    ("you", "agrees"): "You agree.",
    ("you", "prefers"): "You would prefer {}.",
    ("you", "undecided"): "You have not decided yet.",
    ("they", "agrees"): "They agree.",
    ("they", "prefers"): "They would prefer {}.",
    ("they", "undecided"): "They have not decided yet.",
}
_SOMETHING_ELSE = "something else"


class MeetingFacts(Struct, frozen=True):
    """What is known of an interview beside its answers; what is not known is empty. Days are YYYY-MM-DD."""

    person: str = ""
    interviewer: str = ""
    occasion: str = ""
    day: str = ""
    goal: str = ""
    response: Responded | None = None
    step: str = ""
    owner: str = ""
    review: str = ""


def meeting_facts(interview: Interview, day: str) -> MeetingFacts:
    """Of an interview that was held on this day."""
    opened, arranged = interview.opened, interview.arranged
    return MeetingFacts(
        person=opened.person,
        interviewer=opened.interviewer,
        occasion=opened.occasion,
        day=day,
        goal=interview.goal,
        response=interview.response,
        step=arranged.step if arranged else "",
        owner=arranged.owner if arranged else "",
        review=arranged.review if arranged else "",
    )


def meeting_section(guide: Guide | None, voice: Voice, it: MeetingFacts) -> Section:
    """The section of what is known; it may have no lines."""
    known = (
        Line(it.goal, _GOAL[voice]),
        *response_lines(guide, voice, it.response),
        Line(it.interviewer, INTERVIEWER),
        Line(it.occasion, OCCASION),
    )
    return Section("meeting", MEETING, tuple(line for line in known if line.text))


def agreement_form(it: MeetingFacts) -> Section:
    """The lines of a summary that somebody fills in: with what is known, or with nothing."""
    lines = (
        Line(it.person, NAME),
        Line(it.day, DATE),
        Line(it.step, STEP),
        Line(it.owner, OWNER),
        Line(it.review, REVIEW),
    )
    return Section("agreed", AGREED if any(line.text for line in lines) else FILL_IN, lines)


def response_lines(guide: Guide | None, voice: Voice, response: Responded | None) -> Iterator[Line]:
    if response is None:
        return
    yield Line(response_text(guide, voice, response), _SAYS[voice])
    if response.why:
        yield Line(response.why, _WHY)


def response_text(guide: Guide | None, voice: Voice, response: Responded) -> str:
    kind = guide.kinds.get(response.kind) if guide else None
    return _VIEWS[voice, response.view].format(kind.name if kind else response.kind or _SOMETHING_ELSE)
