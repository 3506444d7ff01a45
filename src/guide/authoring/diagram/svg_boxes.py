"""The boxes of the SVG diagram as elements. No id is in them: ids are for whoever writes the rules."""

from collections.abc import Iterator

from guide.authoring.diagram.box_sizes import ASK, ENTRY, PAD, SAY, SMALL, WIDE, BoxRow, Card, Chip
from guide.authoring.diagram.legend import LINE_COLOUR, PATH_COLOUR, PATH_TINT
from guide.authoring.diagram.selection import FAINT, INK, Diagram
from guide.common.markup import escape_line, rect, tag, text_elements

_FRAME, _HEAD = "#8fa0b3", "#e9eef4"


def draw_box(diagram: Diagram, card: Card, left: float, top: float, entered: bool) -> str:
    """Draw the box of a question as an SVG element.

    Args:
        diagram: What is drawn.
        card: The box.
        left: Its left side.
        top: Its top.
        entered: Whether lines lead to it, so that an arrow head marks where they end.
    """
    return tag("g", *_question(diagram, card, left, top, entered), class_="question")


def _question(diagram: Diagram, card: Card, left: float, top: float, entered: bool) -> Iterator[str]:
    passed = any(step.question == card.name for step in diagram.marks.path)
    ink = INK if passed or not diagram.marks.path else FAINT
    frame, thick = (
        (PATH_COLOUR, 3) if passed else (INK, 2.5) if card.name == diagram.marks.focus else (_FRAME, 1.2)
    )
    yield tag("title", escape_line(f"{card.label}: {diagram.question_text(card.name)}"))
    yield rect(left, top, WIDE, card.height, 9, fill="#ffffff", class_="box")
    yield tag("path", d=_head_shape(left, top, card.head), fill=_HEAD)
    yield from text_elements([card.label], left + PAD, top + 19, SMALL, ink)
    yield from text_elements(card.lines, left + PAD, top + 27 + ASK * 0.85, ASK, ink, font_weight="bold")
    for row in card.rows:
        yield _row(diagram, card, row, left, top)
    yield rect(left, top, WIDE, card.height, 9, fill="none", stroke=frame, stroke_width=thick)
    if entered:
        at = top + ENTRY
        yield tag(
            "path", d=f"M{left + 1:.1f} {at:.1f}l-10 -6v12z", fill=PATH_COLOUR if passed else LINE_COLOUR
        )


def _head_shape(left: float, top: float, head: float) -> str:
    """The path around the part above the rows, with round corners at the top."""
    return f"M{left:.1f} {top + head:.1f}v{9 - head:.1f}q0 -9 9 -9h{WIDE - 18:.1f}q9 0 9 9v{head - 9:.1f}z"


def _row(diagram: Diagram, card: Card, row: BoxRow, left: float, top: float) -> str:
    return tag("g", *_row_elements(diagram, card, row, left, top), class_="row")


def _row_elements(diagram: Diagram, card: Card, row: BoxRow, left: float, top: float) -> Iterator[str]:
    on_path = diagram.marks.on_path(card.name, row.name)
    ink = INK if on_path or not diagram.marks.path else FAINT
    right, up = left + WIDE, top + row.top
    yield tag("title", escape_line(diagram.option_text(card.name, row.name)))
    if on_path:
        yield rect(left, up, WIDE, row.height, 0, fill=PATH_TINT, class_="road")
    yield tag("path", d=f"M{left:.1f} {up:.1f}h{WIDE:.1f}", stroke="#d5dde6")
    weight = {"font_weight": "bold"} if on_path else {}
    yield from text_elements(row.lines, left + PAD, up + 8 + SAY * 0.95, SAY, ink, **weight)
    if row.then:
        at = up + 8 + SAY * 0.95
        yield from text_elements(
            [row.then], right - 7, at, SMALL, FAINT if ink != INK else INK, text_anchor="end"
        )
    elif not row.chips:
        yield rect(
            right - 5,
            top + row.port - 5,
            10,
            10,
            0,
            fill=PATH_COLOUR if on_path else LINE_COLOUR,
            class_="stop",
        )
    for chip in row.chips:
        words = escape_line(chip.end.lead + diagram.title(chip.end.outcome))
        yield tag("g", tag("title", words), *_chip(chip, right, top, ink), class_="outcome")
    for note in row.notes:
        yield from text_elements(
            [note.text], left + PAD, top + note.baseline, SMALL, note.fill, font_style="italic"
        )


def _chip(chip: Chip, right: float, top: float, ink: str) -> Iterator[str]:
    left, up = right - chip.wide, top + chip.top
    dashes = {"stroke_dasharray": "5 3"} if chip.end.instead else {}
    line = chip.paints[0].line
    yield rect(
        left, up, chip.wide, chip.height, 5, fill=chip.paints[0].tint, stroke=line, class_="chip", **dashes
    )
    for place, paint in enumerate(chip.paints):
        yield rect(left + 4 + place * 5, up + 3, 4, chip.height - 6, 1, fill=paint.line)
    yield from text_elements(chip.lines, left + 9 + 5 * len(chip.paints), up + 2 + SMALL, SMALL, ink)
