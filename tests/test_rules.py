"""The shipped guide: that it is whole, that it leads where it should, and that it reads well."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import product, takewhile
from textwrap import wrap

import pytest
from msgspec.structs import replace

from guide.engine.decision import decide, possible_outcomes
from guide.engine.evidence import chosen_poles, count_statements
from guide.engine.recommendation import Recommendation, recommend
from guide.engine.walk import Walk, replay_answers
from guide.presenters.explanation import explain
from guide.presenters.plain_text import explanation_lines
from guide.ruleset.folder import open_guide, read_folder, shipped_rules
from guide.ruleset.model import Case, Claim, Kind, Voice
from guide.ruleset.parsing.loader import load_cases

VOICES: tuple[Voice, ...] = ("you", "they")
GUIDE = open_guide(shipped_rules())
CASES = load_cases(read_folder(shipped_rules()), GUIDE)
NAMED = ("focus", "purpose", "horizon", "setting")
BEFORE_THE_END = re.compile(r"coach|mentor|supervis|knowledge.sharing", re.IGNORECASE)


def every_walk(walk: Walk) -> Iterator[Walk]:
    """Each distinct road of the guide to its end."""
    if walk.question is None:
        yield walk
        return
    for option in walk.question.options:
        yield from every_walk(walk.answer(option))


WALKS = tuple(every_walk(replay_answers(GUIDE)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about[:50])
def test_a_case_leads_where_it_should(case: Case) -> None:
    walk = replay_answers(GUIDE, case.answers)
    assert walk.current is None
    assert not walk.inactive
    found = recommend(walk)
    assert found.outcome == case.expect
    assert tuple(companion.kind for companion in found.companions) == case.companions


def test_there_are_at_least_forty_cases() -> None:
    assert len(CASES) >= 40


def test_every_option_and_every_outcome_occurs_in_a_case() -> None:
    chosen = {pair for case in CASES for pair in case.answers.items()}
    options = {(name, option) for name, question in GUIDE.questions.items() for option in question.options}
    assert options - chosen == set()
    assert GUIDE.outcomes.keys() - {case.expect for case in CASES} == set()


def test_every_kind_is_recommended_and_has_a_plan_under_every_heading() -> None:
    assert {kind for walk in WALKS for kind in recommend(walk).end.kinds} == GUIDE.kinds.keys()
    for kind in GUIDE.kinds.values():
        assert kind.plan.keys() == GUIDE.headings.keys()


def test_the_four_named_distinctions_are_put_to_the_test() -> None:
    meant = {
        pair
        for question in GUIDE.questions.values()
        for option in question.options.values()
        for pair in option.means.items()
    }
    for distinction in NAMED:
        assert {pole for name, pole in meant if name == distinction} == GUIDE.distinctions[
            distinction
        ].poles.keys()


def test_the_four_named_distinctions_show_in_reasons() -> None:
    shown = {
        (reason.distinction, reason.claim.pole)
        for walk in WALKS
        for reason in recommend(walk).reasons
        if isinstance(reason.claim, Claim)
    }
    for distinction in NAMED:
        assert {pole for name, pole in shown if name == distinction} == GUIDE.distinctions[
            distinction
        ].poles.keys()


def test_every_pole_is_claimed_and_meant_by_some_answer() -> None:
    claimed = {
        (name, claim.pole)
        for kind in GUIDE.kinds.values()
        for name, claims in kind.claims.items()
        for claim in claims
    }
    meant = {
        pair
        for question in GUIDE.questions.values()
        for option in question.options.values()
        for pair in option.means.items()
    }
    poles = {(name, pole) for name, distinction in GUIDE.distinctions.items() for pole in distinction.poles}
    assert poles - claimed == set()
    assert poles - meant == set()


def test_every_source_is_cited() -> None:
    cited = {
        source
        for kind in GUIDE.kinds.values()
        for claims in kind.claims.values()
        for claim in claims
        for source in claim.sources
    }
    assert cited == GUIDE.sources.keys()


def test_every_recommended_kind_has_two_reasons_and_each_reason_a_source() -> None:
    for walk in WALKS:
        found = recommend(walk)
        for kind in found.end.kinds:
            reasons = [reason for reason in found.reasons if reason.kind == kind]
            assert all(reason.claim.sources for reason in reasons)
            assert reasons, (kind, walk.path)
        if found.end.kinds:
            assert len(found.reasons) >= 2, walk.path
        assert found.end.sources


def test_no_kind_is_recommended_without_what_comes_before_it() -> None:
    """Whoever is ill, in danger, in dispute or treated badly is shown where else to go on every such walk."""
    for walk in WALKS:
        found = recommend(walk)
        if set(found.end.kinds) & {"coaching", "mentoring", "supervision"}:
            assert explain(found, "you").section("first") is not None


def test_private_ends_are_signposts() -> None:
    private = {name for name, outcome in GUIDE.outcomes.items() if outcome.private}
    assert {"wellbeing", "safeguarding", "hr-procedure", "mediation"} <= private
    assert all(GUIDE.outcomes[name].signpost for name in private)


def spoken() -> Iterator[tuple[str, str]]:
    """Every text that is shown before the end, with a name for its place."""
    for name, question in GUIDE.questions.items():
        for voice in VOICES:
            yield f"{name} {voice}", question.asked(voice)
            yield f"{name} {voice} help", question.explained(voice)
        yield f"{name} probe", question.probe
        for option_name, option in question.options.items():
            for voice in VOICES:
                yield f"{name}.{option_name} {voice}", option.spoken(voice)


TEXTS = dict(spoken())


@pytest.mark.parametrize("place", TEXTS)
def test_a_question_is_short_and_uses_no_word_of_the_trade(place: str) -> None:
    text = TEXTS[place]
    assert not BEFORE_THE_END.search(text)
    for sentence in re.split(r"[.?!]", text):
        assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("place", [place for place in TEXTS if " they" in place])
def test_a_text_about_them_does_not_speak_to_the_person(place: str) -> None:
    if not place.startswith("about.unsure"):
        assert not re.search(r"\b(I|me|my|myself|mine)\b", TEXTS[place].replace("I cannot say", ""))
    if "help" not in place:
        assert not re.search(
            r"\b(you|your)\b", TEXTS[place].replace("than what your answers", ""), re.IGNORECASE
        )


def test_the_options_of_a_question_differ_in_both_voices() -> None:
    for question, voice in product(GUIDE.questions.values(), VOICES):
        said = [option.spoken(voice) for option in question.options.values()]
        assert len(set(said)) == len(said)


def test_every_sentence_of_a_claim_or_plan_ends() -> None:
    for kind in GUIDE.kinds.values():
        for claims in kind.claims.values():
            for claim in claims:
                assert re.search(r"[.!?]$", claim.says), claim.says
        for line in kind.plan.values():
            assert re.search(r"[.!?]$", line.says), line.says
    for outcome in GUIDE.outcomes.values():
        for line in outcome.plan.values():
            assert re.search(r"[.!?]$", line.says), line.says


RECOMMENDED = tuple(map(recommend, WALKS))


def test_every_recommendation_has_at_least_two_reasons_each_with_a_source() -> None:
    for found in RECOMMENDED:
        assert len(found.reasons) >= 2
        assert all(reason.claim.sources for reason in found.reasons)


def test_every_tipping_point_is_true() -> None:
    for found in RECOMMENDED:
        assert found.what_ifs
        for tip in found.what_ifs:
            there = found.walk.revise(tip.step.question, tip.option)
            assert there.current == tip.at
            if there.current is None:
                decision = decide(there)
                assert ((decision.outcome,), decision.companions) == (tip.possible, tip.companions)
            else:
                assert tip.possible == possible_outcomes(there)


def test_why_not_names_no_claim_that_the_answers_support() -> None:
    for found in RECOMMENDED:
        chosen = {pair for step in found.walk.path for pair in found.walk.option_at(step).means.items()}
        assert [other.kind for other in found.others] == [
            name for name in GUIDE.kinds if name not in found.kinds
        ]
        for other in found.others:
            assert other.needs
            assert not {(need.distinction, need.claim.pole) for need in other.needs} & chosen


def test_each_clarity_occurs_and_most_walks_are_not_close() -> None:
    count = Counter(found.clarity for found in RECOMMENDED)
    assert set(count) == {"clear", "leaning", "close"}
    assert count["close"] < len(RECOMMENDED) / 5


def with_newcomer(walk: Walk, distinction: str, pole: str, recommended: bool) -> Recommendation:
    """What the walk comes to where a kind with one claim is added, and perhaps recommended at its end."""
    claim = Claim("The newcomer fits.", (next(iter(GUIDE.sources)),), pole)
    newcomer = Kind("Newcomer", "New.", "Nobody.", {distinction: (claim,)}, {})
    outcomes = GUIDE.outcomes
    if recommended:
        outcomes = {
            name: replace(end, kinds=("newcomer",)) if end.kinds else end for name, end in outcomes.items()
        }
    guide = replace(GUIDE, kinds={**GUIDE.kinds, "newcomer": newcomer}, outcomes=outcomes)
    return recommend(replay_answers(guide, walk.answers))


def count_certain(found: Recommendation) -> int:
    """On how many distinctions some documents speak for the one recommended kind, and none against it."""
    poles = chosen_poles(found.walk, found.walk.path)
    counts = count_statements(found.guide, found.end.kinds, poles)
    return sum(pro > 0 and not con for pro, con in counts.values())


TO_A_KIND = [found for found in RECOMMENDED if found.end.kinds]


def test_no_kind_comes_close_that_would_not_by_the_number_of_statements() -> None:
    """Shares are kinder to what is known less, and to no kind of this guide unkinder."""
    for found in TO_A_KIND:
        if len(found.end.kinds) > 1:
            continue
        ahead = {standing.kind: standing.pro - standing.con for standing in found.standings}
        for standing in found.standings:
            if standing.kind in found.rivals:
                assert standing.pro
                assert ahead[standing.kind] >= ahead[found.end.kinds[0]]


def test_a_newcomer_with_one_claim_comes_close_only_by_it() -> None:
    poles = [(name, pole) for name, distinction in GUIDE.distinctions.items() for pole in distinction.poles]
    dice = random.Random(1)
    close = 0
    for distinction, pole in poles:
        for before in dice.sample(TO_A_KIND, 40):
            after = with_newcomer(before.walk, distinction, pole, recommended=False)
            assert tuple(kind for kind in after.rivals if kind != "newcomer") == before.rivals
            if "newcomer" not in after.rivals:
                assert after.clarity == before.clarity
                continue
            close += 1
            assert pole in chosen_poles(before.walk, before.walk.path)[distinction]
            assert any(distinction in GUIDE.kinds[kind].claims for kind in before.end.kinds)
            assert count_certain(before) <= 1
    assert close < 40 * len(poles) / 50


def test_a_newcomer_with_one_claim_is_not_close_to_all_that_is_known_better() -> None:
    """It is where all documents that speak of another kind on these answers speak for it."""
    close = close_by_number = 0
    for before in TO_A_KIND:
        first = min(before.walk.path, key=lambda step: -len(before.walk.option_at(step).means))
        for distinction, pole in before.walk.option_at(first).means.items():
            after = with_newcomer(before.walk, distinction, pole, recommended=True)
            close += after.clarity == "close"
            others = [standing for standing in after.standings if standing.kind != "newcomer"]
            for standing in others:
                assert standing.kind not in after.rivals or (standing.pro and not standing.con)
            close_by_number += any(standing.pro - standing.con >= 1 for standing in others)
    assert 0 < close < close_by_number * 2 / 3


# Labels of the end and of the person's answers stand without a full stop; everything else is a sentence.
LABELS = {"first", "answers"}
QUOTED = re.compile("“.*?”")


@pytest.mark.parametrize("voice", VOICES)
def test_every_explanation_reads_as_sentences_and_says_nothing_twice(voice: Voice) -> None:
    for found in RECOMMENDED:
        words = explain(found, voice)
        said = [words.title, words.because.text, *filter(None, [words.clarity])]
        for section in words.sections:
            assert len({(line.lead, line.text) for line in section.lines}) == len(section.lines)
            if section.name not in LABELS:
                said += [line.text for line in section.lines]
        assert len(set(said)) == len(said)
        for text in said[1:]:
            assert re.match("[A-Z“]", text), text
            assert re.search("[.?!]$", text), text
            assert not re.search(r"  |\.\.| [,.;]|“”|\bNone\b", text), text
            if voice == "they" and text != GUIDE.front.caution_about:
                assert not re.search(r"\b(you|yours?|yourself)\b", QUOTED.sub("", text), re.IGNORECASE), text


@pytest.mark.parametrize("voice", VOICES)
def test_the_first_lines_tell_what_is_recommended_how_clear_it_is_and_what_to_do_first(voice: Voice) -> None:
    """Ten seconds are enough for about 15 lines of a terminal."""
    for found in RECOMMENDED:
        words = explain(found, voice)
        lines = [row for line in explanation_lines(words) for row in wrap(line, 80)][:15]
        seen = " ".join(lines)
        assert seen.startswith(f"{words.label}: {words.title} ")
        assert words.because.text in seen
        assert words.next_steps[0].text in seen
        assert words.urgent or words.clarity in seen


@pytest.mark.parametrize("voice", VOICES)
def test_of_a_private_end_the_whole_plan_comes_before_anything_else(voice: Voice) -> None:
    private = [found for found in RECOMMENDED if found.end.private]
    assert private
    for found in private:
        words = explain(found, voice)
        first = list(takewhile(bool, explanation_lines(words)))
        plan = found.plan[""]
        assert first[2 : 2 + len(plan)] == [
            f"{GUIDE.headings[name]}: {line.says}" for name, line in plan.items()
        ]
        assert not {"others", "change", "disputes", "against"} & {section.name for section in words.sections}
        assert (words.stands, words.verdict, words.clarity) == ((), "", "")


def test_what_the_first_page_says_of_the_length_is_true() -> None:
    assert "four to six questions, and nobody more than eight" in GUIDE.front.duration
    assert replay_answers(GUIDE).longest_left == 8
    lengths = [len(case.answers.keys() - {GUIDE.more}) for case in CASES]
    assert sum(4 <= length <= 6 for length in lengths) > 0.75 * len(lengths)
