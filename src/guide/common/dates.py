"""Dates as people write and read them: “next Monday”, “in 6 weeks”, “1 March”.

A form that can mean two days is never guessed: whoever wrote it is asked which one.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal

from guide.common.date_arithmetic import add_months, add_units, nearest_date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_DAYS_AWAY = {"today": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1, "day before yesterday": -2}
FARTHEST = 10
"""Years ahead that a day may lie; one farther away is taken for a slip of the hand."""

NO_DAY = "Write a day, such as 2027-03-01, 1 March or next Monday, or how long from now: in 6 weeks."
NO_SUCH_DAY = "There is no such day in the calendar."
DAY_PAST = "That day is over. Write one that is still to come."
DAY_FAR = f"That day is more than {FARTHEST} years away. Write a nearer one."

Direction = Literal["coming", "next", "last"]
"""What a text without a year or a direction means: a day from today on, where no other is allowed (“coming”);
the next such day (“next”) or the last one (“last”), where any day is allowed.
"""


class DayError(ValueError):
    """No day can be read from a text. The message is a sentence that asks for another one."""


def today() -> date:
    """The current date in the local time zone."""
    return date.today()


def now() -> datetime:
    """The current time with the offset of the local time zone."""
    return datetime.now().astimezone()


def parse_date(text: str, today: date, which: Direction = "coming") -> date:
    """Read a day as a person writes it.

    Args:
        text: What was written, in English; case and white space make no difference.
        today: The day from which relative dates count.
        which: What a text without a year or a direction means, and which days are allowed.

    Raises:
        DayError: No day can be read, it can be two days, it is over, or it is too far away.
    """
    try:
        days = possible_dates(text, today, back=which == "last")
    except ValueError:
        raise DayError(NO_SUCH_DAY) from None
    except OverflowError:
        raise DayError(DAY_FAR) from None
    if not days:
        raise DayError(NO_DAY)
    if which == "coming":
        days = tuple(day for day in days if day >= today)
        if not days:
            raise DayError(DAY_PAST)
        if all(day.year > today.year + FARTHEST for day in days):
            raise DayError(DAY_FAR)
    if len(days) > 1:
        day, other = days
        raise DayError(
            f"Is that {format_date(day, today)} or {format_date(other, today)}? Write {day} or {other}."
        )
    return days[0]


def possible_dates(text: str, today: date, back: bool = False) -> tuple[date, ...]:
    """The one or two days that a text can mean; empty where it is no date.

    Args:
        text: What was written.
        today: The day from which relative dates count.
        back: Whether a text without a year or a direction means a day in the past; else one in the future.

    Raises:
        ValueError: There is no such day in the calendar.
        OverflowError: The day lies outside of the years 1 to 9999.
    """
    text = " ".join(text.lower().replace("’", "'").split())
    weekday, text = _weekday_before(re.sub(_PADDING, "", re.sub(_NUMBER_OF_MONTH, r"\1th", text)))
    for form, read in _FORMS:
        if (match := re.fullmatch(form, text)) and (days := dict.fromkeys(read(match, today, back))):
            return tuple(day for day in days if weekday in (None, day.weekday()))
    return ()


def format_date(day: date, today: date) -> str:
    """The day as “1 March”, with the year where it is not this one."""
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")


def format_month(day: date, today: date) -> str:
    """The month of a day as “March”, with the year where it is not this one."""
    return _MONTHS[day.month - 1] + (f" {day.year}" if day.year != today.year else "")


def format_date_long(day: date) -> str:
    """The day as “Monday, 1 March 2027”."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_first() -> bool | None:
    """Whether the user's locale writes the month before the day; None where it does not say.

    Sets the locale of the process for a moment, so it must not run beside other threads that use it.
    """
    import locale

    before = locale.setlocale(locale.LC_TIME)
    try:
        name = locale.setlocale(locale.LC_TIME, "")
        formatted = date(2033, 11, 22).strftime("%x")
    except (locale.Error, ValueError):
        return None
    finally:
        locale.setlocale(locale.LC_TIME, before)
    month, day = formatted.find("11"), formatted.find("22")
    # The C locale, or one that writes the year first, says nothing about the order of day and month.
    if name.partition(".")[0] in ("C", "POSIX") or min(month, day) < 0 or formatted.startswith(("20", "33")):
        return None
    return month < day


def _weekday_before(text: str) -> tuple[int | None, str]:
    """The weekday before a date, as in “Thursday, 24 December” (Monday is 0), and the text without it."""
    match = re.fullmatch(_WEEKDAY_BEFORE, text)
    weekday = _index_of(match[1], _WEEKDAYS) if match else None
    return (None, text) if match is None or weekday is None else (weekday, match[2])


def _index_of(beginning: str, names: tuple[str, ...]) -> int | None:
    """The index of the only name that begins like this; None where there is none or more than one."""
    indexes = [index for index, name in enumerate(names) if name.lower().startswith(beginning)]
    return indexes[0] if len(indexes) == 1 else None


def _read_year_first(match: re.Match[str], *_: object) -> Iterator[date]:
    yield date(int(match[1]), int(match[3]), int(match[4]))


def _read_day_first(match: re.Match[str], today: date, back: bool) -> Iterator[date]:
    yield nearest_date(int(match[1]), int(match[2]), match[3], today, back)


def _read_month_name(match: re.Match[str], today: date, back: bool) -> Iterator[date]:
    month = _index_of(match["month"], _MONTHS)
    if month is not None:
        yield nearest_date(int(match["day"]), month + 1, match["year"], today, back)


def _read_two_numbers(match: re.Match[str], today: date, back: bool) -> Iterator[date]:
    """Day and month as numbers, in an order that differs by country; both where that is unknown."""
    first, second, year = int(match[1]), int(match[3]), match[4]
    unclear = first <= 12 and second <= 12 and first != second
    month_leads = month_first() if unclear else second > 12
    if month_leads is not True:
        yield nearest_date(first, second, year, today, back)
    if month_leads is not False:
        yield nearest_date(second, first, year, today, back)


def _read_day_of_month(match: re.Match[str], today: date, back: bool) -> Iterator[date]:
    """“The 24th”: of this month, or of the nearest one in that direction that has such a day."""
    if not 1 <= int(match[1]) <= 31:
        raise ValueError
    for months in range(12):
        month = add_months(today.replace(day=1), -months if back else months)
        if int(match[1]) <= monthrange(month.year, month.month)[1]:
            day = month.replace(day=int(match[1]))
            if (day <= today) if back else (day >= today):
                yield day
                return


def _read_relative_day(match: re.Match[str], today: date, _: bool) -> Iterator[date]:
    yield today + timedelta(days=_DAYS_AWAY[match[1]])


def _read_weeks(match: re.Match[str], today: date, back: bool) -> Iterator[date]:
    yield today + timedelta(weeks=-int(match[1]) if back else int(match[1]))


def _read_weeks_or_day(match: re.Match[str], today: date, back: bool) -> Iterator[date]:
    """“6.” is six weeks with a full stop, or the sixth, as many countries write it."""
    yield from _read_weeks(match, today, back)
    yield from _read_day_of_month(match, today, back)


def _read_half_year(match: re.Match[str], today: date, back: bool) -> Iterator[date]:
    yield add_months(today, 6 * _direction(match, back))


def _read_counted_units(match: re.Match[str], today: date, back: bool) -> Iterator[date]:
    count, unit = match["count"], match["unit"]
    if count in ("a", "an"):
        number = 1
    elif count in _NUMBERS:
        number = _NUMBERS.index(count) + 1
    elif count.isdecimal():
        number = int(count)
    else:
        return
    yield add_units(today, number * _direction(match, back), unit)


def _read_next_or_last(match: re.Match[str], today: date, _: bool) -> Iterator[date]:
    yield add_units(today, 1 if match[1] == "next" else -1, match[2])


def _read_weekday(match: re.Match[str], today: date, back: bool) -> Iterator[date]:
    weekday = _index_of(match[2], _WEEKDAYS)
    if weekday is None:
        return
    ahead = weekday - today.weekday()
    match match[1]:
        case "this ":
            yield today + timedelta(days=ahead)
        case "next " if ahead > 0:
            # Some mean the one of this week, some that of the next.
            yield today + timedelta(days=ahead)
            yield today + timedelta(days=ahead + 7)
        case "next " | "coming ":
            yield today + timedelta(days=ahead % 7 or 7)
        case "last ":
            yield today - timedelta(days=-ahead % 7 or 7)
        case _ if ahead == 0:
            yield today
            yield today + timedelta(days=-7 if back else 7)
        case _:
            yield today + timedelta(days=-(-ahead % 7) if back else ahead % 7)


def _read_weekday_of_next_week(match: re.Match[str], today: date, _: bool) -> Iterator[date]:
    weekday = _index_of(match[1] or match[2], _WEEKDAYS)
    if weekday is not None:
        yield today + timedelta(days=7 - today.weekday() + weekday)


def _direction(match: re.Match[str], back: bool) -> int:
    """1 for the future, -1 for the past."""
    if match["ago"]:
        return -1
    return 1 if match["ahead"] or match["on"] else (-1 if back else 1)


_NAME = r"[a-z]{3,9}"
_NTH = r"(?:st|nd|rd|th|\.)?"
_YEAR = r"(?:[ ,.-]{1,2}'?(?P<year>\d{4}|\d{2}))?"
_UNIT = r"(?P<unit>d|w|m|y|days?|wks?|weeks?|fortnights?|mos?|months?|yrs?|years?)"
_LEAD = r"(?P<ahead>(?:in|within) )?"
_TRAIL = r"(?:'?s?'? (?:time|(?P<on>from now|from today|ahead)|(?P<ago>ago)))?"
_PADDING = r"^[\s.,;+]+|^(?:(?:on|by|until|till|the|at) )+|(?<!^\d)(?<!^\d\d)[\s.,;!]+$"
_NUMBER_OF_MONTH = r"^(?:(?:on|by|until|till|at) the|on|by|until|till|the) (\d{1,2})\.?$"
_WEEKDAY_BEFORE = rf"({_NAME})[,.]{{0,2}} (?:the )?(\S*\d.*)"

# Expressions are compiled when the first date is read: most runs read none.
_FORMS: tuple[tuple[str, Callable[[re.Match[str], date, bool], Iterator[date]]], ...] = (
    (r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", _read_year_first),
    (r"(\d{1,2})\. ?(\d{1,2})(?:\. ?'?(\d{4}|\d{2}))?", _read_day_first),
    (r"(\d{1,2})(/)(\d{1,2})(?:/'?(\d{4}|\d{2}))?", _read_two_numbers),
    (r"(\d{1,2})(-)(\d{1,2})-(\d{4}|\d{2})", _read_two_numbers),
    (rf"(?P<day>\d{{1,2}}){_NTH}[ -]?(?:of )?(?P<month>{_NAME}){_YEAR}", _read_month_name),
    (rf"(?P<month>{_NAME})\.?[ -]?(?:the )?(?P<day>\d{{1,2}}){_NTH}{_YEAR}", _read_month_name),
    (r"(\d{1,2})(?:st|nd|rd|th)", _read_day_of_month),
    (r"(\d{1,2})[.,;!]", _read_weeks_or_day),
    ("(" + "|".join(_DAYS_AWAY) + ")", _read_relative_day),
    (r"(?:in )?(\d{1,3})", _read_weeks),
    (rf"{_LEAD}(?:half (?:a |an )?|a half[ -])year{_TRAIL}", _read_half_year),
    (rf"{_LEAD}(?P<count>\d{{1,4}}|[a-z]+) ?{_UNIT}{_TRAIL}", _read_counted_units),
    (r"(next|last) (week|month|year)", _read_next_or_last),
    (rf"({_NAME}) (?:of |in )?next week|next week,?(?: on)? ({_NAME})", _read_weekday_of_next_week),
    (rf"(this |next |coming |last )?({_NAME})", _read_weekday),
)
"""The forms that are understood, each with the function that yields the days it can mean; the first that
matches and yields any is taken.
"""
