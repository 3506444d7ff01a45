"""Sentences that say why a row cannot be decided, with ids where its file uses ids, with texts elsewhere."""

from collections.abc import Iterable, Sequence

from guide.batch.answer_reader import AnswerReader
from guide.batch.spelling import comparison_key
from guide.batch.state_machine import Undecided
from guide.ruleset.model import QuestionId

LONGEST = 200
"""Characters of a cell that a message repeats."""
_LIKE = 0.7
"""How like an answer a text is that is suggested; 1 is the same."""
_NUMBER = "it may be the number of an answer in the form: export the texts, or name the answers with --map"
_CACHED = 2_000
"""Sentences that are kept, as many rows have the same problem."""


class ProblemWriter:
    """Writes sentences about answers that are missing or wrong."""

    def __init__(self, answers: AnswerReader) -> None:
        self._answers = answers
        self._written: dict[tuple[str, str, str, bool], str] = {}

    def describe(self, undecided: Undecided, column: str, *, by_text: bool) -> str:
        """Return a sentence that says why a row cannot be decided.

        Args:
            undecided: The question, and what is given as an answer.
            column: The name of the column with the answer; "" where the file has none.
            by_text: Whether the row has answers by their texts; by their ids where not.
        """
        key = (undecided.question, undecided.given, column, by_text)
        if key not in self._written:
            if len(self._written) >= _CACHED:
                self._written.clear()
            self._written[key] = self._describe(*key)
        return self._written[key]

    def describe_contradiction(self, column: str, places: Sequence[str], texts: Sequence[str]) -> str:
        """Return a sentence about columns with different answers to one question.

        Args:
            column: The name of the first of the columns.
            places: Where each text stands, such as “column C”.
            texts: The text in each column.
        """
        given = (f"“{_short(text)}” in {place}" for place, text in zip(places, texts, strict=True) if text)
        return f"{' and '.join(given)} contradict each other, as answers to “{_short(column)}”."

    def _describe(self, question: QuestionId, given: str, column: str, by_text: bool) -> str:
        column, answer = _short(column), _short(given)
        possible = ", ".join(self._options(question, by_text))
        if not column:
            return f"There is no column for “{question}”."
        if not answer:
            return f"“{column}” is not answered; possible: {possible}."
        if "\0" in given:
            return f"“{answer}”, in “{column}”, holds a NUL, which is no text; the file may be damaged."
        several = self._answers.find_several(question, given)
        if len(several) > 1:
            named = ", ".join(self._option(question, name, by_text) for name in several)
            return f"“{column}” has {len(several)} answers where one is needed: {named}."
        wrong = f"“{answer}” is no answer to “{column}”"
        if near := self._nearest(question, given):
            return f"{wrong}; did you mean “{near}”?"
        if given.isdecimal() and 0 < int(given) <= len(self._answers.guide.questions[question].options):
            return f"{wrong}; {_NUMBER}. Possible: {possible}."
        return f"{wrong}; possible: {possible}."

    def _options(self, question: QuestionId, by_text: bool) -> Iterable[str]:
        options = self._answers.guide.questions[question].options
        return (self._option(question, name, by_text) for name in options)

    def _option(self, question: QuestionId, option: str, by_text: bool) -> str:
        say = self._answers.guide.questions[question].options[option].say
        return f"“{say}”" if by_text else option

    def _nearest(self, question: QuestionId, given: str) -> str:
        """Return the id or text of an answer that is most like a text; "" where none is."""
        from difflib import get_close_matches

        keys = {comparison_key(text): text for text in reversed(self._answers.spellings(question))}
        near = get_close_matches(comparison_key(given[:LONGEST]), keys, 1, _LIKE)
        return keys[near[0]] if near else ""


def _short(text: str) -> str:
    """Return the text on one line, and cut: somebody may have put a whole letter into a cell."""
    text = " ".join(text.encode("utf-8", "replace").decode().split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
