"""Days as people write them and read them."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Literal

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
_AWAY = {"today": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1, "day before yesterday": -2}
FARTHEST = 10
"""Years ahead; what lies beyond is a slip of the hand."""

NO_DAY = "Write a day, such as 2027-03-01, 1 March or next Monday, or how long from now: in 6 weeks."
NO_SUCH_DAY = "There is no such day in the calendar."
DAY_PAST = "That day is over. Write one that is still to come."
DAY_FAR = f"That day is more than {FARTHEST} years away. Write a nearer one."

Direction = Literal["coming", "next", "last"]
"""A day that must not be over; any day, of which the next one is meant; any day, of which the last one is."""


class DayError(ValueError):
    """The message is a sentence that asks for another day, or which one is meant."""


def today() -> date:
    """The day that it is where the person sits."""
    return date.today()


def now() -> datetime:
    """This moment, with the offset of where the person sits."""
    return datetime.now().astimezone()


def parse_date(text: str, today: date, which: Direction = "coming") -> date:
    """The day that is meant. Raises DayError where that cannot be told, or it must not be this one."""
    try:
        found = possible_dates(text, today, back=which == "last")
    except ValueError:
        raise DayError(NO_SUCH_DAY) from None
    except OverflowError:
        raise DayError(DAY_FAR) from None
    if not found:
        raise DayError(NO_DAY)
    if which == "coming":
        found = tuple(day for day in found if day >= today)
        if not found:
            raise DayError(DAY_PAST)
        if all(day.year > today.year + FARTHEST for day in found):
            raise DayError(DAY_FAR)
    if len(found) > 1:
        one, other = found
        raise DayError(
            f"Is that {format_date(one, today)} or {format_date(other, today)}? Write {one} or {other}."
        )
    return found[0]


def possible_dates(text: str, today: date, back: bool = False) -> tuple[date, ...]:
    """Each day that it can mean; none where it is not understood. With ``back``, what has neither a year nor
    a direction lies behind, else ahead. Raises ValueError or OverflowError where there is no such day.
    """
    text = " ".join(text.lower().replace("’", "'").split())
    weekday, text = _weekday_before(re.sub(_PADDING, "", re.sub(_NUMBER_OF_MONTH, r"\1th", text)))
    for form, read in _FORMS:
        if (found := re.fullmatch(form, text)) and (days := dict.fromkeys(read(found, today, back))):
            return tuple(day for day in days if weekday in (None, day.weekday()))
    return ()


def format_date(day: date, today: date) -> str:
    """The day as one says it, with the year where it is another one."""
    return f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")


def format_date_long(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_first() -> bool | None:
    """Whether people write the month before the day here; None where the system does not tell."""
    import locale

    before = locale.setlocale(locale.LC_TIME)
    try:
        name = locale.setlocale(locale.LC_TIME, "")
        shown = date(2033, 11, 22).strftime("%x")
    except (locale.Error, ValueError):
        return None
    finally:
        locale.setlocale(locale.LC_TIME, before)
    month, day = shown.find("11"), shown.find("22")
    # The order of a computer, or of the year first, tells nothing of how people write the other two.
    if name.partition(".")[0] in ("C", "POSIX") or min(month, day) < 0 or shown.startswith(("20", "33")):
        return None
    return month < day


def _weekday_before(text: str) -> tuple[int | None, str]:
    """The weekday that stands before a day, as in “Thursday, 24 December”, and that day."""
    found = re.fullmatch(_WEEKDAY_BEFORE, text)
    weekday = _place(found[1], _WEEKDAYS) if found else None
    return (None, text) if found is None or weekday is None else (weekday, found[2])


def _place(beginning: str, names: tuple[str, ...]) -> int | None:
    """Where the one name stands that begins like this."""
    places = [place for place, name in enumerate(names) if name.lower().startswith(beginning)]
    return places[0] if len(places) == 1 else None


def _year_first(found: re.Match[str], *_: object) -> Iterator[date]:
    yield date(int(found[1]), int(found[3]), int(found[4]))


def _day_first(found: re.Match[str], today: date, back: bool) -> Iterator[date]:
    yield _day(int(found[1]), int(found[2]), found[3], today, back)


def _named(found: re.Match[str], today: date, back: bool) -> Iterator[date]:
    month = _place(found["month"], _MONTHS)
    if month is not None:
        yield _day(int(found["day"]), month + 1, found["year"], today, back)


def _either(found: re.Match[str], today: date, back: bool) -> Iterator[date]:
    """Two numbers in an order that differs from country to country."""
    one, other, year = int(found[1]), int(found[3]), found[4]
    first = month_first() if one <= 12 and other <= 12 and one != other else other > 12
    if first is not True:
        yield _day(one, other, year, today, back)
    if first is not False:
        yield _day(other, one, year, today, back)


def _of_month(found: re.Match[str], today: date, back: bool) -> Iterator[date]:
    """“The 24th”, of this month or the nearest that has one."""
    if not 1 <= int(found[1]) <= 31:
        raise ValueError
    for months in range(12):
        month = _months_away(today.replace(day=1), -months if back else months)
        if int(found[1]) <= monthrange(month.year, month.month)[1]:
            day = month.replace(day=int(found[1]))
            if (day <= today) if back else (day >= today):
                yield day
                return


def _away(found: re.Match[str], today: date, _: bool) -> Iterator[date]:
    yield today + timedelta(days=_AWAY[found[1]])


def _weeks(found: re.Match[str], today: date, back: bool) -> Iterator[date]:
    yield today + timedelta(weeks=-int(found[1]) if back else int(found[1]))


def _weeks_or_of_month(found: re.Match[str], today: date, back: bool) -> Iterator[date]:
    """“6.” is so many weeks with a full stop, or a day as it is written in many countries."""
    yield from _weeks(found, today, back)
    yield from _of_month(found, today, back)


def _half_a_year(found: re.Match[str], today: date, back: bool) -> Iterator[date]:
    yield _months_away(today, 6 * _direction(found, back))


def _counted(found: re.Match[str], today: date, back: bool) -> Iterator[date]:
    count, unit = found["count"], found["unit"]
    if count in ("a", "an"):
        number = 1
    elif count in _NUMBERS:
        number = _NUMBERS.index(count) + 1
    elif count.isdecimal():
        number = int(count)
    else:
        return
    yield _moved(today, number * _direction(found, back), unit)


def _next_or_last(found: re.Match[str], today: date, _: bool) -> Iterator[date]:
    yield _moved(today, 1 if found[1] == "next" else -1, found[2])


def _weekday(found: re.Match[str], today: date, back: bool) -> Iterator[date]:
    weekday = _place(found[2], _WEEKDAYS)
    if weekday is None:
        return
    ahead = weekday - today.weekday()
    match found[1]:
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


def _of_next_week(found: re.Match[str], today: date, _: bool) -> Iterator[date]:
    weekday = _place(found[1] or found[2], _WEEKDAYS)
    if weekday is not None:
        yield today + timedelta(days=7 - today.weekday() + weekday)


def _direction(found: re.Match[str], back: bool) -> int:
    if found["ago"]:
        return -1
    return 1 if found["ahead"] or found["on"] else (-1 if back else 1)


def _day(day: int, month: int, year: str | None, today: date, back: bool) -> date:
    """A day without a year is the nearest one; 29 February may be years away."""
    if year:
        return date(int(year) + 2000 * (len(year) == 2), month, day)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(2000, month)[1]:
        raise ValueError
    number = today.year
    while True:
        if day <= monthrange(number, month)[1]:
            found = date(number, month, day)
            if (found <= today) if back else (found >= today):
                return found
        number += -1 if back else 1


def _moved(today: date, number: int, unit: str) -> date:
    match unit[0]:
        case "d":
            return today + timedelta(days=number)
        case "w":
            return today + timedelta(weeks=number)
        case "f":
            return today + timedelta(weeks=2 * number)
        case "y":
            return _months_away(today, 12 * number)
        case _:
            return _months_away(today, number)


def _months_away(today: date, number: int) -> date:
    """The same day of that month, or its last."""
    months = today.month - 1 + number
    year, month = today.year + months // 12, months % 12 + 1
    if year > 9999:
        raise OverflowError
    return date(year, month, min(today.day, monthrange(max(year, 1), month)[1]))


_NAME = r"[a-z]{3,9}"
_NTH = r"(?:st|nd|rd|th|\.)?"
_YEAR = r"(?:[ ,.-]{1,2}'?(?P<year>\d{4}|\d{2}))?"
_UNIT = r"(?P<unit>d|w|m|y|days?|wks?|weeks?|fortnights?|mos?|months?|yrs?|years?)"
_LEAD = r"(?P<ahead>(?:in|within) )?"
_TRAIL = r"(?:'?s?'? (?:time|(?P<on>from now|from today|ahead)|(?P<ago>ago)))?"
_PADDING = r"^[\s.,;+]+|^(?:(?:on|by|until|till|the|at) )+|(?<!^\d)(?<!^\d\d)[\s.,;!]+$"
_NUMBER_OF_MONTH = r"^(?:(?:on|by|until|till|at) the|on|by|until|till|the) (\d{1,2})\.?$"
_WEEKDAY_BEFORE = rf"({_NAME})[,.]{{0,2}} (?:the )?(\S*\d.*)"

# They are compiled by the first day that is read; most starts read none.
_FORMS: tuple[tuple[str, Callable[[re.Match[str], date, bool], Iterator[date]]], ...] = (
    (r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", _year_first),
    (r"(\d{1,2})\. ?(\d{1,2})(?:\. ?'?(\d{4}|\d{2}))?", _day_first),
    (r"(\d{1,2})(/)(\d{1,2})(?:/'?(\d{4}|\d{2}))?", _either),
    (r"(\d{1,2})(-)(\d{1,2})-(\d{4}|\d{2})", _either),
    (rf"(?P<day>\d{{1,2}}){_NTH}[ -]?(?:of )?(?P<month>{_NAME}){_YEAR}", _named),
    (rf"(?P<month>{_NAME})\.?[ -]?(?:the )?(?P<day>\d{{1,2}}){_NTH}{_YEAR}", _named),
    (r"(\d{1,2})(?:st|nd|rd|th)", _of_month),
    (r"(\d{1,2})[.,;!]", _weeks_or_of_month),
    ("(" + "|".join(_AWAY) + ")", _away),
    (r"(?:in )?(\d{1,3})", _weeks),
    (rf"{_LEAD}(?:half (?:a |an )?|a half[ -])year{_TRAIL}", _half_a_year),
    (rf"{_LEAD}(?P<count>\d{{1,4}}|[a-z]+) ?{_UNIT}{_TRAIL}", _counted),
    (r"(next|last) (week|month|year)", _next_or_last),
    (rf"({_NAME}) (?:of |in )?next week|next week,?(?: on)? ({_NAME})", _of_next_week),
    (rf"(this |next |coming |last )?({_NAME})", _weekday),
)
