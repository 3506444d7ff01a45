"""Reviews that wait as a calendar file (iCalendar, RFC 5545), each as an event that lasts a day.

Neither notes nor answers are in it: only who it is about, the next step, and who does it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from guide.common.new_file import FileWriteError, new_file
from guide.common.text import escape_control_chars
from guide.interviews.reviews import WaitingReview
from guide.presenters.interview_facts import OWNER, STEP

SUFFIX = ".ics"
MOST_OCTETS = 75
"""Bytes of a line at most, without its end."""
_SHORT_ID = 8


def check_calendar_path(path: Path) -> None:
    """Raise FileWriteError where the name does not end as that of a calendar."""
    if path.suffix.lower() != SUFFIX:
        raise FileWriteError(f"A calendar is a file that ends in {SUFFIX}; {path} does not.")


def write_calendar(path: Path, reviews: Iterable[WaitingReview]) -> Path:
    """Write reviews to a new file, and return its absolute path. Raises FileWriteError."""
    check_calendar_path(path)
    with new_file(path) as file:
        file.write(render_calendar(reviews))
    return path.absolute()


def render_calendar(reviews: Iterable[WaitingReview]) -> bytes:
    """Return the content of a calendar file. There has to be a review: RFC 5545 knows no empty calendar.

    The UID of an event follows from the interview and the number of its review, so that a review that was
    moved replaces itself when the file is imported again.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//guide//reviews//EN", "CALSCALE:GREGORIAN"]
    for review in reviews:
        lines += _event_lines(review)
    lines.append("END:VCALENDAR")
    return b"".join(_fold(line) for line in lines)


def _event_lines(review: WaitingReview) -> Iterator[str]:
    changed, day = review.changed, review.day
    about = (
        (STEP, review.step),
        (OWNER, review.owner),
        ("Interview", review.interview[:_SHORT_ID]),
    )
    yield "BEGIN:VEVENT"
    yield f"UID:{review.interview}-review-{review.number}"
    yield f"SEQUENCE:{review.revision}"
    # Without zeros in front, strftime writes early years with fewer than four digits on some systems.
    yield f"DTSTAMP:{changed.year:04}{changed:%m%dT%H%M%S}Z"
    yield f"DTSTART;VALUE=DATE:{day.year:04}{day:%m%d}"
    yield f"SUMMARY:{_escape(f'Review: {review.person}' if review.person else 'Review')}"
    lines = (_escape(f"{name}: {text}") for name, text in about if text)
    yield "DESCRIPTION:" + "\\n".join(lines)
    yield "CLASS:PRIVATE"
    # The day is not blocked for whoever else wants to meet.
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escape(text: str) -> str:
    """Return a text as a value of the format, in which control characters are made visible."""
    text = escape_control_chars(text.replace("\r\n", "\n"))
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _fold(line: str) -> bytes:
    """Return a line in bytes, with its end, folded so that no character is cut."""
    folded: list[bytes] = [b""]
    for char in line:
        octets = char.encode(errors="replace")
        if len(folded[-1]) + len(octets) > MOST_OCTETS:
            folded.append(b" ")
        folded[-1] += octets
    return b"\r\n".join(folded) + b"\r\n"
