"""The cells that are added to a row: what it comes to, or why it cannot be decided."""

from guide.batch.state_machine import Undecided
from guide.engine.recommendation import recommend
from guide.engine.walk import Step, replay_answers
from guide.presenters.explanation import reason_lines
from guide.ruleset.model import Guide, Voice

BRIEF = ("outcome", "companions", "problem")
UNCLOSED = (
    "A cell begins with a quotation mark and does not end with one, so it is not clear where the cells end."
)
TOO_WIDE = "This row has {} cells where the head has {}; the last ones were left out."
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


def refused_cells(undecided: Undecided, problem: str) -> tuple[str, ...]:
    """Return the texts for the columns ``FULL`` of a row that cannot be decided; ``problem`` says why."""
    return ("", "", "", "", "", "", " ".join(undecided.possible), problem)
