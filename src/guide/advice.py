"""What a finished walk comes to. The only decider: every mode and every format asks here."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from guide.model import NOTHING, Claim, Companion, Option, Outcome, PlanLine
from guide.walk import Step, Walk


class Reason(Struct, frozen=True):
    """An answer that speaks for a kind: it chose the pole on which the claim stands."""

    step: Step
    kind: str
    distinction: str
    claim: Claim


class Recommendation(Struct, frozen=True):
    """``decided_by`` is the answer that led to ``outcome``; ``replaced`` is what the walk had come to before
    an answer put this outcome in its place. ``plan`` holds lines by kind (a signpost's under ""), by heading.
    """

    walk: Walk
    outcome: str
    decided_by: Step
    replaced: str | None
    companions: tuple[Companion, ...]
    reasons: tuple[Reason, ...]
    plan: Mapping[str, Mapping[str, PlanLine]]

    @property
    def end(self) -> Outcome:
        return self.walk.guide.outcomes[self.outcome]


def recommend(walk: Walk) -> Recommendation:
    """The recommendation at the end of a walk. Raises ValueError where the walk is not finished."""
    if walk.at is not None:
        raise ValueError("the walk is not finished")
    taken = [(step, walk.taken(step)) for step in walk.road]
    came_to = next((step, option.recommend) for step, option in taken if option.recommend)
    instead = next(((step, option.instead) for step, option in taken if option.instead), None)
    decided_by, outcome = instead or came_to
    end = walk.guide.outcomes[outcome]
    companions = _companions(taken, end)
    return Recommendation(
        walk=walk,
        outcome=outcome,
        decided_by=decided_by,
        replaced=came_to[1] if instead else None,
        companions=companions,
        reasons=tuple(_reasons(walk, end, companions)),
        plan=_plan(walk, end, companions),
    )


def _companions(taken: list[tuple[Step, Option]], end: Outcome) -> tuple[Companion, ...]:
    """What the answers add to the outcome; never a kind that is already in it."""
    added = {option.add.kind: option.add for _, option in taken if option.add}
    return tuple(companion for kind, companion in added.items() if kind not in end.kinds)


def _reasons(walk: Walk, end: Outcome, companions: tuple[Companion, ...]) -> Iterator[Reason]:
    """What asks for a companion speaks for it alone; everything else speaks for the outcome's kinds."""
    wanted = [added.kind for added in companions]
    for kind in (*end.kinds, *wanted):
        for step in walk.road:
            option = walk.taken(step)
            if kind == option.add.kind if option.add else kind not in wanted:
                yield from _claims(walk, step, kind)


def _claims(walk: Walk, step: Step, kind: str) -> Iterator[Reason]:
    for distinction, pole in walk.taken(step).means.items():
        for claim in walk.guide.kinds[kind].claims.get(distinction, ()):
            if claim.pole == pole:
                yield Reason(step, kind, distinction, claim)


def _plan(
    walk: Walk, end: Outcome, companions: tuple[Companion, ...]
) -> Mapping[str, Mapping[str, PlanLine]]:
    """The outcome's own lines take the place of its first kind's; with no kind they stand alone."""
    kinds = walk.guide.kinds
    plan = {kind: kinds[kind].plan for kind in (*end.kinds, *(companion.kind for companion in companions))}
    first = end.kinds[0] if end.kinds else ""
    own = {**plan.get(first, NOTHING), **end.plan}
    ordered = {heading: own[heading] for heading in walk.guide.headings if heading in own}
    return {first: ordered, **{kind: lines for kind, lines in plan.items() if kind != first}} if own else plan
