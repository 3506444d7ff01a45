"""What is said at the start of an interview with somebody who has one already."""

from collections.abc import Sequence
from datetime import date

from guide.common.dates import format_date, format_month
from guide.common.text import number_word


def earlier_text(person: str, interviews: Sequence[tuple[bool, date]], today: date) -> str:
    """Return a sentence on the interviews that a person has already; "" where there are none.

    Args:
        person: The name as the last of them has it.
        interviews: Of each, the last one first, whether it is open, and the day on which it was left or
            finished.
        today: The day on which it is said.
    """
    if not interviews:
        return ""
    is_open, day = interviews[0]
    others = [day for other_open, day in interviews[1:] if other_open]
    last = f"is open, left on {format_date(day, today)}" if is_open else f"was finished {_month(day, today)}"
    if len(interviews) == 1:
        return f"{person} already has an interview that {last}."
    more = (
        f", and {number_word(len(others))} more {'is' if len(others) == 1 else 'are'} open" if others else ""
    )
    return f"{person} already has {number_word(len(interviews))} interviews. The last one {last}{more}."


def _month(day: date, today: date) -> str:
    if (day.year, day.month) == (today.year, today.month):
        return f"on {format_date(day, today)}"
    return f"in {format_month(day, today)}"
