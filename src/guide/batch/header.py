"""The header of a table: which column answers which question, and how the file is written."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from guide.batch.answer_reader import AnswerReader
from guide.batch.column_mapping import NOT_MAPPED, ColumnMapping
from guide.batch.csv_splitting import Rows, quote_cell, quote_returns, unquote_cell
from guide.batch.encoding import MARK
from guide.batch.heading_rows import HeadingRows, find_heading_rows, is_blank
from guide.batch.headings import HeadingReader
from guide.batch.survey_error import SurveyError
from guide.ruleset.model import Guide, QuestionId

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
"""The delimiters that are tried, by the names that an option takes for them."""
_SEPARATED = re.compile(rb"sep=([!#-/:-@\[-`{-~]|\t)\r*\n", re.IGNORECASE)
"""The line by which Excel says which character separates the cells. A spreadsheet does not show it."""
_SAMPLE = 60
"""Rows of a file that are read to find its headings and its delimiter."""
_LISTED = 8
"""Headings that a message lists at most."""


class HeaderError(SurveyError):
    """The file is no table of answers. The message is a sentence without a full stop."""


class Header(NamedTuple):
    """The header of a CSV file.

    Attributes:
        before: The bytes before it, such as a byte order mark.
        line: The header as it is written, without its line end.
        names: The names of the columns.
        delimiter: The character between cells.
        end: The line end of the file, as bytes.
        questions: By question id, the indexes of the columns with its answers: several where a form asks it
            in several sections.
        notes: By question id, the indexes of the columns with comments on it.
        by_text: Whether most columns are named after a question by its text.
        size: The number of bytes up to the first row of a person.
        row: The number of rows up to there, as a spreadsheet counts them.
        remarks: Sentences about what may be meant otherwise than it was read.
    """

    before: bytes
    line: bytes
    names: tuple[str, ...]
    delimiter: str
    end: bytes
    questions: Mapping[QuestionId, tuple[int, ...]]
    notes: Mapping[QuestionId, tuple[int, ...]]
    by_text: bool
    size: int
    row: int
    remarks: tuple[str, ...] = ()

    @property
    def columns(self) -> Mapping[QuestionId, int]:
        """By question id, the index of the first column with its answers."""
        return {name: places[0] for name, places in self.questions.items()}

    @property
    def rows(self) -> Rows:
        """A new reader for the rows below this header."""
        return Rows(self.delimiter.encode(), len(self.names))


class _Line(NamedTuple):
    """A row of the sample: its bytes without the line end, its cells, and where it ends."""

    text: bytes
    cells: tuple[str, ...]
    end: int
    line_end: bytes


def read_header(
    start: bytes, guide: Guide, mapped: ColumnMapping = NOT_MAPPED, delimiter: str | None = None
) -> Header:
    """Return the header of a file. ``start`` is the beginning of the file, with the whole header.

    Of the possible delimiters, the one under which most columns are named after questions is taken.

    Raises:
        HeaderError: No column is named after a question.
    """
    before = MARK if start.startswith(MARK) else b""
    signs = [delimiter] if delimiter else [sign for sign in DELIMITERS.values() if sign.encode() in start]
    if separated := _SEPARATED.match(start, len(before)):
        before += separated[0]
        signs = [delimiter or separated[1].decode()]
    if not start[len(before) :].strip(b"\0 \t\r\n"):
        raise HeaderError("it is empty")
    readers = HeadingReader(guide, mapped), AnswerReader(guide, mapped)
    tables = [(sign, list(_sample(start, len(before), sign.encode()))) for sign in signs or [","]]
    headings = [
        (found, sign, lines)
        for sign, lines in tables
        if (found := find_heading_rows([line.cells for line in lines], *readers))
    ]
    if not headings:
        raise HeaderError(_no_columns(tables, guide, readers[1]))
    # Where two delimiters find as many questions: the one under which the rows are as wide as their heading.
    found, sign, lines = max(headings, key=lambda table: (table[0].found, _regular(table[0], table[2])))
    head, columns = lines[found.at], found.columns
    return Header(
        before,
        head.text,
        head.cells,
        sign,
        head.line_end,
        columns.questions,
        columns.notes,
        columns.by_text,
        lines[found.end - 1].end,
        found.end,
        found.remarks,
    )


def _sample(start: bytes, at: int, sign: bytes) -> Iterator[_Line]:
    """Yield the first rows if this character is the delimiter."""
    rows = Rows(sign)
    for _ in range(_SAMPLE):
        if at >= len(start):
            return
        end = rows.end(start, at) or start.find(b"\n", at) + 1 or len(start)
        whole = start[at:end]
        line = whole.rstrip(b"\r\n")
        cells = rows.cells(line)
        if cells is None:
            # A quotation mark that is never closed is a character like others.
            cells = [quote_cell(cell, sign) for cell in line.split(sign)]
            line = sign.join(cells)
        line, cells = quote_returns(line, cells, sign)
        texts = tuple(unquote_cell(cell).decode("utf-8", "replace") for cell in cells)
        yield _Line(line, texts, end, b"\r\n" if whole.endswith(b"\r\n") else b"\n")
        at = end


def _regular(found: HeadingRows, lines: Sequence[_Line]) -> int:
    """Return how many rows of the sample have as many cells as the heading."""
    width = len(lines[found.at].cells)
    return sum(len(line.cells) == width for line in lines[found.end :])


def _no_columns(tables: Sequence[tuple[str, Sequence[_Line]]], guide: Guide, answers: AnswerReader) -> str:
    """Return why a file has no headings that are known."""
    widest = max((lines for _, lines in tables), key=lambda lines: len(lines[0].cells))
    first = next(line.cells for line in widest if not is_blank(line.cells))
    if any(" " in cell.strip() and answers.read(name, cell) for name in guide.questions for cell in first):
        return "its first row has answers, not headings; put a row with the questions above it"
    examples = ", ".join(list(guide.questions)[:3])
    names = ", ".join(
        f"“{' '.join(cell.split())[:40]}”" for cell in islice(filter(str.strip, first), _LISTED)
    )
    known = f"no column is named after a question, such as {examples}; name them with --map"
    return f"{known}. The first row has {names}"


def added_names(names: Iterable[str], added: Sequence[str]) -> tuple[str, ...]:
    """Return the names for added columns: “name_2” and so on where the file has a column of that name."""
    used = set(names)
    unique = []
    for name in added:
        number, free = 2, name
        while free in used:
            free, number = f"{name}_{number}", number + 1
        used.add(free)
        unique.append(free)
    return tuple(unique)


def join_cells(cells: Iterable[str], delimiter: str) -> bytes:
    """Return cells as a line of CSV in UTF-8, quoted where needed, without a line end."""
    sign = delimiter.encode()
    return sign.join(quote_cell(cell.encode("utf-8", "replace"), sign) for cell in cells)
