"""What an import understood of a form, and what is to become of its rows, as text and for programs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from guide.batch.csv_rows import column_letters
from guide.cli.records.common import count_text
from guide.cli.table import TableColumn, screen_width, table
from guide.presenters.earlier_text import earlier_text
from guide.sessions.form_import import BEGUN, THERE, Form, ImportPlan, PlannedRow

PRIVATE = "{} left out: with these answers it is a private matter, of which nothing is kept."
_GONE = (
    "{} taken in before and {} not there any more: deleted since, past {} time, or a private matter."
    " --restore-deleted begins {} anew."
)
_UNREAD = "{} for questions that are not asked after these answers {} left aside, such as “{}” ({})."
_SIGNS = {"\t": "tab", ",": "comma", ";": "semicolon", "|": "pipe"}
_NOBODY = "Nobody is named: no column is that of the name. --person COLUMN tells which is."
_COLUMNS = (TableColumn("Column", whole=True), TableColumn("Heading"), TableColumn("Taken as"))
_MOST = 50
"""Lines about rows of one kind that are shown; --json has all."""


def preview_lines(path: Path, plan: ImportPlan, today: date) -> Iterator[str]:
    """Yield the lines that show what was understood of a form, and what is to become of its rows."""
    form = plan.form
    yield f"{path}: {_dialect(form)}."
    yield from form.table.remarks
    yield ""
    yield from table(_COLUMNS, tuple(_column_rows(form)), screen_width())
    yield ""
    if not form.columns.person:
        yield _NOBODY
    yield _counts(plan)
    yield from _limit(f"row {problem.row}: {problem.why}" for problem in form.problems)
    yield from _limit(_fate_lines(plan, today))
    yield from _summaries(plan)


def plan_as_json(plan: ImportPlan, today: date) -> dict[str, object]:
    """Return the same for programs."""
    form = plan.form
    return {
        "new": len(plan.of(*BEGUN)),
        "known": len(plan.of(*THERE)),
        "private": form.private,
        "deleted": len(plan.of("gone")),
        "not_understood": [problem._asdict() for problem in form.problems],
        "rows": [
            {
                "row": planned.row.number,
                "is": planned.fate,
                "id": planned.id,
                "why": _fate_text(planned, today),
            }
            for planned in plan.rows
        ],
        "columns": [
            {"column": letter, "heading": heading, "as": taken}
            for letter, heading, taken in _column_rows(form)
        ],
        "encoding": form.table.encoding,
        "delimiter": form.table.delimiter,
        "remarks": list(form.table.remarks),
    }


def _dialect(form: Form) -> str:
    rows = count_text(len(form.table.rows), "row")
    sign = form.table.delimiter
    between = f", with {_SIGNS.get(sign, f'“{sign}”')} between cells" if sign else ""
    return f"{rows}, {form.table.encoding}{between}" if sign else rows


def _column_rows(form: Form) -> Iterator[tuple[str, str, str]]:
    """Yield letter, heading and use of each column."""
    columns = form.columns
    uses = {
        **{at: f"answer “{question}”" for question, places in form.table.questions.items() for at in places},
        **{at: f"note “{question}”" for question, places in form.table.notes.items() for at in places},
        **dict.fromkeys((*columns.ids, *columns.times), "tells submissions apart"),
        **dict.fromkeys(columns.occasion, "occasion"),
        **dict.fromkeys(columns.interviewer, "interviewer"),
        **dict.fromkeys(columns.person, "name"),
    }
    for at, heading in enumerate(form.table.headings):
        yield column_letters(at), heading, uses.get(at, "– (not taken)")


def _counts(plan: ImportPlan) -> str:
    """Return a sentence with the number of rows of each kind."""
    numbers = (
        (len(plan.of(*BEGUN)), "to begin"),
        (len(plan.of(*THERE)), "there already"),
        (len(plan.of("gone")), "deleted since"),
        (plan.form.private, "private"),
        (len(plan.form.problems), "not understood"),
    )
    shown = [f"{number:,} {what}" for number, what in numbers if number]
    return f"Of {count_text(len(plan.form.table.rows), 'row')}: {', '.join(shown) or 'nothing'}."


def _fate_lines(plan: ImportPlan, today: date) -> Iterator[str]:
    for planned in plan.rows:
        if text := _fate_text(planned, today):
            yield f"row {planned.row.number}: {text}"


def _fate_text(planned: PlannedRow, today: date) -> str:
    """Return a sentence about a row; "" where there is nothing to tell."""
    name = planned.row.person
    earlier = earlier_text(
        planned.earlier[0].person if planned.earlier else name,
        [(interview.is_open, interview.day) for interview in planned.earlier],
        today,
    )
    match planned.fate:
        case "repeated":
            return f"{name} has the same answers in row {planned.same_row}; one interview is begun of both."
        case "changed":
            return f"{earlier} Its answers differ from these, and are left as they are.".strip()
        case "same":
            return f"{earlier} It has these answers; no other is begun."
        case "again":
            before = earlier or f"{name} is in row {planned.same_row} as well."
            return f"{before} These answers differ, so another interview is begun."
    return ""


def _summaries(plan: ImportPlan) -> Iterator[str]:
    """Yield sentences about rows of which it does not matter which they are."""
    gone = plan.of("gone")
    if gone:
        one = len(gone) == 1
        was = f"{count_text(len(gone), 'row')} ({_list_rows([planned.row.number for planned in gone])})"
        was = f"{was} {'was' if one else 'were'}"
        yield _GONE.format(was, "is" if one else "are", "its" if one else "their", "it" if one else "them")
    if plan.form.private:
        yield PRIVATE.format(count_text(plan.form.private, "row"))
    unread = [(planned.row.number, text) for planned in plan.rows for text in planned.row.unread]
    if unread:
        number, text = unread[0]
        cells = count_text(len(unread), "text")
        yield _UNREAD.format(cells, "is" if len(unread) == 1 else "are", text[:40], f"row {number}")


def _list_rows(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MOST]))
    return f"row{'s'[: len(numbers) != 1]} {shown}{', …' if len(numbers) > _MOST else ''}"


def _limit(lines: Iterable[str]) -> Iterator[str]:
    """Yield the first lines, and how many more there are."""
    told = list(lines)
    yield from told[:_MOST]
    if len(told) > _MOST:
        yield f"… and {len(told) - _MOST:,} more; --json lists all."
