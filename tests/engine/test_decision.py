"""The rule by which answers decide, and what can still be decided."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from guide.engine.decision import decide, more_options, possible_outcomes, what_ifs
from guide.engine.walk import Step, Walk, replay_answers
from guide.ruleset.model import Companion
from tests.examples import examples
from tests.strategies import guides, walks
from tests.tiny import MORE_TREE, TREE, tiny

TINY = tiny()
MORE = tiny(tree=MORE_TREE)


def at_end(**answers: str) -> Walk:
    return replay_answers(MORE, answers)


def every_end(walk: Walk) -> Iterator[Walk]:
    if walk.question is None:
        yield walk
        return
    for option in walk.question.options:
        yield from every_end(walk.answer(option))


def in_order(walk: Walk) -> tuple[str, ...]:
    """The outcomes of every way to go on, in the guide's order: the long way round."""
    # Dormant answers are not followed: what is still possible is so whatever was once said.
    found = {decide(end).outcome for end in every_end(replay_answers(walk.guide, dict(walk.path)))}
    return tuple(name for name in walk.guide.outcomes if name in found)


def test_what_a_walk_comes_to() -> None:
    decision = decide(replay_answers(TINY, {"wish": "calm", "heat": "very", "more": "later"}))
    assert decision.outcome == "tea"
    assert decision.decided_by == Step("heat", "very")
    assert decision.replaced is None
    assert decision.companions == (Companion("coffee", "afterwards"),)


def test_what_replaces_decides() -> None:
    decision = decide(replay_answers(TINY, {"wish": "speed", "more": "stop"}))
    assert (decision.outcome, decision.replaced) == ("nothing", "espresso")
    assert decision.decided_by == Step("more", "stop")


def test_an_unfinished_walk_comes_to_nothing() -> None:
    with pytest.raises(ValueError, match="not finished"):
        decide(replay_answers(TINY, {"wish": "calm"}))


def test_what_is_still_possible_narrows() -> None:
    assert possible_outcomes(replay_answers(TINY)) == ("tea", "espresso", "doctor", "nothing")
    assert possible_outcomes(replay_answers(TINY, {"wish": "calm"})) == ("tea", "nothing")
    assert possible_outcomes(replay_answers(TINY, {"wish": "pain"})) == ("doctor",)


def test_tips_tell_where_other_answers_lead() -> None:
    found = what_ifs(replay_answers(TINY, {"wish": "calm", "heat": "very", "more": "later"}))
    assert [(tip.step.question, tip.option, tip.possible, tip.at) for tip in found] == [
        ("wish", "speed", ("espresso",), None),
        ("wish", "pain", ("doctor",), None),
        ("heat", "less", ("tea",), None),
        ("more", "no_more", ("tea",), None),
        ("more", "stop", ("nothing",), None),
    ]
    assert [len(tip.companions) for tip in found] == [0, 0, 1, 0, 0]


def test_a_tip_to_a_question_without_an_answer_is_open() -> None:
    found = what_ifs(replay_answers(TINY, {"wish": "speed", "more": "no_more"}))
    assert (found[0].option, found[0].possible, found[0].at) == ("calm", ("tea", "nothing"), "heat")


@settings(max_examples=examples())
@given(guides().flatmap(walks))
def test_what_is_possible_is_what_all_ways_on_come_to(walk: Walk) -> None:
    assert possible_outcomes(walk) == in_order(walk)


@settings(max_examples=examples())
@given(guides().flatmap(walks))
def test_every_tip_is_true(walk: Walk) -> None:
    found = what_ifs(walk)
    way = walk.path if walk.added is None else walk.path[:-1]
    assert len(found) == sum(len(walk.guide.questions[step.question].options) - 1 for step in way)
    for tip in found:
        there = walk.revise(tip.step.question, tip.option)
        assert tip.at == there.current
        assert tip.possible == in_order(there)
        if there.current is None:
            assert tip.companions == decide(there).companions


def test_what_is_on_offer_is_not_in_the_result_yet() -> None:
    assert list(more_options(at_end(wish="calm", heat="very"))) == ["no_more", "later"]
    assert list(more_options(at_end(wish="speed"))) == ["no_more", "tea_too"]
    # What was added can be changed for something else, or be said again.
    assert list(more_options(at_end(wish="speed", more="tea_too"))) == ["no_more", "tea_too"]


def test_nothing_is_on_offer_before_the_end_on_a_signpost_or_where_all_is_there() -> None:
    assert not more_options(at_end(wish="calm"))
    assert not more_options(at_end(wish="pain"))
    whole = MORE_TREE.replace("kinds: [coffee]", "kinds: [coffee, tea]")
    assert not more_options(replay_answers(tiny(tree=whole), {"wish": "speed"}))
    assert not more_options(replay_answers(TINY, {"wish": "speed", "more": "no_more"}))


def test_nothing_can_be_added_to_a_private_end() -> None:
    private = MORE_TREE.replace("title: Espresso", "title: Espresso\n    private: true")
    walk = replay_answers(tiny(tree=private), {"wish": "speed", "more": "tea_too"})
    assert (walk.added, more_options(walk), decide(walk).companions) == (None, {}, ())


def test_what_is_in_the_result_already_is_accepted_and_adds_nothing() -> None:
    walk = at_end(wish="speed", more="later")
    assert walk.added == Step("more", "later")
    assert decide(walk).companions == ()
    along = MORE_TREE.replace("recommend: espresso", "recommend: espresso, add: {kind: tea, when: alongside}")
    walk = replay_answers(tiny(tree=along), {"wish": "speed", "more": "tea_too"})
    assert decide(walk).companions == (Companion("tea", "alongside"),)


def test_tips_take_what_was_added_along_and_are_not_about_it() -> None:
    found = what_ifs(at_end(wish="calm", heat="very", more="later"))
    assert [(tip.option, tip.possible, len(tip.companions)) for tip in found] == [
        ("speed", ("espresso",), 0),
        ("pain", ("doctor",), 0),
        ("less", ("tea",), 1),
    ]


@settings(max_examples=examples())
@given(guides().flatmap(lambda guide: walks(guide, finished=True)))
def test_exactly_what_is_on_offer_changes_the_result_or_leaves_it(walk: Walk) -> None:
    plain = walk if walk.added is None else walk.back()
    decision = decide(plain)
    kinds = {*walk.guide.outcomes[decision.outcome].kinds, *(one.kind for one in decision.companions)}
    offered = more_options(walk)
    assert offered == more_options(plain)
    for name, option in offered.items():
        then = decide(plain.extend(name))
        assert (then.outcome, then.decided_by) == (decision.outcome, decision.decided_by)
        assert then.companions == (*decision.companions, *([option.add] if option.add else []))
        assert not option.add or option.add.kind not in kinds


def test_a_kind_that_is_added_twice_goes_with_it_once_as_it_was_added_last() -> None:
    adds = "recommend: tea, add: {kind: coffee, when: alongside}, then: more}"
    twice = tiny(tree=TREE.replace("recommend: tea, then: more}", adds))
    walk = replay_answers(twice, {"wish": "calm", "heat": "very", "more": "later"})
    assert decide(walk).companions == (Companion("coffee", "afterwards"),)
    assert {tip.option: tip.companions for tip in what_ifs(walk)} == {
        "speed": (),
        "pain": (),
        "less": (Companion("coffee", "afterwards"),),
        "no_more": (Companion("coffee", "alongside"),),
        "stop": (Companion("coffee", "alongside"),),
    }
