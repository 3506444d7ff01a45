"""What a finished walk comes to."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from guide.engine.evidence import StatementCounts, fits_as_well
from guide.engine.recommendation import Recommendation, recommend
from guide.engine.walk import Step, Walk, replay_answers
from guide.presenters.evidence_text import clarity_text
from guide.ruleset.model import Claim, Companion
from tests.examples import examples
from tests.strategies import guides, walks
from tests.tiny import SOURCES, TREE, tiny

TINY = tiny()


def at_end(**answers: str) -> Recommendation:
    return recommend(replay_answers(TINY, answers))


def test_the_outcome_is_what_the_road_recommends() -> None:
    found = at_end(wish="calm", heat="very", more="no_more")
    assert found.outcome == "tea"
    assert found.decided_by == Step("heat", "very")
    assert found.replaced is None


def test_an_unfinished_walk_has_no_recommendation() -> None:
    with pytest.raises(ValueError, match="not finished"):
        at_end(wish="calm")


def test_an_answer_is_a_reason_by_the_claims_on_its_pole() -> None:
    found = at_end(wish="calm", heat="less", more="no_more")
    assert [(reason.steps, reason.kind, reason.claim.says) for reason in found.reasons] == [
        ((Step("wish", "calm"),), "tea", "Tea is hot."),
        ((Step("heat", "less"),), "tea", "Iced tea exists."),
    ]


def test_a_companion_has_reasons_and_a_plan_of_its_own() -> None:
    found = at_end(wish="calm", heat="very", more="later")
    assert found.companions == (Companion("coffee", "afterwards"),)
    assert [([step.question for step in reason.steps], reason.kind) for reason in found.reasons] == [
        (["wish", "heat"], "tea"),
        (["more"], "coffee"),
    ]
    assert list(found.plan) == ["tea", "coffee"]


def test_a_kind_is_no_companion_to_itself() -> None:
    found = at_end(wish="speed", more="later")
    assert found.companions == ()
    assert found.outcome == "espresso"


def test_an_outcome_can_be_replaced_by_a_later_answer() -> None:
    found = at_end(wish="speed", more="stop")
    assert (found.outcome, found.replaced) == ("nothing", "espresso")
    assert found.decided_by == Step("more", "stop")
    assert found.reasons == ()


def test_an_outcome_can_write_a_line_of_the_plan_anew() -> None:
    assert at_end(wish="speed", more="no_more").plan["coffee"]["first_step"].says == "Press the button."
    assert at_end(wish="calm", heat="very", more="later").plan["coffee"]["first_step"].says == "Grind."


def test_a_signpost_has_no_kind_to_reason_for() -> None:
    found = at_end(wish="pain")
    assert found.end.private
    assert found.reasons == ()
    assert found.plan == {}


MORE = """\
distinctions:
  heat:
    name: Hot or cold
    poles: {hot: steaming, cold: with ice}
    disputes: [{kinds: [tea], treated: Both.}]
  cup: {name: The cup, poles: {small: a small one, large: a large one}}
headings: {first_step: First step}
kinds:
  tea:
    name: Tea
    in_short: Leaves in hot water.
    not_for: People in a hurry.
    claims:
      heat:
        - {pole: hot, says: Tea is hot., sources: [leaf]}
        - {pole: cold, says: Iced tea exists., sources: [own]}
      cup: [{pole: large, says: A mug., sources: [own]}]
    plan: {first_step: {says: Boil water., sources: [leaf]}}
  coffee:
    name: Coffee
    in_short: Beans in hot water.
    not_for: The evening.
    claims:
      heat: [{pole: hot, says: Coffee is hot., sources: [bean, leaf]}]
      cup: [{pole: small, says: A small cup., sources: [bean]}]
    plan: {first_step: {says: Grind., sources: [own]}}
"""
PAPERS = SOURCES + "bean: {title: The bean, short: Bean}\n"


def weighed(**answers: str) -> Recommendation:
    return recommend(replay_answers(tiny(kinds=MORE, sources=PAPERS), answers))


def test_a_document_speaks_against_where_none_stands_on_the_chosen_pole() -> None:
    found = weighed(wish="calm", heat="less", more="no_more")
    # “calm” chose hot, where the leaf stands for tea: so its own view of cold is nothing against it.
    assert found.against == ()
    cold = TREE.replace("calm: {say: Calm, means: {heat: hot}", "calm: {say: Calm, means: {cup: small}")
    guide = tiny(kinds=MORE, sources=PAPERS, tree=cold)
    found = recommend(replay_answers(guide, {"wish": "calm", "heat": "less", "more": "no_more"}))
    assert [(reason.claim.says, reason.steps) for reason in found.against] == [
        ("Tea is hot.", (Step("heat", "less"),))
    ]


def test_our_own_view_is_a_reason_and_never_counted() -> None:
    found = weighed(wish="calm", heat="very", more="no_more")
    assert [(one.kind, one.pro, one.con) for one in found.standings] == [("tea", 1, 0), ("coffee", 2, 0)]


def test_another_kind_fits_too_or_would_need_other_answers() -> None:
    (coffee,) = weighed(wish="calm", heat="very", more="no_more").others
    assert [reason.claim.says for reason in coffee.fits] == ["Coffee is hot."]
    assert [(need.claim.says, need.steps) for need in coffee.needs] == [("A small cup.", ())]
    (coffee,) = recommend(
        replay_answers(
            tiny(
                kinds=MORE, sources=PAPERS, tree=TREE.replace("means: {heat: hot}, then: heat", "then: heat")
            ),
            {"wish": "calm", "heat": "less", "more": "no_more"},
        )
    ).others
    assert coffee.fits == ()
    assert [(need.claim.says, need.steps) for need in coffee.needs] == [
        ("Coffee is hot.", (Step("heat", "less"),))
    ]


def test_a_companion_is_not_among_the_others() -> None:
    assert weighed(wish="calm", heat="very", more="later").others == ()


def test_the_disputes_are_those_that_the_walk_touched() -> None:
    (disputed,) = weighed(wish="calm", heat="very", more="no_more").disputes
    assert disputed.dispute.treated == "Both."
    assert [(view.kind, view.pole, view.sources) for view in disputed.views] == [
        ("tea", "hot", ("leaf",)),
        ("tea", "cold", ("own",)),
    ]
    assert weighed(wish="speed", more="no_more").disputes == ()


def test_close_is_what_another_kind_fits_as_well() -> None:
    found = weighed(wish="calm", heat="very", more="no_more")
    assert (found.clarity, found.rivals) == ("close", ("coffee",))


def test_leaning_is_what_a_document_speaks_against_or_an_answer_left_open() -> None:
    tree = TREE.replace("calm: {say: Calm, means: {heat: hot}", "calm: {say: Calm, means: {cup: large}")
    kinds = MORE.replace("heat: [{pole: hot, says: Coffee is hot., sources: [bean, leaf]}]\n      ", "")
    found = recommend(replay_answers(tiny(kinds=kinds, sources=PAPERS, tree=tree), COLD))
    assert found.against
    # A document speaks against tea, and one against coffee: none for it, so it does not fit as well.
    assert (found.clarity, found.rivals) == ("leaning", ())
    richer = kinds.replace("A mug., sources: [own]", "A mug., sources: [bean, leaf]")
    found = recommend(replay_answers(tiny(kinds=richer, sources=PAPERS, tree=tree), COLD))
    assert found.clarity == "leaning"
    unsure = tree.replace("calm: {say: Calm,", "calm: {say: Calm, unsure: true,")
    found = recommend(
        replay_answers(tiny(kinds=richer, sources=PAPERS, tree=unsure), {**COLD, "heat": "very"})
    )
    assert (found.clarity, found.against, found.unsure) == ("leaning", (), (Step("wish", "calm"),))


COLD = {"wish": "calm", "heat": "less", "more": "no_more"}


def test_clear_is_what_nothing_speaks_against() -> None:
    kinds = MORE.replace(
        "{pole: hot, says: Coffee is hot., sources: [bean, leaf]}", "{says: x, sources: [own]}"
    )
    found = recommend(replay_answers(tiny(kinds=kinds, sources=PAPERS), {**COLD, "heat": "very"}))
    assert (found.clarity, found.rivals, found.against) == ("clear", (), ())


@pytest.mark.parametrize(
    ("rival", "own", "fits"),
    [
        ({"a": (10, 0)}, {"a": (1, 0)}, True),
        ({"a": (10, 1)}, {"a": (1, 0)}, False),
        ({"a": (3, 0), "b": (7, 2)}, {"a": (1, 0)}, False),
        ({"b": (10, 0)}, {"a": (1, 0)}, False),
        ({"a": (1, 0)}, {"a": (10, 0)}, True),
        ({"a": (1, 0)}, {"a": (4, 0), "b": (6, 2)}, False),
        ({"a": (1, 0)}, {"b": (4, 6)}, False),
        ({"a": (1, 0)}, {"a": (0, 2), "b": (2, 0)}, True),
        ({"a": (1, 2), "b": (2, 1)}, {"a": (2, 1), "b": (1, 2)}, True),
        ({}, {"a": (0, 2)}, False),
        ({"a": (0, 2)}, {"a": (0, 2)}, False),
        ({"a": (3, 0)}, {}, False),
    ],
)
def test_kinds_are_compared_by_shares_where_the_recommended_one_is_known(
    rival: StatementCounts, own: StatementCounts, fits: bool
) -> None:
    assert fits_as_well(rival, own) is fits


def test_a_kind_of_which_no_document_speaks_on_the_answers_leans() -> None:
    kinds = MORE.replace("Tea is hot., sources: [leaf]", "Tea is hot., sources: [own]")
    found = recommend(replay_answers(tiny(kinds=kinds, sources=PAPERS), {**COLD, "heat": "very"}))
    assert (found.clarity, found.rivals, found.undocumented) == ("leaning", (), True)
    assert clarity_text(found) == "It is fairly clear, but no document speaks of it on these answers."


@settings(max_examples=examples())
@given(guides().flatmap(lambda guide: walks(guide, finished=True)), st.integers(0, 2), st.integers(2, 5))
def test_more_documents_that_say_the_same_of_a_kind_change_nothing(
    walk: Walk, number: int, times: int
) -> None:
    """A kind is neither preferred nor outdone because more documents know it."""
    before = recommend(walk)
    kind = f"kind{number}"
    assume(before.end.kinds == (kind,) or kind not in before.end.kinds)
    guide = walk.guide
    copies = {
        f"{name}{copy}": source
        for name, source in guide.sources.items()
        if not source.judgement
        for copy in range(times)
    }
    claims = {
        distinction: tuple(
            replace(claim, sources=(*claim.sources, *(name for name in copies if name[:-1] in claim.sources)))
            for claim in own
        )
        for distinction, own in guide.kinds[kind].claims.items()
    }
    kinds = {**guide.kinds, kind: replace(guide.kinds[kind], claims=claims)}
    known = replace(guide, sources={**guide.sources, **copies}, kinds=kinds)
    after = recommend(replay_answers(known, walk.answers))
    assert (after.clarity, after.rivals) == (before.clarity, before.rivals)


def test_a_signpost_has_reasons_of_its_own() -> None:
    tree = TREE.replace(
        "because: Pain first., sources: [own]",
        "because: Pain first., sources: [own], reasons: [{says: It hurts., sources: [leaf]}]",
    )
    found = recommend(replay_answers(tiny(tree=tree), {"wish": "pain"}))
    assert [(reason.claim.says, reason.kind, reason.steps) for reason in found.reasons] == [
        ("It hurts.", "", (Step("wish", "pain"),))
    ]
    assert (found.clarity, found.rivals) == ("clear", ())


@settings(max_examples=examples())
@given(guides().flatmap(lambda guide: walks(guide, finished=True)))
def test_what_is_said_of_any_walk_holds(walk: Walk) -> None:
    found = recommend(walk)
    guide = walk.guide
    chosen = {pair for step in walk.path for pair in walk.option_at(step).means.items()}
    for reason in found.reasons:
        if reason.kind:
            assert isinstance(reason.claim, Claim)
            assert reason.kind in found.kinds
            for step in reason.steps:
                assert walk.option_at(step).means[reason.distinction] == reason.claim.pole
    # What asks for a companion says nothing of the rest, neither for it nor against.
    wanted = {companion.kind for companion in found.companions}
    mainly = {
        pair
        for option in map(walk.option_at, walk.path)
        if not (option.add and option.add.kind in wanted)
        for pair in option.means.items()
    }
    for reason in found.against:
        assert isinstance(reason.claim, Claim)
        assert reason.kind in found.end.kinds
        assert (reason.distinction, reason.claim.pole) not in mainly
        assert any(not guide.sources[source].judgement for source in reason.claim.sources)
    assert [other.kind for other in found.others] == [kind for kind in guide.kinds if kind not in found.kinds]
    for other in found.others:
        for need in other.needs:
            assert (need.distinction, need.claim.pole) not in chosen
            assert all(need.distinction in walk.option_at(step).means for step in need.steps)
    assert (found.clarity == "close") == bool(found.rivals)
    assert not set(found.rivals) & set(found.kinds)
