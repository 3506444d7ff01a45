"""Which columns of a table answer which question, by their headings as forms write them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from guide.batch.column_mapping import ColumnMapping
from guide.batch.spelling import comparison_key, normalise, remove_markup
from guide.common.csv_safety import ANSWER, NOTE
from guide.common.text import join_words
from guide.ruleset.model import Guide, QuestionId

_CODE = re.compile(
    r"(?:\[?(?:[A-Za-z]{0,8}\d[\w.]*?)[\])]?(?:\s*[.:)|–—-]+\s*|\s+)|[\[(]?[A-Za-z][.):\]]+\s+)(?=[^\d\s_])"
)
"""A number or code before a heading: “1. ”, “Q1: ”, “G01Q02. ”, “[Q3] ”, “a) ”."""
_NAMED = re.compile(r"\[?(\w[\w-]*)\]?\s*([.:|–—-]+)\s+(?=\S)")
"""A name before a heading, such as the id of its question: “lack. ”."""
_COPY = re.compile(r"(?:\.\d+|\s*[\[(]\d+[\])]|_\d+|(?<=[?.!:])\s*\d+)\s*$")
"""What programs add to a heading that occurs again: “.1”, “ (2)”, “_2”, “2”."""
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
"""An explanation that ends a heading: “(one only)”."""
_REMARK = (
    r"(?:comments?|notes?|remarks?|feedback|text|points|score|specify|please specify|other|others"
    r"|other \(please specify\)|kommentar|bemerkung|anmerkung|sonstiges|andere"
    r"|commentaires?|remarque|autres?|précisez|comentarios?|otros?|outros?|commento|altro|opmerking|anders|komentarz|inne)"
)
_NOTE = re.compile(rf"(?:\s*[\[(]\s*{_REMARK}\s*[\])]|\s*[._:–—-]\s*(?:\d+_)?{_REMARK})\s*$", re.IGNORECASE)
"""What ends the heading of a column for comments on a question, or for an answer in words of one's own."""
_OPENING = "* \"“”„«»‹›'‘’"
"""What can stand before a heading and its number."""
_ADDED = 500
"""Characters that a form adds to the text of a question at most, such as tags of HTML."""
_LIKE = 0.8
"""How like the text of a question a heading is that is told to be nearly one; 1 is the same."""


class Match(NamedTuple):
    """How a heading names a question. ``by_text`` tells whether it does so by the text of the question.

    ``certain`` is false where a part of the heading was left aside that could mean something.
    """

    question: QuestionId
    by_text: bool
    certain: bool = True


class ColumnQuestions(NamedTuple):
    """The columns of a table by what they hold.

    Attributes:
        questions: By question id, the indexes of the columns with its answers, from left to right.
        notes: By question id, the indexes of the columns with comments on it.
        by_text: Whether more columns are named after a question by its text than by its id.
        remarks: Sentences about what is not read as it might be meant.
    """

    questions: Mapping[QuestionId, tuple[int, ...]]
    notes: Mapping[QuestionId, tuple[int, ...]]
    by_text: bool
    remarks: tuple[str, ...] = ()


class HeadingReader:
    """Knows the questions of a guide by all that a column can be called."""

    def __init__(self, guide: Guide, mapping: ColumnMapping) -> None:
        self._guide = guide
        self._mapping = mapping
        named = [(text, Match(name, True)) for name, text in _question_texts(guide)]
        named += [
            (text, Match(name, False)) for name in guide.questions for text in (name, ANSWER.format(name))
        ]
        self._exact = _unambiguous((normalise(text), match) for text, match in named)
        self._named = named
        self._longest = _ADDED + max(len(text) for text, _ in named)
        self._mapped = {normalise(text): question for question, text in mapping.columns.items()}

    def match(self, heading: str) -> Match | None:
        """Return the question that a heading names; None where it names none."""
        if not heading.strip() or len(heading) > self._longest:
            return None
        text = remove_markup(heading).replace("\ufeff", "").replace("\u200b", "").strip()
        # An id may itself look like markup.
        if match := self._find(heading) or self._match_variants(text):
            return match
        first, _, rest = text.partition("\n")
        for shorter in (first if rest.strip() else "", _ASIDE.sub("", text)):
            if shorter and shorter != text and not _NOTE.search(text):
                shortened = self._match_variants(shorter)
                return shortened and shortened._replace(certain=False)
        return None

    def match_note(self, heading: str) -> QuestionId | None:
        """Return the question on which a column of this heading holds comments; None where it holds none."""
        key = normalise(heading)
        for name in self._guide.questions:
            if key == normalise(NOTE.format(name)):
                return name
        end = _NOTE.search(heading)
        match = self.match(heading[: end.start()]) if end else None
        return match.question if match else None

    def read(self, headings: Sequence[str]) -> ColumnQuestions:
        """Return what the columns hold, by their headings; ``suggest`` tells what else they might."""
        mapped = self._mapped_columns(headings)
        matches = {
            place: match
            for place, heading in enumerate(headings)
            if place not in mapped
            and (match := self.match(heading))
            and match.question not in mapped.values()
        }
        by_text = 2 * sum(match.by_text for match in matches.values()) > len(matches)
        remarks = list(self._drop_namesakes(headings, matches, by_text))
        asked = {**mapped, **{place: match.question for place, match in matches.items()}}
        others = {place: heading for place, heading in enumerate(headings) if place not in asked}
        noted = {at: name for at, heading in others.items() if (name := self.match_note(heading))}
        return ColumnQuestions(_group(asked), _group(noted), by_text, tuple(remarks))

    def count(self, headings: Sequence[str]) -> int:
        """Return how many questions are named by the headings."""
        matches = filter(None, map(self.match, headings))
        return len({match.question for match in matches} | set(self._mapped_columns(headings).values()))

    def _match_variants(self, heading: str) -> Match | None:
        """Return what a heading names as it is, or without what forms and programs put before or after it."""
        heading = heading.lstrip(_OPENING)
        for text in (heading, _COPY.sub("", heading)):
            match = self._find(text) or self._match_after_code(text)
            if match:
                return match
        return None

    def _match_after_code(self, heading: str) -> Match | None:
        if code := _CODE.match(heading):
            return self._find(heading[code.end() :])
        name = _NAMED.match(heading)
        match = self._find(heading[name.end() :]) if name else None
        if name is None or match is None or not match.by_text:
            return None
        known = self._exact.get(normalise(name[1]))
        if known is None:
            # “Points – …” and “Feedback: …” are other columns, about the question.
            return match if name[2] == "." else None
        return match._replace(certain=match.certain and known.question == match.question)

    def _find(self, text: str) -> Match | None:
        return self._exact.get(normalise(text)) or self._changed.get(comparison_key(text))

    @cached_property
    def _changed(self) -> Mapping[str, Match]:
        return _unambiguous((comparison_key(text), match) for text, match in self._named)

    def _mapped_columns(self, headings: Sequence[str]) -> dict[int, QuestionId]:
        keys = map(normalise, headings)
        return {place: self._mapped[key] for place, key in enumerate(keys) if key in self._mapped}

    def _drop_namesakes(
        self, headings: Sequence[str], matches: dict[int, Match], by_text: bool
    ) -> Iterator[str]:
        """Remove columns that only happen to have the id of a question, such as “Team”; yield the remarks."""
        texts = {match.question for match in matches.values() if match.by_text}
        for place, match in list(matches.items()):
            if not match.certain:
                yield f"The column “{_short(headings[place])}” is read as “{match.question}”."
            if by_text and not match.by_text and headings[place].strip() != match.question:
                what = f"The column “{_short(headings[place])}” is"
                if match.question in texts:
                    del matches[place]
                    yield f"{what} not read as “{match.question}”: another has the text of that question."
                else:
                    yield f"{what} read as the question “{match.question}”, whose id it has."

    def suggest(self, headings: Sequence[str], columns: ColumnQuestions) -> Iterator[str]:
        """Yield a remark for each heading that is not read, and could be one of several questions.

        So for each that is nearly the text of a question without a column.
        """
        read = {
            at for places in (columns.questions, columns.notes) for some in places.values() for at in some
        }
        others = [heading for at, heading in enumerate(headings) if at not in read]
        yield from self._remark_ambiguous(others)
        missing = set(self._guide.questions) - set(columns.questions)
        if not missing:
            return
        from difflib import get_close_matches

        keys = {comparison_key(text): name for name, text in _question_texts(self._guide) if name in missing}
        for heading in others:
            words = [comparison_key(part)[:500] for part in (heading, _CODE.sub("", heading))]
            near = [key for word in words if " " in word for key in get_close_matches(word, keys, 1, _LIKE)]
            if near:
                question = keys[near[0]]
                yield (
                    f"The column “{_short(heading)}” is not read as a question; if it is “{question}”, "
                    f"“{_short(self._guide.questions[question].ask)}”, name it with --map."
                )

    def _remark_ambiguous(self, headings: Iterable[str]) -> Iterator[str]:
        named: dict[str, dict[QuestionId, None]] = {}
        for text, match in self._named:
            named.setdefault(comparison_key(text), {})[match.question] = None
        for heading in headings:
            if len(questions := named.get(comparison_key(heading), ())) > 1:
                meant = join_words([f"“{question}”" for question in questions], "or")
                yield (
                    f"The column “{_short(heading)}” is not read as a question: it can be {meant}. "
                    "Name it with --map."
                )


def _question_texts(guide: Guide) -> Iterator[tuple[QuestionId, str]]:
    for name, question in guide.questions.items():
        yield from ((name, text) for text in (question.ask, question.ask_about) if text)


def _group(columns: Mapping[int, QuestionId]) -> dict[QuestionId, tuple[int, ...]]:
    """Return the columns of each question, from left to right."""
    grouped: dict[QuestionId, tuple[int, ...]] = {}
    for place, question in sorted(columns.items()):
        grouped[question] = (*grouped.get(question, ()), place)
    return grouped


def _unambiguous(pairs: Iterable[tuple[str, Match]]) -> dict[str, Match]:
    """Return what each key names, without keys that are empty or name two questions."""
    known: dict[str, Match] = {}
    unclear = {""}
    for key, match in pairs:
        if known.setdefault(key, match).question != match.question:
            unclear.add(key)
    return {key: match for key, match in known.items() if key not in unclear}


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"
