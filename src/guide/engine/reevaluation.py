"""Replays finished interviews under the present rules: what would be recommended to the same people now."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from guide.engine.answer_migration import migrate_answers
from guide.engine.decision import decide
from guide.engine.walk import Step
from guide.ruleset.model import Guide

Sort = Literal["same", "other", "missing", "again"]
"""See ``Reevaluation.sort``."""


class Reevaluation(Struct, frozen=True):
    """What the answers of a finished interview lead to under other rules.

    Attributes:
        sort: "same" or "other" recommendation; "missing": the same, though some answers belong to questions
            that do not exist any more; "again": undecided, as a question has to be asked again.
        outcome: The outcome now; "" where it is undecided.
        companions: The companions now, kinds only.
        at: The question to ask, where ``sort`` is "again".
        steps: For "other", the answers that decide now; for "missing", those without a question.
    """

    sort: Sort
    outcome: str = ""
    companions: tuple[str, ...] = ()
    at: str = ""
    steps: tuple[Step, ...] = ()


class Reevaluator:
    """Finds what the answers of finished interviews lead to under one guide. Call it with an interview.

    Equal answers are replayed only once.
    """

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._known: dict[tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]], Reevaluation] = {}

    def __call__(self, outcome: str, companions: tuple[str, ...], answers: Mapping[str, str]) -> Reevaluation:
        """Replay the answers of an interview.

        Args:
            outcome: The outcome that was recommended then.
            companions: The kinds that were added to it, in order.
            answers: Option ids by question id of the rules of that time.
        """
        key = (outcome, companions, tuple(answers.items()))
        reevaluation = self._known.get(key)
        if reevaluation is None:
            reevaluation = self._known[key] = _reevaluate(self._guide, outcome, companions, answers)
        return reevaluation


def _reevaluate(
    guide: Guide, outcome: str, companions: tuple[str, ...], answers: Mapping[str, str]
) -> Reevaluation:
    migration = migrate_answers(guide, answers, {})
    walk = migration.walk(guide)
    if walk.current is not None:
        return Reevaluation("again", at=walk.current)
    decision = decide(walk)
    now = tuple(companion.kind for companion in decision.companions)
    if (decision.outcome, now) != (outcome, companions):
        adding = [step for step in walk.path if (added := walk.option_at(step).add) and added.kind in now]
        deciding = tuple(dict.fromkeys((decision.decided_by, *adding)))
        return Reevaluation("other", decision.outcome, now, steps=deciding)
    return Reevaluation(
        "missing" if migration.dropped else "same", outcome, companions, steps=migration.dropped
    )
