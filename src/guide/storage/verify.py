"""What is wrong in a store."""

from collections.abc import Iterator

from guide.common.digest import digest
from guide.interviews.state import Interview
from guide.storage.compaction import Entry
from guide.storage.database import Store
from guide.storage.database_file import exposure_text
from guide.storage.errors import StoreError
from guide.storage.event_store import (
    load_entries,
)
from guide.storage.event_store import load_interview as read
from guide.storage.queries import find_by_id, orphan_journals
from guide.storage.rows import COLUMNS, list_columns
from guide.storage.rule_texts import (
    list_digests,
    load_rules,
)
from guide.storage.store_settings import damaged_setting_text, damaged_settings
from guide.storage.transfer import (
    list_ids,
)


def find_damage(store: Store) -> Iterator[str]:
    """Yield a sentence for each fault of a store.

    Those are: other users may read the file, the file is damaged, rules or settings are damaged, an
    interview contradicts itself.
    """
    for part in (_rights, _file, _settings, _interviews, _orphans, _rules):
        try:
            yield from part(store)
        except StoreError as error:
            yield str(error)


def _rights(store: Store) -> Iterator[str]:
    if text := exposure_text(store.path):
        yield text


def _file(store: Store) -> Iterator[str]:
    with store.reading() as connection:
        for (report,) in connection.execute("PRAGMA integrity_check"):
            if report != "ok":
                yield f"The file is damaged: {report}."


def _settings(store: Store) -> Iterator[str]:
    yield from map(damaged_setting_text, damaged_settings(store))


def _interviews(store: Store) -> Iterator[str]:
    for name in list_ids(store):
        try:
            yield from _verify(store, name)
        except StoreError:
            yield f"The journal of interview {name[:8]} cannot be read."


def _orphans(store: Store) -> Iterator[str]:
    for name in orphan_journals(store):
        yield f"There is a journal of interview {name[:8]}, which is not listed."


def _rules(store: Store) -> Iterator[str]:
    for name in list_digests(store):
        try:
            whole = digest(load_rules(store, name)) == name
        except StoreError:
            whole = False
        if not whole:
            yield f"The rules {name[:8]} are not what they were."


def _verify(store: Store, name: str) -> Iterator[str]:
    journal = load_entries(store, name)
    row = next((row for row in find_by_id(store, name) if row.id == name), None)
    if row is None:
        # It was deleted by another program in the meantime.
        return
    if row.state == "private":
        if journal:
            yield f"Interview {name[:8]} ended on a private signpost, and its journal is still there."
        return
    if [entry.number for entry in journal] != list(range(1, len(journal) + 1)) or not journal:
        yield f"Interview {name[:8]} has gaps in its journal."
        return
    interview = read(store, name)
    ended = interview.finished.outcome if interview.finished else ""
    if (interview.rules, ended) != (row.rules, row.outcome):
        yield f"Interview {name[:8]} is listed with another end than its journal has."
    elif not _agrees_with_list(store, name, interview, journal):
        yield f"Interview {name[:8]} is listed otherwise than its journal has it."
    with store.reading() as connection:
        rules_row = connection.execute("SELECT 1 FROM rules WHERE digest = ?", (row.rules,)).fetchone()
    if not rules_row:
        yield f"The rules of interview {name[:8]} are missing."


def _agrees_with_list(store: Store, name: str, interview: Interview, journal: tuple[Entry, ...]) -> bool:
    """Return whether all that the list shows and searches follows from the journal.

    The last change may be later than every entry, as something may have been taken back then.
    """
    with store.reading() as connection:
        statement = f"SELECT {', '.join(COLUMNS)}, opened, own FROM interview WHERE id = ?"
        row = connection.execute(statement, (name,)).fetchone()
    if row is None:
        return True
    *listed, changed, opened, own = row
    same = (*list_columns(interview), journal[0].at, int(interview.opened.own)) == (*listed, opened, own)
    return same and isinstance(changed, str) and len(changed) >= len(opened)
