"""An interview as a journal of events, and what they come to: a state is folded from them, like a walk.

Events are never changed. Answers, notes and the rest stand in ``Interview`` as the last event left them.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from guide.model import NOTHING, Guide, Voice
from guide.walk import Walk, retrace

View = Literal["agrees", "prefers", "undecided"]


class Opened(Struct, frozen=True, tag="opened"):
    """``own`` is a walk for oneself: nobody is named, and it is kept only until it is finished."""

    rules: str
    voice: Voice
    person: str = ""
    interviewer: str = ""
    occasion: str = ""
    own: bool = False


class Informed(Struct, frozen=True, tag="informed"):
    """The person has heard what the interview is for and what becomes of it, and goes on."""


class Aimed(Struct, frozen=True, tag="aimed"):
    """The goal, in the person's own words."""

    goal: str


class Answered(Struct, frozen=True, tag="answered"):
    question: str
    option: str


class TakenBack(Struct, frozen=True, tag="taken back"):
    question: str


class Noted(Struct, frozen=True, tag="noted"):
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


class Arranged(Struct, frozen=True, tag="arranged"):
    """What follows, whose task it is, and the day of the review as YYYY-MM-DD; each may be empty."""

    step: str = ""
    owner: str = ""
    review: str = ""


class Moved(Struct, frozen=True, tag="moved"):
    """From here on other rules hold; ``answers`` and ``notes`` are what became of those so far."""

    rules: str
    answers: Mapping[str, str]
    notes: Mapping[str, str]


Event = Opened | Informed | Aimed | Answered | TakenBack | Noted | Finished | Responded | Arranged | Moved


class Interview(Struct, frozen=True):
    """``rules`` is the digest of the rules that hold; ``events`` is how many it was folded from."""

    opened: Opened
    rules: str
    events: int = 1
    informed: bool = False
    goal: str = ""
    answers: Mapping[str, str] = NOTHING
    notes: Mapping[str, str] = NOTHING
    finished: Finished | None = None
    response: Responded | None = None
    arranged: Arranged | None = None

    def after(self, event: Event) -> "Interview":
        """The interview one event on."""
        return replace(self, events=self.events + 1, **_changed(self, event))

    def walk(self, guide: Guide) -> Walk:
        return retrace(guide, self.answers)


def folded(events: Iterable[Event]) -> Interview:
    """The interview that events make. Raises ValueError where they do not begin with their one opening."""
    first, *rest = events
    match first:
        case Opened():
            interview = Interview(first, first.rules)
        case _:
            raise ValueError("the journal does not begin with an opening")
    for event in rest:
        interview = interview.after(event)
    return interview


_FIELDS: Mapping[type, str] = {Finished: "finished", Responded: "response", Arranged: "arranged"}
"""The events that are kept whole, in the field of this name."""


def _changed(interview: Interview, event: Event) -> Mapping[str, object]:
    """The fields that an event sets. After another answer, what was finished is to be confirmed again."""
    match event:
        case Informed():
            return {"informed": True}
        case Aimed(goal):
            return {"goal": goal}
        case Answered(question, option):
            return {"answers": {**interview.answers, question: option}, "finished": None}
        case TakenBack(question):
            return {"answers": _without(interview.answers, question), "finished": None}
        case Noted(question, text):
            rest = _without(interview.notes, question)
            return {"notes": {**rest, question: text} if text else rest}
        case Moved(rules, answers, notes):
            return {"rules": rules, "answers": answers, "notes": notes, "finished": None}
        case Opened():
            raise ValueError("an opening is not the first event")
        case _:
            return {_FIELDS[type(event)]: event}


def _without(table: Mapping[str, str], name: str) -> Mapping[str, str]:
    return {key: value for key, value in table.items() if key != name}
