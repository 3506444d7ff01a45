"""Statistics of periods that disclose nothing about few people, however they are combined.

Every interview that ended is counted in one period only: the one in which it ended. Periods are equal parts
of a calendar year, of one length that is chosen for the whole store. Only periods that are over are shown, as
otherwise a comparison with the statistics of the day before would disclose who came in between.

In a period each table divides a number that is itself shown: all ends by outcome, all ends by month, and the
ends on one shown outcome by its companions. Groups that ``suppress_small_cells`` hides are added up to one
number, the rest, which is never small. A period in which few interviews ended shows nothing, as one in which
none did.

Why combining numbers discloses no more: periods have no person in common. Within one, adding and subtracting
numbers gives every person a weight, which has a part for outcome and companions, and a part for the month. To
single out some people, all weights must be 0 or 1; so one of the two parts is the same for all. What is
singled out is then whole months, or whole outcomes with whole companions, and everything in a rest stays
together. No such group is small.

What this cannot prevent: statistics made before and after records were deleted, imported or finished anew, or
with another length or minimum group, can be compared. So the length is chosen once, and the statistics of a
period are given out once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from guide.statistics.suppression import suppress_small_cells

PRIVATE = ""
"""Stands in place of the outcome for interviews that was a private matter."""

GroupCount = tuple[str, str, str, str, int]
"""Month (YYYY-MM), state, outcome, companions (kinds with spaces between), and the number of interviews."""


class Breakdown(Struct, frozen=True):
    """The groups into which a number of interviews divides, by name, without those too small to show.

    ``rest`` is the sum of the hidden groups: 0, or a number large enough to be shown.
    """

    parts: Mapping[str, int]
    rest: int = 0


class Period(Struct, frozen=True):
    """The statistics of one period.

    Attributes:
        first: Its first day, in ISO format.
        last: Its last day.
        total: The interviews that ended; 0 where nothing is shown, as few or none did.
        outcomes: The ends by outcome.
        months: The ends by month (YYYY-MM).
        companions: The ends by outcome, for the outcomes that are shown, and by companions; "" for none.
    """

    first: str
    last: str
    total: int = 0
    outcomes: Breakdown = Breakdown({})
    months: Breakdown = Breakdown({})
    companions: Mapping[str, Breakdown] = {}


class PeriodSum(NamedTuple):
    """A sum over several periods.

    ``is_lower_bound`` is set where the true number may be larger, as a part of it is hidden.
    """

    number: int
    is_lower_bound: bool


class PeriodTotal(Struct, frozen=True):
    """The sums over several periods, computed only from the numbers that each of them shows.

    Attributes:
        total: All interviews that ended.
        outcomes: Those by outcome.
        rest: Those whose outcome is hidden, as far as periods show their number.
        companions: Those by outcome, and by companions (ids with spaces between).
    """

    total: PeriodSum
    outcomes: Mapping[str, PeriodSum]
    rest: int
    companions: Mapping[str, Mapping[str, PeriodSum]]


def periods(
    counts: Iterable[GroupCount],
    min_group_size: int,
    length: int,
    today: date,
    since: str = "",
    until: str = "",
) -> tuple[Period, ...]:
    """The statistics of each period that is over, in order of time.

    Args:
        counts: The interviews that ended, in groups; several may have the same month and outcome.
        min_group_size: The smallest group that may be shown.
        length: The months of a period; a divisor of 12.
        today: The period that contains this day is not over, and neither are later ones.
        since: A day or month (ISO) in the first period. Where empty, the first one that shows something.
        until: A day or month (ISO) in the last period. Where empty, the last one that shows something.
    """
    by_period: dict[int, list[GroupCount]] = {}
    for group in counts:
        by_period.setdefault(_number(group[0], length), []).append(group)
    end = _number(today.isoformat(), length)
    if until:
        end = min(end, _number(until, length) + 1)
    begin = _number(since, length) if since else min(by_period, default=end)
    visible = [
        _period(by_period.get(number, []), min_group_size, length, number) for number in range(begin, end)
    ]
    while visible and not since and not visible[0].total:
        del visible[0]
    while visible and not until and not visible[-1].total:
        del visible[-1]
    return tuple(visible)


def sum_periods(visible: Iterable[Period]) -> PeriodTotal:
    """Add up what the periods show. Hidden numbers are not used, so sums may be lower bounds."""
    visible = tuple(visible)
    outcomes = {name: None for period in visible for name in period.outcomes.parts}
    return PeriodTotal(
        total=PeriodSum(sum(period.total for period in visible), any(not period.total for period in visible)),
        outcomes={name: _sum(name, (_outcomes(period) for period in visible)) for name in outcomes},
        rest=sum(period.outcomes.rest for period in visible),
        companions={name: dict(_companions(visible, name)) for name in outcomes},
    )


def round_down(number: int, min_group_size: int) -> int:
    """The number rounded down to a multiple of ``min_group_size``.

    For counts that change from day to day: their exact difference would disclose few people.
    """
    return number // min_group_size * min_group_size


def _number(day: str, length: int) -> int:
    """The number of the period that a day or month is in, counted from the year 0."""
    year, month = day.split("-")[:2]
    return (int(year) * 12 + int(month) - 1) // length


def _period(counts: list[GroupCount], min_group_size: int, length: int, number: int) -> Period:
    first, after = _first_day(number * length), _first_day((number + 1) * length)
    span = (first.isoformat(), (after - timedelta(days=1)).isoformat())
    by_outcome, by_month = Counter[str](), Counter[str]()
    by_companions: dict[str, Counter[str]] = {}
    for month, _, outcome, companions, count in counts:
        by_outcome[outcome] += count
        by_month[month] += count
        by_companions.setdefault(outcome, Counter())[companions] += count
    total = by_outcome.total()
    if total < min_group_size:
        return Period(*span)
    outcomes = _table(by_outcome, min_group_size)
    return Period(
        *span,
        total=total,
        outcomes=outcomes,
        months=_table(by_month, min_group_size),
        companions={
            outcome: _table(by_companions[outcome], min_group_size)
            for outcome in outcomes.parts
            if outcome != PRIVATE
        },
    )


def _first_day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _table(counts: Mapping[str, int], min_group_size: int) -> Breakdown:
    """What can be shown of the parts of a number that is no small group."""
    suppressed = suppress_small_cells({(name, ""): counts[name] for name in sorted(counts)}, min_group_size)
    parts = {name: cell for name, line in suppressed.rows.items() for cell in line.values() if cell}
    return Breakdown(parts, sum(counts.values()) - sum(parts.values()))


def _outcomes(period: Period) -> Breakdown | None:
    """The table by outcome; None where the period shows nothing."""
    return period.outcomes if period.total else None


def _companions(periods: tuple[Period, ...], outcome: str) -> Iterator[tuple[str, PeriodSum]]:
    """The sums for one outcome, by companions. A period without the outcome has nothing to divide."""
    tables: list[Breakdown | None] = []
    for period in periods:
        divided = period.total and (outcome in period.outcomes.parts or not period.outcomes.rest)
        tables.append(period.companions.get(outcome, Breakdown({})) if divided else None)
    for name in {name: None for table in tables if table for name in table.parts}:
        yield name, _sum(name, tables)


def _sum(name: str, tables: Iterable[Breakdown | None]) -> PeriodSum:
    """The sum of one part over several tables; None stands for a period that shows nothing."""
    number, more = 0, False
    for table in tables:
        if table and name in table.parts:
            number += table.parts[name]
        else:
            more = more or table is None or table.rest > 0
    return PeriodSum(number, more)
