"""Warnings about what is there twice, or for nothing."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from guide.ruleset.checks.accepted import LINE, Remark
from guide.ruleset.model import Guide, Voice

_VOICES: tuple[tuple[Voice, str], ...] = (("you", ""), ("they", "_about"))
_Keys = tuple[str, ...]
_Row = tuple[_Keys, str, Callable[[Voice], str], bool]
"""A question or option: its keys, what it is called, its text by voice, whether it has one for "they"."""


def check_same_texts(guide: Guide) -> Iterator[Remark]:
    """``same-text``: two questions, or two options of a question, that have the same text in a voice.

    Capitals, spaces and the marks at the end make no difference.
    """
    questions = guide.questions
    asked = [
        (("tree.yaml", "questions", name), f"the question “{name}”", question.asked, bool(question.ask_about))
        for name, question in questions.items()
    ]
    yield from _same_texts("ask", asked)
    for name, question in questions.items():
        said = [
            (
                ("tree.yaml", "questions", name, "options", key),
                f"the option “{key}”",
                option.spoken,
                bool(option.say_about),
            )
            for key, option in question.options.items()
        ]
        yield from _same_texts("say", said)


def _same_texts(field: str, rows: Sequence[_Row]) -> Iterator[Remark]:
    reported: set[_Keys] = set()
    for voice, suffix in _VOICES:
        seen: dict[str, _Row] = {}
        for row in rows:
            text = _essence(row[2](voice))
            first = seen.setdefault(text, row) if text else row
            if first is row or row[0] in reported:
                continue
            reported.add(row[0])
            # The text for this voice is at fault rather than one that only takes its place.
            at, other = (first, row) if suffix and first[3] and not row[3] else (row, first)
            yield _same_text(field, suffix, at, other)


def _same_text(field: str, suffix: str, row: _Row, other: _Row) -> Remark:
    about = "said about somebody else, " if suffix else ""
    message = f"{about}{row[1]} has the same text as {other[1]} ({LINE})"
    hint = "Say what is different about it, or remove one of them."
    if suffix and row[3] and not other[3]:
        hint = (
            f"That one has no {field}{suffix}, so its {field} is used. "
            f"Write something else here, or remove this {field}{suffix}."
        )
    written, written_there = (field + suffix * has_own for *_, has_own in (row, other))
    return Remark("same-text", (*row[0], written), message, hint, other=(*other[0], written_there))


def _essence(text: str) -> str:
    return re.sub(r"[\s.?!…]+$", "", " ".join(unicodedata.normalize("NFKC", text).casefold().split()))


def check_lists(guide: Guide) -> Iterator[Remark]:
    """``twice``: an entry that stands twice in one list."""
    for keys, items in _lists(guide):
        if len(items) > len(set(items)):
            seen: set[str] = set()
            for at, item in enumerate(items):
                if item in seen:
                    message = f"“{item}” stands twice in this list"
                    yield Remark("twice", (*keys, str(at)), message, "Remove one of them.")
                seen.add(item)


def _lists(guide: Guide) -> Iterator[tuple[_Keys, tuple[str, ...]]]:
    front: _Keys = ("guide.yaml",)
    yield (*front, "not_before_the_end"), guide.front.not_before_the_end
    yield (*front, "speaks_to_one"), guide.front.speaks_to_one
    for name, distinction in guide.distinctions.items():
        for at, dispute in enumerate(distinction.disputes):
            yield ("kinds.yaml", "distinctions", name, "disputes", str(at), "kinds"), dispute.kinds
    for name, kind in guide.kinds.items():
        keys: _Keys = ("kinds.yaml", "kinds", name)
        yield (*keys, "first"), kind.first
        for distinction_name, claims in kind.claims.items():
            for at, claim in enumerate(claims):
                yield (*keys, "claims", distinction_name, str(at), "sources"), claim.sources
        for heading, line in kind.plan.items():
            yield (*keys, "plan", heading, "sources"), line.sources
    for name, outcome in guide.outcomes.items():
        keys = ("tree.yaml", "outcomes", name)
        yield (*keys, "kinds"), outcome.kinds
        yield (*keys, "sources"), outcome.sources
        for at, reason in enumerate(outcome.reasons):
            yield (*keys, "reasons", str(at), "sources"), reason.sources
        for heading, line in outcome.plan.items():
            yield (*keys, "plan", heading, "sources"), line.sources


def check_unused(guide: Guide) -> Iterator[Remark]:
    """``unused``: a kind that no walk can come to, a heading of no plan, a distinction without any claim."""
    options = [option for question in guide.questions.values() for option in question.options.values()]
    kinds = {kind for outcome in guide.outcomes.values() for kind in outcome.kinds}
    kinds.update(option.add.kind for option in options if option.add)
    plans = [kind.plan for kind in guide.kinds.values()]
    plans += [outcome.plan for outcome in guide.outcomes.values()]
    headings = {heading for plan in plans for heading in plan}
    distinctions = {name for kind in guide.kinds.values() for name in kind.claims}
    distinctions.update(name for name, distinction in guide.distinctions.items() if distinction.poles)
    for table, used, names, hint in (
        ("kinds", kinds, guide.kinds, "List it under the kinds of an outcome, or remove it."),
        ("headings", headings, guide.headings, "Write a line under it in a plan, or remove it."),
        (
            "distinctions",
            distinctions,
            guide.distinctions,
            "Let a kind claim something, or remove it.",
        ),
    ):
        yield from _unused(table, used, names, hint)


def _unused(table: str, used: set[str], names: Iterable[str], hint: str) -> Iterator[Remark]:
    what = {
        "kinds": "no outcome and no answer leads to the kind",
        "headings": "no plan has a line under the heading",
        "distinctions": "no kind claims anything about",
    }
    for name in names:
        if name not in used:
            yield Remark("unused", ("kinds.yaml", table, name), f"{what[table]} “{name}”", hint)
