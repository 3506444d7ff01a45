"""``guide records delete``: interviews are deleted by id or person."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from guide.cli.commands import INPUT_AT_FAULT
from guide.cli.records.common import (
    SHORT,
    confirm,
    count_text,
    outcome_text,
    print_result,
    say,
    warn,
    warn_of_traces,
)
from guide.cli.records.persons import chosen_rows, mention_lines, not_included
from guide.cli.records.records_command import Commands, add_command, add_ids_or_person
from guide.cli.table import TableColumn, screen_width, table
from guide.presenters.interview_facts import NAME
from guide.presenters.statistics_labels import COMPARED, is_counted
from guide.sessions.retention import Deletion, delete_rows
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store, StoreError
from guide.storage.person_search import Mention, find_mentions, find_similar_names
from guide.storage.queries import Row

_COLUMNS = (
    TableColumn("Id", whole=True),
    TableColumn("Begun", whole=True),
    TableColumn(NAME),
    TableColumn("Came to"),
)
_COPIES = "Backups, exports and reports that were made before are not touched."
_ALIKE = "These are not included, as their names are merely alike; to delete them, name their ids"


def add_parser(commands: Commands) -> None:
    """Add ``guide records delete`` and its options to the parser of its group."""
    parser = add_command(commands, "delete", _run, "delete interviews without a trace")
    add_ids_or_person(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _run(store: Store, args: Namespace) -> int:
    """Raise StoreError where no interview is named, or one cannot be deleted."""
    rows = chosen_rows(store, args)
    if not rows:
        raise StoreError("Name the interviews to delete by their ids, or a person with --person.")
    warning = [COMPARED] if any(is_counted(row.state, own=False) for row in rows) else []
    near = find_similar_names(store, args.person) if args.person else ()
    if near and not args.json:
        say(f"{_ALIKE}:", *_table(store, near), "")
    if not args.yes and not args.json:
        say(*_table(store, rows), *warning)
        warning = []
    if not confirm(f"Delete {count_text(len(rows))} for good?", args):
        warn("Nothing was deleted.")
        return INPUT_AT_FAULT
    deleted = delete_rows(store, rows)
    left = find_mentions(store, args.person, [row.id for row in near]) if args.person else ()
    result: dict[str, object] = {"deleted": deleted.number, **({"traces": True} if deleted.trace else {})}
    if args.person:
        result |= {"alike": [row.id for row in near], "mentioned": [mention.id for mention in left]}
    print_result(args, result, (*_deletion_lines(store.path, deleted, near, left), _COPIES, *warning))
    return warn_of_traces(deleted.trace)


def _deletion_lines(
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
