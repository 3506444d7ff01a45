"""How long interviews are kept, in words."""

from datetime import date

_YEAR = 365
"""Days of a year."""
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def span_text(days: int) -> str:
    """Return a number of days in words, such as “two years” or “45 days”."""
    years, rest = divmod(days, _YEAR)
    if rest or not days:
        return "a day" if days == 1 else f"{days:,} days"
    if years == 1:
        return "a year"
    return f"{_NUMBERS[years - 2] if years - 2 < len(_NUMBERS) else years} years"


def promise_text(days: int | None) -> str:
    """Return the sentence that tells the person how long the record is stored.

    ``days`` is 0 for ever, None where nothing is stored.
    """
    if days is None:
        return "Of this talk, no record is kept."
    return f"It is deleted after {span_text(days)}." if days else "It is kept until somebody deletes it."


def kept_for_text(days: int) -> str:
    """Return for how long interviews are stored, as the end of a sentence; ``days`` is 0 for ever."""
    return f"kept for {span_text(days)} after the last talk" if days else "kept until somebody deletes them"


def kept_for_phrase(days: int) -> str:
    """Return for how long interviews are stored, in two or three words; ``days`` is 0 for ever."""
    return f"kept for {span_text(days)}" if days else "kept until deleted"


def kept_until_text(day: str, today: date) -> str:
    """Return until when an interview is stored, as text; ``day`` is the last day, YYYY-MM-DD, "" for ever."""
    if not day:
        return "Kept until somebody deletes it."
    if day < today.isoformat():
        return f"Past its time since {day}: “guide records purge” deletes it."
    return f"Kept until {day}."
