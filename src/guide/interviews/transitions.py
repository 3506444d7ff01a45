"""The shortest events from one state of an interview to another."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Event,
    GoalSet,
    Moved,
    NoteSet,
    PartSkipped,
    TakenBack,
)
from guide.interviews.state import Interview, replay_events


def events_between(old: Interview, new: Interview) -> tuple[Event, ...]:
    """The fewest events that turn ``old`` into ``new``, without changes that were undone in between."""
    events: list[Event] = []
    state = old
    if old.rules != new.rules:
        moved = Moved(new.rules, new.answers, new.notes)
        state = state.apply(moved)
        events.append(moved)
    events += [BriefingGiven()] if new.informed and not state.informed else []
    events += [GoalSet(new.goal)] if new.goal != state.goal else []
    events += _answer_events(state.answers, new.answers)
    events += _note_events(state.notes, new.notes)
    if new.finished is not None and (state.finished != new.finished or state.answers != new.answers):
        events.append(new.finished)
    for review in new.reviews[len(state.reviews) :]:
        state = state.apply(review)
        events.append(review)
    events += [new.response] if new.response is not None and new.response != state.response else []
    events += [new.arranged] if new.arranged is not None and new.arranged != state.arranged else []
    events += [PartSkipped(part) for part in new.passed if part not in state.passed]
    return tuple(events)


def events_of(interview: Interview, rules: str) -> tuple[Event, ...]:
    """The events that make the same interview from nothing, under rules with this digest."""
    opened = replace(interview.opened, rules=rules)
    return opened, *events_between(replay_events([opened]), replace(interview, rules=rules))


def _answer_events(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Answered | TakenBack]:
    """Yield the events that turn the answers ``old`` into ``new``, those taken back first."""
    for question in old:
        if question not in new:
            yield TakenBack(question)
    for question, option in new.items():
        if old.get(question) != option:
            yield Answered(question, option)


def _note_events(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Event]:
    """Yield the events that turn the notes ``old`` into ``new``, both by question.

    A note that is only in ``old`` is deleted, by an event with an empty text.
    """
    for question in {**old, **new}:
        if old.get(question, "") != new.get(question, ""):
            yield NoteSet(question, new.get(question, ""))
