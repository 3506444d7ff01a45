"""Recommendations in sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.advice import recommend
from guide.explain import Explanation, answered, explain, position, visible
from guide.model import Voice
from guide.walk import retrace
from tests.tiny import TREE, tiny

TINY = tiny()


def words(voice: Voice = "you", **answers: str) -> Explanation:
    return explain(recommend(retrace(TINY, answers)), voice)


def as_text(explanation: Explanation) -> str:
    lines = [
        f"{explanation.label}: {explanation.title}",
        f"{explanation.because.text} {explanation.because.cites}",
    ]
    for section in explanation.sections:
        lines.append(f"# {section.heading}")
        lines += [f"{line.lead} | {line.text} | {', '.join(line.cites)}" for line in section.lines]
    return "\n".join(lines)


def test_a_whole_explanation() -> None:
    assert (
        as_text(words(wish="calm", heat="less", more="later"))
        == """\
Recommended: Tea
It calms you. ('Leaf',)
# In short
Tea | Leaves in hot water. | 
It is not for this | People in a hurry. | 
# What goes with it
Afterwards: Coffee | Beans in hot water. | 
# Why
You said: “Calm” | Tea is hot. | Leaf
You said: “Less” | Iced tea exists. | our view
You said: “Something stronger afterwards” | Coffee is hot. | our view
# Your plan
Tea – First step | Boil water. | Leaf
Tea – When to stop | When it is cold. | our view
Coffee – First step | Grind. | our view
# What comes first, where it applies
If it hurts | A doctor | 
# Your answers
What do you wish? | Calm | 
How hot? | Less | 
Anything else? | Something stronger afterwards | 
# Sources
Leaf | The leaf. book, 1901. Sells tea. | 
our view | What we think. | 
# Bear in mind
 | Taste differs. | """
    )


def test_a_signpost_gives_its_own_reason() -> None:
    found = words(wish="pain")
    why = found.section("why")
    assert why is not None
    assert (found.because.text, found.because.cites) == ("Pain first.", ("our view",))
    assert [line.text for line in why.lines] == ["You said: “No more pain”"]


def test_what_was_replaced_is_named() -> None:
    short = words(wish="speed", more="stop").section("short")
    assert short is not None
    assert (short.lines[-1].lead, short.lines[-1].text) == ("Your answers had led to", "Espresso")


def test_the_other_voice_speaks_of_them() -> None:
    about = words("they", wish="calm", heat="very", more="no_more")
    assert about.because.text == "It calms them."
    assert as_text(about).count("You said of them: ") == 2
    assert as_text(about).endswith("Ask the guest. | ")


def test_notes_stand_with_their_answers() -> None:
    found = explain(
        recommend(retrace(TINY, {"wish": "pain"})), "you", {"wish": "since [b]May[/b]", "heat": "x"}
    )
    section = found.section("answers")
    assert section is not None
    assert [line.text for line in section.lines] == ["No more pain", "Note: since [b]May[/b]"]


def test_a_second_claim_on_the_same_answer_does_not_repeat_it() -> None:
    tree = TREE.replace("means: {heat: hot}, then: heat", "means: {heat: hot}, then: heat")
    guide = tiny(tree=tree, kinds=_with_two_claims())
    why = explain(
        recommend(retrace(guide, {"wish": "calm", "heat": "very", "more": "no_more"})), "you"
    ).section("why")
    assert why is not None
    assert [line.lead for line in why.lines] == ["You said: “Calm”", "", "You said: “Very”", ""]


def _with_two_claims() -> str:
    from tests.tiny import KINDS

    hot = "{pole: hot, says: Tea is hot., sources: [leaf]}"
    return KINDS.replace(hot, f"{hot}\n        - {{pole: hot, says: It steams., sources: [own]}}")


def test_the_position_counts_to_the_longest_road() -> None:
    assert position(retrace(TINY)) == "Question 1 of at most 3"
    assert position(retrace(TINY, {"wish": "speed"})) == "Question 2, the last one"


def test_answers_are_led_by_their_questions() -> None:
    (line,) = answered(retrace(TINY, {"wish": "calm"}), "they")
    assert (line.lead, line.text) == ("What do they wish?", "Calm")


@given(st.text())
def test_what_is_visible_moves_no_cursor(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any((ord(char) < 32 and char not in "\t\n") or 127 <= ord(char) < 160 for char in shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\x1b[31m", "␛[31m"), ("a\rb", "a␍b"), ("\x9b", "�"), ("\u202e", "�"), ("שלום", "שלום")],
)
def test_controls_have_a_visible_sign(text: str, shown: str) -> None:
    assert visible(text) == shown
