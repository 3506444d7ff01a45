"""Scenario cases held against the guide: which fail and where, and what none of them touches."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from guide.engine.decision import decide, possible
from guide.engine.walk import Step, Walk, replay_answers
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Case, Guide


class ScenarioResult(Struct, frozen=True):
    """A case and what came of it. ``found`` is None where the answers do not reach an end.

    ``parting`` is the first answer after which the expected outcome could no longer be reached.
    """

    case: Case
    walk: Walk
    outcome: str | None
    companions: tuple[str, ...]
    diverged_at: Step | None

    @property
    def passed(self) -> bool:
        return (
            self.outcome == self.case.expect
            and self.companions == self.case.companions
            and not self.walk.inactive
        )


class Coverage(Struct, frozen=True):
    """How many cases take each answer, and end on each outcome; those that none does are in with 0."""

    answers: Mapping[tuple[str, str], int]
    outcomes: Mapping[str, int]


def run_scenario(guide: Guide, case: Case) -> ScenarioResult:
    walk = replay_answers(guide, case.answers)
    if walk.current is not None:
        return ScenarioResult(case, walk, None, (), _parting(walk, case.expect))
    decision = decide(walk)
    companions = tuple(companion.kind for companion in decision.companions)
    parting = None if decision.outcome == case.expect else _parting(walk, case.expect)
    return ScenarioResult(case, walk, decision.outcome, companions, parting)


def measure_coverage(guide: Guide, tried: Iterable[ScenarioResult]) -> Coverage:
    answers = {(name, key): 0 for name in topological_order(guide) for key in guide.questions[name].options}
    outcomes = dict.fromkeys(guide.outcomes, 0)
    for one in tried:
        for step in one.walk.path:
            answers[step] += 1
        if one.outcome is not None:
            outcomes[one.outcome] += 1
    return Coverage(answers, outcomes)


def failure_lines(one: ScenarioResult) -> Iterator[str]:
    """A failed case in lines: the walk, what was expected and found, and where the roads part."""
    yield f"FAILED: {one.case.about}"
    for step in one.walk.path:
        mark = "*" if step == one.diverged_at else " "
        yield f"  {mark} {step.question}={step.option}"
    if one.walk.current is not None:
        given = one.case.answers.get(one.walk.current)
        why = f"the answer “{given}” is not among its options" if given else "it is not answered"
        yield f"    the walk stops at “{one.walk.current}”: {why}"
    if one.walk.inactive:
        yield f"    never asked: {', '.join(one.walk.inactive)}"
    yield f"    expected: {' + '.join([one.case.expect, *one.case.companions])}"
    if one.outcome is not None:
        yield f"    found:    {' + '.join([one.outcome, *one.companions])}"
    if one.diverged_at:
        yield f"    At * the roads part: after it, “{one.case.expect}” cannot be reached any more."


def _parting(walk: Walk, expected: str) -> Step | None:
    for number, step in enumerate(walk.path, 1):
        if expected not in possible(replay_answers(walk.guide, dict(walk.path[:number]))):
            return step
    return None
