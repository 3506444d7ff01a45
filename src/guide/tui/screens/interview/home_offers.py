"""What was left and can be resumed, as the first page offers it."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from guide.common.dates import format_date
from guide.sessions.unfinished import MAX_INTERVIEWS, list_unfinished
from guide.storage.queries import Row


class Offer(NamedTuple):
    """A line of the first page that offers something unfinished.

    Attributes:
        act: "interview" or "own" (a walk for oneself) to go on with it, "forget" to delete the walk.
        name: The id in the store.
        told: The text of the line. It contains no name unless it is an interview's.
    """

    act: str
    name: str
    told: str


def unfinished_offers(path: Path) -> tuple[Offer, ...]:
    """The unfinished interviews and walk for oneself as the first page offers them.

    Empty also where the store cannot be read: an error is shown when something is to be saved.
    """
    unfinished = list_unfinished(path)
    interviews = [Offer("interview", row.id, _interview_label(row)) for row in unfinished.interviews]
    return (*interviews, *([] if unfinished.own is None else _own_offers(unfinished.own)))


def _own_offers(row: Row) -> list[Offer]:
    walk = f"the walk of {format_date(row.day, date.today())}"
    return [Offer("own", row.id, f"Go on with {walk}"), Offer("forget", row.id, f"Forget {walk}")]


def how_many(interviews: int) -> str:
    """The line of the first page that stands for this many unfinished interviews, and names nobody."""
    most = " or more" if interviews == MAX_INTERVIEWS else ""
    return f"Go on with an interview ({interviews}{most} {'is' if interviews == 1 else 'are'} open)"


def _interview_label(row: Row) -> str:
    day = f"left on {format_date(row.day, date.today())}"
    return "\n".join((", ".join(filter(None, (row.occasion, day))), row.person or "Nobody is named"))
