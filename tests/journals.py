"""Journals for tests."""

from guide.interviews.events import InterviewStarted
from guide.interviews.state import Interview
from guide.storage import Store
from guide.storage.event_store import insert_events


def insert_interview(store: Store, opened: InterviewStarted, at: str = "") -> tuple[str, Interview]:
    """Add an interview that has only begun, at this moment or now; its id and state."""
    return insert_events(store, (opened,), at)
