"""What may be kept of a walk: all of it, or after a private end what everybody there is told."""

from msgspec.structs import replace

from guide.engine.decision import Decision
from guide.engine.recommendation import Recommendation
from guide.engine.walk import Step, replay_answers

_NO_ANSWER = Step("", "")


def redact_private(recommendation: Recommendation) -> Recommendation:
    """The recommendation for what outlives the walk. After a private end it is the same for every walk.

    It then has no road, nothing that was weighed, and no companions: answers asked for them.
    """
    end = recommendation.end
    if not end.private:
        return recommendation
    own = {kind: lines for kind, lines in recommendation.plan.items() if not kind or kind in end.kinds}
    return replace(
        recommendation,
        walk=replay_answers(recommendation.guide),
        decision=Decision(recommendation.outcome, _NO_ANSWER, None, ()),
        reasons=(),
        against=(),
        others=(),
        standings=(),
        unsure=(),
        clarity="clear",
        rivals=(),
        what_ifs=(),
        disputes=(),
        plan=own,
    )
