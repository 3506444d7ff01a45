"""Changes of an interview after its end, and the reviews that were held, event by event."""

from datetime import date
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from guide.interviews.changes import RecordChange, change_events
from guide.interviews.events import (
    Answered,
    Corrected,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    PartSkipped,
    Responded,
    Reviewed,
    View,
)
from guide.interviews.state import Interview, replay_events
from guide.interviews.transitions import events_between, events_of
from guide.presenters.history import changes_section, held_reviews, reviews_section
from guide.storage.compaction import Entry, append_compact
from tests.tiny import tiny

TINY = tiny()
TODAY = date(2026, 7, 15)
BEGUN: tuple[Event, ...] = (
    InterviewStarted("r", "they", "Ada", "Grace", "Spring"),
    GoalSet("To rest"),
    *(Answered(*answer) for answer in (("wish", "calm"), ("heat", "very"), ("more", "no_more"))),
    Finished("tea"),
)
TEXTS = st.sampled_from(("", "Call", "  Call ", "Write\nand wait", "Ida"))
DAYS = st.sampled_from(("", "2026-08-01", "2027-01-31"))
CHANGES = st.builds(
    RecordChange,
    person=st.sampled_from((None, "Ada", "Bea")),
    interviewer=st.none() | TEXTS,
    occasion=st.none() | TEXTS,
    step=st.none() | TEXTS,
    owner=st.none() | TEXTS,
    review=st.none() | DAYS,
    response=st.none()
    | st.builds(Responded, st.sampled_from(get_args(View)), st.sampled_from(("", "coffee")), TEXTS),
)
LATER = st.lists(CHANGES | st.builds(Reviewed, DAYS, TEXTS), max_size=8)


def applied(later: list[RecordChange | Reviewed]) -> tuple[Interview, tuple[Event, ...]]:
    interview, events = replay_events(BEGUN), list(BEGUN)
    for change in later:
        new = change_events(interview, change) if isinstance(change, RecordChange) else (change,)
        for event in new:
            interview = interview.apply(event)
            events.append(event)
    return interview, tuple(events)


@given(LATER, CHANGES)
def test_a_change_sets_what_it_names_and_nothing_else(
    later: list[RecordChange | Reviewed], change: RecordChange
) -> None:
    before, _ = applied(later)
    after = before
    for event in change_events(before, change):
        after = after.apply(event)
    old, new = before.arranged or FollowUpAgreed(), after.arranged or FollowUpAgreed()
    for name in ("step", "owner", "review"):
        wanted = getattr(change, name)
        assert getattr(new, name) == (getattr(old, name) if wanted is None else wanted.strip())
    for name in ("person", "interviewer", "occasion"):
        wanted = getattr(change, name)
        opened = getattr(before.opened, name)
        assert getattr(after.opened, name) == (opened if wanted is None else wanted.strip())
    assert after.response == (change.response or before.response)
    same = ("rules", "goal", "answers", "notes", "finished", "reviews", "informed")
    assert all(getattr(after, name) == getattr(before, name) for name in same)
    # Nobody is asked for what was taken away, and the same change once more changes nothing.
    assert set(before.passed) <= set(after.passed)
    assert change_events(after, change) == ()


@given(LATER)
def test_an_interview_is_made_anew_with_all_that_came_after(later: list[RecordChange | Reviewed]) -> None:
    interview, _ = applied(later)
    again = replay_events(events_of(interview, "r"))
    assert unordered(again) == unordered(interview)
    assert events_between(interview, interview) == ()


def unordered(interview: Interview) -> Interview:
    """Without the number of events, and the order in which parts were left open, which means nothing."""
    return replace(interview, events=0, passed=tuple(sorted(interview.passed)))


@given(LATER)
def test_no_line_of_the_journal_is_lost(later: list[RecordChange | Reviewed]) -> None:
    _, events = applied(later)
    journal: tuple[Entry, ...] = ()
    for event in events:
        journal = (
            append_compact(journal, event, "2026-03-02T10:00:00+00:00")
            if journal
            else (Entry(1, "2026-03-02T10:00:00+00:00", event),)
        )
    assert tuple(entry.event for entry in journal) == events


def test_what_is_filled_in_during_the_talk_is_no_change() -> None:
    talk: tuple[Event, ...] = (
        Responded("agrees"),
        Responded("agrees", why="Fine"),
        FollowUpAgreed("Call"),
        FollowUpAgreed("Call", "Ida"),
        PartSkipped("review"),
    )
    assert sentences(*talk) == []
    # What is written in its place is one at any time, and so is what is added when all was asked.
    assert sentences(FollowUpAgreed("Call"), FollowUpAgreed("Write", "Ida")) == [
        "On 2 March the next step was changed from “Call” to “Write”.",
        "On 2 March who does it was added: “Ida”.",
    ]
    assert sentences(*talk, FollowUpAgreed("Call", "", "2027-01-31")) == [
        "On 2 March who does it was taken away: “Ida”.",
        "On 2 March a review was set for 31 January 2027.",
    ]
    assert sentences(Corrected("Bea", "Grace", "")) == [
        "On 2 March the name was changed from “Ada” to “Bea”.",
        "On 2 March the occasion was taken away: “Spring”.",
    ]
    assert sentences(*talk, Responded("undecided", why="Fine")) == [
        "On 2 March the response was changed from “They agree.” to “They have not decided yet.”."
    ]


def sentences(*later: Event) -> list[str]:
    journal = [("2026-03-02T10:00:00+00:00", event) for event in (*BEGUN, *later)]
    return [line.text for line in changes_section(TINY, "they", journal, TODAY).lines]


def test_reviews_are_told_in_their_order_each_with_its_day() -> None:
    journal: list[tuple[str, Event]] = [
        ("2025-12-01T10:00:00+01:00", Reviewed("2026-03-02", "Better")),
        ("2026-03-02T10:00:00+01:00", Reviewed()),
    ]
    lines = reviews_section(held_reviews(journal), TODAY).lines
    assert [(line.lead, line.text) for line in lines] == [
        ("On 1 December 2025", "Better"),
        ("", "The next one is on 2 March."),
        ("On 2 March", "It was held; nothing was written down."),
        ("", "No further review."),
    ]
