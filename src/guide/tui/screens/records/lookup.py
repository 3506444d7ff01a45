"""Reads a single interview from the store, and others of the same person to compare it with."""

from collections.abc import Iterator
from typing import Any

from textual.screen import Screen

from guide.presenters.event_text import outcome_title
from guide.presenters.interview_record import InterviewRecord
from guide.sessions.rule_versions import RuleVersions
from guide.storage import MissingError, Store
from guide.storage import event_store as journal
from guide.storage.queries import Query, Row, fetch_rows, find_by_id
from guide.tui.dialogs import ChoiceDialog, report_errors, show_message
from guide.tui.screens.records.list_status import row_summary

MOST = 100
"""So many interviews of one person are offered."""


def find_row(store: Store, name: str) -> Row:
    """The row in the list for the interview with this id.

    Raises MissingError where there is none, StoreError where the store cannot be read.
    """
    rows = find_by_id(store, name)
    if not rows:
        raise MissingError("This interview is not there any more.")
    return rows[0]


def recorded_of(store: Store, library: RuleVersions, row: Row) -> InterviewRecord:
    """The interview of this row, with its rules. Raises StoreError where it cannot be read."""
    interview = journal.load_interview(store, row.id)
    events = tuple((entry.at, entry.event) for entry in journal.load_entries(store, row.id))
    return InterviewRecord(row.id, row.opened[:10], interview, library(interview.rules), events)


def show_comparison(screen: Screen[Any], store: Store, library: RuleVersions, row: Row) -> None:
    """Ask for another interview of the same person, and show both side by side. Raises StoreError."""
    others = list(_others(store, row))
    if not others:
        show_message(screen.app, "No other interview with this person is kept.")
        return

    def beside(name: str | None) -> None:
        if name is None:
            return
        from guide.tui.screens.records.side_by_side import SideBySideScreen

        with report_errors(screen.app):
            rows = sorted((row, find_row(store, name)), key=lambda row: row.opened)
            earlier, later = (recorded_of(store, library, row) for row in rows)
            screen.app.push_screen(SideBySideScreen(earlier, later))

    choices = [(other.id, _named(library, other)) for other in others]
    screen.app.push_screen(ChoiceDialog("Compare with which one?", choices), beside)


def _others(store: Store, row: Row) -> Iterator[Row]:
    """Interviews of the same person, the last one first."""
    if row.person:
        rows = fetch_rows(store, Query(person=row.person, sort="opened"), limit=MOST)
        yield from (other for other in rows if other.id != row.id)


def _named(library: RuleVersions, row: Row) -> str:
    outcome = outcome_title(library(row.rules), row.outcome) if row.outcome else ""
    return "\n".join(filter(None, (row_summary(row), outcome)))
