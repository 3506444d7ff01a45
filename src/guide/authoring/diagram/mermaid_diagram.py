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
    """A Mermaid flowchart: an edge from each option to the next question, and to each outcome."""
    it = make_diagram(guide, marks, voice)
    lines = (*_nodes(it), *_edges(it), *_classes(guide))
    return "\n".join(("flowchart TD", *(f"    {line}" for line in lines)))


def _nodes(it: Diagram) -> Iterator[str]:
    asked = {step.question for step in it.marks.road}
    for name, node in _numbered("q", tuple(it.part)).items():
        yield f'{node}["{_coded(it.asked(name))}"]' + (":::road" if name in asked else "")
    for name, node in _numbered("o", drawn_outcomes(it.guide, it.part)).items():
        kinds = it.guide.outcomes[name].kinds
        paint = f"kind{list(it.guide.kinds).index(kinds[0])}" if kinds else "signpost"
        yield f'{node}(["{_coded(it.title(name))}"]):::{paint}'


def _edges(it: Diagram) -> Iterator[str]:
    nodes = _numbered("q", tuple(it.part))
    ovals = _numbered("o", drawn_outcomes(it.guide, it.part))
    for question, options in it.part.items():
        for name, option in options.items():
            start = nodes[question]
            label = f'|"{_coded(_label(it, question, name))}"|'
            road = it.marks.on_road(question, name)
            for end in drawn_ends(option):
                arrow = "==>" if road else "-.->" if end.instead else "-->"
                yield f"{start} {arrow}{label} {ovals[end.outcome]}"
            if option.then:
                yield f"{start} {'==>' if road else '-->'}{label} {nodes[option.then]}"
            elif not option.recommend and not option.instead:
                yield f'{start} {"==>" if road else "-->"}{label} done(("the end"))'
    for name in it.taking:
        arrow = "==>" if it.adds_to(name) else "-.->"
        yield f'{ovals[name]} {arrow}|"{_coded(AFTER)}"| {nodes[str(it.guide.more)]}'


def _label(it: Diagram, question: str, name: str) -> str:
    option = it.part[question][name]
    added = [it.addition(option.add)] if option.add else []
    cases = it.marks.cases(question, name)
    words = (it.said(question, name), *added, *([f"({cases})"] if cases else []))
    return " ".join(words)


def _classes(guide: Guide) -> Iterator[str]:
    named = {f"kind{number}": paint for number, paint in enumerate(paints_by_kind(guide).values())}
    for name, paint in {**named, "signpost": GREY}.items():
        yield f"classDef {name} fill:{paint.tint},stroke:{paint.line},color:{INK}"
    yield f"classDef road stroke:{INK},stroke-width:4px"


def _numbered(letter: str, names: tuple[str, ...]) -> dict[str, str]:
    """Ids for Mermaid: an author's own could be one of its words."""
    return {name: f"{letter}{number}" for number, name in enumerate(names, 1)}


def _coded(text: str) -> str:
    """The text with all that Mermaid or Markdown could take as its own put in entity codes."""
    return "".join(char if char.isalnum() or char in " ,?" else f"#{ord(char)};" for char in text)
