"""Changes to an interview that is kept: its names, what was said and agreed, and reviews that were held."""

from guide.interviews.changes import RecordChange, change_events
from guide.interviews.events import Event, Reviewed
from guide.interviews.state import Interview
from guide.storage import Store, StoreError
from guide.storage.event_store import extend

NO_NAME = "An interview needs a name, or a code that stands for one."
NOBODY_NAMED = "Somebody's own answers name nobody."
NO_AGREEMENT = "In somebody's own answers nothing is agreed."
NOT_FINISHED = "This interview is not finished. What is agreed comes after its recommendation."
NOT_WAITING = "No review of this interview is waiting. Say what came of it, or when the next one is."


def check_change(interview: Interview, change: RecordChange) -> None:
    """Raise StoreError where a change is not possible for this interview; the message says why."""
    if change.renames:
        if interview.opened.own:
            raise StoreError(NOBODY_NAMED)
        if change.person is not None and not change.person.strip():
            raise StoreError(NO_NAME)
    if change.agrees:
        if interview.opened.own:
            raise StoreError(NO_AGREEMENT)
        if interview.finished is None:
            raise StoreError(NOT_FINISHED)


def change_interview(store: Store, name: str, interview: Interview, change: RecordChange) -> Interview:
    """Change fields of a stored interview, such as the name or the review, and return its new state.

    The former values stay in the journal, its list of events.

    Args:
        store: The store.
        name: The id of the interview.
        interview: Its state before the change.
        change: The new values.

    Raises:
        StoreError: This change is not possible, or the file cannot be written.
    """
    check_change(interview, change)
    return _extend(store, name, interview, change_events(interview, change))


def hold_review(store: Store, name: str, interview: Interview, review: Reviewed) -> Interview:
    """Store that a review of an interview was held, and return the new state of the interview.

    Raises:
        StoreError: No review was waiting and ``review`` has neither a text nor a next day, or the file cannot
            be written.
    """
    waiting = interview.arranged is not None and interview.arranged.review
    if not (waiting or review.text or review.review):
        raise StoreError(NOT_WAITING)
    return _extend(store, name, interview, (review,))


def _extend(store: Store, name: str, interview: Interview, events: tuple[Event, ...]) -> Interview:
    return extend(store, name, interview, events) if events else interview
