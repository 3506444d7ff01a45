"""The header of a table: which column answers which question, and how the file is written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from guide.batch.csv_splitting import Rows, quote_cell, quote_returns, unquote_cell
from guide.batch.encoding import MARK, place_of_fault
from guide.batch.state_machine import normalise
from guide.common.csv_safety import ANSWER
from guide.ruleset.model import NOTHING, Guide, OptionId, QuestionId

_DELIMITERS = (b",", b";", b"\t")
_SEPARATED = re.compile(rb"sep=([!#-/:-@\[-`{-~]|\t)\r*\n", re.IGNORECASE)
"""The line by which Excel says which character separates the cells."""


class HeaderError(Exception):
    """The file is no table of answers. The message is a sentence without a full stop."""


class ColumnMapping(Struct, frozen=True):
    """The names that a file uses for the questions and answers of a guide.

    Attributes:
        columns: The name of the column, by question id.
        options: The text of the answer, by question id and option id.
    """

    columns: Mapping[QuestionId, str] = NOTHING
    options: Mapping[QuestionId, Mapping[OptionId, str]] = NOTHING


NOT_MAPPED = ColumnMapping()


class Header(NamedTuple):
    """The header of a CSV file.

    Attributes:
        before: The bytes before it, such as a byte order mark.
        line: The header as it is written, without its line end.
        names: The names of the columns.
        delimiter: The character between cells.
        end: The line end of the file, as bytes.
        columns: By question id, the index of the column with its answers.
        size: The number of bytes of ``before``, the header and its line end.
    """

    before: bytes
    line: bytes
    names: tuple[str, ...]
    delimiter: str
    end: bytes
    columns: Mapping[str, int]
    size: int

    @property
    def rows(self) -> Rows:
        """A new reader for the rows below this header."""
        return Rows(self.delimiter.encode(), len(self.names))


def read_header(start: bytes, guide: Guide, mapped: ColumnMapping = NOT_MAPPED) -> Header:
    """Return the header of a file. ``start`` is the beginning of the file, with the whole header.

    Of the possible delimiters, the one that finds most questions is taken.

    Raises:
        HeaderError: No column is named after a question, or the header is not UTF-8.
    """
    before = MARK if start.startswith(MARK) else b""
    signs: tuple[bytes, ...] = _DELIMITERS
    if separated := _SEPARATED.match(start, len(before)):
        signs = (separated[1],)
        before += separated[0]
    headers = [_header_with(start, before, sign, guide, mapped) for sign in signs]
    # Where two delimiters find as many questions, the more frequent one counts.
    head = max(headers, key=lambda head: (len(head.columns), head.line.count(head.delimiter.encode())))
    if place := place_of_fault(before + head.line):
        raise HeaderError(f"the file is not UTF-8 text ({place}); save it as “CSV UTF-8”")
    if not head.columns:
        examples = ", ".join(list(guide.questions)[:3])
        raise HeaderError(f"no column is named after a question, such as {examples}; name them with --map")
    return head


def _header_with(start: bytes, before: bytes, sign: bytes, guide: Guide, mapped: ColumnMapping) -> Header:
    """Return the header if this character is the delimiter."""
    rows, at = Rows(sign), len(before)
    size = rows.end(start, at) or start.find(b"\n", at) + 1 or len(start)
    whole = start[at:size]
    line = whole.rstrip(b"\r\n")
    cells = rows.cells(line)
    if cells is None:
        # A quotation mark that is never closed is a character like others.
        cells = [quote_cell(cell, sign) for cell in line.split(sign)]
        line = sign.join(cells)
    line, cells = quote_returns(line, cells, sign)
    names = tuple(unquote_cell(cell).decode("utf-8", "replace") for cell in cells)
    end = b"\r\n" if whole.endswith(b"\r\n") else b"\n"
    return Header(before, line, names, sign.decode(), end, _columns(names, guide, mapped), size)


def _columns(names: Sequence[str], guide: Guide, mapped: ColumnMapping) -> Mapping[str, int]:
    """Return the place of each question's column.

    It is the column that the question is mapped to, else one with the question's id, its id as in an export
    of interviews, or its text. Case and doubled spaces do not count.
    """
    place = {normalise(name): number for number, name in reversed(tuple(enumerate(names)))}
    columns: dict[str, int] = {}
    for name, question in guide.questions.items():
        candidates = (
            mapped.columns.get(name, name),
            name,
            ANSWER.format(name),
            question.ask,
            question.ask_about,
        )
        number = next(
            (
                place[normalise(candidate)]
                for candidate in candidates
                if candidate and normalise(candidate) in place
            ),
            None,
        )
        if number is not None:
            columns[name] = number
    return columns


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
