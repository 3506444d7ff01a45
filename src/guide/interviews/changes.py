"""What can be changed in an interview afterwards, and the events that this makes."""

from msgspec import Struct
from msgspec.structs import replace

from guide.interviews.events import Corrected, Event, FollowUpAgreed, Part, Responded
from guide.interviews.state import Interview
from guide.interviews.transitions import events_between


class RecordChange(Struct, frozen=True):
    """What an interview is to say from now on. None leaves a field as it is; "" takes it away.

    ``review`` is a day, YYYY-MM-DD. ``response`` is the whole reply to the recommendation.
    """

    person: str | None = None
    interviewer: str | None = None
    occasion: str | None = None
    step: str | None = None
    owner: str | None = None
    review: str | None = None
    response: Responded | None = None

    @property
    def renames(self) -> bool:
        """Whether it sets the name, the interviewer or the occasion."""
        return any(text is not None for text in (self.person, self.interviewer, self.occasion))

    @property
    def agrees(self) -> bool:
        """Whether it sets what comes after the recommendation."""
        return any(value is not None for value in (self.step, self.owner, self.review, self.response))


def change_events(interview: Interview, change: RecordChange) -> tuple[Event, ...]:
    """The events that make a change; empty where all is so already.

    What is taken away counts as left open, so that it is not asked for again.
    """
    return (*_name_events(interview, change), *_agreement_events(interview, change))


def _name_events(interview: Interview, change: RecordChange) -> tuple[Corrected, ...]:
    opened = interview.opened
    old = Corrected(opened.person, opened.interviewer, opened.occasion)
    new = Corrected(
        _or(change.person, old.person),
        _or(change.interviewer, old.interviewer),
        _or(change.occasion, old.occasion),
    )
    return (new,) if new != old else ()


def _agreement_events(interview: Interview, change: RecordChange) -> tuple[Event, ...]:
    old = interview.arranged or FollowUpAgreed()
    arranged = FollowUpAgreed(
        _or(change.step, old.step), _or(change.owner, old.owner), _or(change.review, old.review)
    )
    response = change.response or interview.response
    emptied = [part for part in _open_parts(change) if part not in interview.passed]
    if arranged == old and response == interview.response:
        return ()
    after = replace(
        interview,
        arranged=arranged if arranged != old else interview.arranged,
        response=response,
        passed=(*interview.passed, *emptied),
    )
    return events_between(interview, after)


def _open_parts(change: RecordChange) -> tuple[Part, ...]:
    """The parts of an interview that a change leaves empty."""
    response = change.response
    texts: dict[Part, str | None] = {
        "kind": response.kind if response and response.view == "prefers" else None,
        "why": response.why if response else None,
        "step": change.step,
        "owner": change.owner,
        "review": change.review,
    }
    return tuple(part for part, text in texts.items() if text == "")


def _or(text: str | None, before: str) -> str:
    return before if text is None else text.strip()
