"""The rows of a form, read one by one as the beginning of an interview."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guide.batch.answer_reader import AnswerReader
from guide.batch.csv_rows import column_letters
from guide.batch.form_columns import FormColumns, person_of
from guide.batch.row_problems import ProblemWriter
from guide.batch.state_machine import Undecided
from guide.batch.survey_table import SurveyRow, SurveyTable
from guide.common.person_names import name_key
from guide.engine.decision import only_private
from guide.engine.walk import replay_answers
from guide.interviews.events import Answered, Event, InterviewStarted, NoteSet
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.graph import following_question
from guide.ruleset.model import OptionId, QuestionId

NOTHING_IN_IT = "It has neither a name nor an answer."


class RowProblem(NamedTuple):
    """Why a row is left out: its number as a spreadsheet shows it, and a sentence."""

    row: int
    why: str


class FormRow(NamedTuple):
    """A row that begins an interview.

    Attributes:
        number: The number of the row as a spreadsheet shows it.
        person: The name; "" for nobody.
        content: What tells this submission from all others, the same each time that the form is read.
        answers: The options by question.
        events: The events that begin the interview.
        unread: Texts in columns of questions that were not asked on this walk and are no answers, such as
            “N/A”. They are left aside.
    """

    number: int
    person: str
    content: str
    answers: Mapping[QuestionId, OptionId]
    events: tuple[Event, ...]
    unread: tuple[str, ...]


class FormRowReader:
    """Reads the rows of a form."""

    def __init__(
        self, ruleset: LoadedGuide, table: SurveyTable, columns: FormColumns, answers: AnswerReader
    ) -> None:
        self._ruleset = ruleset
        self._guide = ruleset.guide
        self._table = table
        self._columns = columns
        self._answers = answers
        self._problems = ProblemWriter(answers)
        self._following: dict[QuestionId | None, frozenset[QuestionId]] = {}

    def read(self, row: SurveyRow) -> FormRow | RowProblem | None:
        """Return what a row says; None where it can only come to a private end, of which nothing is kept."""
        if row.problem:
            return RowProblem(row.number, row.problem)
        texts: dict[QuestionId, str] = {}
        for question in self._table.questions:
            texts[question], is_clear = self._answers.merge(question, self._table.texts(row, question))
            if not is_clear:
                return RowProblem(row.number, self._contradiction(row, question))
        filled = {question: text for question, text in texts.items() if text.strip()}
        read = {question: self._answers.read(question, text) for question, text in filled.items()}
        answers = {question: option for question, option in read.items() if option is not None}
        person = person_of(row.cells, self._columns.person)
        wrong = self._wrong(answers, filled)
        if wrong:
            return RowProblem(row.number, self._no_answer(wrong, filled, answers))
        if not (answers or person):
            return RowProblem(row.number, NOTHING_IN_IT)
        if only_private(replay_answers(self._guide, answers)):
            return None
        notes = dict(self._notes(row))
        unread = tuple(text for question, text in filled.items() if question not in answers)
        events = tuple(self._events(row, person, answers, notes))
        return FormRow(
            row.number, person, self._content(row, person, answers, notes), answers, events, unread
        )

    def _wrong(self, answers: Mapping[QuestionId, OptionId], filled: Mapping[QuestionId, str]) -> QuestionId:
        """Return the question whose text should be an answer and is none; "" where there is none.

        A text in the column of a question that the walk cannot come to any more means nothing.
        """
        current = replay_answers(self._guide, answers).current
        if current in filled:
            return str(current)
        asked = self._questions_from(current)
        return next((question for question in filled if question in asked and question not in answers), "")

    def _questions_from(self, question: QuestionId | None) -> frozenset[QuestionId]:
        """Return the questions that a walk can still come to; what is asked after the result at its end."""
        start = question or self._guide.more
        if start not in self._following:
            reached: set[QuestionId] = set()
            waiting = [start] if start else []
            while waiting:
                name = waiting.pop()
                if name not in reached:
                    reached.add(name)
                    options = self._guide.questions[name].options.values()
                    following = (following_question(self._guide, name, option) for option in options)
                    waiting += [other for other in following if other is not None]
            self._following[start] = frozenset(reached)
        return self._following[start]

    def _no_answer(
        self, question: QuestionId, filled: Mapping[QuestionId, str], answers: Mapping[QuestionId, OptionId]
    ) -> str:
        heading = self._table.headings[self._table.questions[question][0]]
        by_text = any(not self._answers.is_id(name, filled[name]) for name in answers)
        return self._problems.describe(Undecided(question, filled[question], ()), heading, by_text=by_text)

    def _contradiction(self, row: SurveyRow, question: QuestionId) -> str:
        places = self._table.questions[question]
        letters = [f"column {column_letters(at)}" for at in places]
        return self._problems.describe_contradiction(
            self._table.headings[places[0]], letters, self._table.texts(row, question)
        )

    def _notes(self, row: SurveyRow) -> Iterator[tuple[QuestionId, str]]:
        for question, places in self._table.notes.items():
            if note := "\n".join(filter(None, (row.cells[at].strip() for at in places))):
                yield question, note

    def _events(
        self,
        row: SurveyRow,
        person: str,
        answers: Mapping[QuestionId, OptionId],
        notes: Mapping[QuestionId, str],
    ) -> Iterator[Event]:
        interviewer, occasion = (
            person_of(row.cells, places) for places in (self._columns.interviewer, self._columns.occasion)
        )
        yield InterviewStarted(self._ruleset.digest, "they", person, interviewer, occasion)
        yield from (Answered(question, option) for question, option in answers.items())
        yield from (NoteSet(question, note) for question, note in notes.items())

    def _content(
        self,
        row: SurveyRow,
        person: str,
        answers: Mapping[QuestionId, OptionId],
        notes: Mapping[QuestionId, str],
    ) -> str:
        """Return what tells a submission from others.

        Somebody who is named submits once at a moment. Otherwise the answers count as well: services number
        the submissions of each form from 1 on, and give all the same moment where forms are anonymous.
        """
        ids, times = (
            [row.cells[at].strip() for at in places] for places in (self._columns.ids, self._columns.times)
        )
        parts: list[object] = [name_key(person), ids, times]
        if not (person and any(times)):
            parts += [sorted(answers.items()), sorted(notes.items())]
        return json.dumps(parts)
