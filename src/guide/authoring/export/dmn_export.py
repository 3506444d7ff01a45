"""Exports a guide as a decision table in DMN 1.3 (OMG): one rule for each path, so that at most one applies.

A path to an outcome that takes more has a rule for each option that adds a kind, and one for those who add
nothing or do not answer.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from guide.common.text import escape_control_chars
from guide.engine.decision import NOTHING_YET, PartialDecision, effect_of
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide, Option

Answers = Mapping[str, tuple[str | None, ...]]
"""The options that a rule allows by question; None in it stands for no answer."""

MOST_RULES = 10_000
"""Rules that a table may have."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
# Keywords of FEEL, DMN's expression language; in backticks they are names.
_WORDS = """
and between date duration else every external false for function if in instance
list not null of or return satisfies some string then time true
"""
_RESERVED = frozenset(_WORDS.split())


class TooManyRulesError(Exception):
    """A table would have more than MOST_RULES rules. The message is a sentence for the user."""


def export_dmn(guide: Guide) -> str:
    """Export a guide as a DMN decision table: an XML document with a line break at its end.

    Where answers are incomplete, no rule of the table applies.

    Raises:
        TooManyRulesError: The table would have more than MOST_RULES rules.
    """
    rules = _count_rules(guide)
    if rules > MOST_RULES:
        raise TooManyRulesError(
            f"A decision table has a rule for each way through the questions, and this guide has {rules:,}; "
            f"more than {MOST_RULES:,} would be of no use to anybody. Export it to SQL instead."
        )
    questions = topological_order(guide)
    title = escape_control_chars(guide.front.title)
    root = Element("definitions", xmlns=_NAMESPACE, id="guide", name=title, namespace="urn:guide:decision")
    for number, question in enumerate(questions, 1):
        input_data = SubElement(root, "inputData", id=f"data_{number}", name=escape_control_chars(question))
        SubElement(
            input_data,
            "variable",
            id=f"variable_{number}",
            name=escape_control_chars(question),
            typeRef="string",
        )
    decision = SubElement(root, "decision", id="decision", name=title)
    SubElement(decision, "variable", id="variable", name="decided")
    for number, _ in enumerate(questions, 1):
        needed = SubElement(decision, "informationRequirement", id=f"needed_{number}")
        SubElement(needed, "requiredInput", href=f"#data_{number}")
    table = SubElement(decision, "decisionTable", id="table", hitPolicy="UNIQUE")
    _columns(guide, questions, table)
    for number, (answers, so_far) in enumerate(_rules(guide), 1):
        _rule(guide, questions, SubElement(table, "rule", id=f"rule_{number}"), answers, so_far)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _count_rules(guide: Guide) -> int:
    """The number of rules.

    Paths are counted from the start, question by question, apart by whether their outcome takes more.
    """
    counts: dict[str | None, Counter[bool]] = defaultdict(Counter)
    counts[guide.start][False] = 1
    for question in topological_order(guide):
        for option in guide.questions[question].options.values():
            for takes, paths in counts[question].items():
                outcome = option.instead or option.recommend
                counts[option.then][guide.takes_more(outcome) if outcome else takes] += paths
    ends = counts[None]
    return ends[False] + ends[True] * (1 + len(_adding(guide)))


def _rules(guide: Guide) -> Iterator[tuple[Answers, PartialDecision]]:
    """The rules: what each allows by question, and what its answers lead to."""
    stack: list[tuple[str | None, Answers, PartialDecision]] = [(guide.start, {}, NOTHING_YET)]
    while stack:
        at, answers, so_far = stack.pop()
        if at is None:
            yield from _ends(guide, answers, so_far)
            continue
        for name, option in reversed(tuple(guide.questions[at].options.items())):
            stack.append((option.then, {**answers, at: (name,)}, so_far.then(effect_of(option))))


def _ends(
    guide: Guide, answers: Answers, so_far: PartialDecision
) -> Iterator[tuple[Answers, PartialDecision]]:
    """The rules for one path, which ends with ``so_far``."""
    if guide.more is None or not guide.takes_more(so_far.outcome):
        yield answers, so_far
        return
    adding = _adding(guide)
    others = (name for name in guide.questions[guide.more].options if name not in adding)
    yield {**answers, guide.more: (None, "", *others)}, so_far
    for name, option in adding.items():
        yield {**answers, guide.more: (name,)}, so_far.with_more(option)


def _adding(guide: Guide) -> Mapping[str, Option]:
    """The options of what is asked after the result that add a kind."""
    options = guide.questions[guide.more].options if guide.more else {}
    return {name: option for name, option in options.items() if option.add}


def _columns(guide: Guide, questions: tuple[str, ...], table: Element) -> None:
    for number, question in enumerate(questions, 1):
        column = SubElement(
            table, "input", id=f"input_{number}", label=escape_control_chars(guide.questions[question].ask)
        )
        expression = SubElement(
            column, "inputExpression", id=f"expression_{number}", typeRef="string", expressionLanguage="feel"
        )
        SubElement(expression, "text").text = _name(question)
        values = SubElement(column, "inputValues", id=f"values_{number}")
        silent = (None, "") if question == guide.more else ()
        SubElement(values, "text").text = _texts((*silent, *guide.questions[question].options))
    for name in ("outcome", "companions"):
        SubElement(table, "output", id=name, name=name, typeRef="string")


def _rule(
    guide: Guide, questions: tuple[str, ...], rule: Element, answers: Answers, so_far: PartialDecision
) -> None:
    assert so_far.outcome is not None
    companions = " ".join(companion.kind for companion in so_far.companions(guide))
    SubElement(rule, "description").text = escape_control_chars(guide.outcomes[so_far.outcome].title)
    for number, question in enumerate(questions, 1):
        entry = SubElement(rule, "inputEntry", id=f"{rule.get('id')}_{number}")
        SubElement(entry, "text").text = _texts(answers[question]) if question in answers else "-"
    for name, value in (("outcome", so_far.outcome), ("companions", companions)):
        entry = SubElement(rule, "outputEntry", id=f"{rule.get('id')}_{name}")
        SubElement(entry, "text").text = _text(value)


def _name(text: str) -> str:
    """The text as a name of FEEL, in backticks where that is needed."""
    return text if text.isidentifier() and text not in _RESERVED else f"`{escape_control_chars(text)}`"


def _texts(texts: Iterable[str | None]) -> str:
    """A list of values in FEEL, of which one must match; None becomes null."""
    return ",".join("null" if text is None else _text(text) for text in texts)


def _text(text: str) -> str:
    """The text as a literal of FEEL."""
    escaped = _CONTROL.sub(
        lambda sign: f"\\u{ord(sign[0]):04x}", text.replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'
