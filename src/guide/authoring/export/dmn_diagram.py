"""The diagram of decision tables: where each stands, as DMN's diagram interchange has it.

What decides stands at the top, and each table below all that need it. The answer that a table reads stands
beside it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from guide.authoring.diagram.box_layout import Box, Edge, Layout, arrange_boxes
from guide.authoring.export.dmn_model import Table, Tables

_DECISION, _DATA = (180.0, 80.0), (125.0, 45.0)
_BESIDE, _BELOW, _MARGIN = 30.0, 110.0, 100.0
_SLOT = _DECISION[1] + _BELOW


class Bounds(NamedTuple):
    """A rectangle: its left, top, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


Point = tuple[float, float]


class Drawing(NamedTuple):
    """The shapes by name, and the lines by what is needed and what needs it."""

    shapes: Mapping[str, Bounds]
    lines: Mapping[tuple[str, str], tuple[Point, ...]]


def arrange_tables(tables: Tables) -> Drawing:
    """Place the tables and the answers that they read."""
    names = {table.name: number for number, table in enumerate(tables.tables)}
    layers = _layers(tables.tables, names)
    boxes = [Box(layers[table.name], _width(table, tables)) for table in tables.tables]
    half = _DECISION[0] / 2
    edges = [
        Edge(names[table.name], half, names[needed], half, needed)
        for table in tables.tables
        for needed in table.needs
        if needed in names
    ]
    layout = arrange_boxes(boxes, edges)
    shapes = {
        name: Bounds(_MARGIN + layout.tops[number], _MARGIN + layers[name] * _SLOT, *_DECISION)
        for name, number in names.items()
    }
    shapes |= dict(_answers(tables, shapes))
    lines = {
        (needed, table.name): _line(shapes, layers, layout, needed, table.name)
        for table in tables.tables
        for needed in table.needs
    }
    return Drawing(shapes, lines)


def _width(table: Table, tables: Tables) -> float:
    reads = any(name in tables.inputs for name in table.needs)
    return _DECISION[0] + (_BESIDE + _DATA[0] if reads else 0)


def _layers(tables: tuple[Table, ...], names: Mapping[str, int]) -> Mapping[str, int]:
    """The number of the row of each table: as far below the last table as the longest chain of needs goes."""
    layers = dict.fromkeys(names, 0)
    for table in reversed(tables):
        for needed in table.needs:
            if needed in names:
                layers[needed] = max(layers[needed], layers[table.name] + 1)
    return layers


def _answers(tables: Tables, shapes: Mapping[str, Bounds]) -> Iterator[tuple[str, Bounds]]:
    """An answer stands beside the first table that reads it."""
    for table in reversed(tables.tables):
        for name in table.needs:
            if name in tables.inputs:
                box = shapes[table.name]
                x, y = box.x + box.width + _BESIDE, box.y + (box.height - _DATA[1]) / 2
                yield name, Bounds(x, y, *_DATA)


def _line(
    shapes: Mapping[str, Bounds], layers: Mapping[str, int], layout: Layout, needed: str, needing: str
) -> tuple[Point, ...]:
    """The points of a line, from what is needed to what needs it."""
    start, end = shapes[needed], shapes[needing]
    if needed not in layers:
        if start.y < end.y + end.height and end.y < start.y + start.height:
            return ((start.x, start.y + start.height / 2), (end.x + end.width, end.y + end.height / 2))
        return ((start.middle, start.y), (end.middle, end.y + end.height))
    points = [(start.middle, start.y)]
    for layer in range(layers[needed] - 1, layers[needing], -1):
        x, top = _MARGIN + layout.bundles[needed][layer], _MARGIN + layer * _SLOT
        points += [(x, top + _DECISION[1] + 20), (x, top - 20)]
    return (*points, (end.middle, end.y + end.height))
