"""Warnings about ids: characters that get in the way, and ids that are easily taken for each other."""

import re
from collections.abc import Iterable, Iterator

from guide.common.lookalikes import difference, odd_letter, skeleton
from guide.ruleset.checks.accepted import Remark
from guide.ruleset.model import Guide

_SEPARATES = re.compile(r"[\s,=]")
"""What stands between answers where they are written in one line, as ``--answers`` reads them."""


def check_ids(guide: Guide) -> Iterator[Remark]:
    """Warn of single ids (``id``), and of ids in one table that look alike (``alike``).

    ``id``: an id of a question or an option has a space, a comma or an equals sign, so that it cannot be
    written in ``--answers`` or is misread there; or an id has characters that nobody sees, or letters of two
    alphabets. ``alike``: two ids differ in capitals alone, or in characters that look the same.
    """
    for keys, names in _tables(guide):
        answers = keys[:2] == ("tree.yaml", "questions")
        seen: dict[str, str] = {}
        for name in names:
            if answers and (sign := _SEPARATES.search(name)):
                what = "a space" if sign[0].isspace() else f"“{sign[0]}”"
                lost = "," in name or name != name.strip() or ("=" in name and keys[-1] == "questions")
                trouble = "cannot be written" if lost else "is easily misread"
                message = f"the id “{name}” holds {what}, and {trouble} in --answers"
                yield Remark("id", (*keys, name), message, "Use letters, digits, - and _ only.")
            elif odd := odd_letter(name):
                message = f"the id “{name}” holds {odd}"
                yield Remark("id", (*keys, name), message, "Type it anew, here and wherever it is used.")
            first = seen.setdefault(skeleton(name).casefold(), name)
            if first != name:
                yield Remark("alike", (*keys, name), *_alike(name, first))


def _alike(name: str, first: str) -> tuple[str, str]:
    """Message and hint for two ids that look alike."""
    hint = "Rename one of them, here and wherever it is used."
    if name.casefold() == first.casefold():
        return f"“{name}” and “{first}” differ in capitals alone", hint
    return f"“{name}” looks like “{first}”, and is another id: {difference(name, first)}", hint


def _tables(guide: Guide) -> Iterator[tuple[tuple[str, ...], Iterable[str]]]:
    """Every table of ids, with the file and the keys that lead to it."""
    yield ("sources.yaml",), guide.sources
    yield ("kinds.yaml", "distinctions"), guide.distinctions
    for name, distinction in guide.distinctions.items():
        yield ("kinds.yaml", "distinctions", name, "poles"), distinction.poles
    yield ("kinds.yaml", "headings"), guide.headings
    yield ("kinds.yaml", "kinds"), guide.kinds
    yield ("tree.yaml", "questions"), guide.questions
    for name, question in guide.questions.items():
        yield ("tree.yaml", "questions", name, "options"), question.options
    yield ("tree.yaml", "outcomes"), guide.outcomes
