"""Reads what waits in the store for the first page."""

from datetime import date
from pathlib import Path

from guide.common.dates import format_date
from guide.sessions.unfinished import MAX_INTERVIEWS, list_unfinished
from guide.storage.queries import Row
from guide.tui.screens.home_choices import Waiting


def read_waiting(path: Path) -> Waiting:
    """Return what the first page offers to go on with, and how many reviews are due.

    It is empty also where the store cannot be read: an error is shown when something is to be saved.
    """
    unfinished = list_unfinished(path)
    own = unfinished.own
    return Waiting(
        own.id if own else "",
        format_date(own.day, date.today()) if own else "",
        tuple((row.id, _interview_label(row)) for row in unfinished.interviews),
        len(unfinished.interviews) >= MAX_INTERVIEWS,
        unfinished.reviews,
    )


def _interview_label(row: Row) -> str:
    day = f"left on {format_date(row.day, date.today())}"
    return "\n".join((row.person or "Nobody is named", ", ".join(filter(None, (row.occasion, day)))))
