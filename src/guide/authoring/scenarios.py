"""Scenario cases held against the guide: which fail and where, and what none of them touches."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from guide.engine.decision import decide, possible
from guide.engine.walk import Step, Walk, retrace
from guide.ruleset.graph import in_order
from guide.ruleset.model import Case, Guide


class Tried(Struct, frozen=True):
    """A case and what came of it. ``found`` is None where the answers do not reach an end.

    ``parting`` is the first answer after which the expected outcome could no longer be reached.
    """

    case: Case
    walk: Walk
    found: str | None
    companions: tuple[str, ...]
    parting: Step | None

    @property
    def passed(self) -> bool:
        return (
            self.found == self.case.expect
            and self.companions == self.case.companions
            and not self.walk.dormant
        )


class Coverage(Struct, frozen=True):
    """How many cases take each answer, and end on each outcome; those that none does are in with 0."""

    answers: Mapping[tuple[str, str], int]
    outcomes: Mapping[str, int]


def attempt(guide: Guide, case: Case) -> Tried:
    walk = retrace(guide, case.answers)
    if walk.at is not None:
        return Tried(case, walk, None, (), _parting(walk, case.expect))
    decision = decide(walk)
    companions = tuple(companion.kind for companion in decision.companions)
    parting = None if decision.outcome == case.expect else _parting(walk, case.expect)
    return Tried(case, walk, decision.outcome, companions, parting)


def coverage(guide: Guide, tried: Iterable[Tried]) -> Coverage:
    answers = {(name, key): 0 for name in in_order(guide) for key in guide.questions[name].options}
    outcomes = dict.fromkeys(guide.outcomes, 0)
    for one in tried:
        for step in one.walk.road:
            answers[step] += 1
        if one.found is not None:
            outcomes[one.found] += 1
    return Coverage(answers, outcomes)


def told(one: Tried) -> Iterator[str]:
    """A failed case in lines: the walk, what was expected and found, and where the roads part."""
    yield f"FAILED: {one.case.about}"
    for step in one.walk.road:
        mark = "*" if step == one.parting else " "
        yield f"  {mark} {step.question}={step.option}"
    if one.walk.at is not None:
        given = one.case.answers.get(one.walk.at)
        why = f"the answer “{given}” is not among its options" if given else "it is not answered"
        yield f"    the walk stops at “{one.walk.at}”: {why}"
    if one.walk.dormant:
        yield f"    never asked: {', '.join(one.walk.dormant)}"
    yield f"    expected: {' + '.join([one.case.expect, *one.case.companions])}"
    if one.found is not None:
        yield f"    found:    {' + '.join([one.found, *one.companions])}"
    if one.parting:
        yield f"    At * the roads part: after it, “{one.case.expect}” cannot be reached any more."


def _parting(walk: Walk, expected: str) -> Step | None:
    for number, step in enumerate(walk.road, 1):
        if expected not in possible(retrace(walk.guide, dict(walk.road[:number]))):
            return step
    return None
