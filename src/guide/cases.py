"""Scenario cases held against the guide: which fail and where, and what none of them touches."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from guide.advice import recommend
from guide.model import Case, Guide, Option
from guide.walk import Step, Walk, in_order, retrace


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
    recommendation = recommend(walk)
    companions = tuple(companion.kind for companion in recommendation.companions)
    parting = None if recommendation.outcome == case.expect else _parting(walk, case.expect)
    return Tried(case, walk, recommendation.outcome, companions, parting)


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
    possible = _possible(walk.guide)
    for step in walk.road:
        option = walk.taken(step)
        if expected not in _after(option, possible) and expected not in _before(walk, step):
            return step
    return None


def _before(walk: Walk, last: Step) -> set[str]:
    """What has been recommended up to and with this answer."""
    passed = walk.road[: walk.road.index(last) + 1]
    return {name for step in passed for name in [walk.taken(step).recommend] if name}


def _after(option: Option, possible: Mapping[str, frozenset[str]]) -> set[str]:
    later = set(possible[option.then]) if option.then else set()
    return later | {name for name in (option.recommend, option.instead) if name}


@lru_cache(maxsize=2)
def _possible(guide: Guide) -> Mapping[str, frozenset[str]]:
    """For each question, the outcomes that an answer from there on can bring."""
    possible: dict[str, frozenset[str]] = {}
    for name in reversed(in_order(guide)):
        options = guide.questions[name].options.values()
        possible[name] = frozenset().union(*(_after(option, possible) for option in options))
    return possible
