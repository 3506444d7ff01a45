"""The head of a table: which column answers which question, and how the file is written."""

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
"""Excel writes so which sign separates the cells."""


class HeaderError(Exception):
    """The file is no table of answers. The message is a sentence."""


class ColumnMapping(Struct, frozen=True):
    """What a file calls things: ``columns`` by question, and its texts by question and option."""

    columns: Mapping[QuestionId, str] = NOTHING
    options: Mapping[QuestionId, Mapping[OptionId, str]] = NOTHING


NOT_MAPPED = ColumnMapping()


class Header(NamedTuple):
    """``columns`` is the place of each question's answer in a row; ``before`` is what stands before the head.

    ``line`` is the head as it is written, ``size`` counts the bytes of all that. ``end`` is how lines end.
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
        return Rows(self.delimiter.encode(), len(self.names))


def read_header(start: bytes, guide: Guide, mapped: ColumnMapping = NOT_MAPPED) -> Header:
    """The head at the start of a file, which holds it whole. Raises HeadError."""
    before = MARK if start.startswith(MARK) else b""
    signs: tuple[bytes, ...] = _DELIMITERS
    if separated := _SEPARATED.match(start, len(before)):
        signs = (separated[1],)
        before += separated[0]
    found = [_head(start, before, sign, guide, mapped) for sign in signs]
    # Where two of them find as many questions, the one that stands there more often is meant.
    head = max(found, key=lambda head: (len(head.columns), head.line.count(head.delimiter.encode())))
    if place := place_of_fault(before + head.line):
        raise HeaderError(f"the file is not UTF-8 text ({place}); save it as “CSV UTF-8”")
    if not head.columns:
        some = ", ".join(list(guide.questions)[:3])
        raise HeaderError(f"no column is named after a question, such as {some}; name them with --map")
    return head


def _head(start: bytes, before: bytes, sign: bytes, guide: Guide, mapped: ColumnMapping) -> Header:
    """The head if this sign is the delimiter."""
    rows, at = Rows(sign), len(before)
    size = rows.end(start, at) or start.find(b"\n", at) + 1 or len(start)
    whole = start[at:size]
    line = whole.rstrip(b"\r\n")
    cells = rows.cells(line)
    if cells is None:
        # A quotation mark that is never closed is a letter.
        cells = [quote_cell(cell, sign) for cell in line.split(sign)]
        line = sign.join(cells)
    line, cells = quote_returns(line, cells, sign)
    names = tuple(unquote_cell(cell).decode("utf-8", "replace") for cell in cells)
    end = b"\r\n" if whole.endswith(b"\r\n") else b"\n"
    return Header(before, line, names, sign.decode(), end, _columns(names, guide, mapped), size)


def _columns(names: Sequence[str], guide: Guide, mapped: ColumnMapping) -> Mapping[str, int]:
    """A question's column is the one it is mapped to, or is named by its id, also as in an export of
    interviews, or by its text.
    """
    place = {normalise(name): number for number, name in reversed(tuple(enumerate(names)))}
    found: dict[str, int] = {}
    for name, question in guide.questions.items():
        called = (
            mapped.columns.get(name, name),
            name,
            ANSWER.format(name),
            question.ask,
            question.ask_about,
        )
        number = next((place[normalise(one)] for one in called if one and normalise(one) in place), None)
        if number is not None:
            found[name] = number
    return found


def added_names(names: Iterable[str], added: Sequence[str]) -> tuple[str, ...]:
    """The names of the added columns, with a number behind those that the file has already."""
    taken = set(names)
    found = []
    for name in added:
        number, free = 2, name
        while free in taken:
            free, number = f"{name}_{number}", number + 1
        taken.add(free)
        found.append(free)
    return tuple(found)


def join_cells(cells: Iterable[str], delimiter: str) -> bytes:
    """Cells as they stand in a line, without its end."""
    sign = delimiter.encode()
    return sign.join(quote_cell(cell.encode("utf-8", "replace"), sign) for cell in cells)
