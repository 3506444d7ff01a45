"""``guide records delete`` and ``purge``."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from guide.cli.commands import DONE, INPUT_AT_FAULT
from guide.cli.records.common import (
    SHORT,
    confirm,
    count_text,
    outcome_text,
    print_result,
    say,
    warn,
)
from guide.cli.records.persons import chosen_rows, mention_lines, not_included
from guide.cli.table import TableColumn, screen_width, table
from guide.common.dates import today
from guide.presenters.interview_facts import NAME
from guide.presenters.statistics_labels import COMPARED, is_counted
from guide.sessions.retention import Deletion, delete_rows, plan_purge
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store, StoreError
from guide.storage.expiry import Past, future_interviews
from guide.storage.person_search import Mention, find_mentions, find_similar_names
from guide.storage.queries import Row
from guide.storage.settings import FOREVER

_COLUMNS = (
    TableColumn("Id", whole=True),
    TableColumn("Begun", whole=True),
    TableColumn(NAME),
    TableColumn("Came to"),
)
_PURGED = (
    TableColumn("Id", whole=True),
    TableColumn(NAME),
    TableColumn("Last change", whole=True),
    TableColumn("Why"),
)
_COPIES = "Backups, exports and reports that were made before are not touched."
_ALIKE = "These are not included, as their names are merely alike; to delete them, name their ids"


def run_delete(store: Store, chosen: Namespace) -> int:
    """Delete the interviews named by id or person, after asking; the exit code.

    Raises StoreError where none is named, or one cannot be deleted.
    """
    rows = chosen_rows(store, chosen)
    if not rows:
        raise StoreError("Name the interviews to delete by their ids, or a person with --person.")
    warning = [COMPARED] if any(is_counted(row.state, own=False) for row in rows) else []
    near = find_similar_names(store, chosen.person) if chosen.person else ()
    if near and not chosen.json:
        say(f"{_ALIKE}:", *_table(store, near), "")
    if not chosen.yes and not chosen.json:
        say(*_table(store, rows), *warning)
        warning = []
    if not confirm(f"Delete {count_text(len(rows))} for good?", chosen):
        warn("Nothing was deleted.")
        return INPUT_AT_FAULT
    deleted = delete_rows(store, rows)
    left = find_mentions(store, chosen.person, [row.id for row in near]) if chosen.person else ()
    result: dict[str, object] = {"deleted": deleted.number, **({"traces": True} if deleted.trace else {})}
    if chosen.person:
        result |= {"alike": [row.id for row in near], "mentioned": [mention.id for mention in left]}
    print_result(chosen, result, (*_told_deleted(store.path, deleted, near, left), _COPIES, *warning))
    return _told_trace(deleted.trace)


def _told_deleted(
    path: Path, deleted: Deletion, near: tuple[Row, ...], left: tuple[Mention, ...]
) -> Iterator[str]:
    """That nothing of somebody is left is said only where it is so, and their name is nowhere else."""
    done = f"{count_text(deleted.number)} deleted"
    gone = "" if deleted.trace else f"; nothing of {'these' if near or left else 'them'} is left in {path}"
    if near or left:
        yield f"{done}{gone}. More there may be of the same person:"
        yield from not_included(near)
        yield from mention_lines(left)
    else:
        yield f"{done}{gone}."


def _table(store: Store, rows: tuple[Row, ...]) -> Iterator[str]:
    library = RuleVersions(store)
    cells = [(row.id[:SHORT], row.opened[:10], row.person, outcome_text(library, row)) for row in rows]
    return table(_COLUMNS, cells, screen_width())


def run_purge(store: Store, chosen: Namespace) -> int:
    """Delete interviews and unfinished walks for oneself that are too old by the settings; the exit code.

    With ``--dry-run`` they are only listed. Records whose dates cannot be right are listed and not deleted,
    unless ``--yes`` is given. A walk for oneself is deleted whoever purges, but listed for its user alone.
    """
    purge = plan_purge(store, today(), chosen.days, with_doubtful=chosen.yes)
    going, walks = purge.going, purge.walks
    rows = [*(record.row for record in going), *walks]
    trace = "" if chosen.dry_run or not purge.rows else delete_rows(store, purge.rows).trace
    deleted = 0 if chosen.dry_run else len(rows)
    if not chosen.json:
        if chosen.dry_run and rows:
            say(*table(_PURGED, _purge_cells(going, walks, purge.retention), screen_width()), "")
        say(_purge_text(len(rows), going, walks, purge.retention, chosen.dry_run))
        if deleted and any(is_counted(one.row.state, one.own) for one in going):
            say(COMPARED)
    _name_doubtful(store, purge.doubtful)
    unfinished = [one for one in going if one.row.state == "open"]
    result = {
        "deleted": deleted,
        "past": len(rows),
        "unfinished": len(unfinished),
        "doubtful": [{"id": record.row.id, "why": record.doubt} for record in purge.doubtful],
        **({"traces": True} if trace else {}),
        **({"would_go": [row.id for row in rows]} if chosen.dry_run else {}),
    }
    print_result(chosen, result, ())
    return _told_trace(trace)


def _told_trace(trace: str) -> int:
    """It is done all the same; but whoever was promised that nothing is left is to know."""
    if trace:
        warn(trace)
    return INPUT_AT_FAULT if trace else DONE


def _purge_cells(going: Sequence[Past], left: Sequence[Row], retention: int) -> list[tuple[str, ...]]:
    cells: list[tuple[str, ...]] = []
    for row, since, doubt, _ in going:
        talk = "" if since == row.changed else f", counted from the last talk on {since[:10]}"
        wrong = f"; it {doubt}" if doubt else ""
        why = f"past {count_text(retention, 'day')}{talk}{wrong}"
        cells.append((row.id[:SHORT], row.person, row.changed[:10], why))
    unfinished = "a walk for oneself that was left unfinished"
    return [*cells, *((row.id[:SHORT], "", row.changed[:10], unfinished) for row in left)]


def _purge_text(number: int, going: Sequence[Past], left: Sequence[Row], retention: int, dry: bool) -> str:
    unfinished = sum(one.row.state == "open" for one in going)
    of_these = f" ({unfinished:,} of them never finished)" if unfinished else ""
    time = "which is kept forever" if retention == FOREVER else f"past {count_text(retention, 'day')}"
    what = f"{count_text(number)} {'would be deleted' if dry else 'deleted'}"
    left_out = f"{count_text(len(left), 'walk')} for oneself left unfinished"
    return f"{what}: {len(going):,} {time}{of_these}, {left_out}."


def _name_doubtful(store: Store, doubtful: Sequence[Past]) -> None:
    """What a clock that went wrong has dated is not to go, or to stay, without a word."""
    for row, _, doubt, _ in doubtful:
        warn(f"Interview {row.id[:SHORT]} of {row.changed[:10]} {doubt}. It was left as it is.")
    if doubtful:
        warn("To delete them too, add --yes; to delete one: guide records delete ID.")
    for row in future_interviews(store, today()):
        warn(
            f"Interview {row.id[:SHORT]} of {row.changed[:10]} is dated in the future,"
            " so its time does not come. To delete it: guide records delete ID."
        )
