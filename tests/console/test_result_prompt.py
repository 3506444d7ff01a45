"""The result at a terminal: a few lines, and what can be typed after them."""

import re
from io import StringIO
from pathlib import Path

import pytest

from guide.console import Conversation, InputEndedError, explanation_lines
from guide.console import result_prompt as prompt
from guide.console import texts as words
from guide.engine.recommendation import recommend
from guide.engine.walk import replay_answers
from guide.presenters.explanation import explain
from guide.ruleset.folder import LoadedGuide, open_guide, shipped_rules
from guide.ruleset.model import Guide
from guide.sessions.autosave import SelfWalkSaver
from guide.storage import open_store
from guide.storage.event_store import load_interview
from guide.storage.transfer import list_ids
from tests.tiny import MORE_TREE, texts, tiny

SHIPPED = open_guide(shipped_rules())
TINY = tiny()
MORE = tiny(tree=MORE_TREE)
TEA = ("calm", "very", "no_more")
STUCK = {"first": "none", "who": "one", "topic": "self", "close": "settled"}


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def at_leisure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter comes when the result has been read."""
    monkeypatch.setattr(prompt, "SOON", -1)


def converse(
    *typed: str,
    guide: Guide = TINY,
    saver: SelfWalkSaver | None = None,
    answers: dict[str, str] | None = None,
) -> tuple[Conversation, list[str]]:
    """The conversation, and what was said after each line that was typed; Enter alone ends it."""
    sink = Terminal()
    written: list[str] = []

    def write(name: str, *_: object) -> str:
        written.append(name)
        return f"Written: {name}."

    source = Terminal("".join(f"{line}\n" for line in typed))
    conversation = Conversation(guide, "you", source, sink, answers or {}, saver, write)
    try:
        conversation.run()
    except InputEndedError:
        sink.write("<left>")
    return conversation, sink.getvalue().split("\n> ")


def result(*typed: str, guide: Guide = TINY, walk: tuple[str, ...] = TEA) -> list[str]:
    """What was said to each line that was typed at the result, the result first."""
    return converse(*walk, *typed, guide=guide)[1][len(walk) :]


def test_the_result_is_a_screen_and_says_what_can_be_typed() -> None:
    said = result()[0]
    assert said.startswith("\nRecommended: Tea\n")
    assert "First step: Boil water." in said
    assert len(said.strip().splitlines()) <= 12
    for word in ("plan", "why", "others", "change", "answers", "all", "back", "save FILE"):
        assert re.search(rf"\b{word}\b", said)
    assert said.endswith(f"{words.ENTER_LEAVES} {words.HELP_TELLS}")
    for later in ("Why:", "Sources:", "Not the others"):
        assert later not in said


def test_enter_leaves_and_the_walk_has_come_to_its_end() -> None:
    conversation, said = converse(*TEA, "")
    assert recommend(conversation.walk).outcome == "tea"
    assert "<left>" not in said[-1]


@pytest.mark.parametrize("typed", ["quit", "q", "qu", ""])
def test_whoever_leaves_at_the_result_has_it(typed: str) -> None:
    conversation, said = converse(*TEA, typed, "why")
    assert conversation.walk.current is None
    assert len(said) == len(TEA) + 2


@pytest.mark.parametrize("typed", [[], ["why"]])
def test_the_end_of_the_input_leaves_too(typed: list[str]) -> None:
    conversation, said = converse(*TEA, *typed)
    assert conversation.walk.current is None
    assert "<left>" not in said[-1]


def test_enter_at_once_is_the_second_of_a_double_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompt, "SOON", 60)
    said = result("", "plan", "")
    assert said[1] == words.ONCE_MORE
    assert "Your plan:" in said[2]
    assert len(said) == 4


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plan", "\nYour plan:\nFirst step: Boil water. (Leaf)\nWhen to stop: When it is cold. (our view)"),
        ("p", "Your plan:"),
        ("why", "Why:\nYou said: “Calm” and “Very”\nTea is hot. (Leaf)"),
        ("w", "What the documents say about these answers:\nTea: "),
        ("others", "Why not the others:\nCoffee"),
        ("change", "1. “Something stronger afterwards” leads to “Tea”"),
        ("answers", "Your answers:\n1. What do you wish? Calm\n2. How hot? Very"),
        ("sources", "Sources:\nLeaf: The leaf. Book, 1901. Sells tea."),
        ("a", "Your answers:"),
        ("compare", "On one of two points.\n\nHot or cold:\nTea is hot. (Leaf)"),
        ("compare all", "The cup:\nTea: A cup with a handle. (Leaf)\nCoffee: No document speaks of it."),
        ("help", "plan: the whole plan, and what goes with it."),
        ("?", "quit: leave."),
        ("save", words.SAVE_WHERE),
        ("save a b.html", "Written: a b.html."),
        ("s c.md", "Written: c.md."),
        ("try", "Say which: try 1 to try"),
        ("try 99", "Say which: try 1 to try"),
        ("change 9", "Say which: change 1 to change 3."),
        ("plna", "“plna” means nothing here. Did you mean “plan”?"),
        ("al of it", "“al of it” means nothing here. Did you mean “all”?"),
        ("ch", "What would change it:"),
        ("1", "“1” means nothing here. help lists what can be typed."),
        ("disputes", words.NOTHING_OF_IT),
        ("keep", words.NOTHING_OF_IT),
    ],
)
def test_each_word_does_what_it_says(typed: str, shown: str) -> None:
    assert shown in result(typed, "")[1]


def test_all_is_the_whole_explanation() -> None:
    said = result("all", "")[1]
    walk = replay_answers(TINY, {"wish": "calm", "heat": "very", "more": "no_more"})
    for section in explain(recommend(walk), "you").sections:
        assert any(line.text.strip(".") in said for line in section.lines), section.name
    assert said.endswith("Recommended: Tea. First step: Boil water.")


def test_back_asks_again_and_comes_to_the_result_again() -> None:
    conversation, said = converse(*TEA, "back", "later", "")
    assert "Anything else?" in said[4]
    assert "Afterwards: Coffee" in said[5]
    assert dict(conversation.walk.answers)["more"] == "later"


def test_an_answer_is_changed_by_its_number() -> None:
    conversation, said = converse(*TEA, "change 1", "speed", "")
    assert said[4].startswith("\nWhat do you wish?\n1. Calm")
    assert "Recommended: Espresso" in said[5]
    assert recommend(conversation.walk).outcome == "espresso"


def test_whoever_leaves_a_question_after_the_result_has_not_come_to_the_end() -> None:
    conversation, said = converse(*TEA, "back", "quit")
    assert said[-1].endswith("<left>")
    assert conversation.walk.current == "more"


def test_another_answer_is_tried_and_undone() -> None:
    said = result("change", "try 1", "undo", "undo", "")
    number = re.search(r"^1\. “(.*?)” leads", said[1], re.MULTILINE)
    assert number
    assert f"You are trying “{number[1]}” instead of" in said[2]
    assert "undo" in said[2]
    assert said[3].startswith("\nRecommended: Tea\n")
    assert said[4] == words.NOTHING_OF_IT


def test_a_trial_that_leads_to_questions_asks_them_and_can_be_undone_there() -> None:
    answers = {"first": "none", "who": "one", "topic": "self"}
    typed = ("1", "1", "change all", "try 11", "undo", "try 11", "quit")
    conversation, said = converse(*typed, guide=SHIPPED, answers=answers)
    assert said[4].startswith("\nQuestion ")
    assert said[5].startswith("\nRecommended: ")
    # Whoever leaves in the middle of a trial has the result from before it.
    assert "<left>" not in said[-1]
    assert conversation.walk.current is None


def test_nothing_of_a_trial_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    saver = SelfWalkSaver(path, LoadedGuide(MORE, texts(tree=MORE_TREE)))
    _, said = converse("speed", "try 1", "very", "keep", "undo", "keep", "", guide=MORE, saver=saver)
    assert said[4] == words.NOTHING_OF_IT
    store = open_store(path)
    (name,) = list_ids(store)
    assert dict(load_interview(store, name).answers) == {"wish": "speed"}


def test_one_more_thing_is_added_where_it_is_asked_for() -> None:
    conversation, said = converse("calm", "very", "add", "later", "add", "-", "", guide=MORE)
    assert "One more thing?" not in said[2]
    assert said[3].startswith("\nOne more thing?\n1. No more")
    assert "Afterwards: Coffee" in said[4]
    assert said[6] == words.NOTHING_BESIDE
    assert conversation.walk.added is None
    assert result("add", "", walk=TEA)[1] == words.NOTHING_OF_IT


def test_again_begins_with_the_first_question() -> None:
    conversation, said = converse("note secret", *TEA, "again", "speed", "no_more", "")
    assert said[5].startswith("\nQuestion 1 of")
    assert recommend(conversation.walk).outcome == "espresso"
    assert conversation.notes == {}


def test_an_urgent_result_says_all_that_is_to_be_done_and_nothing_of_alternatives() -> None:
    said = result("others", "change", "compare", "plan", "help", "", guide=SHIPPED, walk=("ill",))
    plan = [line.says for line in SHIPPED.outcomes["wellbeing"].plan.values()]
    assert plan
    for text in plan:
        assert text in said[0].replace("\n", " ")
        assert text in said[4].replace("\n", " ")
    assert SHIPPED.front.caution in said[0]
    for word in ("others", "compare", "change", "keep", "clear", "disputes"):
        assert word not in said[0]
    assert said[1] == said[3] == words.NOTHING_OF_IT
    assert "others:" not in said[5]


def test_the_walk_is_kept_once_and_only_where_that_is_wished(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    _, said = converse(*TEA, "keep", "keep", "", saver=SelfWalkSaver(path, LoadedGuide(TINY, texts())))
    assert words.KEEP_OR_NOT in said[3]
    assert "Kept in" in said[4]
    assert said[5] == words.ALREADY_KEPT
    assert words.LEFT_UNKEPT not in said[6]
    assert len(list_ids(open_store(path))) == 1
    assert (
        converse(*TEA, "", saver=SelfWalkSaver(path, LoadedGuide(TINY, texts())))[1][-1]
        == f"{words.LEFT_UNKEPT}\n"
    )
    assert len(list_ids(open_store(path))) == 1


def test_a_pipe_gets_the_whole_text() -> None:
    sink = StringIO()
    conversation = Conversation(TINY, "you", StringIO("1\n1\n1\n"), sink)
    whole = "\n".join(explanation_lines(explain(conversation.run() and recommend(conversation.walk), "you")))
    assert sink.getvalue().endswith(f"\n{whole}\n")


def test_whom_it_is_for_can_be_chosen_before_the_first_answer() -> None:
    conversation, said = converse("someone", "calm", "myself", "quit")
    assert words.FOR_SOMEONE in said[0]
    assert "What do they wish?" in said[1]
    assert said[3] == words.VOICE_FIXED
    assert conversation.voice == "they"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            "calmm",
            "“calmm” is not among the answers. Did you mean “calm”? Type a number from 1 to 3, or help.",
        ),
        ("hepl", "“hepl” is not among the answers. Did you mean “help”? Type a number from 1 to 3, or help."),
        ("no", "“no” is not among the answers. Type a number from 1 to 3, or help."),
        ("co", "The answers touch none of these points."),
        ("ans", words.NO_ANSWERS),
        ("ba", words.FIRST),
    ],
)
def test_at_a_question_words_can_be_short_and_wrong(typed: str, said: str) -> None:
    assert said in converse(typed, "quit")[1][1]


def test_no_line_needs_the_one_before() -> None:
    """Each line begins with a word or a number, says something, and draws nothing."""
    typed = ("none", "one", "self", "1", "1", "all", "compare all", "help", "")
    said = "\n".join(converse(*typed, guide=SHIPPED)[1])
    for line in filter(None, said.split("\n")):
        assert re.match(r"(?:\d+\. )?[“\w]", line), line
        assert not set(line) & set("─│┌┐└┘█•≠\x1b"), line
