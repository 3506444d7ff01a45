"""The tree of a guide as a Mermaid flowchart.

Each question is one box with its answers, numbered, and the outcomes that they lead to. Arrows lead to
further questions alone: one for all answers that lead to the same question, with their numbers. With an arrow
to each outcome, a guide of twenty questions is wider than anybody can read.
"""

import re
from collections.abc import Iterator, Mapping

from guide.authoring.diagram.selection import (
    AFTER,
    INK,
    NO_MARKS,
    Diagram,
    Marks,
    drawn_ends,
    make_diagram,
)
from guide.ruleset.model import Guide, Voice

MOST_TEXT, MOST_EDGES = 50_000, 500
"""The length of a text and the number of arrows that Mermaid draws unless its page is told otherwise."""
_WIDE = 300
_HEAD = f"""\
---
config:
  flowchart:
    wrappingWidth: {_WIDE}
    nodeSpacing: 30
    rankSpacing: 60
---
flowchart TD"""
_RESULT = "result"
"""The id of the node for the result, which the question after the result stands below."""


def draw_mermaid(guide: Guide, marks: Marks = NO_MARKS, voice: Voice = "you") -> str:
    """Draw the tree as a Mermaid flowchart, from top to bottom.

    Args:
        guide: The guide.
        marks: What to point out.
        voice: The voice of the texts.

    Raises:
        KeyError: ``marks.focus`` is no question of the guide.
    """
    diagram = make_diagram(guide, marks, voice)
    lines = (*_nodes(diagram), *_edges(diagram), *_classes())
    return "\n".join((_HEAD, *(f"    {line}" for line in lines)))


def exceeds_mermaid(drawing: str) -> bool:
    """Whether Mermaid draws this only where its page allows more than it does by itself."""
    edges = sum(re.search(r" (-->|==>|-\.->)", line) is not None for line in drawing.splitlines())
    return len(drawing) > MOST_TEXT or edges > MOST_EDGES


def _nodes(diagram: Diagram) -> Iterator[str]:
    asked = {step.question for step in diagram.marks.path}
    for name, node in _node_ids(diagram).items():
        rows = (f"<b>{_escape(diagram.question_text(name))}</b>", *_rows(diagram, name))
        yield f'{node}["{"<br/>".join(rows)}"]:::{"road" if name in asked else "question"}'
    if diagram.taking:
        yield f'{_RESULT}(["the result"])'


def _rows(diagram: Diagram, question: str) -> Iterator[str]:
    numbers = _option_numbers(diagram, question)
    for name, option in diagram.part[question].items():
        words = [f"<b>{numbers[name]}</b> {_escape(diagram.option_text(question, name))}"]
        words += [
            f"{_escape('→ ' + end.lead)}<b>{_escape(diagram.title(end.outcome))}</b>"
            for end in drawn_ends(option)
        ]
        words += [_escape(diagram.addition(option.add))] if option.add else []
        cases = diagram.marks.cases(question, name)
        words += [_escape(f"({cases})")] if cases else []
        row = " ".join(words)
        yield f"<u>{row}</u>" if diagram.marks.on_path(question, name) else row


def _edges(diagram: Diagram) -> Iterator[str]:
    nodes = _node_ids(diagram)
    for question, options in diagram.part.items():
        numbers = _option_numbers(diagram, question)
        for then in dict.fromkeys(option.then for option in options.values() if option.then):
            names = [name for name, option in options.items() if option.then == then]
            arrow = "==>" if any(diagram.marks.on_path(question, name) for name in names) else "-->"
            label = ", ".join(str(numbers[name]) for name in names)
            yield f'{nodes[question]} {arrow}|"{label}"| {nodes[then]}'
    if diagram.taking:
        arrow = "==>" if any(map(diagram.adds_to, diagram.taking)) else "-.->"
        yield f'{_RESULT} {arrow}|"{_escape(AFTER)}"| {nodes[str(diagram.guide.more)]}'


def _classes() -> Iterator[str]:
    yield "classDef question text-align:left"
    yield f"classDef road text-align:left,stroke:{INK},stroke-width:4px"


def _option_numbers(diagram: Diagram, question: str) -> Mapping[str, int]:
    """The numbers of a question's options, as whoever answers it sees them."""
    return {name: number for number, name in enumerate(diagram.guide.questions[question].options, 1)}


def _node_ids(diagram: Diagram) -> dict[str, str]:
    """Ids for Mermaid by those of the guide, which could be keywords of Mermaid."""
    return {name: f"q{number}" for number, name in enumerate(diagram.part, 1)}


def _escape(text: str) -> str:
    """The text with every character that means something to Mermaid or Markdown as an entity code.

    Two dollar signs would begin a formula even so.
    """
    escaped = "".join(char if char.isalnum() or char in " ,?" else f"#{ord(char)};" for char in text)
    return re.sub("#36;(?=#36;)", "#36;<wbr/>", escaped)
