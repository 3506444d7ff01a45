"""Walks and guides at random, for property tests."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from hypothesis import strategies as st

from guide.model import Front, Guide, Option, Outcome, Question
from guide.walk import Walk, retrace

T = TypeVar("T")
_FRONT = Front("Title", "Welcome.", "Start", "Start", "Soon.", "Private.", "Careful.", "Careful.")


@st.composite
def walks(draw: st.DrawFn, guide: Guide, finished: bool = False) -> Walk:
    """A walk of some length, sometimes with answers revised on the way; or one to the end."""
    walk = retrace(guide)
    while walk.at is not None and (finished or draw(st.integers(0, 5))):
        if walk.road and not finished and not draw(st.integers(0, 3)):
            question = draw(st.sampled_from(walk.road)).question
            walk = walk.revise(question, draw(st.sampled_from(list(guide.questions[question].options))))
        elif walk.question is not None:
            walk = walk.answer(draw(st.sampled_from(list(walk.question.options))))
    return walk


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """A guide of up to eight questions, some of them shared, every walk of which ends on one outcome.

    Questions lead on to later ones alone. Those before the turn recommend nothing but when they lead past it.
    """
    count = draw(st.integers(1, 8))
    turn = draw(st.integers(0, count - 1))
    questions = {}
    for number in range(count):
        options = {}
        for name in range(draw(st.integers(2, 4))):
            then = draw(st.integers(number + 1, count))
            crosses = number <= turn < then
            outcome = f"end{draw(st.integers(0, 3))}"
            options[f"o{name}"] = Option(
                say=f"Option {name}",
                recommend=outcome if crosses else None,
                instead=outcome if then == count and number > turn and draw(st.booleans()) else None,
                then=f"q{then}" if then < count else None,
            )
        questions[f"q{number}"] = Question("Ask?", "Probe.", "Help.", _frozen(options))
    outcomes = {f"end{n}": Outcome(f"End {n}", "Because.", (), signpost=True) for n in range(4)}
    empty: Mapping[str, str] = MappingProxyType({})
    return Guide(
        _FRONT, _frozen({}), _frozen({}), empty, _frozen({}), "q0", _frozen(questions), _frozen(outcomes)
    )


def _frozen(table: dict[str, T]) -> Mapping[str, T]:
    return MappingProxyType(table)
