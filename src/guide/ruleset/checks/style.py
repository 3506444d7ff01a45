"""Warnings about the wording of questions, options and outcomes."""

import re
from collections.abc import Callable, Iterator

from guide.ruleset.checks.accepted import Remark
from guide.ruleset.checks.wording import WordList, asks_two_things, beginnings_pattern
from guide.ruleset.model import Guide

LONGEST_SENTENCE = 20
"""Words that a sentence may have: more are hard to read aloud."""
MOST_UNEQUAL = 6
"""Times that an option may be longer than the shortest beside it, before it draws the eye."""

_SENTENCE_END = re.compile(r"[.?!;:]\s+|[.?!]$")


def check_questions(guide: Guide) -> Iterator[Remark]:
    """Warn of how questions are put: ``two-in-one``, ``certain`` and ``unequal``.

    ``two-in-one``: one asks for two things at once. ``certain``: one has no option for "I cannot say" and is
    not marked as ``certain``. ``unequal``: an option is more than MOST_UNEQUAL times as long as the
    shortest beside it. Options are compared by the characters of ``say``; one shorter than 8 counts as 8, and
    those that say "I cannot say" do not count.
    """
    for name, question in guide.questions.items():
        keys = ("tree.yaml", "questions", name)
        if asks_two_things(question.ask):
            hint = "Ask one thing, and let another question ask the other."
            yield Remark("two-in-one", (*keys, "ask"), "this question may ask two things at once", hint)
        if not question.certain and not any(option.unsure for option in question.options.values()):
            hint = "Mark the option that says so with unsure: true, or the question with certain: true."
            yield Remark("certain", keys, f"“{name}” has no answer for somebody who cannot say", hint)
        lengths = {key: len(option.say) for key, option in question.options.items() if not option.unsure}
        longest = max(lengths, key=lambda key: lengths[key], default="")
        if lengths and lengths[longest] > MOST_UNEQUAL * max(min(lengths.values()), 8):
            message = f"this option is more than {MOST_UNEQUAL} times as long as another"
            hint = "Long answers draw the eye. Shorten it, or say more in the others."
            yield Remark("unequal", (*keys, "options", longest, "say"), message, hint)


def check_spoken_texts(guide: Guide) -> Iterator[Remark]:
    """Warn of texts that are read aloud before the result is known.

    ``long-sentence``: one has a sentence of more than LONGEST_SENTENCE words. ``spoiler``: one uses a word
    that gives the result away, as listed in ``not_before_the_end`` of the guide.
    """
    spoiler = beginnings_pattern(guide.front.not_before_the_end)
    for keys, field, text in _texts_before_the_end(guide):
        # Most texts are short, and no sentence in them can be long.
        if text.count(" ") >= LONGEST_SENTENCE:
            yield from _long_sentences((*keys, field), text)
        if match := spoiler.search(text):
            hint = "guide.yaml lists it under not_before_the_end: say what it means instead."
            yield Remark("spoiler", (*keys, field), f"“{match[0]}” gives the end away", hint)


def _texts_before_the_end(guide: Guide) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The texts, each as the keys of its table, the field in that table, and the text; empty ones too."""
    for name, question in guide.questions.items():
        keys: tuple[str, ...] = ("tree.yaml", "questions", name)
        yield keys, "ask", question.ask
        yield keys, "ask_about", question.ask_about
        yield keys, "probe", question.probe
        yield keys, "help", question.help
        yield keys, "help_about", question.help_about
        for key, option in question.options.items():
            keys = ("tree.yaml", "questions", name, "options", key)
            yield keys, "say", option.say
            yield keys, "say_about", option.say_about


def _long_sentences(keys: tuple[str, ...], text: str) -> Iterator[Remark]:
    for sentence in _SENTENCE_END.split(text):
        count = len(sentence.split())
        if count > LONGEST_SENTENCE:
            message = f"a sentence of {count} words; {LONGEST_SENTENCE} are the most that can be read aloud"
            yield Remark("long-sentence", keys, message, "Make two of it.")


def check_voices(guide: Guide) -> Iterator[Remark]:
    """``voice``: texts that speak to the person ("you") and have no counterpart that speaks about them."""
    if not guide.front.speaks_to_one:
        return
    words = WordList(guide.front.speaks_to_one)
    front = guide.front
    pairs: list[tuple[tuple[str, ...], str, str, str]] = [
        (("guide.yaml",), "caution", front.caution, front.caution_about)
    ]
    for name, question in guide.questions.items():
        keys: tuple[str, ...] = ("tree.yaml", "questions", name)
        pairs.append((keys, "ask", question.ask, question.ask_about))
        pairs.append((keys, "help", question.help, question.help_about))
        for key, option in question.options.items():
            pairs.append(((*keys, "options", key), "say", option.say, option.say_about))
    for name, outcome in guide.outcomes.items():
        keys = ("tree.yaml", "outcomes", name)
        pairs.append((keys, "because", outcome.because, outcome.because_about))
    for keys, field, text, about in pairs:
        if not about and (word := words.find_in(text)):
            message = f"“{word}” speaks to the person, and there is no {field}_about"
            hint = f"Write it once more, about somebody who is not there, next to it: {field}_about: …"
            yield Remark("voice", (*keys, field), message, hint)


STYLE_CHECKS: tuple[Callable[[Guide], Iterator[Remark]], ...] = (
    check_questions,
    check_spoken_texts,
    check_voices,
)
