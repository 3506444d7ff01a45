"""What an interview adds to its recommendation, in words: the goal, the response, and what was agreed.

Where the guide is None, ids stand in place of its words.
"""

from collections.abc import Iterator

from msgspec import Struct

from guide.interviews.events import Responded, View
from guide.interviews.state import Interview
from guide.presenters.view_models import Line, Section, typed_line
from guide.ruleset.model import Guide, Voice

NAME, DATE, STEP, OWNER, REVIEW = "Name", "Date", "Next step", "Who does it", "When to look at it again"
INTERVIEWER, OCCASION = "Interviewer", "Occasion"
MEETING = "The interview"
FILL_IN = "To fill in by hand"
AGREED = "What was agreed"

_GOAL = {"you": "Your own goal", "they": "Their own goal"}
_SAYS = {"you": "Your response", "they": "Their response"}
ABOUT: Voice = "they"
"""The voice of records, which others read: they speak about the person, however the person was asked."""
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
    """What is known of an interview beside its answers. Unknown texts are ""; days are YYYY-MM-DD."""

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
    """Return the facts of an interview. ``day`` is when it was held, as YYYY-MM-DD."""
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


def meeting_section(guide: Guide | None, voice: Voice, facts: MeetingFacts) -> Section:
    """Return goal, response, interviewer and occasion as a section.

    Unknown ones are left out, so that it may have no lines.
    """
    lines = (
        goal_line(voice, facts.goal),
        *response_lines(guide, voice, facts.response),
        typed_line(facts.interviewer, INTERVIEWER),
        typed_line(facts.occasion, OCCASION),
    )
    return Section("meeting", MEETING, tuple(line for line in lines if line.text))


def goal_line(voice: Voice, goal: str) -> Line:
    """Return a line with the person's goal, led by its heading."""
    return typed_line(goal, _GOAL[voice])


def agreement_form(facts: MeetingFacts) -> Section:
    """Return a section with the agreement; where nothing was agreed, with blank lines to fill in by hand."""
    lines = (
        typed_line(facts.person, NAME),
        typed_line(facts.day, DATE),
        typed_line(facts.step, STEP),
        typed_line(facts.owner, OWNER),
        typed_line(facts.review, REVIEW),
    )
    return Section("agreed", AGREED if any(line.text for line in lines) else FILL_IN, lines)


def response_lines(guide: Guide | None, voice: Voice, response: Responded | None) -> Iterator[Line]:
    """Yield lines on the person's response to the recommendation and its reason; none without a response."""
    if response is None:
        return
    yield typed_line(response_text(guide, voice, response), _SAYS[voice])
    if response.why:
        yield typed_line(response.why, _WHY)


def response_text(guide: Guide | None, voice: Voice, response: Responded) -> str:
    """Return what the person said to the recommendation as a sentence, such as “They agree.”"""
    kind = guide.kinds.get(response.kind) if guide else None
    return _VIEWS[voice, response.view].format(kind.name if kind else response.kind or _SOMETHING_ELSE)
