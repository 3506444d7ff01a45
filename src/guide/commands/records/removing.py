"""``guide records delete`` and ``purge``."""

from argparse import Namespace
from datetime import timedelta

from guide.commands import DONE, INPUT_AT_FAULT
from guide.commands.records.common import (
    SHORT,
    came_to,
    chosen_rows,
    complain,
    confirmed,
    counted,
    say,
    tell,
    today,
)
from guide.commands.records.table import Column, screen_width, table
from guide.explain.meeting import NAME
from guide.library import Library
from guide.store import Store, StoreError, journal
from guide.store.listing import changed_before
from guide.store.settings import setting

_COLUMNS = (Column("Id", whole=True), Column("Begun", whole=True), Column(NAME), Column("Came to"))


def delete(store: Store, chosen: Namespace) -> int:
    rows = chosen_rows(store, chosen)
    if not rows:
        raise StoreError("Name the interviews to delete by their ids, or a person with --person.")
    if not chosen.yes and not chosen.json:
        library = Library(store)
        cells = [(row.id[:SHORT], row.opened[:10], row.person, came_to(library, row)) for row in rows]
        say(*table(_COLUMNS, cells, screen_width()))
    if not confirmed(f"Delete {counted(len(rows))} for good?", chosen):
        complain("Nothing was deleted.")
        return INPUT_AT_FAULT
    number = journal.delete(store, [row.id for row in rows])
    told = f"{counted(number)} deleted; nothing of them is left in {store.path}."
    tell(
        chosen,
        {"deleted": number},
        [told, "Backups, exports and reports that were made before are not touched."],
    )
    return DONE


def purge(store: Store, chosen: Namespace) -> int:
    """What is past its time: interviews, and walks for oneself that were left unfinished."""
    retention = chosen.days if chosen.days is not None else setting(store, "retention")
    day = _before(retention)
    unfinished = changed_before(store, day, own=False, state="open")
    own = changed_before(store, day, own=True, state="finished")
    left = changed_before(store, _before(setting(store, "unfinished")), own=True, state="open")
    past = [*changed_before(store, day, own=False), *own]
    names = [*past, *left]
    if names and not chosen.dry_run:
        journal.delete(store, names)
    done = "would be deleted" if chosen.dry_run else "deleted"
    of_these = f" ({len(unfinished):,} of them never finished)" if unfinished else ""
    told = (
        f"{counted(len(names))} {done}: {len(past):,} past {retention} days{of_these},"
        f" {counted(len(left), 'walk')} for oneself left unfinished."
    )
    deleted = 0 if chosen.dry_run else len(names)
    tell(chosen, {"deleted": deleted, "past": len(names), "unfinished": len(unfinished)}, [told])
    return DONE


def _before(days: int) -> str:
    return (today() - timedelta(days=days)).isoformat()
