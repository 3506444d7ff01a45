"""Calendar files, read back by a reader of the format."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from guide.common.new_file import FileWriteError
from guide.common.text import escape_control_chars
from guide.interviews.events import (
    Corrected,
    Finished,
    FollowUpAgreed,
    InterviewStarted,
    NoteSet,
    Reviewed,
)
from guide.interviews.events import Event as JournalEvent
from guide.interviews.reviews import WaitingReview, waiting_review
from guide.reports.calendar_file import MOST_OCTETS, render_calendar, write_calendar

MOMENT = datetime(2026, 3, 2, 10, 11, 12, tzinfo=UTC)
ADA = WaitingReview("a" * 32, 1, 2, MOMENT, date(2027, 3, 1), "Ada", "Call", "Grace")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.sampled_from(
    [
        "a\\nb",
        "\\",
        ";,:\"'",
        "x\r\ny\nz",
        "BEGIN:VEVENT",
        "\r\n END:VEVENT\r\n",
        "漢" * 100,
        "👩‍👩‍👧 " * 30,
        "é" * 76,
    ]
)


@st.composite
def reviews(draw: st.DrawFn) -> WaitingReview:
    return WaitingReview(
        interview=draw(st.text("0123456789abcdef", min_size=32, max_size=32)),
        number=draw(st.integers(1, 99)),
        revision=draw(st.integers(1, 999)),
        changed=draw(st.datetimes(timezones=st.just(UTC))),
        day=draw(st.dates()),
        person=draw(TEXTS),
        step=draw(TEXTS),
        owner=draw(TEXTS),
    )


def events(content: bytes) -> list[Event]:
    (calendar,) = Calendar.from_ical(content, multiple=True)
    assert calendar.errors == []
    return list(calendar.events)


def seen(text: str) -> str:
    """What a reader gets of a text: line breaks as line feeds, control characters made visible."""
    return escape_control_chars(text.replace("\r\n", "\n"))


@given(st.lists(reviews(), min_size=1, max_size=4))
def test_every_field_is_read_back_as_it_was(waiting: list[WaitingReview]) -> None:
    read = events(render_calendar(waiting))
    assert len(read) == len(waiting)
    for event, review in zip(read, waiting, strict=True):
        assert event.errors == []
        assert event["UID"] == f"{review.interview}-review-{review.number}"
        assert event["SEQUENCE"] == review.revision
        assert review.changed.replace(microsecond=0) == event.DTSTAMP
        assert review.day == event.DTSTART
        assert type(event.DTSTART) is date
        assert event["SUMMARY"] == (f"Review: {seen(review.person)}" if review.person else "Review")
        parts = (("Next step", review.step), ("Who does it", review.owner))
        about = [f"{name}: {seen(text)}" for name, text in parts if text]
        assert event["DESCRIPTION"] == "\n".join([*about, f"Interview: {review.interview[:8]}"])


@given(st.lists(reviews(), min_size=1, max_size=3))
def test_lines_are_short_and_no_character_is_cut(waiting: list[WaitingReview]) -> None:
    content = render_calendar(waiting)
    assert content.endswith(b"\r\nEND:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    for line in lines:
        assert len(line) <= MOST_OCTETS
        line.decode()
    names = [line.partition(b":")[0] for line in lines if line and not line.startswith(b" ")]
    assert names.count(b"BEGIN") == names.count(b"END") == len(waiting) + 1


def test_it_is_what_calendars_ask_for() -> None:
    assert render_calendar([ADA]).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//guide//reviews//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        f"UID:{'a' * 32}-review-1",
        "SEQUENCE:2",
        "DTSTAMP:20260302T101112Z",
        "DTSTART;VALUE=DATE:20270301",
        "SUMMARY:Review: Ada",
        "DESCRIPTION:Next step: Call\\nWho does it: Grace\\nInterview: aaaaaaaa",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


BEGUN: list[JournalEvent] = [
    InterviewStarted("r", "you", "Ada"),
    NoteSet("wish", "secret"),
    Finished("tea"),
    FollowUpAgreed("Call", "Grace", "2027-03-01"),
]


def waiting_after(*later: JournalEvent) -> WaitingReview | None:
    moments = (f"2026-03-{day + 1:02}T10:00:00+02:00" for day in range(28))
    return waiting_review("a" * 32, zip(moments, [*BEGUN, *later], strict=False))


def test_a_review_that_is_moved_stays_the_same_entry_and_the_next_is_another() -> None:
    first = waiting_after()
    moved = waiting_after(FollowUpAgreed("Call", "Grace", "2027-04-01"))
    named = waiting_after(Corrected("Ada L."), NoteSet("wish", ""))
    following = waiting_after(Reviewed("2027-09-01", "secret, too"))
    assert first and moved and named and following
    assert first.changed == datetime(2026, 3, 4, 8, tzinfo=UTC)
    assert (first.number, moved.number, named.number, following.number) == (1, 1, 1, 2)
    assert first.revision < moved.revision
    assert first.revision < named.revision
    assert (moved.day, named.person, following.day) == (date(2027, 4, 1), "Ada L.", date(2027, 9, 1))
    assert waiting_after(Reviewed("")) is None
    assert waiting_after(FollowUpAgreed()) is None
    for review in (first, moved, named, following):
        assert b"secret" not in render_calendar([review])


@pytest.mark.parametrize(
    ("moment", "day"),
    [("when", "2027-03-01"), ("2026-01-01", "soon"), ("0001-01-01T00:00:00+12:00", "2027-03-01")],
)
def test_what_damage_has_left_is_no_review(moment: str, day: str) -> None:
    journal = [(moment, event) for event in (*BEGUN[:-1], FollowUpAgreed("", "", day))]
    with pytest.raises(ValueError):
        waiting_review("a" * 32, journal)


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    assert write_calendar(path, [ADA]) == path
    before = path.read_bytes()
    with pytest.raises(FileWriteError, match="is there already"):
        write_calendar(path, [ADA, ADA])
    with pytest.raises(FileWriteError, match=r"ends in \.ics"):
        write_calendar(tmp_path / "a.txt", [ADA])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_last_day_of_the_calendar_has_an_entry() -> None:
    (event,) = events(render_calendar([WaitingReview("a" * 32, 1, 1, MOMENT, date.max, "", "", "")]))
    assert date.max == event.DTSTART
