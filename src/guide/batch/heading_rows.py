"""Which of the first rows of a table are headings: form services write up to three, and titles above them."""

from collections.abc import Sequence
from typing import NamedTuple

from guide.batch.answer_reader import AnswerReader
from guide.batch.headings import ColumnQuestions, HeadingReader
from guide.batch.spelling import normalise

MOST = 10
"""Rows among which the headings are looked for, without blank ones."""
_FOLLOWING = 2
"""Rows of headings below the first one, at most."""
_IMPORT_ID = ('{"ImportId"', "{'ImportId'", '{"importid"')
_RESPONSE = {"response", "open-ended response", "antwort", "offene antwort", "réponse", "réponse ouverte"}
_RESPONSE |= {"respuesta", "risposta", "resposta", "antwoord", "svar", "odpowiedź", "vastaus"}
"""What SurveyMonkey writes below a heading whose answers are in one column."""

Cells = Sequence[str]


class HeadingRows(NamedTuple):
    """The headings of a table.

    Attributes:
        at: The index of the row with the headings.
        end: The index of the first row below all headings.
        columns: What the columns hold.
        found: The number of questions that have a column.
        remarks: Sentences about rows and columns that are not read as they might be meant.
    """

    at: int
    end: int
    columns: ColumnQuestions
    found: int
    remarks: tuple[str, ...] = ()


def find_heading_rows(
    rows: Sequence[Cells], headings: HeadingReader, answers: AnswerReader
) -> HeadingRows | None:
    """Return the headings among the first rows of a table; None where no row names a question.

    The row that names most questions has the headings.
    """
    filled = [at for at, cells in enumerate(rows) if not is_blank(cells)][:MOST]
    counts: dict[int, int] = {}
    for at in filled:
        counts[at] = headings.count(rows[at])
        if 2 * counts[at] > sum(map(bool, map(str.strip, rows[at]))):
            break
    at = max(counts, key=lambda at: counts[at], default=-1)
    if at < 0 or not counts[at]:
        return None
    columns = headings.read(rows[at])
    end, more = at + 1, 0
    for below in [below for below in filled if below > at][:_FOLLOWING]:
        expanded = _expand(rows[at], rows[below], columns, answers) if not more else None
        if expanded is None and not _is_heading(rows[below], columns, headings, answers):
            break
        columns = expanded or columns
        end, more = below + 1, more + 1
    remarks = (*columns.remarks, *headings.suggest(rows[at], columns), *_remarks(filled, at, end))
    return HeadingRows(at, end, columns, counts[at], remarks)


def is_blank(cells: Cells) -> bool:
    """Return whether there is nothing in any cell."""
    return not any(cell.strip() for cell in cells)


def _is_heading(
    cells: Cells, columns: ColumnQuestions, headings: HeadingReader, answers: AnswerReader
) -> bool:
    """Return whether a row below the headings is no person either."""
    if all(cell.lstrip().startswith(_IMPORT_ID) for cell in cells if cell.strip()):
        return True
    asked = {place: name for name, places in columns.questions.items() for place in places}
    given = [(name, cells[at]) for at, name in asked.items() if at < len(cells) and cells[at].strip()]
    if not given or any(answers.read(name, text) for name, text in given):
        return False
    repeated = [name for name, text in given if (match := headings.match(text)) and match.question == name]
    if 2 * len(repeated) > len(given):
        return True
    same = {normalise(text) for _, text in given}
    others = [cell for at, cell in enumerate(cells) if at not in asked and cell.strip()]
    is_uniform = len(same) == 1 and 1 < len(given) == len(asked) < len(cells) and not others
    return same <= _RESPONSE or is_uniform


def _expand(
    heads: Cells, cells: Cells, columns: ColumnQuestions, answers: AnswerReader
) -> ColumnQuestions | None:
    """Return the columns where the row below the headings has an answer for each column; None where not.

    Such a question has one heading, and its other columns have none.
    """
    questions = dict(columns.questions)
    is_expanded = False
    for name, places in columns.questions.items():
        group = [places[-1]]
        while group[-1] + 1 < len(heads) and not heads[group[-1] + 1].strip():
            group.append(group[-1] + 1)
        named = {at: answers.read(name, cells[at]) for at in group if at < len(cells)}
        if len(set(filter(None, named.values()))) > 1:
            is_expanded = True
            questions[name] = tuple(sorted({*places, *(at for at, option in named.items() if option)}))
    return columns._replace(questions=questions) if is_expanded else None


def _remarks(filled: Sequence[int], at: int, end: int) -> list[str]:
    """Return what is said about rows around the headings, which are left out."""
    above = [row + 1 for row in filled if row < at]
    below = [row + 1 for row in filled if at < row < end]
    remarks = []
    if above:
        remarks.append(f"What is above the headings was left out ({_rows(above)}).")
    if below:
        remarks.append(f"More headings below the first ones were left out ({_rows(below)}).")
    return remarks


def _rows(numbers: Sequence[int]) -> str:
    return f"row{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
