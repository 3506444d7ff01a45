"""Arithmetic with dates: the nearest date without a year, and steps of days, weeks, months and years."""

from calendar import monthrange
from datetime import date, timedelta


def nearest_date(day: int, month: int, year: str | None, today: date, back: bool) -> date:
    """A date; without a year, the nearest one from today. 29 February may be years away.

    Args:
        day: The day of the month.
        month: The month, from 1.
        year: Four digits, or two for this century; None or "" for none.
        today: The day from which the nearest one is looked for; it can be that one itself.
        back: Whether the nearest one in the past is meant.

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
    """So many days, weeks, fortnights, months or years away; ``unit`` is told by its first letter."""
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
    """The same day so many months away, or the last one of that month."""
    months = today.month - 1 + number
    year, month = today.year + months // 12, months % 12 + 1
    if year > 9999:
        raise OverflowError
    return date(year, month, min(today.day, monthrange(max(year, 1), month)[1]))
