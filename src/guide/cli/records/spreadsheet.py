"""Interviews as CSV for a spreadsheet: a row for each interview, a column for each question."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from guide.common.csv_safety import ANSWER, NOTE, escape_formula
from guide.common.text import one_line
from guide.interviews.events import Event
from guide.interviews.state import Interview, replay_events
from guide.presenters.event_text import Rules, outcome_title
from guide.presenters.history import HeldReview, held_reviews
from guide.storage.transfer import Record

_FIELDS = (
    *("id", "state", "opened", "changed", "for oneself", "person", "interviewer", "occasion", "goal"),
    *("outcome", "title", "companions", "response", "prefers", "why", "next step", "owner", "review"),
    "reviews",
)
_RECOGNISED = 5
"""Columns of the file by which it is recognised."""
_MARK = "\ufeff"
"""The byte order mark by which spreadsheets tell that the text is Unicode."""


def question_columns(interviews: Iterable[Interview]) -> tuple[str, ...]:
    """Return the columns for the answers and the notes of interviews, in the order of their first use."""
    answers: dict[str, None] = {}
    notes: dict[str, None] = {}
    for interview in interviews:
        answers.update(dict.fromkeys(interview.answers))
        notes.update(dict.fromkeys(interview.notes))
    return (*map(ANSWER.format, answers), *map(NOTE.format, notes))


def is_spreadsheet_export(headings: Sequence[str]) -> bool:
    """Return whether a file with these headings is one that ``spreadsheet_lines`` has written."""
    return tuple(headings[:_RECOGNISED]) == _FIELDS[:_RECOGNISED]


def spreadsheet_lines(columns: Iterable[str], records: Iterable[Record], rules: Rules) -> Iterator[bytes]:
    """Yield the file line by line, encoded. Answers are ids of options.

    Args:
        columns: The columns of answers and notes, as ``question_columns`` returns them.
        records: The interviews, a row for each.
        rules: Returns the guide with a digest, for the titles of outcomes; None where it cannot be read.
    """
    text = StringIO()
    writer = csv.DictWriter(text, (*_FIELDS, *columns), restval="", extrasaction="ignore")
    text.write(_MARK)
    writer.writerow({field: escape_formula(field) for field in writer.fieldnames})
    for record in records:
        interview = replay_events(entry.event for entry in record.journal) if record.journal else None
        cells = {**_record_cells(record), **(_interview_cells(rules, interview) if interview else {})}
        cells["reviews"] = "\n".join(map(_review_text, held_reviews(_dated(record))))
        writer.writerow({name: escape_formula(cell) for name, cell in cells.items()})
        yield text.getvalue().encode(errors="replace")
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode(errors="replace")


def _dated(record: Record) -> Iterator[tuple[str, Event]]:
    return ((entry.at, entry.event) for entry in record.journal)


def _review_text(review: HeldReview) -> str:
    """Return a review on one line: its day, what came of it, and the day of the next one."""
    following = f"next: {review.next}" if review.next else "done"
    return f"{review.day}: {'; '.join(filter(None, (one_line(review.text), following)))}"


def _record_cells(record: Record) -> dict[str, str]:
    return {"id": record.id, "state": record.state, "opened": record.opened, "changed": record.changed}


def _interview_cells(rules: Rules, interview: Interview) -> dict[str, str]:
    opened, finished, response, arranged = (
        interview.opened,
        interview.finished,
        interview.response,
        interview.arranged,
    )
    cells = {
        "for oneself": "yes" if opened.own else "no",
        "person": opened.person,
        "interviewer": opened.interviewer,
        "occasion": opened.occasion,
        "goal": interview.goal,
        **{ANSWER.format(question): option for question, option in interview.answers.items()},
        **{NOTE.format(question): note for question, note in interview.notes.items()},
    }
    if finished:
        cells["outcome"] = finished.outcome
        cells["title"] = outcome_title(rules(interview.rules), finished.outcome)
        cells["companions"] = " ".join(finished.companions)
    if response:
        cells |= {"response": response.view, "prefers": response.kind, "why": response.why}
    if arranged:
        cells |= {"next step": arranged.step, "owner": arranged.owner, "review": arranged.review}
    return cells
