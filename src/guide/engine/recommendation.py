"""What a finished walk comes to, and all that there is to say for it, against it and beside it."""

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
    reasons_against,
    reasons_for,
    weigh_alternative,
)
from guide.engine.walk import Step, Walk
from guide.ruleset.model import NOTHING, Companion, Dispute, Guide, Outcome, Statement

Clarity = Literal["clear", "leaning", "close"]


class View(Struct, frozen=True):
    """One side of a dispute: the documents that put a kind on a pole."""

    kind: str
    pole: str
    sources: tuple[str, ...]


class TouchedDispute(Struct, frozen=True):
    """A dispute on a distinction that the walk touched: who says what, and how the guide treats it."""

    distinction: str
    dispute: Dispute
    views: tuple[View, ...]


class Recommendation(Struct, frozen=True):
    """``reasons`` speak for it, ``against`` against it. ``others`` are the kinds that are not in it.

    ``unsure`` are the answers of somebody who could not say. ``plan`` holds lines by kind (a signpost's
    under ""), by heading.
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
        return self.walk.guide.outcomes[self.outcome]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The recommended kinds, and then those that go with them."""
        return (*self.end.kinds, *(companion.kind for companion in self.companions))

    @property
    def first(self) -> tuple[str, ...]:
        """The outcomes that come before one of the kinds where they apply, each once."""
        named = dict.fromkeys(name for kind in self.kinds for name in self.guide.kinds[kind].first)
        return tuple(name for name in named if name != self.outcome)


def recommend(walk: Walk) -> Recommendation:
    """The recommendation at the end of a walk. Raises ValueError where the walk is not finished."""
    decision = decide(walk)
    guide = walk.guide
    end = guide.outcomes[decision.outcome]
    wanted = tuple(companion.kind for companion in decision.companions)
    # What asks for a companion speaks for it alone; everything else speaks for the outcome's kinds.
    asking = {step: option.add.kind for step in walk.path if (option := walk.option_at(step)).add}
    mainly = chosen_poles(walk, [step for step in walk.path if asking.get(step) not in wanted])
    everything = chosen_poles(walk, walk.path)
    reasons = [Reason((decision.decided_by,), said) for said in end.reasons]
    reasons += [reason for kind in end.kinds for reason in reasons_for(guide, kind, mainly)]
    for kind in wanted:
        own = chosen_poles(walk, [step for step, added in asking.items() if added == kind])
        reasons += reasons_for(guide, kind, own)
    others = [kind for kind in guide.kinds if kind not in end.kinds and kind not in wanted]
    standings = tuple(Standing(kind, *count_statements(guide, [kind], mainly)) for kind in guide.kinds)
    unsure = tuple(step for step in walk.path if walk.option_at(step).unsure)
    against = tuple(reasons_against(guide, end.kinds, mainly))
    rivals = _rivals(standings, count_statements(guide, end.kinds, mainly), others) if end.kinds else ()
    return Recommendation(
        walk=walk,
        decision=decision,
        reasons=tuple(reasons),
        against=against,
        others=tuple(weigh_alternative(guide, kind, everything) for kind in others),
        standings=standings,
        unsure=unsure,
        clarity="close" if rivals else "leaning" if against or unsure else "clear",
        rivals=rivals,
        what_ifs=what_ifs(walk),
        disputes=tuple(_disputes(guide, everything)),
        plan=_plan(walk, end, wanted),
    )


def _rivals(standings: tuple[Standing, ...], own: tuple[int, int], others: list[str]) -> tuple[str, ...]:
    """The other kinds that have as much of the documents behind them: statements for, less those against."""
    pro, con = own
    return tuple(one.kind for one in standings if one.kind in others and one.pro - one.con >= pro - con)


def _disputes(guide: Guide, poles: ChosenPoles) -> Iterator[TouchedDispute]:
    """The disputes in which one side stands on a pole that the walk chose."""
    for distinction, by_pole in poles.items():
        for dispute in guide.distinctions[distinction].disputes:
            views = tuple(_views(guide, distinction, dispute))
            if any(view.pole in by_pole for view in views):
                yield TouchedDispute(distinction, dispute, views)


def _views(guide: Guide, distinction: str, dispute: Dispute) -> Iterator[View]:
    for kind in dispute.kinds:
        sides: dict[str, dict[str, None]] = {}
        for claim in guide.kinds[kind].claims.get(distinction, ()):
            if claim.pole is not None:
                sides.setdefault(claim.pole, {}).update(dict.fromkeys(claim.sources))
        yield from (View(kind, pole, tuple(sources)) for pole, sources in sides.items())


def _plan(walk: Walk, end: Outcome, wanted: tuple[str, ...]) -> Mapping[str, Mapping[str, Statement]]:
    """The outcome's own lines take the place of its first kind's; with no kind they stand alone."""
    kinds = walk.guide.kinds
    plan = {kind: kinds[kind].plan for kind in (*end.kinds, *wanted)}
    first = end.kinds[0] if end.kinds else ""
    own = {**plan.get(first, NOTHING), **end.plan}
    ordered = {heading: own[heading] for heading in walk.guide.headings if heading in own}
    return {first: ordered, **{kind: lines for kind, lines in plan.items() if kind != first}} if own else plan
