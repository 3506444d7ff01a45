"""What a finished walk comes to."""

import pytest

from guide.advice import Recommendation, recommend
from guide.model import Companion
from guide.walk import Step, retrace
from tests.tiny import tiny

TINY = tiny()


def at_end(**answers: str) -> Recommendation:
    return recommend(retrace(TINY, answers))


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
