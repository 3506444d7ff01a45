"""A single interview of the store, and another one of the same person beside it."""

from collections.abc import Callable, Iterator
from typing import Any

from textual.screen import Screen

from guide.presenters.event_text import NOTHING_ELSE, outcome_title
from guide.presenters.interview_record import InterviewRecord
from guide.sessions.rule_versions import RuleVersions
from guide.storage import MissingError, Store, StoreError
from guide.storage import event_store as journal
from guide.storage.queries import Query, Row, fetch_rows, find_by_id
from guide.tui.screens.records.cards import ChooseScreen, show_message, telling
from guide.tui.screens.records.delete import ask_to_delete
from guide.tui.screens.records.list_status import in_short

MOST = 100
"""Interviews of one person to choose from."""


def open_record(
    screen: Screen[Any],
    store: Store,
    library: RuleVersions,
    row: Row,
    on_resume: Callable[[str], None] | None,
) -> None:
    """Show it whole. Of one that is damaged, that is told, and it can be deleted."""
    from guide.tui.screens.records.detail import DetailScreen

    if row.state == "private":
        show_message(screen, f"{row.changed} – {NOTHING_ELSE}")
        return
    try:
        screen.app.push_screen(DetailScreen(store, library, row.id, on_resume))
    except MissingError as error:
        show_message(screen, str(error))
    except StoreError as error:
        ask_to_delete(screen, store.path, row, f"{error} {DELETE_DAMAGED}")


DELETE_DAMAGED = "It cannot be shown. Delete it?"


def find_row(store: Store, name: str) -> Row:
    """Raises StoreError."""
    found = find_by_id(store, name)
    if not found:
        raise MissingError("This interview is not there any more.")
    return found[0]


def recorded_of(store: Store, library: RuleVersions, row: Row) -> InterviewRecord:
    """Raises StoreError."""
    held = journal.load_interview(store, row.id)
    return InterviewRecord(row.id, row.opened[:10], held, library(held.rules))


def show_comparison(screen: Screen[Any], store: Store, library: RuleVersions, row: Row) -> None:
    """With one that is chosen on a card. Raises StoreError."""
    others = list(_others(store, row))
    if not others:
        show_message(screen, "No other interview with this person is kept.")
        return

    def beside(name: str | None) -> None:
        if name is None:
            return
        from guide.tui.screens.records.side_by_side import SideBySideScreen

        with telling(screen):
            rows = sorted((row, find_row(store, name)), key=lambda one: one.opened)
            one, other = (recorded_of(store, library, each) for each in rows)
            screen.app.push_screen(SideBySideScreen(one, other))

    choices = [(other.id, _named(library, other)) for other in others]
    screen.app.push_screen(ChooseScreen("Compare with which one?", choices), beside)


def _others(store: Store, row: Row) -> Iterator[Row]:
    """Interviews of the same person, the last one first."""
    if row.person:
        found = fetch_rows(store, Query(person=row.person, sort="opened"), limit=MOST)
        yield from (other for other in found if other.id != row.id)


def _named(library: RuleVersions, row: Row) -> str:
    outcome = outcome_title(library(row.rules), row.outcome) if row.outcome else ""
    return "\n".join(filter(None, (in_short(row), outcome)))
