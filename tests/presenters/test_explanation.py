"""Recommendations in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.common.text import escape_control_chars, join_words
from guide.engine.recommendation import recommend
from guide.engine.walk import Step, replay_answers
from guide.presenters.explanation import answer_lines, explain
from guide.presenters.view_models import (
    Explanation,
)
from guide.presenters.what_if import (
    open_sections,
    progress_text,
    trial_text,
)
from guide.ruleset.model import Voice
from tests.tiny import TREE, tiny

TINY = tiny()
TEA = {"wish": "calm", "heat": "less", "more": "no_more"}


def words(voice: Voice = "you", **answers: str) -> Explanation:
    return explain(recommend(replay_answers(TINY, answers)), voice)


def as_text(explanation: Explanation) -> str:
    lines = [
        f"{explanation.label}: {explanation.title}",
        f"{explanation.verdict} | {explanation.clarity}",
        f"{explanation.because.text} {explanation.because.cites}",
        *(f"{line.lead} | {line.text}" for line in (*explanation.companions, *explanation.next_steps)),
        *(f"{stand.name} | {stand.text}" for stand in explanation.stands),
    ]
    for section in explanation.sections:
        lines.append(f"# {section.heading}")
        lines += [f"{line.lead} | {line.text} | {', '.join(line.cites)}" for line in section.lines]
    return "\n".join(lines)


def test_a_whole_explanation() -> None:
    assert (
        as_text(words(wish="calm", heat="less", more="no_more"))
        == """\
Recommended: Tea
a clear case | It is clear: no document speaks against it, and no other kind of help fits so well.
It calms you. ('Leaf',)
First step | Boil water.
When to stop | When it is cold.
Tea | One statement for it, none against.
Coffee | No statements for it, none against.
# Your plan
First step | Boil water. | Leaf
When to stop | When it is cold. | our view
# What comes before all this, where it applies
If it hurts | A doctor | 
# Why
You said: “Calm” | Tea is hot. | Leaf
You said: “Less” | Iced tea exists. | our view
# In short
Tea | Leaves in hot water. | 
Tea is not for | People in a hurry. | 
# Why not the others
Coffee | In our own view, Coffee fits one answer too, and nothing speaks against it. | 
# What would change it
Anything else? | “Something stronger afterwards” leads to “Tea”, with Coffee afterwards. | 
 | “I changed my mind” leads to “Nothing”. | 
What do you wish? | “Speed” leads to “Espresso”. | 
 | “No more pain” leads to “A doctor”. | 
Other answers that would change nothing | “Very”. | 
# Your answers
What do you wish? | Calm | 
How hot? | Less | 
Anything else? | No more | 
# Sources
Leaf | The leaf. Book, 1901. Sells tea. | 
our view | What we think. | 
# Bear in mind
 | Taste differs. | """
    )


def lines(name: str, voice: Voice = "you", **answers: str) -> list[tuple[str, str]]:
    section = words(voice, **answers).section(name)
    return [(line.lead, line.text) for line in section.lines] if section else []


def test_what_goes_with_it_is_led_by_when() -> None:
    assert lines("with", wish="calm", heat="very", more="later") == [
        ("Afterwards: Coffee", "Beans in hot water.")
    ]
    plan = lines("plan", wish="calm", heat="very", more="later")
    assert [lead for lead, _ in plan] == ["Tea – First step", "Tea – When to stop", "Coffee – First step"]


def test_an_answer_that_would_change_it_can_be_tried() -> None:
    section = words(wish="speed", more="no_more").section("change")
    assert section is not None
    assert [(line.other, line.text) for line in section.lines] == [
        (Step("more", "stop"), "“I changed my mind” leads to “Nothing”."),
        (Step("wish", "pain"), "“No more pain” leads to “A doctor”."),
        (None, "“Calm”."),
        (None, "“Something stronger afterwards”."),
    ]
    assert [line.lead for line in section.lines] == [
        "Anything else?",
        "What do you wish?",
        "Other answers that only lead to further questions",
        "Other answers that would change nothing",
    ]
    (further,) = section.lines[2].stands_for
    assert (further.lead, further.other, further.text) == (
        "What do you wish?",
        Step("wish", "calm"),
        "“Calm” leads to “Tea” or “Nothing”, depending on what follows.",
    )


def test_a_trial_says_what_is_tried_and_what_stood_there() -> None:
    baseline = replay_answers(TINY, TEA)
    for walk, said in (
        (baseline.revise("heat", "very"), "You are trying “Very” instead of “Less”."),
        (
            baseline.revise("heat", "very").revise("more", "stop"),
            "You are trying “Very” instead of “Less” and “I changed my mind” instead of “No more”.",
        ),
        (baseline, ""),
    ):
        assert trial_text(walk, baseline, "you") == said


def test_doors_are_in_one_order_and_hold_every_section_but_the_caution() -> None:
    found = words(wish="calm", heat="less", more="no_more")
    assert [door.name for door in found.doors] == ["plan", "why", "others", "change", "answers"]
    assert [door.heading for door in found.doors] == [
        "Your plan",
        "Why",
        "Why not the others",
        "What would change it",
        "Answers and sources",
    ]
    behind = [section for door in found.doors for section in door.sections]
    assert [*behind, found.section("caution")] == [*found.sections]


def test_where_it_is_urgent_all_that_is_to_be_done_stands_alone() -> None:
    plan = "plan: {stop: {says: Soon., sources: [own]}, first_step: {says: Call., sources: [own]}}"
    guide = tiny(tree=TREE.replace("title: A doctor", f"title: A doctor, {plan}"))
    found = explain(recommend(replay_answers(guide, {"wish": "pain"})), "you")
    assert found.urgent
    assert [(line.lead, line.text) for line in found.next_steps] == [
        ("First step", "Call."),
        ("When to stop", "Soon."),
    ]
    assert (found.verdict, found.clarity, found.stands) == ("", "", ())
    assert {section.name for section in found.sections} == {"plan", "answers", "sources", "caution"}
    assert [door.name for door in found.doors] == ["answers"]


def test_an_unfinished_walk_tells_what_is_possible_and_asked_next() -> None:
    possible, following = open_sections(replay_answers(TINY, {"wish": "calm"}), "they")
    assert [line.text for line in possible.lines] == ["Tea", "Nothing"]
    assert [(line.lead, line.text) for line in following.lines] == [
        ("Question 2 of at most 3, “heat”", "How hot?"),
        ("", "very: Very"),
        ("", "less: Less"),
    ]


@pytest.mark.parametrize(
    ("items", "said"), [(("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_a_list_is_written_as_in_a_sentence(items: tuple[str, ...], said: str) -> None:
    assert join_words(items) == said


def test_a_signpost_gives_its_own_reason() -> None:
    tree = TREE.replace("Pain first.,", "Pain first., reasons: [{says: It hurts., sources: [own]}],")
    found = explain(recommend(replay_answers(tiny(tree=tree), {"wish": "pain"})), "you")
    why = found.section("why")
    assert why is not None
    assert (found.because.text, found.because.cites) == ("Pain first.", ("our view",))
    assert [(line.lead, line.text) for line in why.lines] == [("You said: “No more pain”", "It hurts.")]


def test_what_was_replaced_is_named() -> None:
    short = words(wish="speed", more="stop").section("short")
    assert short is not None
    assert short.lines[-1].text == "Before that, your answers had led to “Espresso”."


def test_the_other_voice_speaks_of_them() -> None:
    about = words("they", wish="calm", heat="very", more="no_more")
    assert about.because.text == "It calms them."
    assert lines("why", "they", wish="calm", heat="very", more="no_more") == [
        ("You said of them: “Calm” and “Very”", "Tea is hot.")
    ]
    assert as_text(about).endswith("Ask the guest. | ")


def test_notes_stand_with_their_answers() -> None:
    found = explain(
        recommend(replay_answers(TINY, {"wish": "pain"})), "you", {"wish": "since [b]May[/b]", "heat": "x"}
    )
    section = found.section("answers")
    assert section is not None
    assert [line.text for line in section.lines] == ["No more pain", "Note: since [b]May[/b]"]


def test_a_second_claim_on_the_same_answer_does_not_repeat_it() -> None:
    guide = tiny(kinds=_with_two_claims())
    why = explain(
        recommend(replay_answers(guide, {"wish": "calm", "heat": "very", "more": "no_more"})), "you"
    ).section("why")
    assert why is not None
    assert [line.lead for line in why.lines] == ["You said: “Calm” and “Very”", ""]


def _with_two_claims() -> str:
    from tests.tiny import KINDS

    hot = "{pole: hot, says: Tea is hot., sources: [leaf]}"
    return KINDS.replace(hot, f"{hot}\n        - {{pole: hot, says: It steams., sources: [own]}}")


def test_the_position_counts_to_the_longest_road() -> None:
    assert progress_text(replay_answers(TINY)) == "Question 1 of at most 3"
    assert progress_text(replay_answers(TINY, {"wish": "speed"})) == "Question 2, the last one"


def test_answers_are_led_by_their_questions() -> None:
    (line,) = answer_lines(replay_answers(TINY, {"wish": "calm"}), "they")
    assert (line.lead, line.text) == ("What do they wish?", "Calm")


@given(st.text())
def test_what_is_visible_moves_no_cursor(text: str) -> None:
    shown = escape_control_chars(text)
    assert len(shown) == len(text)
    assert not any((ord(char) < 32 and char not in "\t\n") or 127 <= ord(char) < 160 for char in shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\x1b[31m", "␛[31m"), ("a\rb", "a␍b"), ("\x9b", "�"), ("\u202e", "�"), ("שלום", "שלום")],
)
def test_controls_have_a_visible_sign(text: str, shown: str) -> None:
    assert escape_control_chars(text) == shown
