"""Answers from a form become interviews that are begun; they are read back and confirmed in a talk.

Raises StoreError with a sentence where the file cannot be imported; nothing is changed then.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from guide.batch.answer_reader import AnswerReader
from guide.batch.chunks import read_blocks
from guide.batch.column_mapping import ColumnMapping
from guide.batch.csv_splitting import unquote_cell
from guide.batch.encoding import Utf8
from guide.batch.header import Header, read_header
from guide.batch.output_columns import UNCLOSED
from guide.batch.spelling import normalise
from guide.batch.survey_error import SurveyError
from guide.common.csv_safety import NOTE
from guide.engine.decision import only_private
from guide.interviews.events import Answered, Event, InterviewStarted, NoteSet
from guide.interviews.state import replay_events
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import Guide
from guide.sessions.start import save_rules
from guide.storage import Store, StoreError
from guide.storage import event_store as journal
from guide.storage.compaction import Entry
from guide.storage.rows import insert_rows
from guide.storage.transfer import list_ids

NAMES = ("person", "interviewer", "occasion")
"""Columns apart from those of the questions. Where there is no ``person``, the first column names people."""
MAX_FAULTS = 10
"""Faults that the error names."""


class Form(NamedTuple):
    """A table of answers (one row a person) that was read, as interviews that can be saved.

    Attributes:
        ruleset: The guide whose questions the table answers.
        begun: By interview id, the events that make the interview. A row has the same id each time.
        private: The number of rows that can only end on a private outcome (about health or danger). They are
            not among ``begun``, as nothing of them may be stored.
    """

    ruleset: LoadedGuide
    begun: Mapping[str, tuple[Event, ...]]
    private: int = 0


class ImportedForm(NamedTuple):
    """The result of an import: how many interviews were stored.

    ``known`` is the number of those that were in the store before.
    """

    new: int
    known: int
    private: int


def read_form(path: Path, ruleset: LoadedGuide, mapped: ColumnMapping) -> Form:
    """Read a CSV or TSV file of answers as interviews. Nothing is saved.

    Args:
        path: The file.
        ruleset: The guide whose questions it answers.
        mapped: The names that the file uses for the questions and answers of the guide.

    Raises:
        StoreError: The file cannot be read, or a cell is no answer; the message names row and cell.
    """
    guide = ruleset.guide
    begun: dict[str, tuple[Event, ...]] = {}
    wrong: list[str] = []
    try:
        with path.open("rb") as file:
            source = Utf8(file)
            head = read_header(source.begun, guide, mapped)
            table = _Table(head, AnswerReader(guide, mapped), ruleset.digest)
            for number, cells in enumerate(_rows(source, head), 1):
                if cells is None:
                    wrong.append(f"row {number}: {UNCLOSED[:-1]}")
                elif any(map(str.strip, cells[len(head.names) :])):
                    wrong.append(f"row {number} has {len(cells)} cells where the head has {len(head.names)}")
                elif any(map(str.strip, cells)):
                    wrong += [f"row {number}, {fault}" for fault in table.faults(cells)]
                    begun[table.name(number, cells)] = tuple(table.events(cells))
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from None
    except SurveyError as error:
        raise StoreError(f"{path} cannot be imported: {error}. Nothing was changed.") from None
    if wrong:
        more = f"; and {len(wrong) - MAX_FAULTS:,} more" if len(wrong) > MAX_FAULTS else ""
        raise StoreError(f"{path}: {'; '.join(wrong[:MAX_FAULTS])}{more}. Nothing was changed.")
    open_ends = {name: events for name, events in begun.items() if not _only_private(guide, events)}
    return Form(ruleset, open_ends, len(begun) - len(open_ends))


def import_form(store: Store, form: Form) -> ImportedForm:
    """Store those interviews of a form that are not in the store yet: all of them, or none.

    Raises:
        StoreError: The file cannot be written.
    """
    known = form.begun.keys() & set(list_ids(store))
    save_rules(store, form.ruleset)
    at = journal.timestamp()
    with store.writing() as connection:
        for name, events in form.begun.items():
            if name not in known:
                entries = [Entry(number, at, event) for number, event in enumerate(events, 1)]
                insert_rows(connection, name, entries, replay_events(events))
    return ImportedForm(len(form.begun) - len(known), len(known), form.private)


def _rows(source: Utf8, head: Header) -> Iterator[list[str] | None]:
    """What the cells of each row say; None where it cannot be told where they end. Raises SurveyError."""
    rows = head.rows
    number = 0
    for block in read_blocks(source, source.begun[head.size :], rows.cut):
        for _, cells in rows.read(block):
            number += 1
            try:
                yield None if cells is None else [unquote_cell(cell).decode() for cell in cells]
            except UnicodeDecodeError:
                raise SurveyError(f"it is no table in UTF-8 (row {number})") from None


def _only_private(guide: Guide, events: tuple[Event, ...]) -> bool:
    return only_private(replay_events(events).walk(guide))


class _Table:
    """What the cells of a row mean. ``known`` reads the answers."""

    def __init__(self, head: Header, known: AnswerReader, rules: str) -> None:
        self._head = head
        self._known = known
        self._rules = rules
        columns = {normalise(name): place for place, name in reversed(tuple(enumerate(head.names)))}
        self._names = tuple(columns.get(name, -1 if name != "person" else 0) for name in NAMES)
        self._notes = {
            question: columns.get(normalise(NOTE.format(question)), -1) for question in head.columns
        }

    def name(self, number: int, cells: list[str]) -> str:
        return sha256(repr((self._rules, number, cells)).encode()).hexdigest()[:32]

    def faults(self, cells: list[str]) -> Iterator[str]:
        for question, place in self._head.columns.items():
            written = _cell(cells, place)
            if written and self._known.read(question, written) is None:
                yield f"column “{self._head.names[place]}”: “{written}” is no answer"

    def events(self, cells: list[str]) -> Iterator[Event]:
        """Without what is no answer."""
        person, interviewer, occasion = (_cell(cells, place) for place in self._names)
        yield InterviewStarted(self._rules, "they", person, interviewer, occasion)
        for question, place in self._head.columns.items():
            if option := self._known.read(question, _cell(cells, place)):
                yield Answered(question, option)
            if note := _cell(cells, self._notes[question]):
                yield NoteSet(question, note)


def _cell(cells: list[str], place: int) -> str:
    """Without the space around it; empty where there is none."""
    return cells[place].strip() if 0 <= place < len(cells) else ""
