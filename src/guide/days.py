"""Days as people write them and read them."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = (
    *("a", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTS = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?,?(?: (\d{4}))?")
_AHEAD = re.compile(r"(?:in )?(\d{1,3}|[a-z]+) ?(d|w|m|y|days?|weeks?|months?|years?)")
_WEEKS = re.compile(r"\d{1,3}")


def today() -> date:
    """The day that it is where the person sits."""
    return date.today()


def now() -> datetime:
    """This moment, with the offset of where the person sits."""
    return datetime.now().astimezone()


def meant(text: str, today: date) -> date | None:
    """The day that is meant, such as 2026-12-24, 24.12.2026, 24 December, in 6 weeks, in two months.

    A number alone is one of weeks. None where it cannot be told.
    """
    text = " ".join(text.lower().split())
    try:
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DOTS.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _NAMED.fullmatch(text):
            return _named(int(found[1]), found[2], found[3], today)
        if _WEEKS.fullmatch(text):
            return today + timedelta(weeks=int(text))
        if found := _AHEAD.fullmatch(text):
            return _ahead(found[1], found[2][0], today)
    except (ValueError, OverflowError):
        return None
    return None


def said(day: date, today: date) -> str:
    """The day as one says it, with the year where it is another one."""
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")


def said_in_full(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def _named(number: int, month: str, year: str | None, today: date) -> date | None:
    """A day without a year is the next one of this name."""
    months = [place for place, name in enumerate(_MONTHS, 1) if name.lower().startswith(month)]
    if len(months) != 1:
        return None
    if year:
        return date(int(year), months[0], number)
    day = date(today.year, months[0], number)
    return day if day >= today else date(today.year + 1, months[0], number)


def _ahead(count: str, unit: str, today: date) -> date | None:
    number = int(count) if count.isdecimal() else _NUMBERS.index(count)
    # “a” and “one” are the same number.
    number = 1 if count == "a" else number
    if unit in "dw":
        return today + timedelta(days=number * (7 if unit == "w" else 1))
    months = today.month - 1 + number * (12 if unit == "y" else 1)
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))
