"""Cases held against a guide."""

from guide.authoring.scenarios import doubtful_lines, failure_lines, measure_coverage, run_scenario
from guide.engine.walk import Step
from guide.ruleset.model import Case
from tests.tiny import MORE_TREE, TREE, tiny

TINY = tiny()


def case(expect: str, *companions: str, **answers: str) -> Case:
    return Case("A guest.", answers, expect, companions)


def test_a_case_passes_by_its_outcome_and_companions() -> None:
    assert run_scenario(TINY, case("tea", wish="calm", heat="very", more="no_more")).passed
    assert run_scenario(TINY, case("tea", "coffee", wish="calm", heat="very", more="later")).passed
    assert not run_scenario(TINY, case("tea", wish="calm", heat="very", more="later")).passed
    assert not run_scenario(TINY, case("tea", wish="speed", more="no_more")).passed


def test_an_unfinished_case_fails_and_says_where_it_stops() -> None:
    tried = run_scenario(TINY, case("tea", wish="calm"))
    assert not tried.passed
    assert "    the answers stop at “heat”: it is not answered" in failure_lines(tried)


def test_an_answer_that_is_never_asked_fails_the_case() -> None:
    tried = run_scenario(TINY, case("doctor", wish="pain", heat="very"))
    assert not tried.passed
    assert "    never asked: heat" in failure_lines(tried)


def test_the_answer_is_shown_after_which_the_expected_outcome_is_lost() -> None:
    tried = run_scenario(TINY, case("tea", wish="speed", more="no_more"))
    assert tried.diverged_at == Step("wish", "speed")
    assert list(failure_lines(tried)) == [
        "FAILED: A guest.",
        "  * wish=speed",
        "    more=no_more",
        "    expected: tea",
        "    found:    espresso",
        "    The answer with * decides: after it, “tea” cannot be reached any more.",
    ]


def test_an_outcome_that_is_replaced_parts_where_it_is_replaced() -> None:
    tried = run_scenario(TINY, case("nothing", wish="speed", more="no_more"))
    assert tried.diverged_at == Step("more", "no_more")


def test_what_is_added_and_not_expected_is_told_as_the_line_to_write() -> None:
    tried = run_scenario(TINY, case("tea", wish="calm", heat="very", more="later"))
    assert list(failure_lines(tried))[-3:] == [
        "    expected: tea",
        "    found:    tea + coffee",
        "    The outcome is as expected. If this should be added, write in the case: companions: [coffee]",
    ]


def test_what_is_expected_and_not_added_is_told_as_a_line_to_leave_out() -> None:
    tried = run_scenario(TINY, case("tea", "coffee", wish="calm", heat="very", more="no_more"))
    told = "The outcome is as expected. If nothing should be added, leave out “companions” in the case."
    assert list(failure_lines(tried))[-1] == f"    {told}"
    other = run_scenario(TINY, case("doctor", "coffee", wish="calm", heat="very", more="later"))
    assert not any("companions" in line for line in failure_lines(other))


def test_results_for_which_no_document_speaks_are_named() -> None:
    speaks = run_scenario(TINY, case("tea", wish="calm", heat="very", more="no_more"))
    cold = tiny(tree=TREE.replace("calm: {say: Calm, means: {heat: hot}, ", "calm: {say: Calm, "))
    silent = run_scenario(cold, case("tea", wish="calm", heat="less", more="no_more"))
    signpost = run_scenario(TINY, case("doctor", wish="pain"))
    stops = run_scenario(TINY, case("tea", wish="calm"))
    assert list(doubtful_lines([speaks, signpost, stops])) == []
    [line] = doubtful_lines([silent])
    assert line == "  A guest. – tea: no statement of a document for it, 1 against it"


def test_coverage_counts_cases() -> None:
    tried = [run_scenario(TINY, case("tea", wish="calm", heat="very", more="no_more"))]
    covered = measure_coverage(TINY, tried)
    assert covered.answers["wish", "calm"] == 1
    assert covered.answers["heat", "less"] == 0
    assert covered.outcomes == {"tea": 1, "espresso": 0, "doctor": 0, "nothing": 0}


MORE = tiny(tree=MORE_TREE)


def test_a_case_may_add_to_the_result_and_need_not() -> None:
    assert run_scenario(MORE, case("tea", wish="calm", heat="very")).passed
    assert run_scenario(MORE, case("tea", wish="calm", heat="very", more="no_more")).passed
    assert run_scenario(MORE, case("tea", "coffee", wish="calm", heat="very", more="later")).passed
    assert not run_scenario(MORE, case("tea", wish="calm", heat="very", more="later")).passed
    assert "    never asked: more" in failure_lines(
        run_scenario(MORE, case("doctor", wish="pain", more="no_more"))
    )
    covered = measure_coverage(
        MORE, [run_scenario(MORE, case("tea", "coffee", wish="calm", heat="very", more="later"))]
    )
    assert (covered.answers["more", "later"], covered.answers["more", "tea_too"]) == (1, 0)
