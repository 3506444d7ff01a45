"""A guide as a decision table in DMN 1.3: a rule for each road, so that at most one applies."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from guide.decision import NOTHING_YET, SoFar, came_to
from guide.explain import visible
from guide.model import Guide
from guide.walk import in_order

MOST_ROADS = 10_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
# Names that FEEL reads as something else; in backticks it takes them as names.
_WORDS = """
and between date duration else every external false for function if in instance
list not null of or return satisfies some string then time true
"""
_RESERVED = frozenset(_WORDS.split())


class TooManyRoadsError(Exception):
    """A sentence: how many roads there are, and how many a table may have."""


def as_dmn(guide: Guide) -> str:
    """Raises TooManyRoadsError. Answers that no rule fits have not come to an end."""
    roads = _roads(guide)
    if roads > MOST_ROADS:
        raise TooManyRoadsError(
            f"A decision table has a rule for each road, and this guide has {roads:,} roads; "
            f"more than {MOST_ROADS:,} would be of no use to anybody. Export it to SQL instead."
        )
    questions = in_order(guide)
    title = visible(guide.front.title)
    root = Element("definitions", xmlns=_NAMESPACE, id="guide", name=title, namespace="urn:guide:decision")
    for number, question in enumerate(questions, 1):
        data = SubElement(root, "inputData", id=f"data_{number}", name=visible(question))
        SubElement(data, "variable", id=f"variable_{number}", name=visible(question), typeRef="string")
    decision = SubElement(root, "decision", id="decision", name=title)
    SubElement(decision, "variable", id="variable", name="decided")
    for number, _ in enumerate(questions, 1):
        needed = SubElement(decision, "informationRequirement", id=f"needed_{number}")
        SubElement(needed, "requiredInput", href=f"#data_{number}")
    table = SubElement(decision, "decisionTable", id="table", hitPolicy="UNIQUE")
    _columns(guide, questions, table)
    for number, (answers, so_far) in enumerate(_walks(guide), 1):
        _rule(guide, questions, SubElement(table, "rule", id=f"rule_{number}"), answers, so_far)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _roads(guide: Guide) -> int:
    """How many there are, counted from the ends."""
    left: dict[str | None, int] = {None: 1}
    for question in reversed(in_order(guide)):
        left[question] = sum(left[option.then] for option in guide.questions[question].options.values())
    return left[guide.start]


def _walks(guide: Guide) -> Iterator[tuple[dict[str, str], SoFar]]:
    stack: list[tuple[str | None, dict[str, str], SoFar]] = [(guide.start, {}, NOTHING_YET)]
    while stack:
        at, answers, so_far = stack.pop()
        if at is None:
            yield answers, so_far
            continue
        for name, option in reversed(tuple(guide.questions[at].options.items())):
            stack.append((option.then, {**answers, at: name}, so_far.then(came_to(option))))


def _columns(guide: Guide, questions: tuple[str, ...], table: Element) -> None:
    for number, question in enumerate(questions, 1):
        column = SubElement(
            table, "input", id=f"input_{number}", label=visible(guide.questions[question].ask)
        )
        expression = SubElement(
            column, "inputExpression", id=f"expression_{number}", typeRef="string", expressionLanguage="feel"
        )
        SubElement(expression, "text").text = _name(question)
        values = SubElement(column, "inputValues", id=f"values_{number}")
        SubElement(values, "text").text = ",".join(map(_text, guide.questions[question].options))
    for name in ("outcome", "companions"):
        SubElement(table, "output", id=name, name=name, typeRef="string")


def _rule(
    guide: Guide, questions: tuple[str, ...], rule: Element, answers: dict[str, str], so_far: SoFar
) -> None:
    assert so_far.outcome is not None
    companions = " ".join(companion.kind for companion in so_far.companions(guide))
    SubElement(rule, "description").text = visible(guide.outcomes[so_far.outcome].title)
    for number, question in enumerate(questions, 1):
        entry = SubElement(rule, "inputEntry", id=f"{rule.get('id')}_{number}")
        SubElement(entry, "text").text = _text(answers[question]) if question in answers else "-"
    for name, value in (("outcome", so_far.outcome), ("companions", companions)):
        entry = SubElement(rule, "outputEntry", id=f"{rule.get('id')}_{name}")
        SubElement(entry, "text").text = _text(value)


def _name(text: str) -> str:
    return text if text.isidentifier() and text not in _RESERVED else f"`{visible(text)}`"


def _text(text: str) -> str:
    """The text as FEEL writes it."""
    escaped = _CONTROL.sub(
        lambda sign: f"\\u{ord(sign[0]):04x}", text.replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'
