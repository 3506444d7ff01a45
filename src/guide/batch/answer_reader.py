"""The answers to the questions of a guide, as they are written in a file."""

import re
from collections.abc import Iterable, Mapping

from guide.batch.column_mapping import ColumnMapping
from guide.batch.spelling import comparison_key, normalise
from guide.ruleset.model import Guide, OptionId, QuestionId

_NUMBERED = re.compile(r"^\s*[(\[]?(?:\d{1,3}|[A-Za-z]{1,2}\d{0,3})[)\].:]+\s+(?=\S)")
"""What a form puts before the text of an answer: “1. ”, “a) ”, “A1: ”."""
_LONGEST = 2_000
"""Characters of the longest text in which several answers are looked for."""

Spellings = Mapping[str, OptionId]


class AnswerReader:
    """Reads answers: ids and texts of options in any case, and as forms and spreadsheets change them.

    What could be two answers is none of them. The texts of ``mapping`` count before all others.
    """

    def __init__(self, guide: Guide, mapping: ColumnMapping) -> None:
        self.guide = guide
        self._mapping = mapping
        self._exact: dict[QuestionId, Spellings] = {}
        self._changed: dict[QuestionId, Spellings] = {}

    def read(self, question: QuestionId, text: str) -> OptionId | None:
        """Return the id of the answer that a text stands for; None where it is none, or not one alone."""
        option = self._spellings(question).get(normalise(text))
        if option is None and text.strip():
            option = self._read_changed(question, text)
        return option

    def find_several(self, question: QuestionId, text: str) -> tuple[OptionId, ...]:
        """Return the answers of which a text consists, each once, in the order of the text.

        Nothing where it holds anything else.
        """
        words = comparison_key(text).split() if len(text) <= _LONGEST else []
        known = {tuple(key.split()): option for key, option in self._changed_spellings(question).items()}
        # The answers that lead up to each word, from the first one on.
        reached: dict[int, tuple[OptionId, ...]] = {0: ()}
        for at in range(len(words)):
            if (before := reached.get(at)) is not None:
                for key, option in known.items():
                    end = at + len(key)
                    if end not in reached and tuple(words[at:end]) == key:
                        reached[end] = (*before, option)
        return tuple(dict.fromkeys(reached.get(len(words), ())))

    def merge(self, question: QuestionId, texts: Iterable[str]) -> tuple[str, bool]:
        """Read several columns of one question as one.

        Returns:
            The first text that is not blank, "" where there is none; and whether all others mean the same, or
                are blank.
        """
        filled = [text for text in texts if text.strip()]
        meant = {self.read(question, text) or normalise(text) for text in filled}
        return filled[0] if filled else "", len(meant) < 2

    def spellings(self, question: QuestionId) -> tuple[str, ...]:
        """Return all that stands for an answer to the question, as the guide or the mapping has it."""
        return tuple(text for text, _ in self._written(question))

    def is_id(self, question: QuestionId, text: str) -> bool:
        """Return whether a text is the id of an answer."""
        return normalise(text) in map(normalise, self.guide.questions[question].options)

    def _read_changed(self, question: QuestionId, text: str) -> OptionId | None:
        spellings = self._changed_spellings(question)
        option = spellings.get(comparison_key(text))
        if option is None and (number := _NUMBERED.match(text)):
            option = spellings.get(comparison_key(text[number.end() :]))
        if option is None:
            several = self.find_several(question, text)
            # The same answer twice is that answer.
            option = several[0] if len(several) == 1 else None
        return option

    def _spellings(self, question: QuestionId) -> Spellings:
        if question not in self._exact:
            mapped = self._mapping.options.get(question, {})
            self._exact[question] = {
                **_unambiguous((normalise(text), option) for text, option in self._written(question)),
                **{normalise(text): option for option, text in mapped.items()},
            }
        return self._exact[question]

    def _changed_spellings(self, question: QuestionId) -> Spellings:
        if question not in self._changed:
            pairs = ((comparison_key(text), option) for text, option in self._written(question))
            self._changed[question] = _unambiguous(pairs)
        return self._changed[question]

    def _written(self, question: QuestionId) -> Iterable[tuple[str, OptionId]]:
        for name, option in self.guide.questions[question].options.items():
            yield from ((text, name) for text in (option.say, option.say_about) if text)
        yield from ((name, name) for name in self.guide.questions[question].options)
        yield from ((text, name) for name, text in self._mapping.options.get(question, {}).items())


def _unambiguous(pairs: Iterable[tuple[str, OptionId]]) -> Spellings:
    """Return the option by spelling, without spellings that are empty or stand for two options."""
    known: dict[str, OptionId] = {}
    unclear = {""}
    for key, option in pairs:
        if known.setdefault(key, option) != option:
            unclear.add(key)
    return {key: option for key, option in known.items() if key not in unclear}
