"""The state of an interview, replayed from its events, and what of it is still to be asked."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from guide.engine.walk import Walk, replay_answers
from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Corrected,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    Moved,
    NoteSet,
    Part,
    PartSkipped,
    Responded,
    Reviewed,
    TakenBack,
)
from guide.ruleset.model import NOTHING, Guide


class Interview(Struct, frozen=True):
    """The state of an interview, as its events leave it.

    Attributes:
        opened: How it was begun, with later corrections.
        rules: The digest of the rules that hold.
        events: How many events it was replayed from.
        informed: Whether the briefing was given.
        goal: The person's goal; "" for none.
        answers: Option ids by question id.
        notes: Notes by question id.
        finished: What it came to; None until the answers are confirmed.
        response: What was said to the recommendation; None where nothing was.
        arranged: What was agreed; None where nothing was.
        passed: The parts that were left open.
        reviews: The reviews that were held, in order.
    """

    opened: InterviewStarted
    rules: str
    events: int = 1
    informed: bool = False
    goal: str = ""
    answers: Mapping[str, str] = NOTHING
    notes: Mapping[str, str] = NOTHING
    finished: Finished | None = None
    response: Responded | None = None
    arranged: FollowUpAgreed | None = None
    passed: tuple[Part, ...] = ()
    reviews: tuple[Reviewed, ...] = ()

    def apply(self, event: Event) -> "Interview":
        """The interview after one more event."""
        return replace(self, events=self.events + 1, **_changed(self, event))

    @property
    def closed(self) -> bool:
        """Whether the answers are confirmed, and every part after them was answered or left open."""
        return self.finished is not None and not set(_unanswered_after(self)).difference(self.passed)

    def walk(self, guide: Guide) -> Walk:
        """The walk that its answers make in a guide, which has to have its rules."""
        return replay_answers(guide, self.answers)

    def next_part(self, guide: Guide) -> Part | None:
        """The first part that is neither done nor skipped; None where all are."""
        return next((part for part in _unanswered(self, guide) if part not in self.passed), None)


def replay_events(events: Iterable[Event]) -> Interview:
    """The state of an interview after these events.

    Raises ValueError unless the first of them, and no other, is InterviewStarted.
    """
    first, *rest = events
    match first:
        case InterviewStarted():
            interview = Interview(first, first.rules)
        case _:
            raise ValueError("the journal does not begin with an opening")
    for event in rest:
        interview = interview.apply(event)
    return interview


_FIELDS: Mapping[type, str] = {Finished: "finished", Responded: "response", FollowUpAgreed: "arranged"}
"""The events that are kept whole, in the field of this name."""


def _changed(interview: Interview, event: Event) -> Mapping[str, object]:
    """The fields that an event sets. After another answer, what was finished is to be confirmed again."""
    match event:
        case BriefingGiven():
            return {"informed": True}
        case GoalSet(goal):
            return {"goal": goal}
        case Answered(question, option):
            return {"answers": {**interview.answers, question: option}, "finished": None}
        case TakenBack(question):
            return {"answers": _without(interview.answers, question), "finished": None}
        case NoteSet(question, text):
            rest = _without(interview.notes, question)
            return {"notes": {**rest, question: text} if text else rest}
        case Corrected() | Reviewed():
            return _set_later(interview, event)
        case Moved(rules, answers, notes):
            return {"rules": rules, "answers": answers, "notes": notes, "finished": None}
        case InterviewStarted():
            raise ValueError("an opening is not the first event")
        case PartSkipped(part):
            return {"passed": (*interview.passed, part)}
        case _:
            return {_FIELDS[type(event)]: event}


def _set_later(interview: Interview, event: Corrected | Reviewed) -> Mapping[str, object]:
    match event:
        case Corrected(person, interviewer, occasion):
            opened = replace(interview.opened, person=person, interviewer=interviewer, occasion=occasion)
            return {"opened": opened}
        case Reviewed(review):
            # Without a next one its day is empty, and is not asked for again.
            arranged = replace(interview.arranged or FollowUpAgreed(), review=review)
            passed = dict.fromkeys((*interview.passed, "review"))
            reviews = (*interview.reviews, event)
            return {"arranged": arranged, "passed": tuple(passed), "reviews": reviews}


def _without(table: Mapping[str, str], name: str) -> Mapping[str, str]:
    return {key: value for key, value in table.items() if key != name}


def _unanswered(interview: Interview, guide: Guide) -> Iterator[Part]:
    """The parts that nothing was said to yet. Nothing follows on a private end."""
    if guide.front.briefing is not None and not interview.informed:
        yield "briefing"
    if not interview.goal:
        yield "goal"
    if interview.finished is None:
        yield "reading" if interview.walk(guide).current is None else "questions"
    elif not guide.outcomes[interview.finished.outcome].private:
        yield from _unanswered_after(interview)


def _unanswered_after(interview: Interview) -> Iterator[Part]:
    response, arranged = interview.response, interview.arranged or FollowUpAgreed()
    if response is None:
        yield "response"
    else:
        if response.view == "prefers" and not response.kind:
            yield "kind"
        if not response.why:
            yield "why"
    if not arranged.step:
        yield "step"
    if not arranged.owner:
        yield "owner"
    if not arranged.review:
        yield "review"
