"""Answers from a form become interviews that are begun; they are read back and confirmed in a talk."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from guide.batch.answer_reader import AnswerReader
from guide.batch.column_mapping import ColumnMapping
from guide.batch.form_columns import FormColumns, find_form_columns
from guide.batch.survey_table import SurveyTable, read_survey
from guide.common.person_names import name_key
from guide.interviews.state import replay_events
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import OptionId, QuestionId
from guide.sessions.earlier_interviews import Earlier, find_earlier
from guide.sessions.form_rows import FormRow, FormRowReader, RowProblem
from guide.sessions.start import save_rules
from guide.storage import Store, StoreError
from guide.storage import event_store as journal
from guide.storage.compaction import Entry
from guide.storage.rows import insert_rows
from guide.storage.taken_submissions import find_taken, load_secret, remember_taken, submission_id
from guide.storage.transfer import list_ids

Fate = Literal["new", "again", "restored", "known", "changed", "same", "repeated", "gone"]
BEGUN: tuple[Fate, ...] = ("new", "again", "restored")
"""What becomes of rows that begin an interview."""
THERE: tuple[Fate, ...] = ("known", "changed", "same", "repeated")
"""What becomes of rows whose person has an interview already."""


class Form(NamedTuple):
    """A form that was read.

    Attributes:
        ruleset: The guide that it was read by.
        table: What is in the file.
        columns: Its columns apart from questions.
        rows: The rows that begin an interview.
        problems: The rows that are left out, as they are not understood.
        private: How many rows can only come to a private end. Of them nothing is kept.
    """

    ruleset: LoadedGuide
    table: SurveyTable
    columns: FormColumns
    rows: tuple[FormRow, ...]
    problems: tuple[RowProblem, ...]
    private: int


class PlannedRow(NamedTuple):
    """What is to become of a row.

    Attributes:
        row: The row.
        id: The id of the interview that it begins, or has begun.
        fate: “new”; “again”, by somebody who has other answers in an earlier interview; “restored”, where the
            interview was deleted; each begins an interview. “known”: the interview is there; “changed”: it is
            there with other answers; “same”: another interview of this person has these answers; “repeated”:
            another row of the form has them; “gone”: it was taken in before, and is not there any more.
        earlier: The interviews that the person has in the store, the last one first.
        same_row: The number of an earlier row of the form by the same person, 0 where there is none.
    """

    row: FormRow
    id: str
    fate: Fate
    earlier: tuple[Earlier, ...] = ()
    same_row: int = 0


class ImportPlan(NamedTuple):
    """What is to become of all rows of a form. ``secret`` is that of the store."""

    form: Form
    secret: str
    rows: tuple[PlannedRow, ...]

    def of(self, *fates: Fate) -> tuple[PlannedRow, ...]:
        """Return the rows with one of these fates."""
        return tuple(planned for planned in self.rows if planned.fate in fates)


def read_form(
    path: Path,
    ruleset: LoadedGuide,
    mapping: ColumnMapping,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> tuple[SurveyTable, AnswerReader]:
    """Read the table of a form, and return it with a reader of its answers; see ``read_survey``."""
    table = read_survey(path, ruleset.guide, mapping, delimiter=delimiter, encoding=encoding)
    return table, AnswerReader(ruleset.guide, mapping)


def understand_form(
    ruleset: LoadedGuide, table: SurveyTable, answers: AnswerReader, person: str | None = None
) -> Form:
    """Return what the rows of a form mean; nothing is saved.

    Args:
        ruleset: The guide whose questions it answers.
        table: The form.
        answers: Reads its answers.
        person: The column of the name, see ``find_form_columns``; None to find it.

    Raises:
        UnclearNameError: It is not clear which column that is.
        SurveyError: There is no such column.
    """
    columns = find_form_columns(table, person)
    reader = FormRowReader(ruleset, table, columns, answers)
    read = [reader.read(row) for row in table.rows]
    rows = _number_contents(row for row in read if isinstance(row, FormRow))
    problems = tuple(row for row in read if isinstance(row, RowProblem))
    return Form(ruleset, table, columns, tuple(rows), problems, read.count(None))


def plan_import(store: Store, form: Form, *, restore_deleted: bool = False) -> ImportPlan:
    """Return what is to become of each row of a form; nothing is changed. Raises StoreError.

    ``restore_deleted`` begins interviews anew that were taken in before, and deleted since.
    """
    planner = _Planner(store, form, restore_deleted)
    return ImportPlan(form, planner.secret, tuple(map(planner.plan, form.rows)))


def import_form(store: Store, plan: ImportPlan) -> None:
    """Save the interviews that a form begins: all of them, or none. Raises StoreError."""
    begun = plan.of(*BEGUN)
    if begun:
        save_rules(store, plan.form.ruleset)
    at = journal.timestamp()
    with store.writing() as connection:
        # Rows that begin nothing as well: once their person is deleted, they are not to come in their place.
        remember_taken(store, connection, plan.secret, (planned.id for planned in plan.rows))
        for planned in begun:
            if connection.execute("SELECT 1 FROM interview WHERE id = ?", (planned.id,)).fetchone():
                # Another program has taken in the same form since it was read.
                continue
            entries = [Entry(number, at, event) for number, event in enumerate(planned.row.events, 1)]
            insert_rows(connection, planned.id, entries, replay_events(planned.row.events))


def _number_contents(rows: Iterator[FormRow]) -> Iterator[FormRow]:
    """Tell rows with the same content apart, unless somebody who is named gave the same answers again."""
    seen: dict[str, list[Mapping[QuestionId, OptionId]]] = {}
    for row in rows:
        answers = seen.setdefault(row.content, [])
        if row.person and row.answers in answers:
            number = answers.index(row.answers)
        else:
            number = len(answers)
            answers.append(row.answers)
        yield row._replace(content=f"{row.content}{number}")


class _Planner:
    """Tells what is to become of each row; it is asked in the order of the form."""

    def __init__(self, store: Store, form: Form, restore_deleted: bool) -> None:
        self._store = store
        self._restore = restore_deleted
        self.secret = load_secret(store)
        self._ids = {row.content: submission_id(self.secret, row.content) for row in form.rows}
        self._taken = find_taken(store, self._ids.values())
        self._there = frozenset(list_ids(store, own=False))
        self._before: dict[str, list[FormRow]] = {}
        self._known: dict[str, tuple[Earlier, ...]] = {}

    def plan(self, row: FormRow) -> PlannedRow:
        """Return what is to become of the next row."""
        name, key = self._ids[row.content], name_key(row.person)
        before = self._before.setdefault(key, []) if key else []
        earlier = self._find_earlier(row.person)
        same_row = next((other.number for other in before if other.answers == row.answers), 0)
        fate = self._fate(row, name, earlier, before, same_row)
        before.append(row)
        return PlannedRow(row, name, fate, earlier, same_row or (before[0].number if before[1:] else 0))

    def _fate(
        self, row: FormRow, name: str, earlier: Sequence[Earlier], before: Sequence[FormRow], same_row: int
    ) -> Fate:
        if same_row:
            return "repeated"
        if name in self._there:
            stored = self._load_answers(name)
            return "known" if stored is None or _agrees(row, stored) else "changed"
        if name in self._taken:
            return self._fate_of_taken(row, earlier)
        if self._has_same(row, earlier):
            return "same"
        return "again" if earlier or before else "new"

    def _fate_of_taken(self, row: FormRow, earlier: Sequence[Earlier]) -> Fate:
        if self._has_same(row, earlier):
            return "same"
        return "restored" if self._restore else "gone"

    def _has_same(self, row: FormRow, earlier: Sequence[Earlier]) -> bool:
        stored = map(self._load_answers, (interview.id for interview in earlier))
        return any(answers is not None and _agrees(row, answers) for answers in stored)

    def _find_earlier(self, person: str) -> tuple[Earlier, ...]:
        if person not in self._known:
            self._known[person] = find_earlier(self._store, person)
        return self._known[person]

    def _load_answers(self, name: str) -> Mapping[QuestionId, OptionId] | None:
        """Return the answers of an interview; None where there is none, or it cannot be read."""
        try:
            return journal.load_interview(self._store, name).answers
        except StoreError:
            return None


def _agrees(row: FormRow, answers: Mapping[QuestionId, OptionId]) -> bool:
    """Return whether an interview has all answers of a row; a talk may have added others."""
    return all(answers.get(question) == option for question, option in row.answers.items())
