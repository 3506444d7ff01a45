"""Interviews for a spreadsheet: one row an interview, one column a question."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from guide.common.csv_safety import ANSWER, NOTE, escape_formula
from guide.interviews.events import Interview, replay_events
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
"""By which spreadsheets tell that the text is Unicode."""


def spreadsheet_lines(
    store: Store,
    library: RuleVersions,
    names: tuple[str, ...] | None = None,
    on_damage: Callable[[str], object] | None = None,
) -> Iterator[bytes]:
    """The file line by line, of these interviews or of all. Answers are ids of options.

    Notes have columns of their own, where there are any. One that cannot be read is left out and told to
    ``on_damage`` by its id; without that it raises StoreError.
    """
    text = StringIO()
    writer = csv.DictWriter(text, (*_FIELDS, *_columns(store, names)), restval="", extrasaction="ignore")
    text.write(_MARK)
    writer.writerow({field: escape_formula(field) for field in writer.fieldnames})
    for record in load_records(store, list_ids(store, own=False) if names is None else names, on_damage):
        held = replay_events(entry.event for entry in record.journal) if record.journal else None
        cells = {**_kept(record), **(_held(library, held) if held else {})}
        writer.writerow({name: escape_formula(cell) for name, cell in cells.items()})
        yield text.getvalue().encode(errors="replace")
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode(errors="replace")


def _columns(store: Store, names: tuple[str, ...] | None) -> tuple[str, ...]:
    """For every question that was answered or noted something to, in the order in which they come up."""
    answers: dict[str, None] = {}
    notes: dict[str, None] = {}
    for held in _interviews(store, names):
        answers.update(dict.fromkeys(held.answers))
        notes.update(dict.fromkeys(held.notes))
    return (*map(ANSWER.format, answers), *map(NOTE.format, notes))


def _interviews(store: Store, names: tuple[str, ...] | None) -> Iterator[Interview]:
    if names is None:
        for _, held in every_interview(store, on_damage=_pass_over):
            yield held
        return
    for record in load_records(store, names, _pass_over):
        if record.journal:
            yield replay_events(entry.event for entry in record.journal)


def _pass_over(_: str) -> None:
    """It is told when its row is due."""


def _kept(record: Record) -> dict[str, str]:
    return {"id": record.id, "state": record.state, "opened": record.opened, "changed": record.changed}


def _held(library: RuleVersions, held: Interview) -> dict[str, str]:
    opened, finished, response, arranged = held.opened, held.finished, held.response, held.arranged
    cells = {
        "for oneself": "yes" if opened.own else "no",
        "person": opened.person,
        "interviewer": opened.interviewer,
        "occasion": opened.occasion,
        "goal": held.goal,
        **{ANSWER.format(question): option for question, option in held.answers.items()},
        **{NOTE.format(question): note for question, note in held.notes.items()},
    }
    if finished:
        cells["outcome"] = finished.outcome
        cells["title"] = outcome_title(library(held.rules), finished.outcome)
        cells["companions"] = " ".join(finished.companions)
    if response:
        cells |= {"response": response.view, "prefers": response.kind, "why": response.why}
    if arranged:
        cells |= {"next step": arranged.step, "owner": arranged.owner, "review": arranged.review}
    return cells
