"""The words that can be typed at a prompt: whole, by their first letters, or as the letter of the app."""

from collections.abc import Collection

from guide.common.suggestions import did_you_mean
from guide.common.text import join_words

LETTERS = {
    "a": "answers",
    "b": "back",
    "c": "compare",
    "h": "help",
    "?": "help",
    "m": "add",
    "more": "add",
    "+": "add",
    "n": "note",
    "q": "quit",
    "r": "again",
    "s": "save",
    "summary": "save",
    "u": "undo",
    "w": "why",
}
"""Other ways to write a word. A letter means here what its key means in the app."""
WITH_MORE = frozenset({"change", "compare", "note", "save", "try", "for"})
"""Words behind which more may be typed."""
_ANSWERS = frozenset({"no"})
"""Beginnings of words that are rather meant as an answer."""
_LONGEST = 20


def split_command(typed: str, words: Collection[str]) -> tuple[str, str]:
    """Return which of the words was typed as a command, and the text behind it.

    A single letter or the beginning of a word stands for it where only one word can be meant. The first text
    is "" where none is meant; the second is then what is left of ``typed``, or "".
    """
    word, rest = (*typed.split(maxsplit=1), "", "")[:2]
    word = word.lower()
    if word in words:
        return word, rest
    if LETTERS.get(word) in words:
        return LETTERS[word], rest
    begun = _begun(word, words)
    if len(begun) == 1 and (not rest or begun[0] in WITH_MORE):
        return begun[0], rest
    return "", rest


def suggest_word(typed: str, words: Collection[str]) -> str:
    """Return a sentence that suggests the most similar of the words; "" where none is similar."""
    word = typed.split(maxsplit=1)[0].lower() if typed.strip() else ""
    if len(word) > _LONGEST or word in _ANSWERS:
        return ""
    begun = _begun(word, words)
    if len(begun) > 1:
        return f"Did you mean {join_words([f'“{one}”' for one in begun], 'or')}?"
    suggestion = did_you_mean(word, words)
    return suggestion if suggestion.endswith("?") else ""


def _begun(word: str, words: Collection[str]) -> list[str]:
    return [one for one in words if word and word not in _ANSWERS and one.startswith(word)]
