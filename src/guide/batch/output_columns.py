"""The cells that are added to a row: what it comes to, or why it cannot be decided."""

from guide.batch.state_machine import Undecided
from guide.engine.recommendation import recommend
from guide.engine.walk import Step, replay_answers
from guide.presenters.explanation import reason_lines
from guide.ruleset.model import Guide, Voice

LONGEST = 200
"""Characters of a cell that a message repeats."""
BRIEF = ("outcome", "companions", "problem")
UNCLOSED = (
    "A cell begins with a quotation mark and does not end with one, so it is not clear where the cells end."
)
FULL = ("outcome", "recommendation", "companions", "clarity", "reasons", "sources", "possible", "problem")


def decided_cells(guide: Guide, path: tuple[Step, ...], voice: Voice) -> tuple[str, ...]:
    """Return the texts for the columns ``FULL`` of a row that was decided."""
    recommendation = recommend(replay_answers(guide, dict(path)))
    lines = tuple(reason_lines(recommendation, voice))
    cites = dict.fromkeys(source for line in lines for source in line.cites)
    return (
        recommendation.outcome,
        recommendation.end.title,
        " ".join(companion.kind for companion in recommendation.companions),
        recommendation.clarity,
        " ".join(line.text for line in lines),
        "; ".join(cites),
        "",
        "",
    )


def refused_cells(guide: Guide, undecided: Undecided, column: str) -> tuple[str, ...]:
    """Return the texts for the columns ``FULL`` of a row that cannot be decided.

    ``column`` is the name of the column with the answer that is wrong or missing; "" where the file has
    none.
    """
    return ("", "", "", "", "", "", " ".join(undecided.possible), problem_text(guide, undecided, column))


def problem_text(guide: Guide, undecided: Undecided, column: str) -> str:
    """Return a sentence that says why a row cannot be decided.

    ``column`` is the name of the column with the answer that is wrong or missing; "" where the file has
    none.
    """
    options = ", ".join(guide.questions[undecided.question].options)
    column, answer = _short(column), _short(undecided.given)
    if not column:
        return f"There is no column for “{undecided.question}”."
    if not answer:
        return f"“{column}” is not answered; possible: {options}."
    return f"“{answer}” is no answer to “{column}”; possible: {options}."


def _short(text: str) -> str:
    """Return the text on one line, and cut: somebody may have put a whole letter into a cell."""
    text = " ".join(text.encode("utf-8", "replace").decode().split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
