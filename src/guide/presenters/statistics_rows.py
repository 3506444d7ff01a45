"""The statistics of periods as rows of a bar chart, and how such a chart is laid out in columns of text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from guide.presenters.statistics_labels import (
    ALL_TOGETHER,
    FEW,
    REST,
    companions_label,
    format_sum,
    outcome_label,
    period_label,
)
from guide.statistics.periods import Period, PeriodSum, PeriodTotal

LONGEST_BAR = 40
"""Columns of the longest bar, where there is room for it."""

SHORTEST_ROOM = 12
"""Columns below which a bar shows nothing: each label then stands on a line above its bar."""


class Bar(NamedTuple):
    """A row of a bar chart: a label, a number, and the text to show for the number.

    ``part`` marks a row that is a part of the row before it, and is shown indented.
    """

    label: str
    number: int
    text: str
    part: bool = False


class BarLayout(NamedTuple):
    """The layout of a bar chart in columns of text.

    Attributes:
        beside: Whether each bar is beside its label; else below it.
        label_width: The columns of the widest label.
        bar_width: The columns of the longest bar.
    """

    beside: bool
    label_width: int
    bar_width: int


def lay_out_bars(
    bars: Sequence[Bar], width: int, measure: Callable[[str], int], gaps: int, gaps_below: int
) -> BarLayout:
    """Compute the layout of a bar chart that fits into ``width`` columns of text.

    Args:
        bars: The rows. Their labels are as they are shown, with the indent of parts.
        width: The columns of the whole chart.
        measure: Returns the columns that a text takes.
        gaps: The columns of margins and gaps in a line with label, bar and number.
        gaps_below: The same in a line with bar and number alone.
    """
    label_width = max((measure(bar.label) for bar in bars), default=0)
    text_width = max((len(bar.text) for bar in bars), default=0)
    room = width - label_width - text_width - gaps
    beside = room >= SHORTEST_ROOM
    bar_width = min(LONGEST_BAR, room if beside else width - text_width - gaps_below)
    return BarLayout(beside, label_width, max(bar_width, 1))


def outcome_bars(total: PeriodTotal, titles: Mapping[str, str], kinds: Mapping[str, str]) -> Iterator[Bar]:
    """Yield a bar for each outcome, the most frequent first, and under it a part for what went with it.

    ``titles`` are those of outcomes and ``kinds`` the names of kinds, both by id. Outcomes that are too rare
    to show come last, as one bar.
    """
    for outcome, number in sort_by_number(total.outcomes):
        yield Bar(outcome_label(titles, outcome), number.number, format_sum(number))
        parts = total.companions.get(outcome, {})
        for companions, part in sort_by_number(parts):
            if companions or len(parts) > 1:
                label = companions_label(kinds, companions)
                yield Bar(label, part.number, format_sum(part), part=True)
    if total.rest:
        label = REST if total.outcomes else ALL_TOGETHER
        yield Bar(label, total.rest, f"{total.rest:,}")


def period_bar(period: Period, min_group_size: int) -> Bar:
    """Return the bar for all interviews of a period; of length 0 where too few ended in it to be shown."""
    text = f"{period.total:,}" if period.total else FEW.format(min_group_size)
    return Bar(period_label(period.first, period.last), period.total, text)


def month_bars(periods: Sequence[Period]) -> Iterator[Bar]:
    """Yield a bar for each month that can be shown, and one for the hidden months of each period together.

    Where no month of a period can be shown, that one stands for the whole period.
    """
    for period in periods:
        for month, number in period.months.parts.items():
            yield Bar(period_label(month, month), number, f"{number:,}")
        if period.months.rest:
            label = period_label(period.first, period.last)
            label = f"{label}, {REST}" if period.months.parts else label
            yield Bar(label, period.months.rest, f"{period.months.rest:,}")


def sort_by_number(sums: Mapping[str, PeriodSum]) -> list[tuple[str, PeriodSum]]:
    """Return the items with the largest number first; equal ones by their names."""
    return sorted(sums.items(), key=lambda item: (-item[1].number, item[0]))
