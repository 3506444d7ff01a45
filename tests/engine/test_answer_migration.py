"""Answers taken over to other rules, and finished interviews replayed under them."""

from hypothesis import given, settings

from guide.engine.answer_migration import migrate_answers
from guide.engine.decision import decide
from guide.engine.reevaluation import Reevaluator
from guide.engine.walk import Step, Walk, replay_answers
from tests.examples import examples
from tests.strategies import guides, walks
from tests.tiny import TREE, tiny

RENAMED = """\
renamed:
  questions: {desire: wish, warmth: heat}
  options: {wish: {peace: calm}, heat: {hot: very}}
"""
TINY = tiny(tree=TREE + RENAMED)


def test_what_is_renamed_moves_with_its_note() -> None:
    found = migrate_answers(
        TINY, {"desire": "peace", "warmth": "very", "more": "no_more"}, {"desire": "a note"}
    )
    assert found.answers == {"wish": "calm", "heat": "very", "more": "no_more"}
    assert list(found.answers) == ["wish", "heat", "more"]
    assert found.notes == {"wish": "a note"}
    assert found.kept == (Step("more", "no_more"),)
    assert found.renamed == (
        (Step("desire", "peace"), Step("wish", "calm")),
        (Step("warmth", "very"), Step("heat", "very")),
    )


def test_what_is_gone_is_dropped_or_asked_again() -> None:
    found = migrate_answers(TINY, {"wish": "sleep", "milk": "yes", "heat": "very"}, {})
    assert found.again == (Step("wish", "sleep"),)
    assert found.dropped == (Step("milk", "yes"),)
    assert found.answers == {"heat": "very"}
    assert found.walk(TINY).current == "wish"


def test_an_id_that_is_still_in_use_means_what_it_says() -> None:
    tree = TREE + "renamed: {questions: {heat: more}, options: {wish: {calm: speed}}}\n"
    found = migrate_answers(tiny(tree=tree), {"wish": "calm", "heat": "very"}, {})
    assert found.answers == {"wish": "calm", "heat": "very"}


@settings(max_examples=examples())
@given(guides().flatmap(walks))
def test_under_the_same_rules_nothing_moves(walk: Walk) -> None:
    found = migrate_answers(walk.guide, walk.answers, {})
    assert (found.renamed, found.dropped, found.again) == ((), (), ())
    assert found.walk(walk.guide) == walk


@settings(max_examples=examples())
@given(guides().flatmap(lambda guide: walks(guide, finished=True)))
def test_under_the_same_rules_the_recommendation_is_the_same(walk: Walk) -> None:
    decision = decide(walk)
    companions = tuple(companion.kind for companion in decision.companions)
    assert Reevaluator(walk.guide)(decision.outcome, companions, walk.answers).sort == "same"


def test_another_recommendation_names_the_answers_that_decide_now() -> None:
    check = Reevaluator(TINY)
    found = check("doctor", (), {"wish": "calm", "heat": "very", "more": "later"})
    assert (found.sort, found.outcome, found.companions) == ("other", "tea", ("coffee",))
    assert found.steps == (Step("heat", "very"), Step("more", "later"))
    assert check("doctor", (), {"wish": "calm", "heat": "very", "more": "later"}) is found


def test_a_question_that_is_gone_is_missing_where_the_end_is_the_same() -> None:
    found = Reevaluator(TINY)("doctor", (), {"milk": "yes", "wish": "pain"})
    assert (found.sort, found.steps) == ("missing", (Step("milk", "yes"),))


def test_what_is_not_answered_is_to_be_asked_again() -> None:
    found = Reevaluator(TINY)("tea", (), {"wish": "calm", "more": "no_more"})
    assert (found.sort, found.at) == ("again", "heat")


def test_the_walk_of_renamed_answers_is_that_of_the_present_ones() -> None:
    old = {"desire": "peace", "warmth": "hot", "more": "later"}
    assert (
        migrate_answers(TINY, old, {}).walk(TINY).path
        == replay_answers(TINY, {"wish": "calm", "heat": "very", "more": "later"}).path
    )
