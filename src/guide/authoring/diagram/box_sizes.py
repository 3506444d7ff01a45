"""The boxes of the SVG diagram: their texts in lines, and the heights that follow from them.

All lengths are in the units of the picture; heights inside a box are measured from its top.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from guide.authoring.diagram.selection import (
    AFTER,
    GREY,
    INK,
    Diagram,
    DrawnEnd,
    Paint,
    drawn_ends,
    outcome_paints,
    paints_by_kind,
)
from guide.common.markup import line_height, svg_text_width, wrap_svg_text
from guide.common.text import one_line
from guide.ruleset.model import Option

WIDE, PAD = 330.0, 13.0
"""The width of every box, and what stays free at its sides."""
ENTRY = 24.0
"""How far below the top of a question's box the lines to it end."""
ASK, SAY, SMALL = 15.5, 13.0, 12.0
"""Sizes of the font: of questions, of options, and of all else. Nothing is smaller."""


class Chip(Struct, frozen=True):
    """The mark of an outcome on the row of an option."""

    end: DrawnEnd
    lines: tuple[str, ...]
    paints: tuple[Paint, ...]
    top: float
    height: float
    wide: float


class Note(Struct, frozen=True):
    """A line of small text below an option: an added kind, or the number of cases."""

    text: str
    fill: str
    baseline: float


class BoxRow(Struct, frozen=True):
    """The row of an option. ``then`` has the number of the next question; "" where there is none."""

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
        """The height at which the line to the next question begins."""
        return self.top + 8 + line_height(SAY) / 2


class Card(Struct, frozen=True):
    """The box of a question with its options.

    ``name`` is the id, ``label`` what stands above the question. ``head`` is the height of the part above the
    rows.
    """

    name: str
    label: str
    lines: tuple[str, ...]
    head: float
    height: float
    rows: tuple[BoxRow, ...]


def question_cards(diagram: Diagram) -> Mapping[str, Card]:
    """The boxes of the drawn questions, by id."""
    of_kind = paints_by_kind(diagram.guide)
    return {name: _question(diagram, name, of_kind) for name in diagram.part}


def _question(diagram: Diagram, name: str, of_kind: Mapping[str, Paint]) -> Card:
    lines = wrap_svg_text(diagram.question_text(name), ASK, WIDE - 2 * PAD)
    head = 28 + len(lines) * line_height(ASK) + 8
    rows: list[BoxRow] = []
    bottom = head
    for option in diagram.part[name]:
        rows.append(_row(diagram, name, option, bottom, of_kind))
        bottom += rows[-1].height
    number = f"Question {diagram.numbers[name]}"
    label = f"{number}, {AFTER}" if name == diagram.guide.more else number
    return Card(name, label, lines, head, bottom + 4, tuple(rows))


def _row(diagram: Diagram, question: str, name: str, top: float, of_kind: Mapping[str, Paint]) -> BoxRow:
    option = diagram.part[question][name]
    then = f"{diagram.numbers[option.then]} ▸" if option.then else ""
    beside = svg_text_width(then, SMALL) + 4 if then else 0.0
    lines = wrap_svg_text(diagram.option_text(question, name), SAY, WIDE - 2 * PAD, beside)
    bottom = top + 8 + len(lines) * line_height(SAY)
    chips: list[Chip] = []
    for end in drawn_ends(option):
        chip = _chip(diagram, end, bottom + 3, outcome_paints(diagram.guide, end.outcome, of_kind))
        free = WIDE - PAD - svg_text_width(lines[-1], SAY) - 12
        if not chips and not (then and len(lines) == 1) and len(chip.lines) == 1 and chip.wide <= free:
            # Beside the last line, where there is room.
            chip = replace(chip, top=bottom - line_height(SAY) + 1)
        chips.append(chip)
        bottom = max(bottom, chip.top + chip.height)
    notes: list[Note] = []
    for text, fill in _note_texts(diagram, question, name, of_kind):
        for line in wrap_svg_text(text, SMALL, WIDE - 2 * PAD):
            notes.append(Note(line, fill, bottom + line_height(SMALL) - 2))
            bottom += line_height(SMALL)
    return BoxRow(name, option, top, bottom + 7 - top, lines, then, tuple(chips), tuple(notes))


def _chip(diagram: Diagram, end: DrawnEnd, top: float, of_outcome: tuple[Paint, ...]) -> Chip:
    text = one_line(end.lead + diagram.title(end.outcome))
    lines = wrap_svg_text(text, SMALL, WIDE - 2 * PAD - 40)
    wide = max(svg_text_width(line, SMALL) for line in lines) + 22 + 5 * len(of_outcome)
    return Chip(end, lines, of_outcome, top, len(lines) * line_height(SMALL) + 4, wide)


def _note_texts(
    diagram: Diagram, question: str, name: str, of_kind: Mapping[str, Paint]
) -> tuple[tuple[str, str], ...]:
    """The texts below an option, each with its colour."""
    added = diagram.part[question][name].add
    cases = diagram.marks.cases(question, name)
    uncovered = cases and not (diagram.marks.covered or {}).get((question, name))
    return (
        *(((diagram.addition(added), of_kind[added.kind].line),) if added else ()),
        *(((cases, INK if uncovered else GREY.line),) if cases else ()),
    )
