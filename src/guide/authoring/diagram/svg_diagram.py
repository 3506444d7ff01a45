"""The tree of a guide as an SVG picture, read from left to right."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from guide.authoring.diagram.box_layout import Box, Edge, Layout, arrange_boxes
from guide.authoring.diagram.box_sizes import ENTRY, SMALL, WIDE, Card, question_cards
from guide.authoring.diagram.legend import LINE_COLOUR, PATH_COLOUR, draw_legend
from guide.authoring.diagram.selection import FAINT, NO_MARKS, Diagram, Marks, make_diagram
from guide.authoring.diagram.svg_boxes import draw_box
from guide.common.markup import escape_line, rect, svg_text_width, tag, text_elements
from guide.ruleset.graph import longest_distances
from guide.ruleset.model import Guide, Voice

FONTS = "'Helvetica Neue', Helvetica, Arial, 'DejaVu Sans', sans-serif"
_MARGIN = 48.0


class _Line(Struct, frozen=True):
    """An edge to a question. ``label`` is written wherever it passes a column."""

    edge: Edge
    label: str
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

    Questions stand in columns, each to the right of all that lead to it. Outcomes stand beside the answers
    that lead to them.

    Args:
        guide: The guide.
        marks: What to point out.
        voice: The voice of the texts.

    Raises:
        KeyError: ``marks.focus`` is no question of the guide.
    """
    elements, width, height = draw_elements(guide, marks, voice)
    return tag(
        "svg",
        *elements,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        font_family=FONTS,
        viewBox=f"0 0 {width:.1f} {height:.1f}",
        width=width,
        height=height,
    )


def draw_elements(guide: Guide, marks: Marks, voice: Voice) -> tuple[tuple[str, ...], float, float]:
    """Draw the tree as elements of an SVG document, the first of them its title. With its width and height.

    Raises KeyError where ``marks.focus`` is no question of the guide.
    """
    diagram = make_diagram(guide, marks, voice)
    picture = _picture(diagram)
    width = max(picture.lefts[-1] + WIDE + _MARGIN, 900)
    head, below = draw_legend(diagram, _MARGIN, width - 2 * _MARGIN)
    height = below + picture.height + _MARGIN
    drawn = (*_draw_lines(picture, bool(marks.path)), *_cards(diagram, picture))
    elements = (
        tag("title", escape_line(guide.front.title)),
        tag("desc", escape_line(_description(diagram))),
        tag("rect", width=width, height=height, fill="#ffffff"),
        *head,
        tag("g", *drawn, transform=f"translate(0 {below:.1f})"),
    )
    return elements, width, height


def _description(diagram: Diagram) -> str:
    return (
        f"A decision tree, read from left to right: {len(diagram.part)} questions, each a box with a row for"
        " every answer, and beside it the outcome that it leads to."
    )


def _picture(diagram: Diagram) -> _Picture:
    questions = question_cards(diagram)
    depth = longest_distances(diagram.part)
    more = str(diagram.guide.more)
    if more in depth:
        depth[more] = max(depth.values())
    columns = tuple(depth[name] for name in questions)
    lines = tuple(_lines(diagram, questions))
    placed = [Box(column, card.height) for column, card in zip(columns, questions.values(), strict=True)]
    layout = arrange_boxes(placed, [*(line.edge for line in lines), *_holds(diagram, columns)])
    return _Picture(tuple(questions.values()), columns, lines, layout, _lefts(columns, lines, layout))


def _lines(diagram: Diagram, questions: Mapping[str, Card]) -> Iterator[_Line]:
    number = {name: place for place, name in enumerate(questions)}
    for name, card in questions.items():
        for row in card.rows:
            then = row.option.then
            if then:
                edge = Edge(number[name], row.port, number[then], ENTRY, then)
                yield _Line(edge, str(diagram.numbers[then]), diagram.marks.on_path(name, row.name))


def _holds(diagram: Diagram, columns: Sequence[int]) -> Iterator[Edge]:
    """An edge that is not drawn: it keeps the question after the result near the others. None leads to it."""
    more = str(diagram.guide.more)
    if more in diagram.part:
        place = list(diagram.part).index(more)
        before = [number for number, column in enumerate(columns) if column == columns[place] - 1]
        if before:
            yield Edge(before[-1], 0, place, 0, "")


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
        lefts.append(lefts[-1] + WIDE + max(90.0, min(260.0, 60 + climb * 0.16)))
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
            yield _stroke(_bundle_path(picture, line.edge, min(picture.layout.bundles[bundle])), faint)
    for line in picture.lines:
        yield _stroke(_first_path(picture, line.edge), faint)
    for line in picture.lines:
        if line.on_path:
            column = picture.columns[line.edge.tail] + 1
            start, rest = _first_path(picture, line.edge), _bundle_path(picture, line.edge, column)
            yield tag(
                "path", d=start + " " + rest, fill="none", stroke=PATH_COLOUR, stroke_width=5, class_="road"
            )
    for line in look.values():
        yield from _labels(picture, line)


def _labels(picture: _Picture, line: _Line) -> Iterator[str]:
    """The number of the question to which a bundle leads, at each column that it passes."""
    for column, y in picture.layout.bundles.get(line.edge.bundle, {}).items():
        x = picture.lefts[column] + 20
        width = svg_text_width(line.label, SMALL) + 6
        yield rect(x - 3, y - 6, width, 12, 0, fill="#ffffff", class_="label")
        yield from text_elements([line.label], x, y + 4.5, SMALL, FAINT)


def _stroke(d: str, faint: bool) -> str:
    opacity = 0.25 if faint else 0.8
    return tag("path", d=d, fill="none", stroke=LINE_COLOUR, stroke_width=1.8, stroke_opacity=f"{opacity}")


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
    entered = {line.edge.head for line in picture.lines}
    placed = zip(picture.cards, picture.columns, picture.layout.tops, strict=True)
    for number, (card, column, top) in enumerate(placed):
        yield draw_box(diagram, card, picture.lefts[column], top, number in entered)
