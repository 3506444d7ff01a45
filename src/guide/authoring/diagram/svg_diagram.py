"""The tree of a guide as an SVG picture, read from left to right."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from guide.authoring.diagram.box_layout import Box, Edge, Layout, arrange_boxes
from guide.authoring.diagram.box_sizes import ENTRY, TINY, WIDE, Card, outcome_cards, question_cards
from guide.authoring.diagram.legend import LINE_COLOUR, PATH_COLOUR, draw_legend
from guide.authoring.diagram.selection import AFTER, FAINT, NO_MARKS, Diagram, Marks, make_diagram
from guide.authoring.diagram.svg_boxes import draw_box
from guide.common.markup import escape_line, fit_svg_text, rect, svg_text_width, tag, text_elements
from guide.ruleset.graph import longest_distances
from guide.ruleset.model import Guide, Voice

_MARGIN = 48.0


class _Line(Struct, frozen=True):
    """An edge and its look. ``label`` is written wherever the edge passes a column."""

    edge: Edge
    label: str
    colour: str
    dashed: bool
    on_path: bool


class _Picture(Struct, frozen=True):
    """The boxes, their columns and the lines, in place. ``lefts`` are the left sides of the columns."""

    cards: tuple[Card, ...]
    columns: tuple[int, ...]
    lines: tuple[_Line, ...]
    layout: Layout
    lefts: tuple[float, ...]

    @property
    def height(self) -> float:
        bends = (height for heights in self.layout.bundles.values() for height in heights.values())
        bottoms = (top + card.height for top, card in zip(self.layout.tops, self.cards, strict=True))
        return max(*bottoms, 0.0, *bends)


def draw_svg(guide: Guide, marks: Marks = NO_MARKS, voice: Voice = "you") -> str:
    """Draw the tree as an SVG document.

    Questions stand in columns, each to the right of all that lead to it. Behind them stand the outcomes, and
    last the question that is asked after the result.

    Args:
        guide: The guide.
        marks: What to point out.
        voice: The voice of the texts.

    Raises:
        KeyError: ``marks.focus`` is no question of the guide.
    """
    diagram = make_diagram(guide, marks, voice)
    picture = _picture(diagram)
    wide = max(picture.lefts[-1] + WIDE + _MARGIN, 900)
    head, below = draw_legend(diagram, _MARGIN, wide - 2 * _MARGIN)
    height = below + picture.height + _MARGIN
    faint = bool(marks.path)
    drawn = (*_draw_lines(picture, faint), *_cards(diagram, picture))
    return tag(
        "svg",
        tag("title", escape_line(guide.front.title)),
        tag("desc", escape_line(_description(diagram, picture))),
        tag("rect", width=wide, height=height, fill="#ffffff"),
        *head,
        tag("g", *drawn, transform=f"translate(0 {below:.1f})"),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        font_family="'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif",
        viewBox=f"0 0 {wide:.1f} {height:.1f}",
        width=wide,
        height=height,
    )


def _description(diagram: Diagram, picture: _Picture) -> str:
    ends = len(picture.cards) - len(diagram.part)
    after = f" Behind them stands what is asked {AFTER}." if diagram.taking else ""
    column = "the column behind them" if diagram.taking else "the last column"
    return (
        f"A decision tree, read from left to right: {len(diagram.part)} questions, each a box with a row for"
        f" every answer, and {ends} outcomes in {column}.{after}"
    )


def _picture(diagram: Diagram) -> _Picture:
    questions, outcomes = question_cards(diagram), outcome_cards(diagram)
    depth = longest_distances(diagram.part)
    last = 1 + max(depth.values())
    if diagram.taking:
        depth[str(diagram.guide.more)] = last + 1
    cards = (*questions.values(), *outcomes.values())
    columns = (*(depth[name] for name in questions), *(last for _ in outcomes))
    lines = tuple(_lines(diagram, questions, outcomes))
    placed = [Box(column, card.height) for column, card in zip(columns, cards, strict=True)]
    layout = arrange_boxes(placed, [line.edge for line in lines])
    return _Picture(cards, columns, lines, layout, _lefts(columns, lines, layout))


def _lines(diagram: Diagram, questions: Mapping[str, Card], outcomes: Mapping[str, Card]) -> Iterator[_Line]:
    number = {name: place for place, name in enumerate(questions)}
    end_number = {name: place for place, name in enumerate(outcomes, len(questions))}
    for name, card in questions.items():
        for row in card.rows:
            on_path = diagram.marks.on_path(name, row.name)
            then = row.option.then
            if then:
                edge = Edge(number[name], row.port, number[then], ENTRY, f"question {then}")
                yield _Line(edge, then, LINE_COLOUR, dashed=False, on_path=on_path)
            for chip in row.chips:
                outcome = chip.end.outcome
                bundle = f"{'instead' if chip.end.instead else 'outcome'} {outcome}"
                into = outcomes[outcome].height / 2
                edge = Edge(number[name], chip.middle, end_number[outcome], into, bundle)
                yield _Line(edge, diagram.title(outcome), chip.paints[0].line, chip.end.instead, on_path)
    for name in diagram.taking:
        more, out = str(diagram.guide.more), outcomes[name].height / 2
        edge = Edge(end_number[name], out, number[more], ENTRY, f"question {more}")
        yield _Line(edge, more, LINE_COLOUR, dashed=True, on_path=diagram.adds_to(name))


def _lefts(columns: Sequence[int], lines: Sequence[_Line], layout: Layout) -> tuple[float, ...]:
    """The left sides of the columns: two are the further apart the steeper the lines between them are."""
    climbs = [0.0] * max(columns)
    for line in lines:
        column = columns[line.edge.tail]
        start, end = (
            layout.tops[line.edge.tail] + line.edge.out,
            _height_in_next_column(columns, layout, line.edge),
        )
        climbs[column] = max(climbs[column], abs(end - start))
    lefts = [_MARGIN]
    for climb in climbs:
        lefts.append(lefts[-1] + WIDE + max(110.0, min(300.0, 80 + climb * 0.16)))
    return tuple(lefts)


def _height_in_next_column(columns: Sequence[int], layout: Layout, edge: Edge) -> float:
    """The height at which an edge reaches the next column: that of its bundle there, or of its end."""
    heights = layout.bundles.get(edge.bundle, {})
    return heights.get(columns[edge.tail] + 1, layout.tops[edge.head] + edge.into)


def _draw_lines(picture: _Picture, faint: bool) -> Iterator[str]:
    """The lines: those that bundles share, then from each row to its bundle, then the highlighted walk."""
    look = {line.edge.bundle: line for line in picture.lines}
    for bundle, line in look.items():
        if bundle in picture.layout.bundles:
            yield _stroke(line, _bundle_path(picture, line.edge, min(picture.layout.bundles[bundle])), faint)
    for line in picture.lines:
        yield _stroke(line, _first_path(picture, line.edge), faint)
    for line in picture.lines:
        if line.on_path:
            column = picture.columns[line.edge.tail] + 1
            start, rest = _first_path(picture, line.edge), _bundle_path(picture, line.edge, column)
            yield tag(
                "path", d=start + " " + rest, fill="none", stroke=PATH_COLOUR, stroke_width=5, class_="road"
            )
    for line in look.values():
        yield from _labels(picture, line, faint)


def _labels(picture: _Picture, line: _Line, faint: bool) -> Iterator[str]:
    """The name of a bundle's end, at each column that it passes."""
    fill = FAINT if faint or line.colour == LINE_COLOUR else line.colour
    text = fit_svg_text(line.label, TINY, WIDE - 60)
    for column, y in picture.layout.bundles.get(line.edge.bundle, {}).items():
        x = picture.lefts[column] + 20
        yield rect(x - 3, y - 5, svg_text_width(text, TINY) + 6, 10, 0, fill="#ffffff", class_="label")
        yield from text_elements([text], x, y + 3.5, TINY, fill)


def _stroke(line: _Line, d: str, faint: bool) -> str:
    dashes = {"stroke_dasharray": "7 5"} if line.dashed else {}
    opacity = 0.25 if faint else 0.8
    return tag(
        "path", d=d, fill="none", stroke=line.colour, stroke_width=1.8, stroke_opacity=f"{opacity}", **dashes
    )


def _first_path(picture: _Picture, edge: Edge) -> str:
    column = picture.columns[edge.tail]
    points = (
        (picture.lefts[column] + WIDE, picture.layout.tops[edge.tail] + edge.out),
        (picture.lefts[column + 1], _height_in_next_column(picture.columns, picture.layout, edge)),
    )
    return _curves(points)


def _bundle_path(picture: _Picture, edge: Edge, start: int) -> str:
    """The path of an edge's bundle from a column on: straight along each column, curved between two."""
    end = picture.columns[edge.head]
    heights = picture.layout.bundles.get(edge.bundle, {})
    points = []
    for column in range(start, end):
        points += [(picture.lefts[column], heights[column]), (picture.lefts[column] + WIDE, heights[column])]
    return _curves((*points, (picture.lefts[end], picture.layout.tops[edge.head] + edge.into)))


def _curves(points: Sequence[tuple[float, float]]) -> str:
    (x, y), *_ = points
    return " ".join((f"M{x:.1f} {y:.1f}", *(_curve(*start, *end) for start, end in pairwise(points))))


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    if y == to_y:
        return f"H{to_x:.1f}"
    middle = (x + to_x) / 2
    return f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"


def _cards(diagram: Diagram, picture: _Picture) -> Iterator[str]:
    for card, column, top in zip(picture.cards, picture.columns, picture.layout.tops, strict=True):
        yield draw_box(diagram, card, picture.lefts[column], top, column > 0)
