"""The boxes of the picture: how their words are set, and how high they get."""

from collections.abc import Mapping

from msgspec import Struct

from guide.authoring.diagram.selection import (
    GREY,
    INK,
    Diagram,
    DrawnEnd,
    Paint,
    drawn_ends,
    drawn_outcomes,
    outcome_paints,
    paints_by_kind,
)
from guide.common.markup import fit_svg_text, line_height, svg_text_width, wrap_svg_text
from guide.common.text import one_line
from guide.ruleset.model import Option

WIDE, PAD = 330.0, 13.0
"""The width of a question's box, and what stays free at its sides."""
ENTRY = 24.0
"""How far below the top of a question's box the ways to it end."""
ASK, SAY, SMALL, TINY = 15.5, 13.0, 11.5, 10.5
_THEN_ROOM = 96.0


class Chip(Struct, frozen=True):
    """The mark of an outcome on the row of an option. All heights are from the top of the whole box."""

    end: DrawnEnd
    lines: tuple[str, ...]
    paints: tuple[Paint, ...]
    top: float
    height: float
    wide: float

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


class Note(Struct, frozen=True):
    text: str
    fill: str
    baseline: float


class BoxRow(Struct, frozen=True):
    name: str
    option: Option
    top: float
    height: float
    lines: tuple[str, ...]
    then: str
    chips: tuple[Chip, ...]
    notes: tuple[Note, ...]

    @property
    def port(self) -> float:
        """Where the way to the next question leaves."""
        return self.top + 8 + line_height(SAY) / 2


class Card(Struct, frozen=True):
    """A question with its options, or (without rows) an outcome."""

    name: str
    lines: tuple[str, ...]
    head: float
    height: float
    rows: tuple[BoxRow, ...] = ()
    paints: tuple[Paint, ...] = ()


def question_cards(it: Diagram) -> Mapping[str, Card]:
    of_kind = paints_by_kind(it.guide)
    return {name: _question(it, name, of_kind) for name in it.part}


def outcome_cards(it: Diagram) -> Mapping[str, Card]:
    of_kind = paints_by_kind(it.guide)
    return {name: _outcome(it, name, of_kind) for name in drawn_outcomes(it.guide, it.part)}


def _outcome(it: Diagram, name: str, of_kind: Mapping[str, Paint]) -> Card:
    lines = wrap_svg_text(it.title(name), ASK, WIDE - 2 * PAD - 8)
    height = len(lines) * line_height(ASK) + 22
    return Card(name, lines, height, height, paints=outcome_paints(it.guide, name, of_kind))


def _question(it: Diagram, name: str, of_kind: Mapping[str, Paint]) -> Card:
    lines = wrap_svg_text(it.asked(name), ASK, WIDE - 2 * PAD)
    head = 28 + len(lines) * line_height(ASK) + 8
    rows: list[BoxRow] = []
    bottom = head
    for option in it.part[name]:
        rows.append(_row(it, name, option, bottom, of_kind))
        bottom += rows[-1].height
    return Card(name, lines, head, bottom + 4, tuple(rows))


def _row(it: Diagram, question: str, name: str, top: float, of_kind: Mapping[str, Paint]) -> BoxRow:
    option = it.part[question][name]
    then = fit_svg_text(option.then, TINY, _THEN_ROOM) + " ▸" if option.then else ""
    beside = svg_text_width(then, TINY) + 4 if then else 0.0
    lines = wrap_svg_text(it.said(question, name), SAY, WIDE - 2 * PAD, beside)
    bottom = top + 8 + len(lines) * line_height(SAY)
    chips: list[Chip] = []
    for end in drawn_ends(option):
        chips.append(_chip(it, end, bottom + 3, outcome_paints(it.guide, end.outcome, of_kind)))
        bottom += chips[-1].height + 3
    notes: list[Note] = []
    for text, fill in _remarks(it, question, name, of_kind):
        for line in wrap_svg_text(text, SMALL, WIDE - 2 * PAD):
            notes.append(Note(line, fill, bottom + line_height(SMALL) - 2))
            bottom += line_height(SMALL)
    return BoxRow(name, option, top, bottom + 7 - top, lines, then, tuple(chips), tuple(notes))


def _chip(it: Diagram, end: DrawnEnd, top: float, of_outcome: tuple[Paint, ...]) -> Chip:
    text = one_line(end.lead + it.title(end.outcome))
    lines = wrap_svg_text(text, SMALL, WIDE - 2 * PAD - 40)
    wide = max(svg_text_width(line, SMALL) for line in lines) + 22 + 5 * len(of_outcome)
    return Chip(end, lines, of_outcome, top, len(lines) * line_height(SMALL) + 6, wide)


def _remarks(
    it: Diagram, question: str, name: str, of_kind: Mapping[str, Paint]
) -> tuple[tuple[str, str], ...]:
    added = it.part[question][name].add
    cases = it.marks.cases(question, name)
    uncovered = cases and not (it.marks.covered or {}).get((question, name))
    return (
        *(((it.addition(added), of_kind[added.kind].line),) if added else ()),
        *(((cases, INK if uncovered else GREY.line),) if cases else ()),
    )
