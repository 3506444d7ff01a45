"""The recommendation at the end of a walk, with everything that explains it."""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from guide.engine.decision import Decision, WhatIf, decide, what_ifs
from guide.engine.evidence import (
    Alternative,
    ChosenPoles,
    Reason,
    Standing,
    chosen_poles,
    count_statements,
    fits_as_well,
    reasons_against,
    reasons_for,
    total_statements,
    weigh_alternative,
)
from guide.engine.walk import Step, Walk
from guide.ruleset.model import NOTHING, Companion, Dispute, Guide, Outcome, Statement

Clarity = Literal["clear", "leaning", "close"]
"""How clear a recommendation is.

"close" where another kind fits the answers as well (``evidence.fits_as_well``); "leaning" where something
speaks against it, an answer was unsure, or no document says anything of it on these answers; else "clear".
"""


class View(Struct, frozen=True):
    """One side of a dispute: the documents that put a kind on a pole."""

    kind: str
    pole: str
    sources: tuple[str, ...]


class TouchedDispute(Struct, frozen=True):
    """A dispute between documents on a distinction that answers chose a side of, with both sides' views."""

    distinction: str
    dispute: Dispute
    views: tuple[View, ...]


class Recommendation(Struct, frozen=True):
    """What a finished walk leads to, and why.

    Attributes:
        walk: The walk.
        decision: The outcome and its companions.
        reasons: What speaks for it: first a signpost's own reasons, then the claims for each kind.
        against: The claims of documents against the kinds of the outcome.
        others: The kinds that are neither in the outcome nor companions.
        standings: For every kind, the numbers of documents for and against it.
        unsure: The answers that say "I cannot say".
        clarity: How clear the recommendation is.
        rivals: The other kinds that fit the answers as well, by the documents.
        what_ifs: What each other answer would have led to.
        disputes: The disputes between documents that the walk touched.
        plan: What to do, by kind and heading; a signpost's lines are under "".
    """

    walk: Walk
    decision: Decision
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    others: tuple[Alternative, ...]
    standings: tuple[Standing, ...]
    unsure: tuple[Step, ...]
    clarity: Clarity
    rivals: tuple[str, ...]
    what_ifs: tuple[WhatIf, ...]
    disputes: tuple[TouchedDispute, ...]
    plan: Mapping[str, Mapping[str, Statement]]

    @property
    def guide(self) -> Guide:
        return self.walk.guide

    @property
    def outcome(self) -> str:
        return self.decision.outcome

    @property
    def decided_by(self) -> Step:
        return self.decision.decided_by

    @property
    def replaced(self) -> str | None:
        return self.decision.replaced

    @property
    def companions(self) -> tuple[Companion, ...]:
        return self.decision.companions

    @property
    def end(self) -> Outcome:
        """The recommended outcome as the guide describes it; ``outcome`` is its id."""
        return self.walk.guide.outcomes[self.outcome]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The ids of the recommended kinds of help, then those of the companions."""
        return (*self.end.kinds, *(companion.kind for companion in self.companions))

    @property
    def undocumented(self) -> bool:
        """Whether kinds are recommended of which no document says anything on these answers."""
        own = [standing for standing in self.standings if standing.kind in self.end.kinds]
        return bool(own) and not any(standing.pro or standing.con for standing in own)

    @property
    def first(self) -> tuple[str, ...]:
        """The ids of the outcomes to consider before the recommended kinds, without the outcome itself."""
        named = dict.fromkeys(name for kind in self.kinds for name in self.guide.kinds[kind].first)
        return tuple(name for name in named if name != self.outcome)


def recommend(walk: Walk) -> Recommendation:
    """Return the recommendation of a finished walk, with its reasons, alternatives and plan.

    The answers that ask for a companion (an added kind of help) count as evidence for that alone, all others
    as evidence for the kinds of the outcome. Why another kind is not recommended is judged by all answers
    together.

    Raises:
        ValueError: The walk is not finished.
    """
    decision = decide(walk)
    guide = walk.guide
    end = guide.outcomes[decision.outcome]
    companions = tuple(companion.kind for companion in decision.companions)
    companion_of = {step: option.add.kind for step in walk.path if (option := walk.option_at(step)).add}
    outcome_poles = chosen_poles(
        walk, [step for step in walk.path if companion_of.get(step) not in companions]
    )
    all_poles = chosen_poles(walk, walk.path)
    reasons = [Reason((decision.decided_by,), statement) for statement in end.reasons]
    reasons += [reason for kind in end.kinds for reason in reasons_for(guide, kind, outcome_poles)]
    for kind in companions:
        poles = chosen_poles(walk, [step for step, added in companion_of.items() if added == kind])
        reasons += reasons_for(guide, kind, poles)
    others = [kind for kind in guide.kinds if kind not in end.kinds and kind not in companions]
    counts = {kind: count_statements(guide, [kind], outcome_poles) for kind in guide.kinds}
    own = count_statements(guide, end.kinds, outcome_poles)
    unsure = tuple(step for step in walk.path if walk.option_at(step).unsure)
    against = tuple(reasons_against(guide, end.kinds, outcome_poles))
    rivals = tuple(kind for kind in others if fits_as_well(counts[kind], own))
    unknown = bool(end.kinds) and not own
    return Recommendation(
        walk=walk,
        decision=decision,
        reasons=tuple(reasons),
        against=against,
        others=tuple(weigh_alternative(guide, kind, all_poles) for kind in others),
        standings=tuple(Standing(kind, *total_statements(counts[kind])) for kind in guide.kinds),
        unsure=unsure,
        clarity="close" if rivals else "leaning" if against or unsure or unknown else "clear",
        rivals=rivals,
        what_ifs=what_ifs(walk),
        disputes=tuple(_disputes(guide, all_poles)),
        plan=_plan(walk, end, companions),
    )


def _disputes(guide: Guide, poles: ChosenPoles) -> Iterator[TouchedDispute]:
    """The disputes in which a side takes a pole that the walk chose."""
    for distinction, by_pole in poles.items():
        for dispute in guide.distinctions[distinction].disputes:
            views = tuple(_views(guide, distinction, dispute))
            if any(view.pole in by_pole for view in views):
                yield TouchedDispute(distinction, dispute, views)


def _views(guide: Guide, distinction: str, dispute: Dispute) -> Iterator[View]:
    """The poles on which documents put each kind of a dispute."""
    for kind in dispute.kinds:
        sides: dict[str, dict[str, None]] = {}
        for claim in guide.kinds[kind].claims.get(distinction, ()):
            if claim.pole is not None:
                sides.setdefault(claim.pole, {}).update(dict.fromkeys(claim.sources))
        yield from (View(kind, pole, tuple(sources)) for pole, sources in sides.items())


def _plan(walk: Walk, end: Outcome, companions: tuple[str, ...]) -> Mapping[str, Mapping[str, Statement]]:
    """What to do, by kind and heading.

    The outcome's own lines replace those of its first kind under the same headings; without a kind they stand
    alone, under "".
    """
    kinds = walk.guide.kinds
    plan = {kind: kinds[kind].plan for kind in (*end.kinds, *companions)}
    first = end.kinds[0] if end.kinds else ""
    lines_of_first = {**plan.get(first, NOTHING), **end.plan}
    ordered = {
        heading: lines_of_first[heading] for heading in walk.guide.headings if heading in lines_of_first
    }
    if not lines_of_first:
        return plan
    return {first: ordered, **{kind: lines for kind, lines in plan.items() if kind != first}}
