"""Runs scenario cases against a guide: which fail and where, and which answers no case takes."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from guide.engine.decision import decide, possible_outcomes
from guide.engine.recommendation import recommend
from guide.engine.walk import Step, Walk, replay_answers
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Case, Guide


class ScenarioResult(Struct, frozen=True):
    """The result of a scenario case.

    Attributes:
        case: The case.
        walk: The walk that its answers make.
        outcome: The outcome; None where the answers do not reach an end.
        companions: The ids of the added kinds.
        diverged_at: The first answer after which the expected outcome is impossible; None where there is
            none.
    """

    case: Case
    walk: Walk
    outcome: str | None
    companions: tuple[str, ...]
    diverged_at: Step | None

    @property
    def passed(self) -> bool:
        """Whether outcome and companions are as expected, and every answer has an effect."""
        return (
            self.outcome == self.case.expect
            and self.companions == self.case.companions
            and not self.walk.inactive
        )


class Coverage(Struct, frozen=True):
    """The numbers of cases by answer (question and option) and by outcome, 0 where there are none."""

    answers: Mapping[tuple[str, str], int]
    outcomes: Mapping[str, int]


def run_scenario(guide: Guide, case: Case) -> ScenarioResult:
    """Replay the answers of a case, and compare what they lead to with what it expects."""
    walk = replay_answers(guide, case.answers)
    if walk.current is not None:
        return ScenarioResult(case, walk, None, (), _diverging_step(walk, case.expect))
    decision = decide(walk)
    companions = tuple(companion.kind for companion in decision.companions)
    diverged_at = None if decision.outcome == case.expect else _diverging_step(walk, case.expect)
    return ScenarioResult(case, walk, decision.outcome, companions, diverged_at)


def measure_coverage(guide: Guide, results: Iterable[ScenarioResult]) -> Coverage:
    """Count the cases that take each answer, and that end on each outcome."""
    answers = {(name, key): 0 for name in topological_order(guide) for key in guide.questions[name].options}
    outcomes = dict.fromkeys(guide.outcomes, 0)
    for result in results:
        for step in result.walk.path:
            answers[step] += 1
        if result.outcome is not None:
            outcomes[result.outcome] += 1
    return Coverage(answers, outcomes)


def failure_lines(result: ScenarioResult) -> Iterator[str]:
    """Describe a failed case in lines for a terminal: its walk, the expected and the actual outcome.

    Where one answer made the expected outcome impossible, a line names it.
    """
    yield f"FAILED: {result.case.about}"
    for step in result.walk.path:
        mark = "*" if step == result.diverged_at else " "
        yield f"  {mark} {step.question}={step.option}"
    if result.walk.current is not None:
        given = result.case.answers.get(result.walk.current)
        why = f"the answer “{given}” is not among its options" if given else "it is not answered"
        yield f"    the answers stop at “{result.walk.current}”: {why}"
    if result.walk.inactive:
        yield f"    never asked: {', '.join(result.walk.inactive)}"
    yield f"    expected: {' + '.join([result.case.expect, *result.case.companions])}"
    if result.outcome is not None:
        yield f"    found:    {' + '.join([result.outcome, *result.companions])}"
    if result.outcome == result.case.expect and result.companions != result.case.companions:
        yield f"    The outcome is as expected. {_companions_hint(result.companions)}"
    if result.diverged_at:
        yield f"    The answer with * decides: after it, “{result.case.expect}” cannot be reached any more."


def _companions_hint(companions: tuple[str, ...]) -> str:
    """What to write in a case so that it expects the kinds that are added on its walk."""
    if not companions:
        return "If nothing should be added, leave out “companions” in the case."
    return f"If this should be added, write in the case: companions: [{', '.join(companions)}]"


def doubtful_lines(results: Iterable[ScenarioResult]) -> Iterator[str]:
    """Yield a line for each case that ends on kinds of help for which no document speaks on its answers.

    Nothing is wrong with it, but the author may have recommended something else than the documents do.
    """
    for result in results:
        if result.outcome is None:
            continue
        recommendation = recommend(result.walk)
        own = [standing for standing in recommendation.standings if standing.kind in recommendation.end.kinds]
        if own and not any(standing.pro for standing in own):
            against = sum(standing.con for standing in own)
            count = f", {against} against it" if against else ""
            yield f"  {result.case.about} – {result.outcome}: no statement of a document for it{count}"


def _diverging_step(walk: Walk, expected: str) -> Step | None:
    """The first answer after which an outcome is impossible; None where it stays possible."""
    for number, step in enumerate(walk.path, 1):
        if expected not in possible_outcomes(replay_answers(walk.guide, dict(walk.path[:number]))):
            return step
    return None
