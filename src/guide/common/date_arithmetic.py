"""Arithmetic with dates: the nearest date without a year, and steps of days, weeks, months and years."""

from calendar import monthrange
from datetime import date, timedelta


def nearest_date(day: int, month: int, year: str | None, today: date, back: bool) -> date:
    """The date with this day and month; without a year, the one nearest to today.

    29 February may be years away.

    Args:
        day: The day of the month.
        month: The month, from 1.
        year: Four digits, or two for this century; None or "" for none.
        today: The day from which the nearest date is searched; it can be that day itself.
        back: Whether to search in the past; else in the future.

    Raises:
        ValueError: There is no such day in the calendar.
    """
    if year:
        return date(int(year) + 2000 * (len(year) == 2), month, day)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
        raise ValueError
    candidate_year = today.year
    while True:
        if day <= monthrange(candidate_year, month)[1]:
            candidate = date(candidate_year, month, day)
            if (candidate <= today) if back else (candidate >= today):
                return candidate
        candidate_year += -1 if back else 1


def add_units(today: date, number: int, unit: str) -> date:
    """The date that is so many units after today, or before it where the number is negative.

    Args:
        today: The date to start from.
        number: How many units.
        unit: "days", "weeks", "fortnights", "months" or "years"; only the first letter is read.

    Raises:
        OverflowError: The date lies outside of the years 1 to 9999.
    """
    match unit[0]:
        case "d":
            return today + timedelta(days=number)
        case "w":
            return today + timedelta(weeks=number)
        case "f":
            return today + timedelta(weeks=2 * number)
        case "y":
            return add_months(today, 12 * number)
        case _:
            return add_months(today, number)


def add_months(today: date, number: int) -> date:
    """The same day of the month so many months later (earlier where negative), or the last day of that month.

    Raises OverflowError after the year 9999, and ValueError or OverflowError before the year 1.
    """
    months = today.month - 1 + number
    year, month = today.year + months // 12, months % 12 + 1
    if year > 9999:
        raise OverflowError
    return date(year, month, min(today.day, monthrange(max(year, 1), month)[1]))
