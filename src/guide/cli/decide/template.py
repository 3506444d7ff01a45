"""What to make a form from, and an empty file for what comes back from it."""

from collections.abc import Iterator

from guide.batch.header import join_cells
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide


def make_template(guide: Guide, form: str) -> str:
    """CSV. ``ids`` and ``form``: one line with a column a question, named by its id or by its text.

    ``wording``: a line for every answer, in the order in which a form can ask.
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
