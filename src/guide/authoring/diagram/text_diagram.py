"""The tree of a guide for a terminal."""

from collections.abc import Iterator

from msgspec import Struct

from guide.authoring.diagram.selection import (
    AFTER,
    NO_MARKS,
    Diagram,
    Marks,
    drawn_ends,
    make_diagram,
    root_questions,
)
from guide.common.text import one_line
from guide.ruleset.model import Guide, Option, Voice


class _Branch(Struct, frozen=True):
    """An option in the text. ``before`` is what stands in front of its question's options."""

    before: str
    question: str
    name: str
    option: Option
    last: bool


def draw_text(guide: Guide, marks: Marks = NO_MARKS, voice: Voice = "you") -> str:
    """An indented tree for a terminal. Each question is written out where it comes first."""
    it = make_diagram(guide, marks, voice)
    return "\n".join(_lines(it))


def _lines(it: Diagram) -> Iterator[str]:
    written: set[str] = set()
    for root in root_questions(it.part):
        yield _heading(it, root) if root != it.guide.more else f"{AFTER}: {_heading(it, root)}"
        written.add(root)
        left = _branches(it, root, "")
        while left:
            branch = left.pop()
            inside = branch.before + ("   " if branch.last else "│  ")
            then = branch.option.then
            yield branch.before + ("└─ " if branch.last else "├─ ") + _said(it, branch)
            yield from (inside + line for line in _comes_to(it, branch.option))
            if then in written:
                yield f"{inside}→ {one_line(then or '')}, above"
            elif then:
                yield f"{inside}→ {_heading(it, then)}"
                written.add(then)
                left += _branches(it, then, inside)


def _branches(it: Diagram, question: str, before: str) -> list[_Branch]:
    """The branches at a question, the first one last, as a stack wants them."""
    options = tuple(it.part[question].items())
    return [
        _Branch(before, question, name, option, last=number == 0)
        for number, (name, option) in enumerate(reversed(options))
    ]


def _heading(it: Diagram, question: str) -> str:
    return f"{one_line(question)}: {it.asked(question)}"


def _said(it: Diagram, branch: _Branch) -> str:
    mark = "* " if it.marks.on_road(branch.question, branch.name) else ""
    cases = it.marks.cases(branch.question, branch.name)
    said = one_line(branch.option.spoken(it.voice))
    return f"{mark}{one_line(branch.name)}: {said}" + (f" ({cases})" if cases else "")


def _comes_to(it: Diagram, option: Option) -> Iterator[str]:
    for end in drawn_ends(option):
        yield f"= {end.lead}{it.title(end.outcome)}"
    if option.add:
        yield it.addition(option.add)
