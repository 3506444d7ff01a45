"""Warnings about ids: characters that get in the way, and ids that are easily taken for each other."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import count

from guide.common.lookalikes import difference, odd_letter, skeleton
from guide.ruleset.checks.accepted import LINE, Remark
from guide.ruleset.model import Guide

_SEPARATES = re.compile(r"[\s,=]")
"""What stands between answers where they are written in one line, as ``--answers`` reads them."""


def check_ids(guide: Guide) -> Iterator[Remark]:
    """Warn of single ids (``id``), and of ids in one table that look alike (``alike``).

    ``id``: an id of a question or an option has a space, a comma or an equals sign, so that it cannot be
    written in ``--answers`` or is misread there; or an id has characters that nobody sees, or letters of two
    alphabets, or ends with a colon. ``alike``: two ids differ in capitals alone, or in characters that look
    the same. What is odd about one of those is told with it.
    """
    for keys, names in _tables(guide):
        answers = keys[:2] == ("tree.yaml", "questions")
        alike = _alike_names(names)
        for name in names:
            if answers and (sign := _SEPARATES.search(name)):
                yield _separated(keys, name, sign[0], names)
            elif name.endswith(":"):
                yield Remark(
                    "id", (*keys, name), f"the id “{name}” ends with a colon", "Remove one of the two."
                )
            elif name not in alike and (odd := odd_letter(name)):
                message = f"the id “{name}” holds {odd}"
                hint = "Delete that letter and type it anew, here and wherever the id is used."
                yield Remark("id", (*keys, name), message, hint)
            if name in alike:
                yield _alike(keys, name, alike[name])


def _separated(keys: tuple[str, ...], name: str, sign: str, names: Collection[str]) -> Remark:
    what = {",": "a comma", "=": "an equals sign"}.get(sign, "a space")
    lost = "," in name or name != name.strip() or ("=" in name and keys[-1] == "questions")
    trouble = "cannot be written" if lost else "is easily misread"
    message = f"the id “{name}” holds {what}, and {trouble} where answers stand in one line"
    plain = "_".join(part for part in _SEPARATES.split(name) if part)
    free = next(
        spelling for spelling in _spellings(plain or keys[-1].removesuffix("s")) if spelling not in names
    )
    taken = f" ({plain} is taken)" if plain in names else ""
    hint = f"Write it as {free}{taken}, here and wherever it is used."
    return Remark("id", (*keys, name), message, hint)


def _spellings(name: str) -> Iterator[str]:
    """The name, and then the same with a number behind it."""
    yield name
    yield from (f"{name}_{number}" for number in count(2))


def _alike_names(names: Collection[str]) -> Mapping[str, str]:
    """Names that are easily taken for another one, each with that one. The odd one of two is the key."""
    seen: dict[str, str] = {}
    alike: dict[str, str] = {}
    for name in names:
        look = skeleton(name).casefold()
        first = seen.setdefault(look, name)
        if first == name:
            continue
        if odd_letter(first) and not odd_letter(name) and first not in alike:
            seen[look] = name
            alike[first] = name
        else:
            alike[name] = first
    return alike


def _alike(keys: tuple[str, ...], name: str, other: str) -> Remark:
    if name.casefold() == other.casefold():
        message = f"“{name}” and “{other}” ({LINE}) differ in capitals alone"
        hint = "Rename one of them, here and wherever it is used."
    else:
        message = f"“{name}” looks like “{other}” ({LINE}), but {difference(name, other)}"
        what = keys[-1].removesuffix(".yaml").removesuffix("s")
        hint = (
            f"If it is another {what}, give it another name, here and wherever it is used. "
            "If it is the same, remove one of the two."
        )
    return Remark("alike", (*keys, name), message, hint, other=(*keys, other))


def _tables(guide: Guide) -> Iterator[tuple[tuple[str, ...], Collection[str]]]:
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
