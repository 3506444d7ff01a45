"""The events of an interview, of which its journal consists. They are never changed once they are written.

The tags are what stands on the disk: they stay as they are, whatever the classes are called.
"""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from guide.ruleset.model import Voice

View = Literal["agrees", "prefers", "undecided"]
Part = Literal[
    "briefing", "goal", "questions", "reading", "response", "kind", "why", "step", "owner", "review"
]
"""What an interview goes through, in this order; in ``reading`` the answers are read back."""


class InterviewStarted(Struct, frozen=True, tag="opened"):
    """``own`` is a walk for oneself: nobody is named, and it is kept only until it is finished."""

    rules: str
    voice: Voice
    person: str = ""
    interviewer: str = ""
    occasion: str = ""
    own: bool = False


class BriefingGiven(Struct, frozen=True, tag="informed"):
    """The person has heard what the interview is for and what becomes of it, and goes on."""


class GoalSet(Struct, frozen=True, tag="aimed"):
    """The goal, in the person's own words."""

    goal: str


class Answered(Struct, frozen=True, tag="answered"):
    """A question was answered, or answered anew: ids of the question and of the option."""

    question: str
    option: str


class TakenBack(Struct, frozen=True, tag="taken back"):
    """The answer to a question was taken back."""

    question: str


class NoteSet(Struct, frozen=True, tag="noted"):
    """An empty text takes the note away."""

    question: str
    text: str


class Finished(Struct, frozen=True, tag="finished"):
    """The answers were read back and confirmed."""

    outcome: str
    companions: tuple[str, ...] = ()


class Responded(Struct, frozen=True, tag="responded"):
    """What the person says to the recommendation; ``kind`` is what they would prefer."""

    view: View
    kind: str = ""
    why: str = ""


class FollowUpAgreed(Struct, frozen=True, tag="arranged"):
    """What follows, whose task it is, and the day of the review as YYYY-MM-DD; each may be empty."""

    step: str = ""
    owner: str = ""
    review: str = ""


class Corrected(Struct, frozen=True, tag="corrected"):
    """What should have been said when it was opened."""

    person: str = ""
    interviewer: str = ""
    occasion: str = ""


class Reviewed(Struct, frozen=True, tag="reviewed"):
    """The review was held; ``review`` is the day of the next, as YYYY-MM-DD, or empty."""

    review: str = ""


class Moved(Struct, frozen=True, tag="moved"):
    """From here on other rules hold; ``answers`` and ``notes`` are what became of those so far."""

    rules: str
    answers: Mapping[str, str]
    notes: Mapping[str, str]


class PartSkipped(Struct, frozen=True, tag="passed"):
    """What was asked here was left open."""

    part: Part


Event = (
    InterviewStarted
    | BriefingGiven
    | GoalSet
    | Answered
    | TakenBack
    | NoteSet
    | Finished
    | Responded
    | FollowUpAgreed
    | Corrected
    | Reviewed
    | Moved
    | PartSkipped
)
