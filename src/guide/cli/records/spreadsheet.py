"""Interviews as CSV for a spreadsheet: a row for each interview, a column for each question."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from guide.common.csv_safety import ANSWER, NOTE, escape_formula
from guide.interviews.state import Interview, replay_events
from guide.presenters.event_text import outcome_title
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage.event_store import every_interview
from guide.storage.transfer import Record, list_ids, load_records

_FIELDS = (
    *("id", "state", "opened", "changed", "for oneself", "person", "interviewer", "occasion", "goal"),
    *("outcome", "title", "companions", "response", "prefers", "why", "next step", "owner", "review"),
)
_MARK = "\ufeff"
"""The byte order mark by which spreadsheets tell that the text is Unicode."""


def spreadsheet_lines(
    store: Store,
    library: RuleVersions,
    names: tuple[str, ...] | None = None,
    on_damage: Callable[[str], object] | None = None,
) -> Iterator[bytes]:
    """Yield the file line by line, encoded.

    Answers are ids of options. Notes have columns of their own, where there are any.

    Args:
        store: Where the interviews are.
        library: The rules that titles of outcomes are taken from.
        names: The ids of the interviews; None for all but walks for oneself.
        on_damage: Called with the id of an interview that cannot be read, and that is left out. Without
            it, StoreError is raised.
    """
    text = StringIO()
    writer = csv.DictWriter(text, (*_FIELDS, *_columns(store, names)), restval="", extrasaction="ignore")
    text.write(_MARK)
    writer.writerow({field: escape_formula(field) for field in writer.fieldnames})
    for record in load_records(store, list_ids(store, own=False) if names is None else names, on_damage):
        interview = replay_events(entry.event for entry in record.journal) if record.journal else None
        cells = {**_record_cells(record), **(_interview_cells(library, interview) if interview else {})}
        writer.writerow({name: escape_formula(cell) for name, cell in cells.items()})
        yield text.getvalue().encode(errors="replace")
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode(errors="replace")


def _columns(store: Store, names: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the columns of every question that was answered or noted on, in the order of their first use."""
    answers: dict[str, None] = {}
    notes: dict[str, None] = {}
    for interview in _interviews(store, names):
        answers.update(dict.fromkeys(interview.answers))
        notes.update(dict.fromkeys(interview.notes))
    return (*map(ANSWER.format, answers), *map(NOTE.format, notes))


def _interviews(store: Store, names: tuple[str, ...] | None) -> Iterator[Interview]:
    if names is None:
        for _, interview in every_interview(store, on_damage=_pass_over):
            yield interview
        return
    for record in load_records(store, names, _pass_over):
        if record.journal:
            yield replay_events(entry.event for entry in record.journal)


def _pass_over(_: str) -> None:
    """Ignore damage in the first reading: it is reported when the row is written."""


def _record_cells(record: Record) -> dict[str, str]:
    return {"id": record.id, "state": record.state, "opened": record.opened, "changed": record.changed}


def _interview_cells(library: RuleVersions, interview: Interview) -> dict[str, str]:
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
        cells["title"] = outcome_title(library(interview.rules), finished.outcome)
        cells["companions"] = " ".join(finished.companions)
    if response:
        cells |= {"response": response.view, "prefers": response.kind, "why": response.why}
    if arranged:
        cells |= {"next step": arranged.step, "owner": arranged.owner, "review": arranged.review}
    return cells
