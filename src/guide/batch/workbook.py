"""The tables of a workbook, ``.xlsx`` or ``.ods``, as texts. It is read by an optional library."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import NamedTuple

from guide.batch.file_kinds import describe_archive
from guide.batch.survey_error import SurveyError

_NO_LIBRARY = (
    "it is a workbook, which needs one more library: install guide[spreadsheets] (or python-calamine), "
    "or save it as “CSV UTF-8”"
)


class Sheet(NamedTuple):
    """One table of a workbook. Its rows are those of the sheet from its first on, blank ones included."""

    name: str
    rows: Sequence[Sequence[str]]


def read_workbook(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook. Raises SurveyError where it is none, or the library is missing."""
    is_workbook = b"xl/workbook" in data or b"opendocument.spreadsheet" in data
    if not is_workbook:
        raise SurveyError(describe_archive(data))
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise SurveyError(_NO_LIBRARY) from None
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return [
            Sheet(
                name,
                [
                    [_text(cell) for cell in row]
                    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                ],
            )
            for name in book.sheet_names
        ]
    except (CalamineError, OSError) as error:
        raise SurveyError(
            f"the workbook cannot be read ({error}); save it again, without a password"
        ) from None


def _text(value: int | float | str | bool | time | date | datetime | timedelta) -> str:
    """Return what a cell shows, as far as it matters: dates and times in the form of ISO 8601."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)
