"""Answers from a form become interviews that are begun: they are read back and confirmed in a talk."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import NamedTuple

from guide.batch.chunks import read_blocks
from guide.batch.csv_splitting import unquote_cell
from guide.batch.encoding import Utf8
from guide.batch.header import Header, HeaderError, read_header
from guide.batch.output_columns import UNCLOSED
from guide.batch.row_decider import (
    answer_spellings,
)
from guide.batch.state_machine import normalise
from guide.cli.commands import DONE
from guide.cli.decide.mapping_file import read_mapping
from guide.cli.records.common import count_text, print_result
from guide.common.csv_safety import NOTE
from guide.engine.decision import only_private
from guide.interviews.events import Answered, Event, InterviewStarted, NoteSet
from guide.interviews.events import replay_events as interview_of
from guide.ruleset.folder import guide_of, read_folder
from guide.ruleset.model import Guide
from guide.sessions.session import guide_texts
from guide.storage import Store, StoreError
from guide.storage import event_store as journal
from guide.storage.compaction import Entry
from guide.storage.rows import insert_rows
from guide.storage.rule_texts import digest, keep_rules
from guide.storage.transfer import list_ids

FORMATS = (".csv", ".tsv")
NAMES = ("person", "interviewer", "occasion")
"""Columns apart from those of the questions. Where there is no ``person``, the first column names people."""
MOST_TOLD = 10
PRIVATE = "{} left out: with these answers it is a private matter, of which nothing is kept."


class Survey(NamedTuple):
    """``begun`` are the events of each interview by its id, which is the same whenever the file is read.
    ``private`` are how many can only come to a private end: of them nothing is kept.
    """

    texts: Mapping[str, bytes]
    begun: Mapping[str, tuple[Event, ...]]
    private: int = 0


def load_form(chosen: Namespace) -> Survey:
    """All rows of the file. Raises StoreError where one of them has something that is no answer."""
    texts = guide_texts(read_folder(chosen.rules))
    guide = guide_of(texts)
    mapped = read_mapping(chosen.map, guide)
    begun: dict[str, tuple[Event, ...]] = {}
    wrong: list[str] = []
    try:
        with chosen.file.open("rb") as file:
            source = Utf8(file)
            head = read_header(source.begun, guide, mapped)
            table = _Table(head, answer_spellings(guide, mapped), digest(texts))
            for number, cells in enumerate(_rows(source, head), 1):
                if cells is None:
                    wrong.append(f"row {number}: {UNCLOSED[:-1]}")
                elif any(map(str.strip, cells[len(head.names) :])):
                    wrong.append(f"row {number} has {len(cells)} cells where the head has {len(head.names)}")
                elif any(map(str.strip, cells)):
                    wrong += [f"row {number}, {fault}" for fault in table.faults(cells)]
                    begun[table.name(number, cells)] = tuple(table.events(cells))
    except OSError as error:
        raise StoreError(f"{chosen.file} cannot be read: {error.strerror}.") from None
    except HeaderError as error:
        raise StoreError(f"{chosen.file} cannot be imported: {error}. Nothing was changed.") from None
    if wrong:
        more = f"; and {len(wrong) - MOST_TOLD:,} more" if len(wrong) > MOST_TOLD else ""
        raise StoreError(f"{chosen.file}: {'; '.join(wrong[:MOST_TOLD])}{more}. Nothing was changed.")
    open_ends = {name: events for name, events in begun.items() if not _only_private(guide, events)}
    return Survey(texts, open_ends, len(begun) - len(open_ends))


def _rows(source: Utf8, head: Header) -> Iterator[list[str] | None]:
    """What the cells of each row say; None where it cannot be told where they end. Raises HeadError."""
    rows = head.rows
    number = 0
    for block in read_blocks(source, source.begun[head.size :], rows.cut):
        for _, cells in rows.read(block):
            number += 1
            try:
                yield None if cells is None else [unquote_cell(cell).decode() for cell in cells]
            except UnicodeDecodeError:
                raise HeaderError(f"it is no table in UTF-8 (row {number})") from None


def import_form(store: Store, chosen: Namespace) -> int:
    survey: Survey = chosen.survey
    known = survey.begun.keys() & set(list_ids(store))
    keep_rules(store, survey.texts)
    at = journal.timestamp()
    with store.writing() as connection:
        for name, events in survey.begun.items():
            if name not in known:
                entries = [Entry(number, at, event) for number, event in enumerate(events, 1)]
                insert_rows(connection, name, entries, interview_of(events))
    new = len(survey.begun) - len(known)
    told = f"{count_text(new)} begun, {len(known):,} there already."
    then = "“guide interview --resume ID” goes on with one, and reads the answers back."
    private = [PRIVATE.format(count_text(survey.private, "row"))] if survey.private else []
    result = {"new": new, "known": len(known), "private": survey.private}
    print_result(chosen, result, [f"Imported from {chosen.file}: {told}", *private, then])
    return DONE


def _only_private(guide: Guide, events: tuple[Event, ...]) -> bool:
    return only_private(interview_of(events).walk(guide))


class _Table:
    """What the cells of a row mean. ``known`` are each question's options by all that stands for them."""

    def __init__(self, head: Header, known: Mapping[str, Mapping[str, str]], rules: str) -> None:
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
            if written and normalise(written) not in self._known[question]:
                yield f"column “{self._head.names[place]}”: “{written}” is no answer"

    def events(self, cells: list[str]) -> Iterator[Event]:
        """Without what is no answer."""
        person, interviewer, occasion = (_cell(cells, place) for place in self._names)
        yield InterviewStarted(self._rules, "they", person, interviewer, occasion)
        for question, place in self._head.columns.items():
            if option := self._known[question].get(normalise(_cell(cells, place))):
                yield Answered(question, option)
            if note := _cell(cells, self._notes[question]):
                yield NoteSet(question, note)


def _cell(cells: list[str], place: int) -> str:
    """Without the space around it; empty where there is none."""
    return cells[place].strip() if 0 <= place < len(cells) else ""
