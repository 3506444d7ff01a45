"""Journals that came into a store before anybody looked at what may stay in one: from an older version, or by
an import.
"""

from contextlib import suppress

from guide.engine.decision import only_private
from guide.sessions.rule_versions import RuleVersions
from guide.storage import CleaningError, Store, StoreError
from guide.storage import event_store as journal
from guide.storage.queries import Query, fetch_rows

EVERYTHING = -1
"""The limit of a page that has none."""


def look_through(store: Store) -> int:
    """Bring journals (lists of events) from older versions up to the present privacy rules.

    Unfinished interviews that can only end on a private outcome (about health or danger) are deleted. From
    other journals, events that later ones override are deleted. What fails is done at the next opening.

    Returns:
        How many interviews were deleted; 0 at once where all journals were checked since the last import.

    Raises:
        StoreError: The file cannot be written.
    """
    if not store.unseen:
        return 0
    library = RuleVersions(store)
    private = []
    for own in (False, True):
        for row in fetch_rows(store, Query(own=own, state="open"), limit=EVERYTHING):
            # A damaged one is told of by ``verify``.
            with suppress(StoreError):
                if _only_private(store, library, row.id):
                    private.append(row.id)
                else:
                    journal.compact_journal(store, row.id)
    with suppress(CleaningError):
        if private:
            journal.delete(store, private)
        store.tidy()
    store.note_seen()
    return len(private)


def _only_private(store: Store, library: RuleVersions, name: str) -> bool:
    held = journal.load_interview(store, name)
    guide = library(held.rules)
    return guide is not None and only_private(held.walk(guide))
