"""A survey file of any form as a stream of text: CSV, or JSON Lines.

Workbooks become CSV, and a JSON array becomes JSON Lines; both are read whole. Everything else is read bit by
bit.
"""

import re
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from guide.batch.chunks import BLOCK, Stream
from guide.batch.column_mapping import ColumnMapping
from guide.batch.encoding import MARK, Utf8
from guide.batch.file_kinds import ZIP, describe_foreign_file
from guide.batch.header import Header, HeaderError, join_cells, read_header
from guide.batch.headings import HeadingReader
from guide.batch.survey_error import SurveyError
from guide.ruleset.model import Guide

if TYPE_CHECKING:
    from guide.batch.workbook import Sheet

JSON_ENDINGS = (".jsonl", ".ndjson", ".json")
"""How the names of files end whose rows are JSON."""
_ARRAY = re.compile(rb"\s*\[\s*(?:\{|\])")


class SurveySource(NamedTuple):
    """A survey file as text in UTF-8.

    Attributes:
        text: The text, from its start on.
        is_json: Whether it is JSON Lines; CSV where not.
        is_array: Whether the file is a JSON array, whose elements are the lines.
        is_workbook: Whether the file is a workbook; the text is that of one of its sheets.
        remark: A sentence about the sheet that is read; "" where there is only one.
    """

    text: Utf8
    is_json: bool = False
    is_array: bool = False
    is_workbook: bool = False
    remark: str = ""


def open_survey(
    stream: Stream,
    guide: Guide,
    mapping: ColumnMapping,
    *,
    encoding: str | None = None,
    is_json: bool = False,
) -> SurveySource:
    """Begin to read a survey file.

    Args:
        stream: The file.
        guide: The guide whose questions are asked in it; of a workbook, the sheet with most of them is read.
        mapping: What the file calls them.
        encoding: The name of the encoding of the file; None to find it out.
        is_json: Whether it is JSON. A file that begins with “{” is, in any case.

    Raises:
        SurveyError: The file is no text and no workbook.
    """
    start = stream.read(BLOCK)
    if kind := describe_foreign_file(start):
        raise SurveyError(kind)
    if start.startswith(ZIP):
        from guide.batch.workbook import read_workbook

        sheet, remark = _choose_sheet(read_workbook(_read_all(start, stream)), guide, mapping)
        return SurveySource(Utf8(BytesIO(_to_csv(sheet.rows))), is_workbook=True, remark=remark)
    text = Utf8(_Rest(start, stream), encoding)
    begun = text.begun.removeprefix(MARK).lstrip(b" \t\r\n")
    if not begun:
        raise SurveyError("it is empty")
    if _ARRAY.match(begun):
        lines = _elements(_read_all(text.begun, text).removeprefix(MARK))
        return SurveySource(Utf8(BytesIO(lines)), is_json=True, is_array=True)
    return SurveySource(text, is_json=is_json or begun.startswith(b"{"))


def read_source_header(
    source: SurveySource, guide: Guide, mapping: ColumnMapping, delimiter: str | None = None
) -> Header:
    """Return the header of a source of CSV; ``delimiter`` is None to find it out.

    Raises HeaderError where no column is named after a question.
    """
    try:
        return read_header(source.text.begun, guide, mapping, delimiter)
    except HeaderError as error:
        if source.text.is_certain:
            raise
        guess = f"it is not UTF-8, and was read as {source.text.encoding}"
        raise HeaderError(f"{guess}; save it as “CSV UTF-8”, or give --encoding. So {error}") from None


class _Rest:
    """A stream of which the start was read already."""

    def __init__(self, start: bytes, stream: Stream) -> None:
        self._start = start
        self._stream = stream

    def read(self, size: int, /) -> bytes:
        start, self._start = self._start, b""
        return start or self._stream.read(size)


def _read_all(start: bytes, stream: Stream) -> bytes:
    parts = [start]
    while data := stream.read(BLOCK):
        parts.append(data)
    return b"".join(parts)


def _choose_sheet(sheets: "list[Sheet]", guide: Guide, mapping: ColumnMapping) -> "tuple[Sheet, str]":
    """Return the sheet that names most questions, and a remark where others have something, too."""
    filled = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    if not filled:
        raise SurveyError("it is empty")
    headings = HeadingReader(guide, mapping)
    best = max(filled, key=lambda sheet: max(map(headings.count, sheet.rows[:20]), default=0))
    return best, f"Of {len(filled)} sheets, “{best.name}” was read." if len(filled) > 1 else ""


def _to_csv(rows: Iterable[Iterable[str]]) -> bytes:
    return MARK + b"".join(join_cells(row, ",") + b"\n" for row in rows)


def _elements(data: bytes) -> bytes:
    """Return the elements of a JSON array, a line each, as they are written."""
    try:
        elements = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SurveyError(f"it begins like a JSON array and is none ({error})") from None
    # Within JSON, line ends are space.
    return b"".join(bytes(element).replace(b"\n", b" ").replace(b"\r", b" ") + b"\n" for element in elements)
