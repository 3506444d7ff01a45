"""The tree of a guide as text for a terminal."""

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
    """An option to be written. ``before`` is the indentation of its question's options, with their lines."""

    before: str
    question: str
    name: str
    option: Option
    last: bool


def draw_text(guide: Guide, marks: Marks = NO_MARKS, voice: Voice = "you") -> str:
    """Draw the tree as indented lines.

    Each question is written out where it comes first; later it is only named. The outcomes of an option stand
    below it.

    Args:
        guide: The guide.
        marks: What to point out: “*” marks the options of the walk.
        voice: The voice of the texts.

    Raises:
        KeyError: ``marks.focus`` is no question of the guide.
    """
    diagram = make_diagram(guide, marks, voice)
    return "\n".join(_lines(diagram))


def _lines(diagram: Diagram) -> Iterator[str]:
    written: set[str] = set()
    for root in root_questions(diagram.part):
        yield _heading(diagram, root) if root != diagram.guide.more else f"{AFTER}: {_heading(diagram, root)}"
        written.add(root)
        pending = _branches(diagram, root, "")
        while pending:
            branch = pending.pop()
            inside = branch.before + ("   " if branch.last else "│  ")
            then = branch.option.then
            yield branch.before + ("└─ " if branch.last else "├─ ") + _option_line(diagram, branch)
            yield from (inside + line for line in _effect_lines(diagram, branch.option))
            if then in written:
                yield f"{inside}→ {one_line(then or '')}, above"
            elif then:
                yield f"{inside}→ {_heading(diagram, then)}"
                written.add(then)
                pending += _branches(diagram, then, inside)


def _branches(diagram: Diagram, question: str, before: str) -> list[_Branch]:
    """The branches at a question in reverse order, as they go on a stack."""
    options = tuple(diagram.part[question].items())
    return [
        _Branch(before, question, name, option, last=number == 0)
        for number, (name, option) in enumerate(reversed(options))
    ]


def _heading(diagram: Diagram, question: str) -> str:
    return f"{one_line(question)}: {diagram.question_text(question)}"


def _option_line(diagram: Diagram, branch: _Branch) -> str:
    mark = "* " if diagram.marks.on_path(branch.question, branch.name) else ""
    cases = diagram.marks.cases(branch.question, branch.name)
    text = one_line(branch.option.spoken(diagram.voice))
    return f"{mark}{one_line(branch.name)}: {text}" + (f" ({cases})" if cases else "")


def _effect_lines(diagram: Diagram, option: Option) -> Iterator[str]:
    for end in drawn_ends(option):
        yield f"= {end.lead}{diagram.title(end.outcome)}"
    if option.add:
        yield diagram.addition(option.add)
