"""Journals without what was taken back.

Of answers that were changed before they were confirmed, only the last one is kept.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from guide.interviews.events import Answered, Event, Finished, GoalSet, Moved, NoteSet, TakenBack
from guide.interviews.state import Interview, replay_events


class Entry(Struct, frozen=True):
    """One event of an interview, as the journal in the store holds it.

    The entries of a journal are in the order in which questions were first answered. Where an answer was
    changed before it was confirmed, its entry has the moment of the change.

    Attributes:
        number: Its place in the journal, from 1.
        at: The moment in ISO 8601, in local time with its offset.
        event: The event.
    """

    number: int
    at: str
    event: Event


def compact(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return a journal without the entries that later ones override, such as answers that were changed.

    Entries before the last confirmation of the answers stay as history. Raises ValueError where the entries
    are no journal.
    """
    confirmed = _count_confirmed(entries)
    rest = entries[confirmed:]
    subjects = [subject for entry in rest if (subject := _subject(entry.event))]
    if len(set(subjects)) == len(subjects):
        return tuple(entries)
    # The first line is the start of the interview: no other event can come before it.
    start = max(confirmed, 1)
    journal = tuple(entries[:start])
    for entry in entries[start:]:
        journal = append_compact(journal, entry.event, entry.at)
    return journal


def append_compact(entries: Sequence[Entry], event: Event, at: str) -> tuple[Entry, ...]:
    """Return the journal with one more event, without the entries that it overrides, numbered from 1.

    Entries before the last confirmation of the answers stay as history, but for notes. Raises ValueError
    where the entries are no journal.
    """
    before = list(entries)
    new = Entry(0, at, event)
    confirmed = _count_confirmed(entries)
    keeps_history = not isinstance(event, NoteSet) or bool(event.text)
    history = before[:confirmed] if keeps_history else list(_without(before[:confirmed], event))
    shorter = [*history, *_without(before[confirmed:], event)]
    if shorter != before:
        target = _replay(before).apply(event)
        # Where the shorter journal gives the same interview, no line says that something was taken back.
        for candidate in (_changed_in_place(before, confirmed, new), shorter, [*shorter, new]):
            if candidate and _same(_replay(candidate), target):
                return _renumber(candidate)
    return _renumber([*before, new])


def _count_confirmed(entries: Sequence[Entry]) -> int:
    """Return how many lines there are up to the last confirmation, itself included; 0 without one."""
    places = (place for place, entry in enumerate(entries, 1) if isinstance(entry.event, Finished))
    return max(places, default=0)


def _subject(event: Event) -> tuple[str, str] | None:
    """Return what the event is about: a later event about the same overrides it. None for other events."""
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
    """Yield the entries that still hold after the event, moves without the answers and notes that do not."""
    is_overridden = _overridden_by(event)
    for entry in entries:
        if not is_overridden(entry.event):
            yield _moved_without(entry, event)


def _overridden_by(event: Event) -> Callable[[Event], bool]:
    """Return a test for the events that a later event overrides."""
    match event:
        case Answered(question) | TakenBack(question):
            return lambda old: isinstance(old, Answered) and old.question == question
        case NoteSet(question):
            return lambda old: isinstance(old, NoteSet) and old.question == question
        case GoalSet():
            return lambda old: isinstance(old, GoalSet)
        case Moved():
            return lambda old: isinstance(old, Answered | TakenBack | NoteSet | Moved)
    return lambda _: False


def _moved_without(entry: Entry, event: Event) -> Entry:
    match entry.event, event:
        case Moved(rules, answers, notes), TakenBack(question) if question in answers:
            rest = {name: option for name, option in answers.items() if name != question}
            return Entry(0, entry.at, Moved(rules, rest, notes))
        case Moved(rules, answers, notes), NoteSet(question) if question in notes:
            rest = {name: text for name, text in notes.items() if name != question}
            return Entry(0, entry.at, Moved(rules, answers, rest))
    return entry


def _changed_in_place(entries: Sequence[Entry], confirmed: int, new: Entry) -> list[Entry]:
    """Return the entries with the new answer in the line of the old one, so that answers keep their order.

    Empty where the event is no answer, or the question was not answered yet.
    """
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


def _replay(entries: Sequence[Entry]) -> Interview:
    return replay_events(entry.event for entry in entries)


def _same(first: Interview, second: Interview) -> bool:
    """Return whether two interviews are the same, also in the order of their answers.

    The order matters, as the last answer can be taken back.
    """
    return replace(first, events=0) == replace(second, events=0) and list(first.answers) == list(
        second.answers
    )


def _renumber(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(Entry(number, entry.at, entry.event) for number, entry in enumerate(entries, 1))
