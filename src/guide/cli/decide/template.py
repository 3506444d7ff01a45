"""Templates for a form: an empty table of answers, and the wording of all questions."""

from collections.abc import Iterator

from guide.batch.header import join_cells
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide


def make_template(guide: Guide, form: str) -> str:
    """Return a template for a form as CSV, each line with a line break.

    ``form`` is "ids" or "form": one line with a column for each question, named by its id or by its text. Or
    it is "wording": a line for each answer, in an order in which a form can ask the questions.
    """
    questions = [(name, guide.questions[name]) for name in topological_order(guide)]
    if form == "ids":
        rows = [("id", *(name for name, _ in questions))]
    elif form == "form":
        rows = [("id", *(question.ask for _, question in questions))]
    else:
        rows = [("question", "text", "answer", "answer text", "then"), *_wording(guide)]
    return "".join(f"{join_cells(row, ',').decode()}\n" for row in rows)


def _wording(guide: Guide) -> Iterator[tuple[str, ...]]:
    for name in topological_order(guide):
        question = guide.questions[name]
        for key, option in question.options.items():
            yield name, question.ask, key, option.say, option.then or "end"
