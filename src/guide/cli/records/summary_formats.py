"""The statistics of a store as JSON and as CSV, for ``guide records summary``."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import NamedTuple

from guide.common.csv_safety import escape_formula
from guide.common.text import one_line
from guide.presenters.statistics_labels import outcome_label
from guide.presenters.statistics_rows import sort_by_number
from guide.statistics.periods import PRIVATE, Breakdown, Period, PeriodSum, sum_periods

_HEADINGS = ("first", "last", "figure", "outcome", "title", "companions", "month", "number")


class Summary(NamedTuple):
    """The statistics of a store, without groups that are too small to show.

    Attributes:
        min_group_size: The smallest group that is shown.
        months: The length of a period.
        periods: The periods that are over.
        waiting: The reviews that are due, rounded down to a multiple of the smallest group.
        unfinished: The unfinished interviews, rounded down in the same way.
        titles: The titles of outcomes, by id.
        kinds: The names of kinds, by id.
    """

    min_group_size: int
    months: int
    periods: tuple[Period, ...]
    waiting: int
    unfinished: int
    titles: Mapping[str, str]
    kinds: Mapping[str, str]


def summary_as_json(summary: Summary) -> dict[str, object]:
    """Return the statistics as a dictionary that can be written as JSON."""
    whole = sum_periods(summary.periods)
    return {
        "least": summary.min_group_size,
        "months_in_a_period": summary.months,
        "periods": [_period_as_json(summary, period) for period in summary.periods],
        "together": {
            "total": _sum_json(whole.total),
            "outcomes": [
                {
                    **_outcome_as_json(summary, outcome),
                    **_sum_json(number),
                    "with": _companions_as_json(whole.companions.get(outcome, {})),
                }
                for outcome, number in sort_by_number(whole.outcomes)
            ],
            "rest": whole.rest,
        },
        "reviews_waiting_at_least": summary.waiting,
        "not_finished_at_least": summary.unfinished,
    }


def _period_as_json(summary: Summary, period: Period) -> dict[str, object]:
    if not period.total:
        return {"first": period.first, "last": period.last, "total": None}
    outcomes = [
        {
            **_outcome_as_json(summary, outcome),
            "number": number,
            "with": [
                {"companions": companions.split(), "number": part}
                for companions, part in period.companions.get(outcome, Breakdown({})).parts.items()
            ],
            "with_rest": period.companions.get(outcome, Breakdown({})).rest,
        }
        for outcome, number in period.outcomes.parts.items()
    ]
    return {
        "first": period.first,
        "last": period.last,
        "total": period.total,
        "outcomes": outcomes,
        "outcomes_rest": period.outcomes.rest,
        "months": period.months.parts,
        "months_rest": period.months.rest,
    }


def _outcome_as_json(summary: Summary, outcome: str) -> dict[str, object]:
    """Return the id and the title of an outcome. Private outcomes are counted as one, which has no id."""
    return {"outcome": outcome or None, "title": outcome_label(summary.titles, outcome)}


def _companions_as_json(sums: Mapping[str, PeriodSum]) -> list[dict[str, object]]:
    return [{"companions": name.split(), **_sum_json(part)} for name, part in sort_by_number(sums)]


def summary_as_csv(summary: Summary) -> str:
    """Return the statistics as CSV: a header, and a row for each number.

    Companions are ids with spaces between.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADINGS)
    for period in summary.periods:
        for row in _csv_rows(summary, period):
            cells = (period.first, period.last, *row)
            writer.writerow([escape_formula(one_line(str(cell))) for cell in cells])
    return text.getvalue()


def _csv_rows(summary: Summary, period: Period) -> Iterator[tuple[object, ...]]:
    """Yield the cells from the column “figure” on. A period in which too few interviews ended has no rows."""
    if not period.total:
        return
    yield "total", "", "", "", "", period.total
    for outcome, number in period.outcomes.parts.items():
        title = outcome_label(summary.titles, outcome)
        yield "private" if outcome == PRIVATE else "outcome", outcome, title, "", "", number
        with_it = period.companions.get(outcome, Breakdown({}))
        for companions, part in with_it.parts.items():
            yield "companions", outcome, title, companions, "", part
        if with_it.rest:
            yield "other companions", outcome, title, "", "", with_it.rest
    if period.outcomes.rest:
        yield "other outcomes", "", "", "", "", period.outcomes.rest
    for month, number in period.months.parts.items():
        yield "month", "", "", "", month, number
    if period.months.rest:
        yield "other months", "", "", "", "", period.months.rest


def _sum_json(number: PeriodSum) -> dict[str, object]:
    return {"number": number.number, "more": number.is_lower_bound}
