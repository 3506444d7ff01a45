"""Words are found where they are meant, and nowhere else."""

import pytest

from guide.ruleset.checks.wording import WordList, asks_two_things, beginnings_pattern

SPEAKS = WordList(("I", "me", "my", "you", "us", "it"))


@pytest.mark.parametrize(
    "text",
    [
        "What did World War I change?",
        "It is in Part I of the form",
        "Something else, i.e. a course",
        "A staff member, e.g. from IT",
        "A colleague in the US",
        "A me-too product",
        "The youth team, the mystery, the army",
    ],
)
def test_a_word_that_only_looks_listed_speaks_to_nobody(text: str) -> None:
    assert WordList(("I", "me", "my", "you", "us")).find_in(text) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("What I need", "I"),
        ("How am I doing?", "I"),
        ("I know. When I ask, they laugh", "I"),
        ("Should Anna and I talk?", "I"),
        ("You and others", "You"),
        ("WHAT DO YOU NEED?", "YOU"),
        ("They tell us", "us"),
        ("Tell me.", "me"),
        ("Is (my) time short?", "my"),
    ],
)
def test_a_listed_word_is_found(text: str, word: str) -> None:
    assert SPEAKS.find_in(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "Is it about research and development?",
        "Does health and safety come first?",
        "Does it happen between Monday and Friday?",
        "Is it one or two people?",
        "Do you know Marks and Spencer?",
        "Is there a command-and-control culture?",
        "Are there enough brand ambassadors for Oregon?",
    ],
)
def test_what_names_one_thing_is_one(text: str) -> None:
    assert not asks_two_things(text)


@pytest.mark.parametrize(
    "text",
    [
        "Are there others nearby who do this work and have time?",
        "Do you want tea or coffee?",
        "And what then?",
        "Is it and/or was it?",
        "Research and is it over?",
    ],
)
def test_two_things_are_two(text: str) -> None:
    assert asks_two_things(text)


@pytest.mark.parametrize(
    ("listed", "text", "word"),
    [
        ("tea", "A team that can teach a teacher", ""),
        ("tea", "How many teas?", "teas"),
        ("plan", "What is planning on this planet?", "planning"),
        ("coach", "Is coaching known?", "coach"),
        ("supervis", "Who is a supervisor?", "supervis"),
        ("mentor", "Mentorinnen", "Mentor"),
        ("coach", "A stagecoach", ""),
    ],
)
def test_a_beginning_is_found_in_its_own_words(listed: str, text: str, word: str) -> None:
    match = beginnings_pattern([listed]).search(text)
    assert (match[0] if match else "") == word


def test_nothing_listed_finds_nothing() -> None:
    assert WordList(()).find_in("you") == ""
    assert beginnings_pattern(()).search("you") is None
