"""What the first page offers, in words. Nobody's name is in them."""

from typing import NamedTuple

START_INTERVIEW = "Start an interview"
FOR_INTERVIEWERS = "For those who hold interviews"
"""The heading of the choices that are about interviews with other people."""


class Waiting(NamedTuple):
    """What waits in the store. The default is what is known before anybody has looked.

    Attributes:
        own: Id of the answers for oneself that can be gone on with; empty where there are none.
        day: When those were left, as text.
        interviews: Id and text of the interviews that are open. The texts name people.
        more: Whether there are more open interviews than these.
        reviews: How many reviews are due.
    """

    own: str = ""
    day: str = ""
    interviews: tuple[tuple[str, str], ...] = ()
    more: bool = False
    reviews: int = 0


def own_choices(waiting: Waiting) -> list[tuple[str, str]]:
    """Return the choices for the answers that were left: to go on with them, and to delete them."""
    if not waiting.own:
        return []
    return [("own", f"Go on where I stopped on {waiting.day}"), ("forget", delete_text(waiting))]


def delete_text(waiting: Waiting) -> str:
    """Return the choice that deletes the answers that were left."""
    return f"Delete my answers of {waiting.day}"


def interview_choices(waiting: Waiting) -> list[tuple[str, str]]:
    """Return the choices for whoever holds interviews, with the number of interviews and of reviews."""
    count = len(waiting.interviews)
    number = f"{count}{' or more' if waiting.more else ''} {'is' if count == 1 else 'are'} open"
    resume = [("open", f"Go on with an interview ({number})")] if count else []
    return [("interview", START_INTERVIEW), *resume, ("records", _records_text(waiting.reviews))]


def _records_text(reviews: int) -> str:
    due = f" ({reviews} {'review is' if reviews == 1 else 'reviews are'} due)" if reviews else ""
    return f"Look at the records{due}"
