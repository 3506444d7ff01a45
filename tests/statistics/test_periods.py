"""Figures of periods: what is shown is true, and nothing follows from it about few people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain, combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.statistics.periods import (
    Breakdown,
    GroupCount,
    Period,
    PeriodSum,
    periods,
    round_down,
    sum_periods,
)
from tests.statistics.test_suppression import reduced

TODAY = date(2026, 7, 15)
LEAST = 5

Atom = tuple[str, str, str]
"""Month, outcome, companions: the people who have all three in common."""
Figure = tuple[set[Atom], int]
"""A number that is shown, and whom it counts."""


def ended(month: str, outcome: str, number: int, companions: str = "") -> GroupCount:
    return (month, "finished", outcome, companions, number)


def test_each_table_divides_a_number_that_is_shown() -> None:
    (period,) = periods(
        [
            ended("2026-01", "tea", 7),
            ended("2026-02", "tea", 6, "coffee"),
            ended("2026-02", "espresso", 9),
            ended("2026-03", "nothing", 2),
            ended("2026-03", "milk", 3),
        ],
        LEAST,
        3,
        TODAY,
        until="2026-03-31",
    )
    assert (period.first, period.last, period.total) == ("2026-01-01", "2026-03-31", 27)
    assert period.outcomes == Breakdown({"espresso": 9, "tea": 13}, 5)
    assert period.months == Breakdown({"2026-01": 7, "2026-02": 15, "2026-03": 5})
    assert period.companions == {"espresso": Breakdown({"": 9}), "tea": Breakdown({"": 7, "coffee": 6})}


def test_a_small_group_is_in_a_rest_that_is_none() -> None:
    (period,) = periods(
        [ended("2026-01", "tea", 9), ended("2026-01", "milk", 1)], LEAST, 1, TODAY, until="2026-01-31"
    )
    assert period.outcomes == Breakdown({}, 10)
    assert period.companions == {}


def test_few_ends_are_shown_as_none() -> None:
    few, none, enough = periods(
        [ended("2025-11", "tea", 4), ended("2026-05", "tea", 5)], LEAST, 3, TODAY, since="2025-10-01"
    )
    assert (few.total, few.outcomes, few.months) == (none.total, none.outcomes, none.months)
    assert enough.total == 5


def test_the_first_and_the_last_period_are_shown_unless_others_are_asked_for() -> None:
    counts = [ended("2024-01", "tea", 4), ended("2025-05", "tea", 5), ended("2025-10", "tea", 4)]
    assert [period.first for period in periods(counts, LEAST, 3, TODAY)] == ["2025-04-01"]
    wider = periods(counts, LEAST, 3, TODAY, "2025-01-01", "2025-12-31")
    assert [period.total for period in wider] == [0, 5, 0, 0]
    assert periods([ended("2024-01", "tea", 4)], LEAST, 3, TODAY) == ()
    assert periods([], LEAST, 3, TODAY) == ()


@pytest.mark.parametrize(
    ("length", "last"), [(1, "2026-06-30"), (3, "2026-06-30"), (6, "2026-06-30"), (12, "2025-12-31")]
)
def test_a_period_that_is_not_over_is_not_told(length: int, last: str) -> None:
    counts = [ended(f"{year}-{month:02}", "tea", 5) for year in (2025, 2026) for month in range(1, 8)]
    assert periods(counts, LEAST, length, TODAY)[-1].last == last


def test_days_stand_for_the_periods_that_they_are_in() -> None:
    counts = [ended(f"2025-{month:02}", "tea", 5) for month in range(1, 13)]
    found = periods(counts, LEAST, 3, TODAY, "2025-05-20", "2025-07-01")
    assert [(period.first, period.last) for period in found] == [
        ("2025-04-01", "2025-06-30"),
        ("2025-07-01", "2025-09-30"),
    ]


def test_a_private_end_has_nothing_with_it() -> None:
    counts = [("2026-01", "private", "", "", 6), ended("2026-01", "tea", 6)]
    (period,) = periods(counts, LEAST, 1, TODAY, until="2026-01-31")
    assert period.outcomes == Breakdown({"": 6, "tea": 6})
    assert set(period.companions) == {"tea"}


def test_several_periods_are_the_sum_of_what_each_shows() -> None:
    counts = [
        ended("2026-01", "tea", 8),
        ended("2026-01", "milk", 6, "coffee"),
        ended("2026-02", "tea", 9, "coffee"),
        ended("2026-02", "milk", 2),
        ended("2026-02", "nothing", 3),
    ]
    whole = sum_periods(periods(counts, LEAST, 1, TODAY, "2026-01-01", "2026-02-28"))
    assert whole.total == PeriodSum(28, is_lower_bound=False)
    assert whole.outcomes == {
        "milk": PeriodSum(6, is_lower_bound=True),
        "tea": PeriodSum(17, is_lower_bound=False),
    }
    assert whole.rest == 5
    assert whole.companions == {
        "milk": {"coffee": PeriodSum(6, is_lower_bound=True)},
        "tea": {"": PeriodSum(8, is_lower_bound=False), "coffee": PeriodSum(9, is_lower_bound=False)},
    }
    unshown = sum_periods(periods(counts, LEAST, 1, TODAY, "2026-01-01", "2026-03-31"))
    assert unshown.total == PeriodSum(28, is_lower_bound=True)
    assert unshown.outcomes["tea"] == PeriodSum(17, is_lower_bound=True)


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (4, 0), (5, 5), (9, 5), (10, 10)])
def test_what_changes_daily_is_rounded_down(number: int, shown: int) -> None:
    assert round_down(number, LEAST) == shown


MONTHS, ENDS, WITH = ("2025-01", "2025-02", "2025-03"), ("tea", "milk", "espresso"), ("", "coffee")
atoms = st.fixed_dictionaries(
    {atom: st.one_of(st.integers(0, 6), st.integers(0, 30)) for atom in product(MONTHS, ENDS, WITH)}
)
few_atoms = st.fixed_dictionaries(
    {atom: st.one_of(st.integers(0, 6), st.integers(0, 12)) for atom in product(MONTHS[:2], ENDS[:2], WITH)}
)


def counted(people: dict[Atom, int]) -> list[GroupCount]:
    return [
        (month, "finished", outcome, companions, number)
        for (month, outcome, companions), number in people.items()
    ]


def figures_in(period: Period, people: Iterable[Atom]) -> Iterator[Figure]:
    """Every number that a period shows, with the rests that are shown beside it."""
    if not period.total:
        return
    within = {atom for atom in people if period.first <= f"{atom[0]}-15" <= period.last}
    yield within, period.total
    yield from _figures(period.months, within, 0)
    yield from _figures(period.outcomes, within, 1)
    for outcome, table in period.companions.items():
        yield from _figures(table, {atom for atom in within if atom[1] == outcome}, 2)


def _figures(table: Breakdown, within: set[Atom], place: int) -> Iterator[Figure]:
    for name, number in table.parts.items():
        yield {atom for atom in within if atom[place] == name}, number
    if table.rest:
        yield {atom for atom in within if atom[place] not in table.parts}, table.rest


def follows(shown: Sequence[list[Fraction]], group: list[Fraction]) -> bool:
    """Whether adding and subtracting the rows (in echelon form) makes the group."""
    left = group
    for row in shown:
        pivot = next(number for number, value in enumerate(row) if value)
        left = [one - left[pivot] * other for one, other in zip(left, row, strict=True)]
    return not any(left)


def span(people: dict[Atom, int], found: Iterable[Period]) -> list[list[Fraction]]:
    shown = [whom for period in found for whom, _ in figures_in(period, people)]
    rows = reduced([[Fraction(atom in whom) for atom in people] for whom in shown])
    return [row for row in rows if any(row)]


@settings(deadline=None)
@given(atoms, st.integers(2, 9), st.sampled_from([1, 3, 12]))
def test_what_is_shown_is_true_and_no_small_group(people: dict[Atom, int], least: int, length: int) -> None:
    found = periods(counted(people), least, length, TODAY)
    for period in found:
        for whom, number in figures_in(period, people):
            assert number == sum(people[atom] for atom in whom)
            assert number >= least


@settings(deadline=None, max_examples=60)
@given(few_atoms, st.integers(2, 9), st.sampled_from([1, 3]))
def test_no_small_group_at_all_follows_from_all_that_is_shown(
    people: dict[Atom, int], least: int, length: int
) -> None:
    """By linear algebra, over every group that can be made of people with month, outcome and companions."""
    shown = span(people, periods(counted(people), least, length, TODAY))
    for chosen in chain.from_iterable(combinations(people, size) for size in range(1, len(people) + 1)):
        if 0 < sum(people[atom] for atom in chosen) < least:
            assert not follows(shown, [Fraction(atom in chosen) for atom in people])


@settings(deadline=None, max_examples=60)
@given(atoms, st.integers(2, 9), st.sampled_from([1, 3]))
def test_no_small_cell_follows_from_all_that_is_shown(
    people: dict[Atom, int], least: int, length: int
) -> None:
    """The same of larger tables, for everybody with one, two or three things in common."""
    shown = span(people, periods(counted(people), least, length, TODAY))
    for month, outcome, companions in product((*MONTHS, None), (*ENDS, None), (*WITH, None)):
        group = [
            atom
            for atom in people
            if all(
                want in (None, have) for want, have in zip((month, outcome, companions), atom, strict=True)
            )
        ]
        if 0 < sum(people[atom] for atom in group) < least:
            assert not follows(shown, [Fraction(atom in group) for atom in people])


@settings(deadline=None)
@given(atoms, st.integers(2, 9), st.sampled_from(MONTHS), st.sampled_from(MONTHS))
def test_a_period_shows_the_same_whatever_is_asked_for_beside_it(
    people: dict[Atom, int], least: int, since: str, until: str
) -> None:
    """So that two questions about overlapping times have no difference to tell."""
    whole = periods(counted(people), least, 1, TODAY, "2025-01-01", "2025-12-31")
    everything = {period.first: period for period in whole}
    some = periods(counted(people), least, 1, TODAY, f"{since}-01", f"{until}-01")
    later = periods(counted(people), least, 1, date(2030, 1, 1), f"{since}-01", f"{until}-01")
    assert all(everything[period.first] == period for period in some)
    assert some == later


def test_the_algebra_finds_what_does_follow() -> None:
    """Were every group shown as it is, a small one would be found out."""
    people: dict[Atom, int] = dict.fromkeys(product(MONTHS[:2], ENDS[:2], WITH), 1)
    shown = span(people, periods(counted(people), 1, 1, TODAY))
    assert follows(shown, [Fraction(number == 0) for number, _ in enumerate(people)])
    assert Counter(people.values()) == {1: 8}
