"""Warnings that an author accepts: with a reason, at the place itself or in a table around it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from guide.ruleset.model import Accepted, Guide
from guide.ruleset.problems import Locate, Problem

LINE = "{line}"
"""What stands in a message or a hint for the line of the other place that it is about."""

_Keys = tuple[str, ...]
"""The file, and the keys that lead to a place in it."""


class Remark(NamedTuple):
    """A warning before it is known whether the author of the rules accepts it.

    Attributes:
        code: The code of the problem.
        keys: The file, and the keys that lead to the place.
        message: What is wrong, as half a sentence.
        hint: What the author can do.
        walk: The answers that lead to the fault, as ``question=option,...``; empty where none do.
        other: The keys of the place whose line stands for LINE; empty where there is no such.
    """

    code: str
    keys: tuple[str, ...]
    message: str
    hint: str
    walk: str = ""
    other: tuple[str, ...] = ()

    def in_words(self, locate: Locate) -> tuple[str, str]:
        """The message and the hint, with the line of the other place in them."""
        if not self.other:
            return self.message, self.hint
        line = f"line {locate(*self.other).line}"
        return self.message.replace(LINE, line), self.hint.replace(LINE, line)


def drop_accepted(guide: Guide, locate: Locate, remarks: Iterable[Remark]) -> list[Problem]:
    """Problems for the remarks that the author does not accept, and one for each needless acceptance.

    An ``accept`` table accepts remarks about its own row and all that is in it. It is needless where no
    remark is accepted by it.
    """
    accepting = dict(_acceptances(guide))
    needed: set[tuple[_Keys, str]] = set()
    problems = []
    for remark in remarks:
        keys = _accepted_at(remark, accepting)
        if keys is not None:
            needed.add((keys, remark.code))
            continue
        place = locate(*remark.keys)
        message, hint = remark.in_words(locate)
        problems.append(Problem(remark.code, place, message, hint, "warning", remark.walk))
    for keys, accepted in accepting.items():
        for code in accepted:
            if (keys, code) not in needed:
                message = f"nothing here needs “{code}” to be accepted"
                place = locate(*keys, "accept", code)
                problems.append(Problem("acceptance", place, message, "Remove it.", "warning"))
    return problems


def _accepted_at(remark: Remark, accepting: Mapping[_Keys, Accepted]) -> _Keys | None:
    """The keys of the nearest table around the remark that accepts it; None where none does."""
    for length in range(len(remark.keys), 0, -1):
        if remark.code in accepting.get(remark.keys[:length], ()):
            return remark.keys[:length]
    return None


def _acceptances(guide: Guide) -> Iterator[tuple[_Keys, Accepted]]:
    tables = (
        (("sources.yaml",), guide.sources),
        (("kinds.yaml", "distinctions"), guide.distinctions),
        (("kinds.yaml", "kinds"), guide.kinds),
        (("tree.yaml", "outcomes"), guide.outcomes),
        (("tree.yaml", "questions"), guide.questions),
    )
    yield ("guide.yaml",), guide.front.accept
    for keys, table in tables:
        for name, row in table.items():
            if row.accept:
                yield (*keys, name), row.accept
    for name, question in guide.questions.items():
        for key, option in question.options.items():
            if option.accept:
                yield ("tree.yaml", "questions", name, "options", key), option.accept
