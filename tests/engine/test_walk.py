"""The walk: answering, going back, revising, and what lies dormant."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.engine.walk import Step, Walk, replay_answers
from guide.ruleset.folder import open_guide, shipped_rules
from guide.ruleset.graph import longest_paths
from tests.examples import examples
from tests.strategies import guides, walks
from tests.tiny import MORE_TREE, tiny

SHIPPED = open_guide(shipped_rules())
TINY = tiny()
MORE = tiny(tree=MORE_TREE)


def at_end(**answers: str) -> Walk:
    return replay_answers(MORE, answers)


def on(*steps: tuple[str, str]) -> Walk:
    return replay_answers(TINY, dict(steps))


def test_a_walk_begins_at_the_start() -> None:
    assert on().current == "wish"
    assert on().path == ()


def test_an_answer_leads_on() -> None:
    walk = on().answer("calm")
    assert walk.path == (Step("wish", "calm"),)
    assert walk.current == "heat"


def test_a_walk_ends_where_nothing_follows() -> None:
    walk = on().answer("pain")
    assert walk.current is None
    assert walk.question is None


@pytest.mark.parametrize("option", ["very", "nonsense", ""])
def test_an_answer_that_is_no_option_is_refused(option: str) -> None:
    with pytest.raises(KeyError):
        on().answer(option)


def test_a_finished_walk_takes_no_answer() -> None:
    with pytest.raises(KeyError):
        on(("wish", "pain")).answer("pain")


def test_revising_keeps_later_answers_that_are_still_asked() -> None:
    walk = on(("wish", "calm"), ("heat", "very"), ("more", "later")).revise("wish", "speed")
    assert walk.path == (Step("wish", "speed"), Step("more", "later"))
    assert walk.inactive == {"heat": "very"}


def test_a_dormant_answer_comes_back_with_its_road() -> None:
    whole = on(("wish", "calm"), ("heat", "very"), ("more", "later"))
    assert whole.revise("wish", "speed").revise("wish", "calm").path == whole.path


def test_only_an_answer_that_was_given_can_be_revised() -> None:
    with pytest.raises(KeyError):
        on().revise("heat", "very")


def test_what_the_guide_does_not_ask_is_kept_without_effect() -> None:
    walk = on(("wish", "calm"), ("gone", "away"))
    assert walk.inactive == {"gone": "away"}
    assert walk.current == "heat"


def test_what_the_guide_does_not_offer_stops_the_road() -> None:
    assert on(("wish", "gone")).current == "wish"


@settings(max_examples=examples())
@given(guides().flatmap(walks), st.data())
def test_back_undoes_an_answer(walk: Walk, data: st.DataObject) -> None:
    if walk.question is not None:
        option = data.draw(st.sampled_from(list(walk.question.options)))
        assert walk.answer(option).back() == walk


@settings(max_examples=examples())
@given(guides().flatmap(walks))
def test_back_leads_to_the_start_in_the_end(walk: Walk) -> None:
    for _ in walk.answers:
        walk = walk.back()
    assert walk.path == ()
    assert walk.back() == walk


@settings(max_examples=examples())
@given(guides().flatmap(walks), st.data())
def test_revising_twice_is_revising_once(walk: Walk, data: st.DataObject) -> None:
    if walk.path:
        question = data.draw(st.sampled_from(walk.path)).question
        option = data.draw(st.sampled_from(list(walk.guide.questions[question].options)))
        once = walk.revise(question, option)
        assert once.revise(question, option) == once


@settings(max_examples=examples())
@given(guides().flatmap(walks))
def test_revising_to_the_same_answer_changes_nothing(walk: Walk) -> None:
    for step in walk.path:
        assert walk.revise(*step) == walk


@settings(max_examples=examples())
@given(guides().flatmap(walks))
def test_retracing_a_walk_gives_the_walk(walk: Walk) -> None:
    assert replay_answers(walk.guide, walk.answers) == walk


@settings(max_examples=examples())
@given(guides().flatmap(walks))
def test_the_road_hangs_together(walk: Walk) -> None:
    way = walk.path if walk.added is None else walk.path[:-1]
    for here, there in pairwise(way):
        assert walk.option_at(here).then == there.question
    assert (walk.option_at(way[-1]).then if way else walk.guide.start) == walk.current
    assert walk.added is None or walk.current is None


@settings(max_examples=examples())
@given(guides().flatmap(walks), st.data())
def test_progress_never_runs_backwards(walk: Walk, data: st.DataObject) -> None:
    while walk.question is not None:
        before = walk.progress
        walk = walk.answer(data.draw(st.sampled_from(list(walk.question.options))))
        assert before < walk.progress <= 1
    assert walk.progress == 1


def test_what_is_added_to_a_result_stands_last_and_counts_as_no_question() -> None:
    walk = at_end(wish="calm", heat="very")
    assert (walk.current, walk.added, walk.progress) == (None, None, 1)
    after = walk.extend("later")
    assert (after.current, after.added, after.progress) == (None, Step("more", "later"), 1)
    assert after.path == (*walk.path, Step("more", "later"))
    assert longest_paths(MORE)[MORE.start] == 2


def test_another_addition_takes_the_place_of_the_first_and_back_takes_it_away() -> None:
    walk = at_end(wish="calm", heat="very")
    assert walk.extend("later").extend("no_more").added == Step("more", "no_more")
    assert walk.extend("later").back() == walk
    assert walk.extend("later").revise("more", "no_more") == walk.extend("no_more")


def test_an_addition_is_the_last_answer_whenever_it_was_given() -> None:
    early = replay_answers(MORE, {"more": "later", "wish": "calm", "heat": "very"})
    assert early.added == Step("more", "later")
    assert early.back() == early.extend("no_more").back() == at_end(wish="calm", heat="very")


@pytest.mark.parametrize("option", ["nonsense", ""])
def test_only_what_the_guide_offers_can_be_added(option: str) -> None:
    with pytest.raises(KeyError):
        at_end(wish="calm", heat="very").extend(option)


def test_nothing_is_added_before_the_end_or_to_a_signpost() -> None:
    for walk in (at_end(wish="calm"), at_end(wish="pain"), on(("wish", "pain"))):
        with pytest.raises(KeyError):
            walk.extend("later")
    assert at_end(wish="pain", more="later").inactive == {"more": "later"}


def test_what_is_no_addition_lies_dormant() -> None:
    walk = at_end(wish="calm", heat="very", more="gone")
    assert (walk.current, walk.added, walk.inactive) == (None, None, {"more": "gone"})


def test_no_road_of_the_shipped_guide_is_longer_than_eight() -> None:
    assert longest_paths(SHIPPED)[SHIPPED.start] <= 8
