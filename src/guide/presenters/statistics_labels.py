"""The labels of statistics."""

from collections.abc import Mapping

from guide.common.text import join_words
from guide.presenters.rule_changes import A_PRIVATE_SIGNPOST
from guide.statistics.periods import PRIVATE, PeriodSum

ENDED = "Finished interviews"
BY_OUTCOME, BY_PERIOD, BY_MONTH = "By recommendation", "By period", "By month"
WITH_NOTHING = "alone"
REST = "others, each too few to show"
ALL_TOGETHER = "all recommendations together"
"""In place of ``REST`` where no other group is shown."""
FEW = "fewer than {}"
NONE_YET = "Nothing can be shown yet: that takes {} finished interviews in one period that is over."
WAITING = "Reviews waiting"
OPEN = "Interviews not finished"

COMPARED = (
    "Whoever compares figures that were given out earlier with later ones"
    " may now learn something about single people."
)
"""A warning for whoever changes what statistics show."""


def is_counted(state: str, own: bool) -> bool:
    """Return whether statistics may have counted an interview in this state.

    A walk for oneself never counts.
    """
    return not own and state in ("finished", "private")


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def period_label(first: str, last: str) -> str:
    """Return a period of whole months as text.

    ``first`` and ``last`` are its first and last day, YYYY-MM-DD.
    """
    year, month = first.split("-")[:2]
    end_year, end = last.split("-")[:2]
    if year != end_year:
        return f"{_month(month)} {year} to {_month(end)} {end_year}"
    if month == end:
        return f"{_month(month)} {year}"
    return year if (month, end) == ("01", "12") else f"{_month(month)} to {_month(end)} {year}"


def format_sum(number: PeriodSum) -> str:
    """Return a sum as text, with “or more” where it is only a lower bound."""
    return f"{number.number:,} or more" if number.is_lower_bound else f"{number.number:,}"


def at_least(number: int, least: int) -> str:
    """Return a count that was rounded down to a multiple of ``least``: “5 or more”, “fewer than 5”."""
    return f"{number:,} or more" if number else FEW.format(least)


def outcome_label(titles: Mapping[str, str], outcome: str) -> str:
    """Return the title of an outcome, or its id where it has none.

    All private outcomes have the same label.
    """
    return A_PRIVATE_SIGNPOST if outcome == PRIVATE else titles.get(outcome, outcome)


def companions_label(names: Mapping[str, str], companions: str) -> str:
    """Return “with …” and names for companions (added kinds of help), given as ids with spaces between."""
    return (
        f"with {join_words([names.get(kind, kind) for kind in companions.split()])}"
        if companions
        else WITH_NOTHING
    )


def _month(number: str) -> str:
    return _MONTHS[int(number) - 1]
