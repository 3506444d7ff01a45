"""Days as people write them."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.common import dates as days
from guide.common.dates import (
    DAY_FAR,
    DAY_PAST,
    NO_DAY,
    NO_SUCH_DAY,
    DayError,
    Direction,
    format_date,
    format_date_long,
    parse_date,
    possible_dates,
)

TODAY = date(2026, 11, 30)
"""A Monday."""
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def fault(text: str, today: date = TODAY, which: Direction = "coming") -> str:
    with pytest.raises(DayError) as raised:
        parse_date(text, today, which)
    return str(raised.value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-01-02", date(2027, 1, 2)),
        ("2027-1-2", date(2027, 1, 2)),
        ("2027/12/24", date(2027, 12, 24)),
        ("2.1.2027", date(2027, 1, 2)),
        ("02. 01. 2027", date(2027, 1, 2)),
        ("1.3.", date(2027, 3, 1)),
        ("1. 3.", date(2027, 3, 1)),
        ("1.3", date(2027, 3, 1)),
        ("1.3.27", date(2027, 3, 1)),
        ("24.12.27", date(2027, 12, 24)),
        ("24.12.", date(2026, 12, 24)),
        ("24 December", date(2026, 12, 24)),
        ("24th Dec 2027", date(2027, 12, 24)),
        ("24th of December", date(2026, 12, 24)),
        ("on the 24th of December.", date(2026, 12, 24)),
        ("Dec 24", date(2026, 12, 24)),
        ("DEC. 24TH", date(2026, 12, 24)),
        ("December 24, 2027", date(2027, 12, 24)),
        ("24 Dec ’27", date(2027, 12, 24)),
        ("24-Dec-2027", date(2027, 12, 24)),
        ("Thursday, 24 December 2026", date(2026, 12, 24)),
        ("Thu 24 Dec", date(2026, 12, 24)),
        ("24/12/2027", date(2027, 12, 24)),
        ("12/24/2027", date(2027, 12, 24)),
        ("24-12-27", date(2027, 12, 24)),
        ("5/5", date(2027, 5, 5)),
        ("1 June", date(2027, 6, 1)),
        ("30 november", date(2026, 11, 30)),
        ("the 24th", date(2026, 12, 24)),
        ("on the 1", date(2026, 12, 1)),
        ("31st", date(2026, 12, 31)),
        ("29 Feb", date(2028, 2, 29)),
        ("29.2.28", date(2028, 2, 29)),
        ("6", date(2027, 1, 11)),
        ("in 6", date(2027, 1, 11)),
        ("in 6 weeks", date(2027, 1, 11)),
        ("6 weeks", date(2027, 1, 11)),
        ("6 weeks.", date(2027, 1, 11)),
        ("  Six  weeks ", date(2027, 1, 11)),
        ("6w", date(2027, 1, 11)),
        ("+6w", date(2027, 1, 11)),
        ("+ 6 wks", date(2027, 1, 11)),
        ("6 weeks from now", date(2027, 1, 11)),
        ("in six weeks’ time", date(2027, 1, 11)),
        ("in a week", date(2026, 12, 7)),
        ("in a fortnight", date(2026, 12, 14)),
        ("10 days", date(2026, 12, 10)),
        ("twenty days", date(2026, 12, 20)),
        ("3 months", date(2027, 2, 28)),
        ("three months", date(2027, 2, 28)),
        ("1 year", date(2027, 11, 30)),
        ("in one year", date(2027, 11, 30)),
        ("half a year", date(2027, 5, 30)),
        ("in half a year", date(2027, 5, 30)),
        ("today", TODAY),
        ("Tomorrow!", date(2026, 12, 1)),
        ("the day after tomorrow", date(2026, 12, 2)),
        ("next week", date(2026, 12, 7)),
        ("next month", date(2026, 12, 30)),
        ("next year", date(2027, 11, 30)),
        ("next Monday", date(2026, 12, 7)),
        ("this Friday", date(2026, 12, 4)),
        ("Friday", date(2026, 12, 4)),
        ("on tues.", date(2026, 12, 1)),
        ("by Sunday", date(2026, 12, 6)),
        ("Friday next week", date(2026, 12, 11)),
        ("next week on Friday", date(2026, 12, 11)),
        ("١٢", date(2027, 2, 22)),
    ],
)
def test_a_day_is_understood(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day
    assert parse_date(f"\t {text.upper()}  ", TODAY) == day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", NO_DAY),
        ("soon", NO_DAY),
        ("1 ju", NO_DAY),
        ("24 Ju 2027", NO_DAY),
        ("in many weeks", NO_DAY),
        ("May", NO_DAY),
        ("December 2027", NO_DAY),
        ("half an hour", NO_DAY),
        ("Friday, 24 December 2026", NO_DAY),
        ("one\ntwo", NO_DAY),
        ("2027-13-01", NO_SUCH_DAY),
        ("2027-02-30", NO_SUCH_DAY),
        ("29.2.27", NO_SUCH_DAY),
        ("31 June", NO_SUCH_DAY),
        ("13/13", NO_SUCH_DAY),
        ("0.0.", NO_SUCH_DAY),
        ("the 32nd", NO_SUCH_DAY),
        ("2026-11-29", DAY_PAST),
        ("yesterday", DAY_PAST),
        ("6 weeks ago", DAY_PAST),
        ("last Friday", DAY_PAST),
        ("24.12.2025", DAY_PAST),
        ("1.1.99", DAY_FAR),
        ("1.1.9999", DAY_FAR),
        ("999 years", DAY_FAR),
        ("in 9999 years", DAY_FAR),
        ("Monday", "Is that 30 November or 7 December? Write 2026-11-30 or 2026-12-07."),
        ("next Friday", "Is that 4 December or 11 December? Write 2026-12-04 or 2026-12-11."),
        ("6.", "Is that 11 January 2027 or 6 December? Write 2027-01-11 or 2026-12-06."),
    ],
)
def test_a_day_that_cannot_be_taken_is_asked_for_again(text: str, told: str) -> None:
    assert fault(text) == told


@pytest.mark.parametrize(
    ("first", "day"), [(True, date(2027, 3, 4)), (False, date(2027, 4, 3)), (None, None)]
)
def test_the_order_of_two_numbers_is_that_of_the_country(
    first: bool | None, day: date | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(days, "month_first", lambda: first)
    for text in ("03/04/2027", "3/4/27", "3/4", "03-04-2027"):
        if day is None:
            told = "Is that 3 April 2027 or 4 March 2027? Write 2027-04-03 or 2027-03-04."
            assert fault(text) == told
        else:
            assert parse_date(text, TODAY) == day


def test_of_two_readings_a_day_that_is_over_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(days, "month_first", lambda: None)
    assert parse_date("01/05/2027", date(2027, 2, 1)) == date(2027, 5, 1)


@pytest.mark.parametrize(
    ("shown", "first"),
    [
        ("11/22/2033", True),
        ("22.11.2033", False),
        ("22/11/33", False),
        ("2033-11-22", None),
        ("33/11/22", None),
    ],
)
def test_the_country_tells_the_order_by_a_day_that_it_writes(
    shown: str, first: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Written(date):
        def strftime(self, _: str) -> str:
            return shown

    set_to = []

    def setlocale(_: int, name: str | None = None) -> str:
        set_to.append(name)
        return "xx_XX.UTF-8"

    monkeypatch.setattr("locale.setlocale", setlocale)
    monkeypatch.setattr(days, "date", Written)
    assert days.month_first() is first
    # The locale is what it was before.
    assert set_to == [None, "", "xx_XX.UTF-8"]


@pytest.mark.parametrize("name", ["C", "C.UTF-8", "POSIX", "no_SUCH"])
def test_a_locale_of_no_country_tells_no_order(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", name)
    assert days.month_first() is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020-02-29", date(2020, 2, 29)),
        ("1.3.", date(2026, 3, 1)),
        ("24 Dec", date(2025, 12, 24)),
        ("29 Feb", date(2024, 2, 29)),
        ("6 weeks", date(2026, 10, 19)),
        ("6 weeks ago", date(2026, 10, 19)),
        ("in 6 weeks", date(2027, 1, 11)),
        ("Friday", date(2026, 11, 27)),
        ("last Friday", date(2026, 11, 27)),
        ("last month", date(2026, 10, 30)),
        ("yesterday", date(2026, 11, 29)),
        ("the 15th", date(2026, 11, 15)),
    ],
)
def test_where_days_lie_behind_the_last_one_is_meant(text: str, day: date) -> None:
    assert parse_date(text, TODAY, "last") == day


def test_any_day_can_be_the_next_one_where_it_may_be_over() -> None:
    assert parse_date("2026-03-31", TODAY, "next") == date(2026, 3, 31)
    assert parse_date("6 weeks", TODAY, "next") == date(2027, 1, 11)


_WORDS = """
in on the next last this half a an of ago from now time th st w d m y . 6 24 31 29 0 9999 2027 27 , / - + '
weeks days months years week year 1.3. 3/4 Dec December feb may mon monday friday tomorrow today 2027-02-29
"""
_PIECES = st.sampled_from(_WORDS.split())


@given(
    st.text() | st.lists(_PIECES, max_size=6).map(" ".join) | st.lists(_PIECES, max_size=6).map("".join),
    st.dates(),
    st.sampled_from(["coming", "next", "last"]),
)
def test_no_text_is_too_much(text: str, today: date, which: Direction) -> None:
    try:
        day = parse_date(text, today, which)
    except DayError as error:
        assert str(error).endswith(".")
    else:
        assert which != "coming" or today <= day <= date(min(today.year + days.FARTHEST, 9999), 12, 31)


@given(st.dates(date(1000, 1, 1)), st.dates())
def test_a_day_that_is_written_out_is_understood(day: date, today: date) -> None:
    month = format_date_long(day).split()[2]
    written = [
        day.isoformat(),
        format_date_long(day),
        f"{format_date_long(day)}.",
        format_date_long(day).partition(", ")[2],
        f"{day.day}.{day.month}.{day.year}",
        f"{month} {day.day}, {day.year}",
        f"the {day.day}th of {month[:3]} {day.year}",
    ]
    assert {parse_date(text, today, "last") for text in written} == {day}
    if today <= day and day.year <= today.year + days.FARTHEST:
        assert {parse_date(text, today) for text in written} == {day}


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_nearest_one(day: date, today: date) -> None:
    written = format_date(day, day)
    ahead, behind = parse_date(written, today), parse_date(written, today, "last")
    assert (ahead.day, ahead.month) == (behind.day, behind.month) == (day.day, day.month)
    assert behind <= today <= ahead
    assert ahead - behind <= timedelta(days=366 * 8)
    assert parse_date(format_date(ahead, today), today) == ahead


@given(DAYS, st.sampled_from(["monday", "tue", "Wednesday", "thurs", "fri", "Saturday", "sun"]))
def test_a_weekday_is_at_most_two_days_and_both_are_such(today: date, weekday: str) -> None:
    for text in (weekday, f"on {weekday}", f"next {weekday}"):
        found = possible_dates(text, today)
        assert len(found) in (1, 2)
        for day in found:
            assert format_date_long(day).lower().startswith(weekday.lower())
            assert today <= day <= today + timedelta(days=14)


def test_the_year_is_said_where_it_is_another() -> None:
    assert format_date(date(2026, 11, 21), TODAY) == "21 November"
    assert format_date(date(2025, 11, 21), TODAY) == "21 November 2025"
    assert format_date_long(date(2026, 12, 7)) == "Monday, 7 December 2026"


TOLD = """\
from guide.common.dates import DayError, parse_date, now, today
print(today(), now().isoformat(), parse_date("today", today()))
try:
    print(parse_date("yesterday", today()))
except DayError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no TZ in the environment")
@pytest.mark.parametrize(
    ("zone", "hours"),
    [("Pacific/Auckland", {12, 13}), ("America/Los_Angeles", {-8, -7}), ("Asia/Kathmandu", {5.75})],
)
def test_today_is_where_the_person_sits(zone: str, hours: set[float]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", TOLD],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    first, told = ran.stdout.splitlines()
    day, moment, meant = first.split()
    offset = datetime.fromisoformat(moment).utcoffset()
    assert offset is not None
    assert offset.total_seconds() / 3600 in hours
    # Whatever moment it is: the local day is that of the moment with its offset.
    assert day == meant == moment[:10]
    assert abs(datetime.fromisoformat(moment) - datetime.now(UTC)) < timedelta(minutes=1)
    assert told == DAY_PAST


@pytest.mark.skipif(sys.platform == "win32", reason="there is no TZ in the environment")
@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu"])
def test_commands_take_days_of_where_the_person_sits(zone: str) -> None:
    run = "import sys; from guide.cli.records import run; sys.exit(run(sys.argv[1:]))"

    def told(*arguments: str) -> str:
        command = [sys.executable, "-c", run, *arguments]
        return subprocess.run(command, env={**os.environ, "TZ": zone}, capture_output=True, text=True).stderr

    before = datetime.now(ZoneInfo(zone)).date()
    said = told("due", "--until", "today")
    overdue = told("reviewed", "abc", "--next", f"{before - timedelta(days=1)}")
    if before == datetime.now(ZoneInfo(zone)).date():
        assert said.startswith(f"--until: {format_date_long(before)}.")
        assert DAY_PAST in overdue
        assert DAY_PAST not in told("reviewed", "abc", "--next", "today")
