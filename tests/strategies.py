"""Walks and guides at random, for property tests."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from hypothesis import strategies as st

from guide.engine.decision import decide, more_options
from guide.engine.walk import Walk, replay_answers
from guide.ruleset.model import (
    NOTHING,
    Claim,
    Companion,
    Dispute,
    Distinction,
    Front,
    Guide,
    Kind,
    Option,
    Outcome,
    Question,
    Source,
    Statement,
)

T = TypeVar("T")
MORE = "more"
"""What is asked after the result, where that is asked."""
_FRONT = Front("Title", "Welcome.", "Start", "Start", "Soon.", "Private.", "Careful.", "Careful.")
_SOURCES = {
    "paper": Source("A paper", "Paper"),
    "page": Source("A page", "Page"),
    "own": Source("What we think", "our view", judgement=True),
}
_POLES = {"near": "near by", "far": "far away"}
_DISTINCTIONS = {
    "place": Distinction("Near or far", _POLES, (Dispute(("kind0", "kind1"), "Either will do."),)),
    "time": Distinction("Sooner or later", _POLES),
}


@st.composite
def walks(draw: st.DrawFn, guide: Guide, finished: bool = False) -> Walk:
    """A walk of some length, sometimes with answers revised on the way; or one to the end."""
    walk = replay_answers(guide)
    while walk.current is not None and (finished or draw(st.integers(0, 5))):
        if walk.path and not finished and not draw(st.integers(0, 3)):
            question = draw(st.sampled_from(walk.path)).question
            walk = walk.revise(question, draw(st.sampled_from(list(guide.questions[question].options))))
        elif walk.question is not None:
            walk = walk.answer(draw(st.sampled_from(list(walk.question.options))))
    offered = list(more_options(walk))
    answered: str | None = draw(st.sampled_from([None, *offered]))
    return walk if answered is None else walk.extend(answered)


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """A guide of up to eight questions, some of them shared, every walk of which ends on one outcome.

    Questions lead on to later ones alone. Those before the turn recommend nothing but when they lead past it.
    Some guides ask for more after the result.
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
                means=draw(_MEANS),
                recommend=outcome if crosses else None,
                instead=outcome if then == count and number > turn and draw(st.booleans()) else None,
                add=draw(_ADDED),
                then=f"q{then}" if then < count else None,
                unsure=not draw(st.integers(0, 9)),
            )
        questions[f"q{number}"] = Question(f"Ask {number}?", "Probe.", "Help.", _frozen(options))
    more = MORE if draw(st.booleans()) else None
    if more:
        added = [draw(_COMPANIONS), *(draw(_ADDED) for _ in range(draw(st.integers(1, 3))))]
        options = {
            f"o{name}": Option(f"Option {name}", means=draw(_MEANS), add=one)
            for name, one in enumerate(added)
        }
        questions[more] = Question("Ask for more?", "Probe.", "Help.", _frozen(options))
    kinds = {f"kind{number}": draw(_kinds(number)) for number in range(3)}
    return Guide(
        _FRONT,
        _frozen(_SOURCES),
        _frozen(_DISTINCTIONS),
        _frozen({"first": "First"}),
        _frozen(kinds),
        "q0",
        _frozen(questions),
        _frozen(_OUTCOMES),
        more,
    )


@st.composite
def _kinds(draw: st.DrawFn, number: int) -> Kind:
    claims = {}
    for distinction in _DISTINCTIONS:
        made = draw(st.lists(st.tuples(st.sampled_from([*_POLES, None]), st.sampled_from(list(_SOURCES)))))
        claims[distinction] = tuple(
            Claim(f"Kind {number}, {distinction}, claim {place}.", (source,), pole)
            for place, (pole, source) in enumerate(made)
        )
    plan = {"first": Statement(f"Begin {number}.", ("own",))}
    return Kind(f"Kind {number}", f"Short {number}.", f"Not {number}.", _frozen(claims), _frozen(plan))


_MEANS: st.SearchStrategy[Mapping[str, str]] = st.dictionaries(
    st.sampled_from(list(_DISTINCTIONS)), st.sampled_from(list(_POLES)), max_size=2
).map(MappingProxyType)
_COMPANIONS = st.builds(
    Companion, st.sampled_from(["kind0", "kind1", "kind2"]), st.sampled_from(["alongside", "afterwards"])
)
_ADDED: st.SearchStrategy[Companion | None] = st.one_of(st.none(), st.none(), _COMPANIONS)
_REASONS = (Statement("It comes first.", ("own",)),)
_OUTCOMES = {
    "end0": Outcome("End 0", "Because 0.", ("paper",), kinds=("kind0",)),
    "end1": Outcome("End 1", "Because 1.", ("page",), kinds=("kind1",)),
    "end2": Outcome("End 2", "Because 2.", ("own",), kinds=("kind0", "kind1")),
    "end3": Outcome("End 3", "Because 3.", ("own",), signpost=True, reasons=_REASONS),
}


def more_unread(walk: Walk) -> str:
    """What stands for an answer to the result of a finished walk, and is none; empty where nothing does."""
    guide = walk.guide
    if walk.current is not None or not guide.more or not guide.takes_more(decide(walk).outcome):
        return ""
    given = walk.answers.get(guide.more, "")
    return "" if given in guide.questions[guide.more].options else given


def _frozen(table: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType(dict(table)) if table else NOTHING
