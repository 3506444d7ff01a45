"""What became of an interview later: reviews that were held, and what was changed, with the day of each."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from guide.common.dates import format_date
from guide.interviews.events import Corrected, Event, FollowUpAgreed, InterviewStarted, Responded, Reviewed
from guide.interviews.state import Interview, replay_events
from guide.presenters.interview_facts import response_text
from guide.presenters.view_models import Line, Section, typed_line
from guide.ruleset.model import Guide, Voice

REVIEWS, CHANGES = "Reviews", "What was changed later"
NO_TEXT = "It was held; nothing was written down."
NO_MORE = "No further review."

Dated = tuple[str, Event]
"""The moment of an event in ISO 8601, and the event."""


class HeldReview(Struct, frozen=True):
    """A review of an interview that was held.

    Attributes:
        day: When it was noted, as YYYY-MM-DD.
        text: What came of it; may be "".
        next: The day of the next review, as YYYY-MM-DD; "" where there is to be none.
    """

    day: str
    text: str
    next: str


def held_reviews(journal: Iterable[Dated]) -> tuple[HeldReview, ...]:
    """Return the reviews that were held, in order, from a journal (pairs of moment and event)."""
    return tuple(
        HeldReview(moment[: len("YYYY-MM-DD")], event.text, event.review)
        for moment, event in journal
        if isinstance(event, Reviewed)
    )


def reviews_section(reviews: Iterable[HeldReview], today: date) -> Section:
    """Return a section on the reviews that were held, which has no lines where none was."""
    return Section("reviews", REVIEWS, tuple(_review_lines(reviews, today)))


def changes_section(guide: Guide | None, voice: Voice, journal: Iterable[Dated], today: date) -> Section:
    """Return a section on later changes to an interview, a sentence with its day for each of them.

    A change counts where it replaces something that was written before.

    Args:
        guide: The rules of the interview; None where they cannot be read, and ids stand for words.
        voice: Whether it speaks to the person or about them.
        journal: Every event with its moment.
        today: The day from which years are left out.
    """
    return Section("changes", CHANGES, tuple(map(Line, _dated_changes(guide, voice, journal, today))))


def change_phrases(
    guide: Guide | None, voice: Voice, before: Interview, event: Event, today: date
) -> tuple[str, ...]:
    """Return phrases on what an event changed of what was written before, to be joined by ``change_text``.

    For example “the review was moved from 1 March to 2 April”. Empty where it only fills in what was still
    open in the talk, and for events that are not about names, response and agreement.

    Args:
        guide: The rules of the interview; None where they cannot be read.
        voice: Whether the phrases speak to the person or about them.
        before: The interview before the event.
        event: The event.
        today: The day from which years are left out.
    """
    match event:
        case Corrected():
            opened = before.opened
            old = Corrected(opened.person, opened.interviewer, opened.occasion)
            return tuple(_name_phrases(old, event))
        case FollowUpAgreed():
            arranged = before.arranged or FollowUpAgreed()
            if before.closed or _replaces(arranged, event):
                return tuple(_agreement_phrases(arranged, event, today))
        case Responded() if before.response is not None and (before.closed or before.response.why):
            return tuple(_response_phrases(guide, voice, before.response, event))
        case Responded() if before.closed:
            return (f"the response was noted: “{response_text(guide, voice, event)}”",)
    return ()


def change_text(phrases: Iterable[str]) -> str:
    """Return the phrases of ``change_phrases`` as sentences."""
    return " ".join(f"{phrase[:1].upper()}{phrase[1:]}." for phrase in phrases)


def day_text(day: str, today: date) -> str:
    """Return YYYY-MM-DD as “1 March”, with the year where it is not this one; any other text as it is."""
    try:
        return format_date(date.fromisoformat(day), today)
    except ValueError:
        return day


def _review_lines(reviews: Iterable[HeldReview], today: date) -> Iterator[Line]:
    for review in reviews:
        yield typed_line(review.text or NO_TEXT, f"On {day_text(review.day, today)}")
        yield Line(f"The next one is on {day_text(review.next, today)}." if review.next else NO_MORE)


def _dated_changes(guide: Guide | None, voice: Voice, journal: Iterable[Dated], today: date) -> Iterator[str]:
    interview: Interview | None = None
    for moment, event in journal:
        if interview is None:
            if not isinstance(event, InterviewStarted):
                return
            interview = replay_events([event])
            continue
        for phrase in change_phrases(guide, voice, interview, event, today):
            yield f"On {day_text(moment[: len('YYYY-MM-DD')], today)} {phrase}."
        interview = interview.apply(event)


def _replaces(old: FollowUpAgreed, new: FollowUpAgreed) -> bool:
    """Return whether something that was written is another now, or gone."""
    pairs = ((old.step, new.step), (old.owner, new.owner), (old.review, new.review))
    return any(before and before != after for before, after in pairs)


def _name_phrases(old: Corrected, new: Corrected) -> Iterator[str]:
    pairs = (
        ("name", old.person, new.person),
        ("interviewer", old.interviewer, new.interviewer),
        ("occasion", old.occasion, new.occasion),
    )
    for noun, before, after in pairs:
        yield from _text_phrases(f"the {noun}", before, after)


def _agreement_phrases(old: FollowUpAgreed, new: FollowUpAgreed, today: date) -> Iterator[str]:
    yield from _text_phrases("the next step", old.step, new.step)
    yield from _text_phrases("who does it", old.owner, new.owner)
    before, after = day_text(old.review, today), day_text(new.review, today)
    if old.review == new.review:
        return
    if old.review and new.review:
        yield f"the review was moved from {before} to {after}"
    elif new.review:
        yield f"a review was set for {after}"
    else:
        yield f"the review on {before} was called off"


def _response_phrases(guide: Guide | None, voice: Voice, old: Responded, new: Responded) -> Iterator[str]:
    before, after = (response_text(guide, voice, response) for response in (old, new))
    if before != after:
        yield f"the response was changed from “{before}” to “{after}”"
    yield from _text_phrases("the reason for it", old.why, new.why)


def _text_phrases(noun: str, before: str, after: str) -> Iterator[str]:
    if before == after:
        return
    if before and after:
        yield f"{noun} was changed from “{before}” to “{after}”"
    elif after:
        yield f"{noun} was added: “{after}”"
    else:
        yield f"{noun} was taken away: “{before}”"
