"""A journal without what was taken back: before answers are confirmed, only what holds is kept of them."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guide.interviews.events import (
    Answered,
    Event,
    Finished,
    GoalSet,
    Interview,
    Moved,
    NoteSet,
    TakenBack,
    replay_events,
)


class Entry(Struct, frozen=True):
    """One line of a journal; ``at`` is the moment as ISO 8601, by the clock on the wall, with its offset.

    Lines stand in the order in which questions were first answered. Where an answer was changed before it was
    confirmed, its line has the moment of the change.
    """

    number: int
    at: str
    event: Event


def compact(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The journal without what no longer holds. Raises ValueError where it is none."""
    confirmed = _confirmed(entries)
    rest = entries[confirmed:]
    subjects = [subject for entry in rest if (subject := _subject(entry.event))]
    if len(set(subjects)) == len(subjects):
        return tuple(entries)
    # Its beginning is a state too: nothing can be said before the opening.
    known = max(confirmed, 1)
    journal = tuple(entries[:known])
    for entry in entries[known:]:
        journal = append_compact(journal, entry.event, entry.at)
    return journal


def append_compact(entries: Sequence[Entry], event: Event, at: str) -> tuple[Entry, ...]:
    """The journal after this event, without what the event puts out of force, numbered from 1.

    What was confirmed stays as history, but for notes that are taken away. Raises ValueError where it is no
    journal.
    """
    before = list(entries)
    new = Entry(0, at, event)
    confirmed = _confirmed(entries)
    keeps_history = not isinstance(event, NoteSet) or bool(event.text)
    history = before[:confirmed] if keeps_history else list(_without(before[:confirmed], event))
    slim = [*history, *_without(before[confirmed:], event)]
    if slim != before:
        wanted = _folded(before).after(event)
        # Where the rest alone comes to the same, nothing has to tell that something was taken back.
        for tried in (_changed_in_place(before, confirmed, new), slim, [*slim, new]):
            if tried and _same(_folded(tried), wanted):
                return _numbered(tried)
    return _numbered([*before, new])


def _confirmed(entries: Sequence[Entry]) -> int:
    """How many lines there are up to the last confirmation, which is the last of them."""
    places = (place for place, entry in enumerate(entries, 1) if isinstance(entry.event, Finished))
    return max(places, default=0)


def _subject(event: Event) -> tuple[str, str] | None:
    """What a later event of the same subject puts out of force."""
    match event:
        case Answered(question) | TakenBack(question):
            return "answer", question
        case NoteSet(question):
            return "note", question
        case GoalSet():
            return "goal", ""
        case Moved():
            return "answer", ""
    return None


def _without(entries: Sequence[Entry], event: Event) -> Iterator[Entry]:
    """Those that still hold after the event; a move has its answers and notes within it."""
    gone = _gone(event)
    for entry in entries:
        if not gone(entry.event):
            yield _moved_without(entry, event)


def _gone(event: Event) -> Callable[[Event], bool]:
    """Which events the later one puts out of force."""
    match event:
        case Answered(question) | TakenBack(question):
            return lambda one: isinstance(one, Answered) and one.question == question
        case NoteSet(question):
            return lambda one: isinstance(one, NoteSet) and one.question == question
        case GoalSet():
            return lambda one: isinstance(one, GoalSet)
        case Moved():
            return lambda one: isinstance(one, Answered | TakenBack | NoteSet | Moved)
    return lambda _: False


def _moved_without(entry: Entry, event: Event) -> Entry:
    match entry.event, event:
        case Moved(rules, answers, notes), TakenBack(question) if question in answers:
            left = {name: option for name, option in answers.items() if name != question}
            return Entry(0, entry.at, Moved(rules, left, notes))
        case Moved(rules, answers, notes), NoteSet(question) if question in notes:
            left = {name: text for name, text in notes.items() if name != question}
            return Entry(0, entry.at, Moved(rules, answers, left))
    return entry


def _changed_in_place(entries: Sequence[Entry], confirmed: int, new: Entry) -> list[Entry]:
    """With another answer in the line of the one before, as answers keep their order; empty where none is."""
    event = new.event
    if not isinstance(event, Answered):
        return []
    for place in reversed(range(confirmed, len(entries))):
        match entries[place]:
            case Entry(_, _, Answered(question)) if question == event.question:
                return [*entries[:place], new, *entries[place + 1 :]]
            case Entry(_, at, Moved(rules, answers, notes)) if event.question in answers:
                moved = Moved(rules, {**answers, event.question: event.option}, notes)
                return [*entries[:place], Entry(0, at, moved), *entries[place + 1 :]]
    return []


def _folded(entries: Sequence[Entry]) -> Interview:
    return replay_events(entry.event for entry in entries)


def _same(one: Interview, other: Interview) -> bool:
    """Also in the order of the answers, as the last one can be taken back."""
    return replace(one, events=0) == replace(other, events=0) and list(one.answers) == list(other.answers)


def _numbered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(Entry(number, entry.at, entry.event) for number, entry in enumerate(entries, 1))
