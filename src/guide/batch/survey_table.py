"""A whole survey file as a table: which columns answer which question, and which rows are people."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from guide.batch.chunks import end_of_lines, read_blocks
from guide.batch.column_mapping import NOT_MAPPED, ColumnMapping
from guide.batch.csv_splitting import Cells, unquote_cell
from guide.batch.encoding import MARK
from guide.batch.heading_rows import is_blank
from guide.batch.headings import HeadingReader
from guide.batch.json_rows import NO_OBJECT, read_object, show_value
from guide.batch.output_columns import TOO_WIDE, UNCLOSED
from guide.batch.survey_error import SurveyError
from guide.batch.survey_source import JSON_ENDINGS, SurveySource, open_survey, read_source_header
from guide.ruleset.model import Guide, QuestionId


class SurveyRow(NamedTuple):
    """A row of a person.

    Attributes:
        number: The number of the row that a spreadsheet shows, from 1 on; of JSON, that of the line or of the
            element.
        cells: A text for each column, as it is written.
        problem: A sentence where it is not clear which cell belongs to which column; "" otherwise.
    """

    number: int
    cells: tuple[str, ...]
    problem: str = ""


class SurveyTable(NamedTuple):
    """A survey file.

    Attributes:
        headings: The names of the columns, as they are written.
        questions: By question id, the indexes of the columns with its answers. A form that asks it in several
            sections has several; ``AnswerReader.merge`` reads them as one.
        notes: By question id, the indexes of the columns with comments on it.
        rows: The rows of people, in order. Headings and blank rows are not among them.
        encoding: The encoding of the file, such as “UTF-8”.
        delimiter: The character between cells; "" for workbooks and JSON.
        remarks: Sentences about what may be meant otherwise than it was read.
    """

    headings: tuple[str, ...]
    questions: Mapping[QuestionId, tuple[int, ...]]
    notes: Mapping[QuestionId, tuple[int, ...]]
    rows: tuple[SurveyRow, ...]
    encoding: str
    delimiter: str
    remarks: tuple[str, ...]

    def texts(self, row: SurveyRow, question: QuestionId) -> tuple[str, ...]:
        """Return the texts in the columns of a question, also where they are empty."""
        return tuple(row.cells[place] for place in self.questions.get(question, ()))


def read_survey(
    path: Path,
    guide: Guide,
    mapping: ColumnMapping = NOT_MAPPED,
    *,
    delimiter: str | None = None,
    encoding: str | None = None,
) -> SurveyTable:
    """Read a survey file: CSV of any kind, JSON Lines, a JSON array, ``.xlsx`` or ``.ods``.

    Args:
        path: The file.
        guide: The guide whose questions are asked in it.
        mapping: What the file calls its questions and answers.
        delimiter: The character between cells; None to find it out.
        encoding: The name of the encoding; None to find it out.

    Raises:
        SurveyError: The file is no table of answers. The message ends a sentence, such as “it is empty”.
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        is_json = path.suffix.lower() in JSON_ENDINGS
        source = open_survey(stream, guide, mapping, encoding=encoding, is_json=is_json)
        if source.is_json:
            table = _read_json(source, HeadingReader(guide, mapping))
        else:
            table = _read_csv(source, guide, mapping, delimiter)
    remarks = (source.remark, source.text.remark, *table.remarks)
    return table._replace(remarks=tuple(filter(None, remarks)), encoding=source.text.encoding)


def _read_csv(
    source: SurveySource, guide: Guide, mapping: ColumnMapping, delimiter: str | None
) -> SurveyTable:
    head = read_source_header(source, guide, mapping, delimiter)
    rows = head.rows
    blocks = read_blocks(source.text, source.text.begun[head.size :], rows.cut)
    records = (record for block in blocks for record in rows.read(block))
    people = tuple(_people(records, len(head.names), head.row + 1))
    shown = "" if source.is_workbook else head.delimiter
    return SurveyTable(head.names, head.questions, head.notes, people, "", shown, head.remarks)


def _people(records: Iterable[tuple[bytes, Cells | None]], width: int, first: int) -> Iterator[SurveyRow]:
    for number, (line, cells) in enumerate(records, first):
        texts = [unquote_cell(cell).decode("utf-8", "replace") for cell in cells or ()]
        if cells is None:
            yield SurveyRow(number, (line.decode("utf-8", "replace"), *[""] * (width - 1)), UNCLOSED)
        elif not is_blank(texts):
            problem = "" if is_blank(texts[width:]) else TOO_WIDE.format(len(texts), width)
            yield SurveyRow(number, (*texts[:width], *[""] * (width - len(texts))), problem)


def _read_json(source: SurveySource, headings: HeadingReader) -> SurveyTable:
    lines: list[tuple[int, Mapping[str, object] | None]] = []
    number = 0
    for block in read_blocks(source.text, source.text.begun.removeprefix(MARK), end_of_lines):
        for line in block.removesuffix(b"\n").split(b"\n"):
            number += 1
            if line.strip():
                lines.append((number, read_object(line)))
    if not lines:
        raise SurveyError("it is empty")
    names = tuple(dict.fromkeys(name for _, row in lines for name in row or ()))
    columns = headings.read(names)
    remarks = (*columns.remarks, *headings.suggest(names, columns))
    rows = tuple(
        SurveyRow(
            at,
            tuple(show_value((row or {}).get(name)) for name in names),
            "" if row is not None else NO_OBJECT,
        )
        for at, row in lines
    )
    return SurveyTable(names, columns.questions, columns.notes, rows, "", "", remarks)
