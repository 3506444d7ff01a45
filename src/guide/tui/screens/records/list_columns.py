"""The columns of the list of records: which fit, how wide they are, and their texts."""

from collections.abc import Callable
from typing import NamedTuple

from guide.presenters.event_text import STATES
from guide.presenters.interview_record import NOBODY
from guide.storage.queries import DAMAGED, Row, Sort

PADDING = 1
"""Columns of space on each side of a cell."""


class ListColumn(NamedTuple):
    """A column of the list of records.

    Attributes:
        sort: The order by which a click on it sorts; None where it cannot be sorted by.
        heading: Its name.
        least: Its smallest width in columns of the terminal.
        share: Its part of the remaining width, in proportion to those of the others.
        text: Makes the text of a cell, from the row and the title of its outcome.
    """

    sort: Sort | None
    heading: str
    least: int
    share: int
    text: Callable[[Row, str], str]


def _person(row: Row, _: str) -> str:
    return "" if row.state == "private" else row.person or NOBODY


def _outcome(row: Row, title: str) -> str:
    return title or state_of(row)


def state_of(row: Row) -> str:
    """The state of an interview in words; the word for damage where its state is none of those known."""
    return STATES.get(row.state, DAMAGED).capitalize()


PERSON = ListColumn("person", "Person", 12, 3, _person)
OUTCOME = ListColumn("outcome", "Recommendation", 20, 4, _outcome)
PERSON_WIDE = PERSON._replace(least=25)
OUTCOME_WIDE = OUTCOME._replace(least=37)
"""Names and recommendations that fit 80 columns of a terminal fit more columns as well."""
CHANGED = ListColumn("changed", "Changed", 10, 0, lambda row, _: row.changed[:10])
INTERVIEWER = ListColumn("interviewer", "Interviewer", 12, 2, lambda row, _: row.interviewer)
OCCASION = ListColumn("occasion", "Occasion", 12, 2, lambda row, _: row.occasion)
REVIEW = ListColumn("review", "Review", 10, 0, lambda row, _: row.review)
STACKED = ListColumn(None, "", 1, 1, _person)
"""The only column where there is no room for several."""


def fit_columns(width: int, due: bool) -> tuple[ListColumn, ...]:
    """The columns of the list that fit a terminal of this width.

    ``due`` is set where reviews are listed: the day of the review is then shown even where there is little
    room.
    """
    if width < 59:
        return (STACKED,)
    if width < 94:
        return (PERSON, OUTCOME, REVIEW if due else CHANGED)
    if width < 119:
        return (PERSON, OUTCOME, CHANGED, REVIEW)
    return (PERSON_WIDE, OUTCOME_WIDE, INTERVIEWER, OCCASION, CHANGED, REVIEW)


def widths(columns: tuple[ListColumn, ...], width: int) -> tuple[int, ...]:
    """The width of each column without its padding, so that all of them with padding fill ``width``."""
    left = width - sum(column.least + 2 * PADDING for column in columns)
    shares = sum(column.share for column in columns)
    return tuple(max(1, column.least + left * column.share // shares) for column in columns)


def texts(row: Row, title: str, columns: tuple[ListColumn, ...], due: bool, lines: int) -> tuple[str, ...]:
    """The texts of a row: one for each column, or one for each line where ``STACKED`` is the only column.

    Args:
        row: The interview.
        title: The title of its outcome.
        columns: The columns.
        due: Whether reviews are listed.
        lines: The lines of a row, where ``STACKED`` is the only column.
    """
    if columns != (STACKED,):
        return tuple(column.text(row, title) for column in columns)
    first = _person(row, title) or state_of(row)
    if lines == 1:
        return (first,)
    day = row.review if due else row.changed[:10]
    what = "" if row.state == "private" else _outcome(row, title)
    return (first, f"{day} {what}")
