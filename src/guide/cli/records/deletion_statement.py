"""The statement that all that was held of a person is deleted, for whoever asked for it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from guide.cli.records.common import count_text
from guide.common.dates import format_date_long
from guide.sessions.deletion_proof import PersonDeletion

COPIES = "Backups, exports and reports that were made before are not touched."


def searched_line(deletion: PersonDeletion, path: Path) -> str:
    """Return a sentence on what a search for the name found after the deletion."""
    places = f"all records and the raw bytes of {path}" if deletion.in_bytes else f"all records in {path}"
    searched = f"Afterwards {places} were searched for the name"
    if deletion.clean:
        return f"{searched}: it is nowhere."
    hits = [f"it is in {count_text(len(deletion.mentions), 'other interview')}"] if deletion.mentions else []
    if deletion.trace:
        hits.append("traces of it may be left in the file")
    return f"{searched}: {', and '.join(hits)}."


def statement_lines(deletion: PersonDeletion, path: Path, day: date) -> Iterator[str]:
    """Yield the statement. It has numbers alone: the name would be a new record of the person."""
    yield "Statement of deletion"
    yield ""
    yield "Person (to fill in by hand): ______________________________"
    yield f"Day: {format_date_long(day)}"
    yield f"Store: {path}"
    finished, rest = deletion.finished, deletion.interviews - deletion.finished
    entries = "1 entry" if deletion.entries == 1 else f"{deletion.entries:,} entries"
    yield (
        f"Deleted: {count_text(deletion.interviews)} ({finished:,} finished, {rest:,} not finished),"
        f" {entries}: names, answers, notes, responses, agreements."
    )
    yield searched_line(deletion, path)
    if deletion.alike:
        number = count_text(len(deletion.alike))
        yield f"Not deleted: {number} of people whose names are merely alike."
    yield COPIES
