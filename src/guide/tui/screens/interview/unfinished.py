"""What was left and can be resumed, as the first page offers it."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from guide.common.dates import format_date
from guide.sessions.unfinished import MAX_INTERVIEWS, list_unfinished
from guide.storage.queries import Row


class Offer(NamedTuple):
    """``act`` is "interview", "own" or "forget"; ``name`` is the id in the store.

    ``told`` names nobody, unless it is an interview's.
    """

    act: str
    name: str
    told: str


def unfinished_offers(path: Path) -> tuple[Offer, ...]:
    """Empty also where the store cannot be read: whoever wants to save something is told then."""
    unfinished = list_unfinished(path)
    interviews = [Offer("interview", row.id, _interview_label(row)) for row in unfinished.interviews]
    return (*interviews, *([] if unfinished.own is None else _own_offers(unfinished.own)))


def _own_offers(row: Row) -> list[Offer]:
    walk = f"the walk of {format_date(row.day, date.today())}"
    return [Offer("own", row.id, f"Go on with {walk}"), Offer("forget", row.id, f"Forget {walk}")]


def how_many(interviews: int) -> str:
    """The line that stands for this many interviews, as anybody may see it."""
    most = " or more" if interviews == MAX_INTERVIEWS else ""
    return f"Go on with an interview ({interviews}{most} {'is' if interviews == 1 else 'are'} open)"


def _interview_label(row: Row) -> str:
    day = f"left on {format_date(row.day, date.today())}"
    return "\n".join((", ".join(filter(None, (row.occasion, day))), row.person or "Nobody is named"))
