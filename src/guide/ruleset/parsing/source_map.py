"""The places of the parts of a guide, and the parts at a place."""

from bisect import bisect_right
from collections.abc import Mapping

from guide.ruleset.parsing import yaml_nodes
from guide.ruleset.problems import Place

_Start = tuple[int, int, str, yaml_nodes.Node]
"""Line and column of a key or an item, the key or its number, and the node."""


class SourceMap:
    """Gives the place of a part of a guide: called with its file and the keys that lead to it (a ``Locate``).

    The number of an item of a list, from 0, counts as a key.

    Where some of the keys do not exist, it is the place of the last one that does.
    """

    def __init__(self, roots: Mapping[str, yaml_nodes.Node]) -> None:
        self._roots = roots
        self._starts: dict[int, list[_Start]] = {}

    def __call__(self, file: str, *keys: str) -> Place:
        node = self._roots.get(file)
        line, column = (node.line, node.column) if node else (1, 1)
        for key in keys:
            if isinstance(node, yaml_nodes.Sequence) and key.isdecimal() and int(key) < len(node.items):
                node = node.items[int(key)]
                line, column = node.line, node.column
            elif isinstance(node, yaml_nodes.Mapping) and key in node.items:
                node, line, column = node.items[key]
            else:
                break
        return Place(file, line, column)

    def keys_at(self, place: Place) -> tuple[str, ...]:
        """The keys that lead to the innermost part which begins at this place, or last before it.

        The number of an item of a list, from 0, counts as a key.
        """
        return tuple(key for key, _ in self.trail(place))

    def trail(self, place: Place) -> list[tuple[str, yaml_nodes.Node]]:
        """The keys of ``keys_at``, each with the node that it leads to."""
        node = self._roots.get(place.file)
        target = place[1:]
        trail: list[tuple[str, yaml_nodes.Node]] = []
        while isinstance(node, yaml_nodes.Mapping | yaml_nodes.Sequence):
            starts = self._starts.get(id(node)) or self._starts.setdefault(id(node), _starts_in(node))
            at = bisect_right(starts, target, key=lambda start: start[:2]) - 1
            if at < 0:
                break
            node = starts[at][3]
            trail.append((starts[at][2], node))
        return trail


def _starts_in(node: yaml_nodes.Mapping | yaml_nodes.Sequence) -> list[_Start]:
    """The parts of a node, each with where it starts, in the order of the text."""
    if isinstance(node, yaml_nodes.Mapping):
        return [(line, column, key, child) for key, (child, line, column) in node.items.items()]
    return [(item.line, item.column, str(at), item) for at, item in enumerate(node.items)]
