"""Redaction: after a private outcome, nothing may be kept from which the answers could be inferred."""

from msgspec.structs import replace

from guide.engine.decision import Decision
from guide.engine.recommendation import Recommendation
from guide.engine.walk import Step, replay_answers

_NO_ANSWER = Step("", "")


def redact_private(recommendation: Recommendation) -> Recommendation:
    """Return the recommendation as it may be stored or written to a report.

    If the outcome is private (about health or danger), path, reasons, alternatives and companions are
    removed: the result is the same for every such walk, so that nobody can infer the answers. Any other
    recommendation is returned unchanged.
    """
    end = recommendation.end
    if not end.private:
        return recommendation
    plan = {kind: lines for kind, lines in recommendation.plan.items() if not kind or kind in end.kinds}
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
        plan=plan,
    )
