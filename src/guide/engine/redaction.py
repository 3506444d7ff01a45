"""Redaction: after a private outcome, nothing may be kept from which the answers could be inferred."""

from msgspec.structs import replace

from guide.engine.decision import Decision
from guide.engine.recommendation import Recommendation
from guide.engine.walk import Step, replay_answers

_NO_ANSWER = Step("", "")


def redact_private(recommendation: Recommendation) -> Recommendation:
    """The recommendation as it may be stored or written to a report.

    After a private outcome it is without path, reasons, alternatives and companions, and so the same for
    every walk: nobody can infer the answers. Any other recommendation is returned as it is.
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
