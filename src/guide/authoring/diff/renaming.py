"""Ids of an earlier guide, as a later one says that it has renamed them."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from msgspec.structs import replace

from guide.authoring.diff.content import Change
from guide.ruleset.model import Guide, Option, Question

T = TypeVar("T")


def rename(old: Guide, new: Guide) -> Guide:
    """The earlier guide with the ids that its questions and options have in the later one.

    As where answers are moved to a later guide, an id that is still there is never renamed. Neither is one
    whose new name another one had before.
    """
    questions = {
        name: _present(name, new.renamed.questions, old.questions, new.questions) for name in old.questions
    }
    renamed = {
        questions[name]: _rename_in_question(questions[name], question, questions, new)
        for name, question in old.questions.items()
    }
    return replace(
        old,
        start=questions[old.start],
        more=questions[old.more] if old.more is not None else None,
        questions=MappingProxyType(renamed),
    )


def list_renamed(old: Guide, new: Guide) -> Iterator[Change]:
    """The ids that ``rename`` changes, in the order of the earlier guide."""
    for name, question in old.questions.items():
        now = _present(name, new.renamed.questions, old.questions, new.questions)
        if now != name:
            yield Change("renamed", ("questions", name), name, now)
        for key in question.options:
            key_now = _option_id(key, now, question, new)
            if key_now != key:
                yield Change("renamed", ("questions", now, "options", key), key, key_now)


def _rename_in_question(name: str, question: Question, questions: Mapping[str, str], new: Guide) -> Question:
    options = {
        _option_id(key, name, question, new): _lead_on(option, questions)
        for key, option in question.options.items()
    }
    return replace(question, options=MappingProxyType(options))


def _option_id(key: str, question: str, old: Question, new: Guide) -> str:
    present = new.questions[question].options if question in new.questions else {}
    return _present(key, new.renamed.options.get(question, {}), old.options, present)


def _lead_on(option: Option, questions: Mapping[str, str]) -> Option:
    return replace(option, then=questions[option.then]) if option.then else option


def _present(name: str, renamed: Mapping[str, str], old: Mapping[str, T], new: Mapping[str, T]) -> str:
    now = renamed.get(name, name)
    return name if name in new or now in old or now not in new else now
