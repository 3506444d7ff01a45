"""``guide records delete``: interviews are deleted by id or person."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
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
from guide.cli.records.deletion_statement import COPIES, searched_line, statement_lines
from guide.cli.records.persons import chosen_rows, mention_lines, not_included
from guide.cli.records.records_command import Commands, add_command, add_ids_or_person
from guide.cli.table import TableColumn, screen_width, table
from guide.common.dates import today
from guide.common.new_file import check_new, write_new
from guide.presenters.interview_facts import NAME
from guide.presenters.statistics_labels import COMPARED, is_counted
from guide.sessions.deletion_proof import PersonDeletion, delete_person
from guide.sessions.retention import delete_rows
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store, StoreError
from guide.storage.person_search import find_similar_names
from guide.storage.queries import Row

_COLUMNS = (
    TableColumn("Id", whole=True),
    TableColumn("Begun", whole=True),
    TableColumn(NAME),
    TableColumn("Came to"),
)
_ALIKE = "These are not included, as their names are merely alike; to delete them, name their ids"


def add_parser(commands: Commands) -> None:
    """Add ``guide records delete`` and its options to the parser of its group."""
    parser = add_command(commands, "delete", _run, "delete interviews without a trace")
    add_ids_or_person(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")
    proof = "with --person: write a statement of what was deleted, without the name, to a new file"
    parser.add_argument("--proof", type=Path, metavar="FILE", help=proof)


def _run(store: Store, args: Namespace) -> int:
    """Raise StoreError where no interview is named, or one cannot be deleted."""
    if args.proof:
        if args.person is None:
            raise StoreError("A statement is of all that was held of a person: name them with --person.")
        check_new(args.proof)
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
    if args.person:
        return _delete_person(store, args, rows, warning)
    deleted = delete_rows(store, rows)
    result = {"deleted": deleted.number, **({"traces": True} if deleted.trace else {})}
    gone = "" if deleted.trace else f"; nothing of them is left in {store.path}"
    print_result(args, result, (f"{count_text(deleted.number)} deleted{gone}.", COPIES, *warning))
    return warn_of_traces(deleted.trace)


def _delete_person(store: Store, args: Namespace, rows: tuple[Row, ...], warning: Sequence[str]) -> int:
    deletion = delete_person(store, args.person, rows)
    result: dict[str, object] = {
        "deleted": deletion.interviews,
        **({"traces": True} if deletion.trace else {}),
        "finished": deletion.finished,
        "entries": deletion.entries,
        "day": today().isoformat(),
        "found_afterwards": not deletion.clean,
        "alike": [row.id for row in deletion.alike],
        "mentioned": [mention.id for mention in deletion.mentions],
    }
    lines = [*_deletion_lines(store.path, deletion), COPIES, *warning]
    if args.proof:
        statement = "".join(f"{line}\n" for line in statement_lines(deletion, store.path, today()))
        path = str(write_new(args.proof, statement))
        result["proof"] = path
        lines.append(f"The statement of this deletion is in {path}.")
    print_result(args, result, lines)
    return warn_of_traces(deletion.trace)


def _deletion_lines(path: Path, deletion: PersonDeletion) -> Iterator[str]:
    """That nothing of somebody is left is said only where it is so, and their name is nowhere else."""
    near, left = deletion.alike, deletion.mentions
    done = f"{count_text(deletion.interviews)} deleted"
    gone = "" if deletion.trace else f"; nothing of {'these' if near or left else 'them'} is left in {path}"
    if near or left:
        yield f"{done}{gone}. More there may be of the same person:"
        yield from not_included(near)
        yield from mention_lines(left)
    else:
        yield f"{done}{gone}."
    yield searched_line(deletion, path)


def _table(store: Store, rows: tuple[Row, ...]) -> Iterator[str]:
    library = RuleVersions(store)
    cells = [(row.id[:SHORT], row.opened[:10], row.person, outcome_text(library, row)) for row in rows]
    return table(_COLUMNS, cells, screen_width())
