"""The reviews that wait, with what a calendar shows of them."""

from collections.abc import Callable, Iterable, Iterator

from guide.interviews.reviews import WaitingReview, waiting_review
from guide.storage import Store
from guide.storage.errors import skip_damaged
from guide.storage.event_store import damaged_record_error, load_entries
from guide.storage.queries import Row

LAST_DAY = "9999-12-31"
"""The day by which every review is due."""


def load_waiting_reviews(
    store: Store, rows: Iterable[Row], on_damage: Callable[[str], object]
) -> Iterator[WaitingReview]:
    """Yield the reviews that these interviews wait for.

    ``on_damage`` is called with the id of an interview that cannot be read, which is then left out. Raises
    DamagedError where the whole file is damaged.
    """
    for row in rows:
        review = None
        with skip_damaged(row.id, on_damage):
            review = _load(store, row.id)
        if review is not None:
            yield review


def _load(store: Store, name: str) -> WaitingReview | None:
    entries = load_entries(store, name)
    try:
        return waiting_review(name, ((entry.at, entry.event) for entry in entries)) if entries else None
    except ValueError:
        raise damaged_record_error(store, name) from None
