"""The walk line by line."""

from io import StringIO

import pytest
from hypothesis import given, settings

from guide.console import Conversation, InputEndedError
from guide.console import texts as words
from guide.engine.decision import options_for
from guide.engine.recommendation import recommend
from guide.engine.walk import Step, Walk
from guide.ruleset.folder import open_guide, read_folder, shipped_rules
from guide.ruleset.model import Case, Guide, Voice
from guide.ruleset.parsing.loader import load_cases
from tests.examples import examples
from tests.strategies import guides, walks
from tests.tiny import MORE_TREE, tiny

SHIPPED = open_guide(shipped_rules())
CASES = load_cases(read_folder(shipped_rules()), SHIPPED)
TINY = tiny()
MORE = tiny(tree=MORE_TREE)


def talk(typed: str, guide: Guide = TINY, voice: Voice = "you") -> tuple[Conversation, str]:
    """A whole conversation, to its end or to the end of what is typed, and what was said in it."""
    sink = StringIO()
    conversation = Conversation(guide, voice, StringIO(typed), sink)
    try:
        conversation.run()
    except InputEndedError:
        sink.write("<ended>")
    return conversation, sink.getvalue()


def test_a_whole_conversation_begins_and_ends_in_words() -> None:
    _, said = talk("3\n")
    assert said.startswith("Tea or coffee?\nTwo questions.\nNothing is kept.\n")
    assert "Question 1 of at most 3.\nWhat do you wish?\n1. Calm\n2. Speed\n3. No more pain\n> " in said
    assert "\nOur advice: A doctor\nPain first. (our view)\n" in said


def test_no_answer_is_echoed_and_nothing_is_drawn() -> None:
    _, said = talk("speed\nno_more\n")
    assert "speed\n" not in said
    assert "\x1b" not in said
    assert not set(said) & set("─│┌┐└┘█")


@pytest.mark.parametrize("typed", ["1\n1\n1\n", "calm\nvery\nno_more\n", " 1 \n\tvery\r\n1"])
def test_a_number_and_a_name_do_the_same(typed: str) -> None:
    conversation, _ = talk(typed)
    assert recommend(conversation.walk).outcome == "tea"


@pytest.mark.parametrize(
    "typed", ["0", "4", "99999999999999", "-1", "²", "calmm", "", "1.5", "[/b]", "\x1b[A", "x" * 10_000]
)
def test_what_is_no_answer_is_asked_again(typed: str) -> None:
    conversation, said = talk(f"{typed}\n3\n")
    assert "Type a number from 1 to 3, or help." in said
    assert conversation.walk.current is None
    assert "\x1b" not in said


def test_back_takes_back() -> None:
    conversation, said = talk("1\nback\nback\n")
    assert conversation.walk.path == ()
    assert "> Taken back: “Calm”.\n\nQuestion 1" in said
    assert "This is the first question." in said


def test_a_question_can_be_heard_again() -> None:
    _, said = talk("1\nrepeat\nquit\n")
    assert said.count("Question 2 of at most 3.\nHow hot?\n1.") == 2


@pytest.mark.parametrize("typed", ["help", "why", "answers", "compare", "note hot"])
def test_it_is_said_which_question_is_open(typed: str) -> None:
    _, said = talk(f"1\n{typed}\n")
    assert said.endswith(f"{words.here(2, 2)}\n> <ended>")


def test_a_note_is_told_with_its_question_and_shown_with_the_answers() -> None:
    _, said = talk("1\nnote hot\nanswers\n")
    assert "> Noted, with question 2.\n" in said
    assert "   Answer: Calm\n   Note to the question that is open: hot\n" in said


def test_help_and_why_explain() -> None:
    _, said = talk("help\nwhy\n")
    assert said.count("Take the first thing.") == 2
    why = "Your answer says something about “Hot or cold”.\nSo far 4 results are possible."
    assert f"> Take the first thing.\n{why}" in said
    assert "take back the last answer" in said


def test_answers_are_listed_and_can_be_changed() -> None:
    conversation, said = talk("1\n1\nanswers\nchange 1\n2\n")
    assert "1. What do you wish?\n   Answer: Calm\n2. How hot?\n   Answer: Very\n" in said
    assert [tuple(step) for step in conversation.walk.path] == [("wish", "speed")]


@pytest.mark.parametrize("typed", ["change", "change x", "change 0", "change 2", "change 99"])
def test_only_what_was_answered_can_be_changed(typed: str) -> None:
    conversation, said = talk(f"1\n{typed}\n")
    assert "Say which: change 1 to change 1." in said
    assert len(conversation.walk.path) == 1


def test_a_change_can_be_left() -> None:
    conversation, said = talk("1\nchange 1\nno\n")
    assert "Nothing was changed." in said
    assert conversation.walk.current == "heat"


def test_a_note_is_shown_at_the_end_as_it_is() -> None:
    note = "[b]שלום\x1b[31m" + "x" * 10_000
    conversation, said = talk(f"note {note}\n3\n")
    assert conversation.notes == {"wish": note}
    assert f"Note: [b]שלום␛[31m{'x' * 10_000}\n" in said


def test_leaving_and_running_out_end_the_talk() -> None:
    for typed, by_choice in (("quit\n", True), ("", False), ("1\n", False)):
        with pytest.raises(InputEndedError) as ended:
            Conversation(TINY, "you", StringIO(typed), StringIO()).run()
        assert ended.value.by_choice is by_choice


def test_the_other_voice_asks_about_them() -> None:
    assert "What do they wish?" in talk("", voice="they")[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about[:50])
def test_the_answers_of_a_case_end_on_its_outcome(case: Case) -> None:
    conversation, said = talk("".join(f"{option}\n" for option in case.answers.values()), SHIPPED)
    assert recommend(conversation.walk).outcome == case.expect
    assert f": {SHIPPED.outcomes[case.expect].title}\n" in said


@settings(max_examples=examples())
@given(guides().flatmap(lambda guide: walks(guide, finished=True)))
def test_any_walk_typed_by_numbers_ends_like_the_walk(walk: Walk) -> None:
    typed = "".join(f"{list(options_for(walk, q)).index(o) + 1}\n" for q, o in walk.path)
    conversation, _ = talk(typed, walk.guide)
    assert conversation.walk.path == walk.path
    assert recommend(conversation.walk).outcome == recommend(walk).outcome
    assert recommend(conversation.walk).companions == recommend(walk).companions


ASKED = (
    "One more thing?\n1. No more\n2. Something stronger afterwards\nType a number to choose, or press Enter"
)


def test_one_more_thing_is_asked_once_the_result_was_told() -> None:
    conversation, said = talk("calm\nvery\nlater\n", MORE)
    assert said.index("Recommended: Tea") < said.index(ASKED) < said.index("Afterwards: Coffee")
    assert conversation.walk.added == Step("more", "later")
    assert "Question 2, the last one." in said


@pytest.mark.parametrize("typed", ["", "\n", "no_more\n", "1\n", "quit\n", "help\n\n", "9\n-\n\n"])
def test_who_adds_nothing_has_come_to_the_end_all_the_same(typed: str) -> None:
    conversation, said = talk(f"calm\nvery\n{typed}", MORE)
    assert recommend(conversation.walk).companions == ()
    assert ASKED in said
    assert "<ended>" not in said
    assert "What goes with it" not in said


def test_what_is_in_the_result_is_not_on_offer_and_a_signpost_offers_nothing() -> None:
    assert "1. No more\n2. A pot beside it\nType" in talk("speed\n", MORE)[1]
    assert "One more thing" not in talk("pain\n", MORE)[1]


def test_an_addition_that_was_given_before_is_told_with_the_result_and_not_asked_for() -> None:
    sink = StringIO()
    answers = {"wish": "calm", "heat": "very", "more": "later"}
    Conversation(MORE, "they", StringIO(""), sink, answers).run()
    assert "Afterwards: Coffee" in sink.getvalue()
    assert "One more thing for them?\n1." not in sink.getvalue()
