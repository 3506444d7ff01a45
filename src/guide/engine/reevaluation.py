"""Finished interviews replayed under the present rules: what would be recommended to the same people now."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from guide.engine.answer_migration import migrate_answers
from guide.engine.decision import decide
from guide.engine.walk import Step
from guide.ruleset.model import Guide

Sort = Literal["same", "other", "missing", "again"]


class Reevaluation(Struct, frozen=True):
    """What the answers of an interview come to now.

    ``same`` and ``other`` recommendation; ``missing``: the same, though ``steps`` answer questions that are
    not asked any more; ``again``: not decided before ``at`` is answered. Of another recommendation,
    ``steps`` are the answers that decide now.
    """

    sort: Sort
    outcome: str = ""
    companions: tuple[str, ...] = ()
    at: str = ""
    steps: tuple[Step, ...] = ()


class Reevaluator:
    """Replays answers under one guide. People repeat each other: each set of answers is worked out once."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._known: dict[tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]], Reevaluation] = {}

    def __call__(self, outcome: str, companions: tuple[str, ...], answers: Mapping[str, str]) -> Reevaluation:
        """``outcome`` and ``companions`` are what was recommended to these answers then."""
        key = (outcome, companions, tuple(answers.items()))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = _recheck(self._guide, outcome, companions, answers)
        return found


def _recheck(
    guide: Guide, outcome: str, companions: tuple[str, ...], answers: Mapping[str, str]
) -> Reevaluation:
    moving = migrate_answers(guide, answers, {})
    walk = moving.walk(guide)
    if walk.current is not None:
        return Reevaluation("again", at=walk.current)
    decision = decide(walk)
    now = tuple(companion.kind for companion in decision.companions)
    if (decision.outcome, now) != (outcome, companions):
        adding = [step for step in walk.path if (added := walk.option_at(step).add) and added.kind in now]
        deciding = tuple(dict.fromkeys((decision.decided_by, *adding)))
        return Reevaluation("other", decision.outcome, now, steps=deciding)
    return Reevaluation("missing" if moving.dropped else "same", outcome, companions, steps=moving.dropped)
