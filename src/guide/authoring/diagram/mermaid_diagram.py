"""The tree of a guide as a Mermaid flowchart."""

from collections.abc import Iterator

from guide.authoring.diagram.selection import (
    AFTER,
    GREY,
    INK,
    NO_MARKS,
    Diagram,
    Marks,
    drawn_ends,
    drawn_outcomes,
    make_diagram,
    paints_by_kind,
)
from guide.ruleset.model import Guide, Voice


def draw_mermaid(guide: Guide, marks: Marks = NO_MARKS, voice: Voice = "you") -> str:
    """Draw the tree as a Mermaid flowchart: an edge for each option to the next question and to each outcome.

    Args:
        guide: The guide.
        marks: What to point out.
        voice: The voice of the texts.

    Raises:
        KeyError: ``marks.focus`` is no question of the guide.
    """
    diagram = make_diagram(guide, marks, voice)
    lines = (*_nodes(diagram), *_edges(diagram), *_classes(guide))
    return "\n".join(("flowchart TD", *(f"    {line}" for line in lines)))


def _nodes(diagram: Diagram) -> Iterator[str]:
    asked = {step.question for step in diagram.marks.path}
    for name, node in _node_ids("q", tuple(diagram.part)).items():
        yield f'{node}["{_escape(diagram.question_text(name))}"]' + (":::road" if name in asked else "")
    for name, node in _node_ids("o", drawn_outcomes(diagram.guide, diagram.part)).items():
        kinds = diagram.guide.outcomes[name].kinds
        paint = f"kind{list(diagram.guide.kinds).index(kinds[0])}" if kinds else "signpost"
        yield f'{node}(["{_escape(diagram.title(name))}"]):::{paint}'


def _edges(diagram: Diagram) -> Iterator[str]:
    nodes = _node_ids("q", tuple(diagram.part))
    ovals = _node_ids("o", drawn_outcomes(diagram.guide, diagram.part))
    for question, options in diagram.part.items():
        for name, option in options.items():
            start = nodes[question]
            label = f'|"{_escape(_label(diagram, question, name))}"|'
            on_path = diagram.marks.on_path(question, name)
            for end in drawn_ends(option):
                arrow = "==>" if on_path else "-.->" if end.instead else "-->"
                yield f"{start} {arrow}{label} {ovals[end.outcome]}"
            if option.then:
                yield f"{start} {'==>' if on_path else '-->'}{label} {nodes[option.then]}"
            elif not option.recommend and not option.instead:
                yield f'{start} {"==>" if on_path else "-->"}{label} done(("the end"))'
    for name in diagram.taking:
        arrow = "==>" if diagram.adds_to(name) else "-.->"
        yield f'{ovals[name]} {arrow}|"{_escape(AFTER)}"| {nodes[str(diagram.guide.more)]}'


def _label(diagram: Diagram, question: str, name: str) -> str:
    option = diagram.part[question][name]
    added = [diagram.addition(option.add)] if option.add else []
    cases = diagram.marks.cases(question, name)
    words = (diagram.option_text(question, name), *added, *([f"({cases})"] if cases else []))
    return " ".join(words)


def _classes(guide: Guide) -> Iterator[str]:
    named = {f"kind{number}": paint for number, paint in enumerate(paints_by_kind(guide).values())}
    for name, paint in {**named, "signpost": GREY}.items():
        yield f"classDef {name} fill:{paint.tint},stroke:{paint.line},color:{INK}"
    yield f"classDef road stroke:{INK},stroke-width:4px"


def _node_ids(letter: str, names: tuple[str, ...]) -> dict[str, str]:
    """Ids for Mermaid by those of the guide, which could be keywords of Mermaid."""
    return {name: f"{letter}{number}" for number, name in enumerate(names, 1)}


def _escape(text: str) -> str:
    """The text with every character that means something to Mermaid or Markdown as an entity code."""
    return "".join(char if char.isalnum() or char in " ,?" else f"#{ord(char)};" for char in text)
