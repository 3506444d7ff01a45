"""Layout of a layered drawing: places its boxes so that few edges cross and most run straight.

The steps are those of Sugiyama: bends for edges over several layers, an order within each layer by
barycentres, and then the heights.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

_BOXES_APART, _BEND_FROM_BOX, _BENDS_APART = 26.0, 17.0, 14.0
_EFFORT = 60_000
"""Boxes and bends times rounds that the layout may take, so that large guides end in time."""


class Box(Struct, frozen=True):
    """A box with the number of its layer, from 0, and its height."""

    layer: int
    height: float


class Edge(Struct, frozen=True):
    """An edge between two boxes, with its ends as distances below the tops of the boxes.

    Attributes:
        tail: The number of the box that it leaves, its index in the call.
        out: How far below that box's top it begins.
        head: The number of the box that it enters, which lies in a later layer.
        into: How far below that box's top it ends.
        bundle: A name. Edges of one bundle lead to the same head, and share their path between the layers.
    """

    tail: int
    out: float
    head: int
    into: float
    bundle: str


class Layout(Struct, frozen=True):
    """The result of a layout.

    Attributes:
        tops: The top of each box, in the order of the call; the highest is 0.
        bundles: By name of the bundle and number of the layer, the height at which it crosses that layer.
    """

    tops: tuple[float, ...]
    bundles: Mapping[str, Mapping[int, float]]


class _Link(Struct, frozen=True):
    """An edge, or a part of one, between items of neighbouring layers."""

    tail: int
    out: float
    head: int
    into: float
    weight: float


class _Net(Struct):
    """The graph that is laid out. Its items are the boxes, and the bends of bundles, which have no height.

    ``tops`` and the order within ``layers`` are the result.
    """

    heights: list[float]
    layers: list[list[int]]
    tops: list[float]
    gaps: defaultdict[int, list[_Link]] = field(default_factory=lambda: defaultdict(list))
    before: defaultdict[int, list[_Link]] = field(default_factory=lambda: defaultdict(list))
    after: defaultdict[int, list[_Link]] = field(default_factory=lambda: defaultdict(list))
    bends: dict[tuple[str, int], int] = field(default_factory=dict)

    def add(self, layer: int, height: float) -> int:
        """Add an item to a layer, and return its number."""
        self.layers[layer].append(len(self.heights))
        self.heights.append(height)
        self.tops.append(0.0)
        return len(self.heights) - 1

    def link(self, layer: int, link: _Link) -> None:
        self.gaps[layer].append(link)
        self.after[link.tail].append(link)
        self.before[link.head].append(link)


def arrange_boxes(boxes: Sequence[Box], edges: Sequence[Edge]) -> Layout:
    """Place boxes within their layers, so that few edges cross and most run straight.

    The time grows with the edges and bends; for large graphs, the rounds of improvement are limited.

    Args:
        boxes: The boxes, in the order in which each layer has them at first.
        edges: The edges between them.
    """
    net = _net(boxes, edges)
    for layer in net.layers:
        _place(net, layer, dict.fromkeys(layer, 0.0))
    _sort(net)
    for _ in range(_rounds(net, 6)):
        _straighten(net)
    bundles: defaultdict[str, dict[int, float]] = defaultdict(dict)
    highest = min(net.tops, default=0.0)
    for (bundle, at), bend in net.bends.items():
        bundles[bundle][at] = net.tops[bend] - highest
    return Layout(tuple(top - highest for top in net.tops[: len(boxes)]), bundles)


def _net(boxes: Sequence[Box], edges: Sequence[Edge]) -> _Net:
    net = _Net([], [[] for _ in range(1 + max((box.layer for box in boxes), default=-1))], [])
    for box in boxes:
        net.add(box.layer, box.height)
    for edge in edges:
        here, there = boxes[edge.tail].layer, boxes[edge.head].layer
        joins = _bends(net, edge, range(here + 1, there))
        into = edge.into if joins == edge.head else 0.0
        net.link(here, _Link(edge.tail, edge.out, joins, into, 1.0))
    return net


def _bends(net: _Net, edge: Edge, layers: Iterable[int]) -> int:
    """The item in the next layer to which an edge leads: its head, or the bend of its bundle.

    Bends that the bundle does not have yet are added in ``layers``, up to the first that exists.
    """
    first, last = edge.head, None
    for layer in layers:
        known = (edge.bundle, layer) in net.bends
        bend = net.bends[edge.bundle, layer] if known else net.add(layer, 0.0)
        net.bends[edge.bundle, layer] = bend
        if last is None:
            first = bend
        else:
            net.link(layer - 1, _Link(last, 0.0, bend, 0.0, 4.0))
        if known:
            return first
        last = bend
    if last is not None:
        net.link(max(layers), _Link(last, 0.0, edge.head, edge.into, 4.0))
    return first


def _sort(net: _Net) -> None:
    """Order the layers by barycentres, forwards and backwards, and keep the order with fewest crossings."""
    best = _crossings(net), [list(layer) for layer in net.layers], list(net.tops)
    for _ in range(_rounds(net, 16)):
        for layer in net.layers[1:]:
            _order_layer(net, layer, net.before)
        for layer in reversed(net.layers[:-1]):
            _order_layer(net, layer, net.after)
        crossings = _crossings(net)
        if crossings < best[0]:
            best = crossings, [list(layer) for layer in net.layers], list(net.tops)
    _, net.layers, net.tops = best


def _rounds(net: _Net, most: int) -> int:
    """How often a step is repeated: 2 to ``most`` times, less often in a large graph."""
    return max(2, min(most, _EFFORT // len(net.heights)))


def _order_layer(net: _Net, layer: list[int], side: Mapping[int, list[_Link]]) -> None:
    """Order a layer by the heights that the links on one side of it suggest."""
    wants = {item: _level_top(net, item, side.get(item, ())) for item in layer}
    layer.sort(key=lambda item: wants[item] + net.heights[item] / 2)
    _place(net, layer, wants)


def _straighten(net: _Net) -> None:
    """Move all items, in their order, to where their links on both sides run level."""
    for layer in (*net.layers, *reversed(net.layers)):
        wants = {item: _level_top(net, item, [*net.before[item], *net.after[item]]) for item in layer}
        _place(net, layer, wants)


def _level_top(net: _Net, item: int, links: Iterable[_Link]) -> float:
    """The top at which the links of an item would run level, as a weighted mean."""
    total = weights = 0.0
    for link in links:
        level = link.out - link.into
        total += link.weight * (
            net.tops[link.tail] + level if link.head == item else net.tops[link.head] - level
        )
        weights += link.weight
    return total / weights if weights else net.tops[item]


def _place(net: _Net, layer: Sequence[int], wants: Mapping[int, float]) -> None:
    """Set the tops of a layer as near to the wanted ones as order and gaps allow, by least squares.

    Items that would overlap are pooled, and stand together around their mean (pool adjacent violators).
    """
    pools: list[tuple[float, int]] = []
    offsets = _offsets(net, layer)
    for item, offset in zip(layer, offsets, strict=True):
        total, count = wants[item] - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            pool = pools.pop()
            total, count = total + pool[0], count + pool[1]
        pools.append((total, count))
    means = (total / count for total, count in pools for _ in range(count))
    for item, offset, mean in zip(layer, offsets, means, strict=True):
        net.tops[item] = mean + offset


def _offsets(net: _Net, layer: Sequence[int]) -> list[float]:
    """The least distance of each item's top below that of the first."""
    offsets = [0.0]
    for upper, lower in pairwise(layer):
        bends = (net.heights[upper] == 0) + (net.heights[lower] == 0)
        apart = (_BOXES_APART, _BEND_FROM_BOX, _BENDS_APART)[bends]
        offsets.append(offsets[-1] + net.heights[upper] + apart)
    return offsets[: len(layer)]


def _crossings(net: _Net) -> int:
    """The number of pairs of links that cross."""
    total = 0
    for links in net.gaps.values():
        ends = [(net.tops[x.tail] + x.out, net.tops[x.head] + x.into) for x in links]
        passed: list[float] = []
        for _, height in sorted(ends):
            total += len(passed) - bisect_right(passed, height)
            insort(passed, height)
    return total
