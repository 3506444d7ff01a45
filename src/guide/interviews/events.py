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
    """An interview, or a walk for oneself, was begun.

    Attributes:
        rules: The digest of the rules.
        voice: Whether questions speak to the person ("you") or about them ("they").
        person: The name or code of the person; "" for nobody.
        interviewer: Who asks the questions.
        occasion: The occasion of the talk.
        own: Whether it is a walk for oneself: nobody is named, and it is deleted once it is finished unless
            the person saves it.
    """

    rules: str
    voice: Voice
    person: str = ""
    interviewer: str = ""
    occasion: str = ""
    own: bool = False


class BriefingGiven(Struct, frozen=True, tag="informed"):
    """The person was told what the interview is for and what becomes of it, and agreed to go on."""


class GoalSet(Struct, frozen=True, tag="aimed"):
    """The goal was set or changed, in the person's own words."""

    goal: str


class Answered(Struct, frozen=True, tag="answered"):
    """A question was answered, or its answer changed. Both fields are ids."""

    question: str
    option: str


class TakenBack(Struct, frozen=True, tag="taken back"):
    """The answer to a question was taken back."""

    question: str


class NoteSet(Struct, frozen=True, tag="noted"):
    """The note to a question was written or changed. An empty text deletes it."""

    question: str
    text: str


class Finished(Struct, frozen=True, tag="finished"):
    """The answers were confirmed: the ids of the outcome and of the kinds that go with it."""

    outcome: str
    companions: tuple[str, ...] = ()


class Responded(Struct, frozen=True, tag="responded"):
    """The person said what they think of the recommendation, and why.

    ``kind`` is the id of the kind that they would prefer; "" where they name none.
    """

    view: View
    kind: str = ""
    why: str = ""


class FollowUpAgreed(Struct, frozen=True, tag="arranged"):
    """Next step, who does it, and day of the review (YYYY-MM-DD) were agreed; each may be empty."""

    step: str = ""
    owner: str = ""
    review: str = ""


class Corrected(Struct, frozen=True, tag="corrected"):
    """The names and the occasion given at the beginning were corrected to these."""

    person: str = ""
    interviewer: str = ""
    occasion: str = ""


class Reviewed(Struct, frozen=True, tag="reviewed"):
    """The review was held.

    Attributes:
        review: The day of the next one, YYYY-MM-DD; "" where there is to be none.
        text: What came of it.
    """

    review: str = ""
    text: str = ""


class Moved(Struct, frozen=True, tag="moved"):
    """The interview was moved to rules with another digest.

    ``answers`` and ``notes`` are those that remain, by the ids of the new rules. They replace the earlier
    ones.
    """

    rules: str
    answers: Mapping[str, str]
    notes: Mapping[str, str]


class PartSkipped(Struct, frozen=True, tag="passed"):
    """A part of the interview was left open, and is not asked again."""

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
