"""The tree of a guide as an SVG picture: read from left to right, made to hang on a wall."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from guide.authoring.diagram.box_layout import Box, Edge, Layout, arrange_boxes
from guide.authoring.diagram.box_sizes import ENTRY, TINY, WIDE, Card, outcome_cards, question_cards
from guide.authoring.diagram.legend import ROAD, WAY, draw_legend
from guide.authoring.diagram.selection import AFTER, FAINT, NO_MARKS, Diagram, Marks, Part, make_diagram
from guide.authoring.diagram.svg_boxes import draw_box
from guide.common.markup import escape_text, fit_svg_text, rect, svg_text_width, tag, text_elements
from guide.ruleset.model import Guide, Voice

_MARGIN = 48.0


class _Line(Struct, frozen=True):
    """An edge, and how it looks. ``label`` names its end along the way."""

    edge: Edge
    label: str
    colour: str
    dashed: bool
    road: bool


class _Picture(Struct, frozen=True):
    cards: tuple[Card, ...]
    columns: tuple[int, ...]
    lines: tuple[_Line, ...]
    layout: Layout
    lefts: tuple[float, ...]

    @property
    def height(self) -> float:
        ways = (height for way in self.layout.ways.values() for height in way.values())
        bottoms = (top + card.height for top, card in zip(self.layout.tops, self.cards, strict=True))
        return max(*bottoms, 0.0, *ways)


def draw_svg(guide: Guide, marks: Marks = NO_MARKS, voice: Voice = "you") -> str:
    """A picture on its own: questions in columns, each after all that lead to it, and the outcomes last."""
    it = make_diagram(guide, marks, voice)
    picture = _picture(it)
    wide = max(picture.lefts[-1] + WIDE + _MARGIN, 900)
    head, below = draw_legend(it, _MARGIN, wide - 2 * _MARGIN)
    height = below + picture.height + _MARGIN
    faint = bool(marks.road)
    drawn = (*_ways(picture, faint), *_cards(it, picture))
    return tag(
        "svg",
        tag("title", escape_text(guide.front.title)),
        tag("desc", escape_text(_described(it, picture))),
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


def _described(it: Diagram, picture: _Picture) -> str:
    ends = len(picture.cards) - len(it.part)
    after = f" Behind them stands what is asked {AFTER}." if it.taking else ""
    column = "the column behind them" if it.taking else "the last column"
    return (
        f"A decision tree, read from left to right: {len(it.part)} questions, each a box with a row for every"
        f" answer, and {ends} outcomes in {column}.{after}"
    )


def _picture(it: Diagram) -> _Picture:
    questions, outcomes = question_cards(it), outcome_cards(it)
    depth = _depths(it.part)
    last = 1 + max(depth.values())
    if it.taking:
        depth[str(it.guide.more)] = last + 1
    cards = (*questions.values(), *outcomes.values())
    columns = (*(depth[name] for name in questions), *(last for _ in outcomes))
    lines = tuple(_lines(it, questions, outcomes))
    placed = [Box(column, card.height) for column, card in zip(columns, cards, strict=True)]
    layout = arrange_boxes(placed, [line.edge for line in lines])
    return _Picture(cards, columns, lines, layout, _lefts(columns, lines, layout))


def _depths(part: Part) -> dict[str, int]:
    """For each question, the number of questions on the longest road to it."""
    depth = dict.fromkeys(part, 0)
    for name, options in part.items():
        for option in options.values():
            if option.then:
                depth[option.then] = max(depth[option.then], depth[name] + 1)
    return depth


def _lines(it: Diagram, questions: Mapping[str, Card], outcomes: Mapping[str, Card]) -> Iterator[_Line]:
    number = {name: place for place, name in enumerate(questions)}
    end_number = {name: place for place, name in enumerate(outcomes, len(questions))}
    for name, card in questions.items():
        for row in card.rows:
            road = it.marks.on_road(name, row.name)
            then = row.option.then
            if then:
                edge = Edge(number[name], row.port, number[then], ENTRY, f"question {then}")
                yield _Line(edge, then, WAY, dashed=False, road=road)
            for chip in row.chips:
                outcome = chip.end.outcome
                bundle = f"{'instead' if chip.end.instead else 'outcome'} {outcome}"
                into = outcomes[outcome].height / 2
                edge = Edge(number[name], chip.middle, end_number[outcome], into, bundle)
                yield _Line(edge, it.title(outcome), chip.paints[0].line, chip.end.instead, road)
    for name in it.taking:
        more, out = str(it.guide.more), outcomes[name].height / 2
        edge = Edge(end_number[name], out, number[more], ENTRY, f"question {more}")
        yield _Line(edge, more, WAY, dashed=True, road=it.adds_to(name))


def _lefts(columns: Sequence[int], lines: Sequence[_Line], layout: Layout) -> tuple[float, ...]:
    """Where the columns begin: the higher the curves between two climb, the further apart."""
    climbs = [0.0] * max(columns)
    for line in lines:
        column = columns[line.edge.tail]
        start, end = layout.tops[line.edge.tail] + line.edge.out, _joins(columns, layout, line.edge)
        climbs[column] = max(climbs[column], abs(end - start))
    lefts = [_MARGIN]
    for climb in climbs:
        lefts.append(lefts[-1] + WIDE + max(110.0, min(300.0, 80 + climb * 0.16)))
    return tuple(lefts)


def _joins(columns: Sequence[int], layout: Layout, edge: Edge) -> float:
    """The height at which an edge comes to the next column: that of its bundle, or of its end."""
    way = layout.ways.get(edge.bundle, {})
    return way.get(columns[edge.tail] + 1, layout.tops[edge.head] + edge.into)


def _ways(picture: _Picture, faint: bool) -> Iterator[str]:
    """First the shared ways, then how each row comes to them, and the road above them all."""
    look = {line.edge.bundle: line for line in picture.lines}
    for bundle, line in look.items():
        if bundle in picture.layout.ways:
            yield _stroke(line, _way(picture, line.edge, min(picture.layout.ways[bundle])), faint)
    for line in picture.lines:
        yield _stroke(line, _start(picture, line.edge), faint)
    for line in picture.lines:
        if line.road:
            column = picture.columns[line.edge.tail] + 1
            start, rest = _start(picture, line.edge), _way(picture, line.edge, column)
            yield tag("path", d=start + " " + rest, fill="none", stroke=ROAD, stroke_width=5, class_="road")
    for line in look.values():
        yield from _labels(picture, line, faint)


def _labels(picture: _Picture, line: _Line, faint: bool) -> Iterator[str]:
    """The name of the end, wherever its way passes a column."""
    fill = FAINT if faint or line.colour == WAY else line.colour
    text = fit_svg_text(line.label, TINY, WIDE - 60)
    for column, y in picture.layout.ways.get(line.edge.bundle, {}).items():
        x = picture.lefts[column] + 20
        yield rect(x - 3, y - 5, svg_text_width(text, TINY) + 6, 10, 0, fill="#ffffff", class_="label")
        yield from text_elements([text], x, y + 3.5, TINY, fill)


def _stroke(line: _Line, d: str, faint: bool) -> str:
    dashes = {"stroke_dasharray": "7 5"} if line.dashed else {}
    opacity = 0.25 if faint else 0.8
    return tag(
        "path", d=d, fill="none", stroke=line.colour, stroke_width=1.8, stroke_opacity=f"{opacity}", **dashes
    )


def _start(picture: _Picture, edge: Edge) -> str:
    column = picture.columns[edge.tail]
    points = (
        (picture.lefts[column] + WIDE, picture.layout.tops[edge.tail] + edge.out),
        (picture.lefts[column + 1], _joins(picture.columns, picture.layout, edge)),
    )
    return _curves(points)


def _way(picture: _Picture, edge: Edge, start: int) -> str:
    """The way of the edge's bundle from a column on: straight past each column, and curved between two."""
    end = picture.columns[edge.head]
    way = picture.layout.ways.get(edge.bundle, {})
    points = []
    for column in range(start, end):
        points += [(picture.lefts[column], way[column]), (picture.lefts[column] + WIDE, way[column])]
    return _curves((*points, (picture.lefts[end], picture.layout.tops[edge.head] + edge.into)))


def _curves(points: Sequence[tuple[float, float]]) -> str:
    (x, y), *_ = points
    return " ".join((f"M{x:.1f} {y:.1f}", *(_curve(*start, *end) for start, end in pairwise(points))))


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    if y == to_y:
        return f"H{to_x:.1f}"
    middle = (x + to_x) / 2
    return f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"


def _cards(it: Diagram, picture: _Picture) -> Iterator[str]:
    for card, column, top in zip(picture.cards, picture.columns, picture.layout.tops, strict=True):
        yield draw_box(it, card, picture.lefts[column], top, column > 0)
