"""``guide records delete`` and ``purge``."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from guide.commands import DONE, INPUT_AT_FAULT
from guide.commands.records.common import (
    SHORT,
    came_to,
    complain,
    confirmed,
    counted,
    say,
    tell,
    today,
)
from guide.commands.records.persons import chosen_rows, elsewhere, not_included
from guide.commands.records.table import Column, screen_width, table
from guide.explain.meeting import NAME
from guide.library import Library
from guide.store import Store, StoreError, journal
from guide.store.listing import Row, changed_before, seen
from guide.store.people import Mention, mentioned, of_alike
from guide.store.settings import setting

_COLUMNS = (Column("Id", whole=True), Column("Begun", whole=True), Column(NAME), Column("Came to"))


_ALIKE = "These are not included, as their names are merely alike; to delete them, name their ids"


def delete(store: Store, chosen: Namespace) -> int:
    rows = chosen_rows(store, chosen)
    if not rows:
        raise StoreError("Name the interviews to delete by their ids, or a person with --person.")
    near = of_alike(store, chosen.person) if chosen.person else ()
    if near and not chosen.json:
        say(f"{_ALIKE}:", *_table(store, near), "")
    if not chosen.yes and not chosen.json:
        say(*_table(store, rows))
    if not confirmed(f"Delete {counted(len(rows))} for good?", chosen):
        complain("Nothing was deleted.")
        return INPUT_AT_FAULT
    number = journal.delete(store, [row.id for row in rows])
    left = mentioned(store, chosen.person, [row.id for row in near]) if chosen.person else ()
    result: dict[str, object] = {"deleted": number}
    if chosen.person:
        result |= {"alike": [row.id for row in near], "mentioned": [mention.id for mention in left]}
    tell(chosen, result, _told(f"{counted(number)} deleted; nothing of", store.path, near, left))
    return DONE


def _told(done: str, path: Path, near: tuple[Row, ...], left: tuple[Mention, ...]) -> Iterator[str]:
    """That nothing of somebody is left is said only where their name is nowhere else."""
    if near or left:
        yield f"{done} these is left in {path}. More there may be of the same person:"
        yield from not_included(near)
        yield from elsewhere(left)
    else:
        yield f"{done} them is left in {path}."
    yield "Backups, exports and reports that were made before are not touched."


def _table(store: Store, rows: tuple[Row, ...]) -> Iterator[str]:
    library = Library(store)
    cells = [(row.id[:SHORT], row.opened[:10], row.person, came_to(library, row)) for row in rows]
    return table(_COLUMNS, cells, screen_width())


def purge(store: Store, chosen: Namespace) -> int:
    """What is past its time: interviews, and walks for oneself that were left unfinished."""
    retention = chosen.days if chosen.days is not None else setting(store, "retention")
    day = _before(retention)
    unfinished = changed_before(store, day, own=False, state="open")
    old = (*changed_before(store, day, own=False), *changed_before(store, day, own=True, state="finished"))
    waiting = changed_before(store, _before(setting(store, "unfinished")), own=True, state="open")
    # A walk for oneself that is past its time is deleted whoever purges, and told to nobody but its user.
    past, left = seen(store, old), seen(store, waiting)
    if (old or waiting) and not chosen.dry_run:
        journal.delete(store, [*old, *waiting])
    names = [*past, *left]
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
