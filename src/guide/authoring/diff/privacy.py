"""Answers after which nothing is kept in one guide and something is in the other."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from guide.engine.walk import Step
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide, Option

_UNDECIDED, _KEPT, _PRIVATE = 1, 2, 4
"""What a walk has come to: nothing yet, an end that is kept, a private one. Sets of them are sums."""


class PrivacyChange(Struct, frozen=True):
    """An answer that led to a private end on every walk and no longer does, or the reverse.

    Attributes:
        step: The answer.
        now_private: Whether it leads to a private end on every walk now.
    """

    step: Step
    now_private: bool


def find_privacy_changes(old: Guide, new: Guide) -> Iterator[PrivacyChange]:
    """The answers that both guides know, and that lead to private ends alone in one of them only."""
    before, after = _ends_by_answer(old), _ends_by_answer(new)
    for step, ends in before.items():
        if step in after and (ends == _PRIVATE) != (after[step] == _PRIVATE):
            yield PrivacyChange(step, now_private=after[step] == _PRIVATE)


def _ends_by_answer(guide: Guide) -> Mapping[Step, int]:
    """For each answer that a walk can give, the set of ends that walks with it can come to.

    A question is looked at once for each of the three states in which a walk can come to it.
    """
    order = [name for name in topological_order(guide) if name != guide.more]
    states = dict.fromkeys(order, 0)
    states[guide.start] = _UNDECIDED
    for name in order:
        for option in guide.questions[name].options.values():
            if option.then:
                for state in _members(states[name]):
                    states[option.then] |= _after(guide, option, state)
    ends: dict[tuple[str, int], int] = {}
    by_answer: dict[Step, int] = {}
    for name in reversed(order):
        for state in _members(states[name]):
            for key, option in guide.questions[name].options.items():
                now = _after(guide, option, state)
                reached = ends[option.then, now] if option.then else now
                ends[name, state] = ends.get((name, state), 0) | reached
                by_answer[Step(name, key)] = by_answer.get(Step(name, key), 0) | reached
    return {
        step: by_answer[step]
        for name in order
        for key in guide.questions[name].options
        if (step := Step(name, key)) in by_answer
    }


def _after(guide: Guide, option: Option, state: int) -> int:
    outcome = option.instead or option.recommend
    if outcome is None:
        return state
    return _PRIVATE if guide.outcomes[outcome].private else _KEPT


def _members(states: int) -> Iterator[int]:
    return (state for state in (_UNDECIDED, _KEPT, _PRIVATE) if states & state)
