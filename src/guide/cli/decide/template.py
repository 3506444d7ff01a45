"""Templates for a form: an empty table of answers, and the wording of all questions."""

from collections.abc import Iterator
from itertools import chain, count

from guide.batch.column_mapping import NOT_MAPPED
from guide.batch.header import join_cells
from guide.batch.headings import HeadingReader
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide

_FIRST_COLUMNS = ("id", "row", "person", "number")


def make_template(guide: Guide, form: str) -> str:
    """Return a template for a form as CSV, each line with a line break.

    ``form`` is "ids" or "form": one line with a column for each question, named by its id or by its text. Or
    it is "wording": a line for each answer, in an order in which a form can ask the questions.
    """
    questions = [(name, guide.questions[name]) for name in topological_order(guide)]
    if form == "ids":
        rows = [(_first_column(guide), *(name for name, _ in questions))]
    elif form == "form":
        rows = [(_first_column(guide), *(question.ask for _, question in questions))]
    else:
        rows = [("question", "text", "answer", "answer text", "then"), *_wording(guide)]
    return "".join(f"{join_cells(row, ',').decode()}\n" for row in rows)


def _first_column(guide: Guide) -> str:
    """Return the name of the column that says whose row it is: one that no question is read from."""
    reader = HeadingReader(guide, NOT_MAPPED)
    names = chain(_FIRST_COLUMNS, (f"{_FIRST_COLUMNS[0]} {'x' * number}" for number in count(1)))
    return next(name for name in names if reader.match(name) is None and reader.match_note(name) is None)


def _wording(guide: Guide) -> Iterator[tuple[str, ...]]:
    for name in topological_order(guide):
        question = guide.questions[name]
        for key, option in question.options.items():
            yield name, question.ask, key, option.say, option.then or "end"
