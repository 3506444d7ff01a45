"""The review that an interview waits for, as a calendar shows it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from msgspec import Struct

from guide.interviews.events import Corrected, Event, FollowUpAgreed, Reviewed
from guide.interviews.state import replay_events

_SHOWN = (Corrected, FollowUpAgreed, Reviewed)
"""Events that change what a calendar shows. No other event ever takes one of them out of a journal."""


class WaitingReview(Struct, frozen=True):
    """A review that is still to be held.

    Attributes:
        interview: The id of the interview.
        number: Which review of the interview it is, from 1.
        revision: How often what is known of it was changed; it only grows.
        changed: When that was last, in UTC.
        day: The day on which it is to be held.
        person: The name or code of the person.
        step: The next step; "" for none.
        owner: Who does it; "" for nobody.
    """

    interview: str
    number: int
    revision: int
    changed: datetime
    day: date
    person: str
    step: str
    owner: str


def waiting_review(name: str, journal: Iterable[tuple[str, Event]]) -> WaitingReview | None:
    """The review that an interview waits for; None where it waits for none.

    Args:
        name: The id of the interview.
        journal: Every event with its moment in ISO 8601.

    Raises:
        ValueError: It is no journal, or a day or moment in it is none.
    """
    dated = tuple(journal)
    interview = replay_events(event for _, event in dated)
    arranged = interview.arranged
    if arranged is None or not arranged.review:
        return None
    moments = [moment for moment, event in dated if isinstance(event, _SHOWN)]
    try:
        changed = datetime.fromisoformat(moments[-1]).astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(error)) from None
    return WaitingReview(
        interview=name,
        number=len(interview.reviews) + 1,
        revision=len(moments),
        changed=changed,
        day=date.fromisoformat(arranged.review),
        person=interview.opened.person,
        step=arranged.step,
        owner=arranged.owner,
    )
