"""What is written beside a row: what it comes to, or why it cannot be decided."""

from guide.batch.state_machine import Undecided
from guide.engine.recommendation import recommend
from guide.engine.walk import Step, replay_answers
from guide.presenters.explanation import reason_lines
from guide.ruleset.model import Guide, Voice

LONGEST = 200
"""Letters of a cell that are repeated where it is told what is wrong with it."""
BRIEF = ("outcome", "companions", "problem")
UNCLOSED = (
    "A cell begins with a quotation mark and does not end with one, so it is not clear where the cells end."
)
FULL = ("outcome", "recommendation", "companions", "clarity", "reasons", "sources", "possible", "problem")


def decided_cells(guide: Guide, road: tuple[Step, ...], voice: Voice) -> tuple[str, ...]:
    """The cells under ``FULL`` for a finished road."""
    recommendation = recommend(replay_answers(guide, dict(road)))
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


def refused_cells(guide: Guide, refused: Undecided, column: str) -> tuple[str, ...]:
    return ("", "", "", "", "", "", " ".join(refused.possible), problem_text(guide, refused, column))


def problem_text(guide: Guide, refused: Undecided, column: str) -> str:
    """``column`` is what the file calls the question; empty where it has no column for it."""
    options = ", ".join(guide.questions[refused.question].options)
    column, given = _short(column), _short(refused.given)
    if not column:
        return f"There is no column for “{refused.question}”."
    if not given:
        return f"“{column}” is not answered; possible: {options}."
    return f"“{given}” is no answer to “{column}”; possible: {options}."


def _short(text: str) -> str:
    """On one line, and not as long as a whole letter that somebody put into a cell."""
    text = " ".join(text.encode("utf-8", "replace").decode().split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
