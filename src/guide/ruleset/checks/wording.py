"""Words to look for in texts, without the false alarms that a plain search would raise."""

import re
from collections.abc import Iterable

SHORT = 4
"""Letters of a listed beginning up to which only its usual endings count, so that “tea” is not in “team”."""

_ENDINGS = r"(?:'s|’s|s|es|ed|d|er|ers|or|ors|ing|ings|ies|y|al|ion|ions|ment|ments|able|ful|less|ly)?"

_JOINED = re.compile(r"(?<![\w-])(?:and/or|and|or)(?![\w-])", re.IGNORECASE)
_FIXED_PAIRS = frozenset(
    """a year or more|again and again|back and forth|by and large|checks and balances|cause and effect
    comings and goings|do's and don'ts|equality and diversity|food and drink|for and against|give and take
    health and safety|hit and miss|hopes and fears|learning and development|likes and dislikes
    more and more
    more or less|name and address|now and again|now and then|odds and ends|one or more|one or two|on and off
    over and over|pros and cons|question and answer|questions and answers|research and development
    right or wrong
    rules and regulations|sooner or later|strengths and weaknesses|supply and demand|terms and conditions
    time and again|trial and error|two or more|two or three|ups and downs
    wear and tear|work and life|yes and no|yes or no""".replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
"""Pairs of words that name one thing."""

_NUMERAL_WORD = re.compile(
    r"\b(?:world war|war|part|phase|stage|level|grade|type|class|volume|chapter|act|tier|article|annex)\s+$",
    re.IGNORECASE,
)


def asks_two_things(question: str) -> bool:
    """Whether a question holds “and” or “or”, other than within a name, a fixed pair or “between … and …”."""
    return any(_joins_two(question, match) for match in _JOINED.finditer(question))


def _joins_two(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()].split(), text[match.end() :].split()
    if not before or not after:
        return True
    words = [*before[-2:], match[0], *after[:1]]
    words = [word.strip(".,;:?!()“”\"'").lower() for word in words]
    if " ".join(words) in _FIXED_PAIRS or " ".join(words[-3:]) in _FIXED_PAIRS:
        return False
    if match[0].lower() == "and" and "between" in (word.lower() for word in before[-6:]):
        return False
    # Two words with capitals are a name, unless the first only begins a sentence.
    begins = len(before) < 2 or before[-2][-1:] in ".?!:"
    return begins or not (before[-1][:1].isupper() and after[0][:1].isupper())


class WordList:
    """Listed words, to be found in texts where they stand by themselves.

    That is: not within a longer word, one with a hyphen, or an abbreviation such as “i.e.”. A single capital,
    such as “I”, counts only as such and not as a number (“World War I”), and a word in small letters not
    where it stands in capitals among small letters (“IT”, “US”).
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        listed = "|".join(map(re.escape, sorted(self._words, key=len, reverse=True)))
        self._pattern = re.compile(
            rf"(?<![\w-])(?<!\w\.)(?:{listed})(?![\w-])(?!\.\w)" if listed else r"(?!)", re.IGNORECASE
        )

    def find_in(self, text: str) -> str:
        """The first listed word in the text, as it is written there; "" for none."""
        matches = (match for match in self._pattern.finditer(text) if self._is_meant(match, text))
        first = next(matches, None)
        return first[0] if first else ""

    def _is_meant(self, match: re.Match[str], text: str) -> bool:
        word = match[0]
        if word in self._words:
            return word != "I" or not _is_numeral(text, match.start())
        return (len(word) > 1 and not word.isupper()) or text.isupper()


def _is_numeral(text: str, at: int) -> bool:
    """Whether this “I” is a number: behind “part” and the like, or a capital in a sentence."""
    before = text[:at].rstrip()
    if _NUMERAL_WORD.search(text[:at]):
        return True
    word = re.search(r"[^\W\d_][\w’'-]*$", before)
    if word is None or not word[0][0].isupper() or word[0] == "I":
        return False
    earlier = before[: word.start()].rstrip()
    return bool(earlier) and earlier[-1] not in ".?!:;(“\"'"


def beginnings_pattern(beginnings: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds words which begin as listed, in any case.

    A short beginning, of up to SHORT letters, must be the whole word or have one of the usual endings.
    """
    parts = [
        re.escape(begin)
        + (rf"(?:{re.escape(begin[-1:])}ing|{_ENDINGS})(?!\w)" if len(begin) <= SHORT else "")
        for begin in sorted(beginnings, key=len, reverse=True)
    ]
    return re.compile(rf"\b(?:{'|'.join(parts)})" if parts else r"(?!)", re.IGNORECASE)
