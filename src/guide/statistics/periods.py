"""Figures of periods that tell nothing about few people, however they are put together.

Every interview that came to an end is counted in one period alone, in which it ended. Periods are equal parts
of a calendar year, of one length that is chosen for the whole store, and only those that are over are told:
tomorrow's figures would else tell, held against today's, who came in between.

In a period each table divides a number that is itself shown: all ends by outcome, all ends by month, the ends
on one shown outcome by what goes with it. Groups that ``figures`` hides are one number, the rest; it is never
a small one. A period in which few interviews ended shows nothing, as if there had been none.

Why no second figure tells more: periods have nobody in common. Within one, adding and subtracting figures
gives everybody a weight: a part for outcome and companions, and a part for the month. To pick out some
people, all weights must be 0 or 1; so one of the two parts is the same for all. What is picked out is then
whole months, or whole outcomes with whole companions, and everything in a rest goes together. That is no
small group.

What this cannot prevent: figures made before and after records were deleted, imported or finished anew, or
under another length or least group, can be compared. So the length is chosen once, and figures are given out
once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from guide.statistics.suppression import suppress_small_cells

PRIVATE = ""
"""Stands for the outcome of interviews that ended on a private signpost."""

GroupCount = tuple[str, str, str, str, int]
"""Month (YYYY-MM), state, outcome, companions, and how many interviews came to this."""


class PeriodTable(Struct, frozen=True):
    """The parts of a whole that is shown itself. ``rest`` are all others together; never a small group."""

    parts: Mapping[str, int]
    rest: int = 0


class Period(Struct, frozen=True):
    """``first`` and ``last`` are days. ``total`` is 0 where nothing is shown: few ended, or none.

    ``companions`` are by outcome, for those outcomes that are shown; "" where nothing goes with it.
    """

    first: str
    last: str
    total: int = 0
    outcomes: PeriodTable = PeriodTable({})
    months: PeriodTable = PeriodTable({})
    companions: Mapping[str, PeriodTable] = {}


class PeriodSum(NamedTuple):
    """What several periods show in all; ``more`` where it may be more, as it is in a rest or too few."""

    number: int
    is_lower_bound: bool


class PeriodTotal(Struct, frozen=True):
    """Several periods in one, worked out from what each of them shows."""

    total: PeriodSum
    outcomes: Mapping[str, PeriodSum]
    rest: int
    companions: Mapping[str, Mapping[str, PeriodSum]]


def periods(
    counts: Iterable[GroupCount], least: int, length: int, today: date, since: str = "", until: str = ""
) -> tuple[Period, ...]:
    """The periods of ``length`` months that are over, from the one that ``since`` is in to that of ``until``;
    without these, from the first that shows something to the last.
    """
    by_period: dict[int, list[GroupCount]] = {}
    for one in counts:
        by_period.setdefault(_number(one[0], length), []).append(one)
    end = _number(today.isoformat(), length)
    if until:
        end = min(end, _number(until, length) + 1)
    begin = _number(since, length) if since else min(by_period, default=end)
    found = [_period(by_period.get(number, []), least, length, number) for number in range(begin, end)]
    while found and not since and not found[0].total:
        del found[0]
    while found and not until and not found[-1].total:
        del found[-1]
    return tuple(found)


def sum_periods(found: Iterable[Period]) -> PeriodTotal:
    """The sums of what is shown, and of nothing else."""
    found = tuple(found)
    outcomes = {name: None for period in found for name in period.outcomes.parts}
    return PeriodTotal(
        total=PeriodSum(sum(period.total for period in found), any(not period.total for period in found)),
        outcomes={name: _sum(name, (_outcomes(period) for period in found)) for name in outcomes},
        rest=sum(period.outcomes.rest for period in found),
        companions={name: dict(_companions(found, name)) for name in outcomes},
    )


def round_down(number: int, least: int) -> int:
    """Down to a multiple of the least group: for counts that change from day to day."""
    return number // least * least


def _number(day: str, length: int) -> int:
    """Periods are numbered from the year 0 on."""
    year, month = day.split("-")[:2]
    return (int(year) * 12 + int(month) - 1) // length


def _period(counts: list[GroupCount], least: int, length: int, number: int) -> Period:
    first, after = _first_day(number * length), _first_day((number + 1) * length)
    span = (first.isoformat(), (after - timedelta(days=1)).isoformat())
    by_outcome, by_month = Counter[str](), Counter[str]()
    by_companions: dict[str, Counter[str]] = {}
    for month, _, outcome, companions, count in counts:
        by_outcome[outcome] += count
        by_month[month] += count
        by_companions.setdefault(outcome, Counter())[companions] += count
    total = by_outcome.total()
    if total < least:
        return Period(*span)
    outcomes = _table(by_outcome, least)
    return Period(
        *span,
        total=total,
        outcomes=outcomes,
        months=_table(by_month, least),
        companions={
            outcome: _table(by_companions[outcome], least) for outcome in outcomes.parts if outcome != PRIVATE
        },
    )


def _first_day(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _table(counts: Mapping[str, int], least: int) -> PeriodTable:
    """What can be shown of a whole that is no small group."""
    found = suppress_small_cells({(name, ""): counts[name] for name in sorted(counts)}, least)
    parts = {name: cell for name, line in found.rows.items() for cell in line.values() if cell}
    return PeriodTable(parts, sum(counts.values()) - sum(parts.values()))


def _outcomes(period: Period) -> PeriodTable | None:
    """None where the period shows nothing."""
    return period.outcomes if period.total else None


def _companions(found: tuple[Period, ...], outcome: str) -> Iterator[tuple[str, PeriodSum]]:
    """Of one outcome, by what goes with it. A period without the outcome has nothing to divide."""
    tables: list[PeriodTable | None] = []
    for period in found:
        shown = period.total and (outcome in period.outcomes.parts or not period.outcomes.rest)
        tables.append(period.companions.get(outcome, PeriodTable({})) if shown else None)
    for name in {name: None for table in tables if table for name in table.parts}:
        yield name, _sum(name, tables)


def _sum(name: str, tables: Iterable[PeriodTable | None]) -> PeriodSum:
    number, more = 0, False
    for table in tables:
        if table and name in table.parts:
            number += table.parts[name]
        else:
            more = more or table is None or table.rest > 0
    return PeriodSum(number, more)
