"""``guide records export``: interviews in a file, for another store or for a spreadsheet."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from guide.cli.records.common import complain_of_damaged, count_text, print_result
from guide.cli.records.persons import chosen_rows, not_included
from guide.cli.records.records_command import Commands, add_command, add_ids_or_person
from guide.cli.records.spreadsheet import question_columns, spreadsheet_lines
from guide.common.new_file import FileWriteError, new_file
from guide.interviews.state import Interview, replay_events
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store
from guide.storage.event_store import every_interview
from guide.storage.json_format import export_chunks
from guide.storage.person_search import find_similar_names
from guide.storage.queries import Query, count_rows
from guide.storage.transfer import list_ids, load_records

FORMATS = (".json", ".csv")
KEEP_IT_SAFE = (
    "It holds what was said in confidence. Keep it as safe as the store, and delete it when it has served."
)
_OWN = "Your own answers are left out: export them by their ids, which “guide records list --own” shows."


def add_parser(commands: Commands) -> None:
    """Add ``guide records export`` and its options to the parser of its group."""
    description = "copy interviews to a new file, for another store (.json) or for a spreadsheet (.csv)"
    parser = add_command(commands, "export", _run, description, only_reads=True)
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="the new file: .json, or .csv for spreadsheets"
    )
    add_ids_or_person(parser)


def _run(store: Store, args: Namespace) -> int:
    suffix = args.file.suffix.lower()
    if suffix not in FORMATS:
        raise FileWriteError(f"An export is a file that ends in .json or .csv; {args.file} does not.")
    ids = None
    if args.ids or args.person is not None:
        ids = tuple(row.id for row in chosen_rows(store, args))
    number = len(list_ids(store, own=False) if ids is None else ids)
    damaged: list[str] = []
    chunks = (
        export_chunks(store, ids, damaged.append)
        if suffix == ".json"
        else _spreadsheet_chunks(store, ids, damaged.append)
    )
    with new_file(args.file) as file:
        file.writelines(chunks)
    path = str(args.file.absolute())
    exported = number - len(damaged)
    similar = find_similar_names(store, args.person) if args.person else ()
    lines = [f"{count_text(exported)} exported to {path}.", *not_included(similar), KEEP_IT_SAFE]
    if ids is None and count_rows(store, Query(own=True)):
        lines.insert(1, _OWN)
    print_result(args, {"file": path, "interviews": exported, "damaged": damaged}, lines)
    return complain_of_damaged(damaged)


def _spreadsheet_chunks(
    store: Store, ids: tuple[str, ...] | None, on_damage: Callable[[str], object]
) -> Iterator[bytes]:
    """Yield the CSV file. The store is read twice: first for the questions that the header needs."""
    columns = question_columns(_interviews(store, ids))
    records = load_records(store, list_ids(store, own=False) if ids is None else ids, on_damage)
    yield from spreadsheet_lines(columns, records, RuleVersions(store))


def _interviews(store: Store, ids: tuple[str, ...] | None) -> Iterator[Interview]:
    if ids is None:
        for _, interview in every_interview(store, on_damage=_pass_over):
            yield interview
        return
    for record in load_records(store, ids, _pass_over):
        if record.journal:
            yield replay_events(entry.event for entry in record.journal)


def _pass_over(_: str) -> None:
    """Ignore damage in the first reading: it is reported when the row is written."""
