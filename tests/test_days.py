"""Days as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.days import meant, said, said_in_full

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-01-02", date(2027, 1, 2)),
        ("2027-1-2", date(2027, 1, 2)),
        ("2.1.2027", date(2027, 1, 2)),
        ("02. 01. 2027", date(2027, 1, 2)),
        ("24 December", date(2026, 12, 24)),
        ("24th Dec 2027", date(2027, 12, 24)),
        ("1 June", date(2027, 6, 1)),
        ("30 november", date(2026, 11, 30)),
        ("6", date(2027, 1, 11)),
        ("in 6 weeks", date(2027, 1, 11)),
        ("  Six  weeks ", date(2027, 1, 11)),
        ("6w", date(2027, 1, 11)),
        ("in a week", date(2026, 12, 7)),
        ("in 10 days", date(2026, 12, 10)),
        ("three months", date(2027, 2, 28)),
        ("in one year", date(2027, 11, 30)),
        ("", None),
        ("2027-13-01", None),
        ("2027-02-30", None),
        ("31 June", None),
        ("1 ju", None),
        ("24 Ju 2027", None),
        ("soon", None),
        ("in many weeks", None),
        ("02/01/2027", None),
        ("999 years", date(3025, 11, 30)),
        ("١٢", date(2027, 2, 22)),
    ],
)
def test_a_day_is_understood_or_it_is_not(text: str, day: date | None) -> None:
    assert meant(text, TODAY) == day


@given(st.text())
def test_no_text_is_too_much(text: str) -> None:
    meant(text, TODAY)


@given(st.dates(), st.dates())
def test_a_day_that_is_written_out_is_understood(day: date, today: date) -> None:
    assert meant(day.isoformat(), today) == day
    assert meant(said_in_full(day).partition(", ")[2], today) == (day if day.year > 999 else None)


def test_the_year_is_said_where_it_is_another() -> None:
    assert said(date(2026, 11, 21), TODAY) == "21 November"
    assert said(date(2025, 11, 21), TODAY) == "21 November 2025"
    assert said_in_full(date(2026, 12, 7)) == "Monday, 7 December 2026"
