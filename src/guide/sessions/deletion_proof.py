"""The deletion of all that is held of a person, with the search afterwards that shows that it is gone."""

from collections.abc import Sequence
from typing import NamedTuple

from guide.sessions.retention import delete_rows
from guide.storage import Store
from guide.storage.person_search import Mention, count_entries, find_mentions, find_similar_names
from guide.storage.queries import Row
from guide.storage.raw_search import LEAST, has_traces


class PersonDeletion(NamedTuple):
    """The result of deleting a person's interviews, with what a search for the name found afterwards.

    Attributes:
        interviews: How many interviews were deleted.
        finished: How many of them were finished.
        entries: How many entries their journals (lists of events) had.
        alike: Interviews of people whose names are merely alike; they are not deleted.
        mentions: Other interviews in which the name is mentioned.
        in_bytes: Whether the raw bytes of the file were searched as well, as for all but very short names.
        trace: A sentence where something may be left in the file; "" where nothing is.
    """

    interviews: int
    finished: int
    entries: int
    alike: tuple[Row, ...]
    mentions: tuple[Mention, ...]
    in_bytes: bool
    trace: str

    @property
    def clean(self) -> bool:
        """Whether the search found the name nowhere, neither in interviews nor in the bytes of the file."""
        return not (self.mentions or self.trace)


_TRACE = "{path}: bytes of the name are still in the file. Run “guide records verify”, and delete again."


def delete_person(store: Store, name: str, rows: Sequence[Row]) -> PersonDeletion:
    """Delete these interviews of a person, and then search the store for the name. Raises StoreError.

    Args:
        store: Where the interviews are.
        name: The name as it was given; it is searched for in each spelling that an interview had as well.
        rows: The interviews.
    """
    entries = count_entries(store, [row.id for row in rows])
    alike = find_similar_names(store, name)
    number, trace = delete_rows(store, rows)
    mentions = find_mentions(store, name, [row.id for row in alike])
    if not trace and has_traces(store, {name, *(row.person for row in rows)}):
        trace = _TRACE.format(path=store.path)
    finished = sum(row.state == "finished" for row in rows)
    in_bytes = len(name.encode(errors="replace")) >= LEAST
    return PersonDeletion(number, finished, entries, alike, mentions, in_bytes, trace)
