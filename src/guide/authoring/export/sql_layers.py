"""The questions of a guide in layers, so that every answer leads on to a later layer."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide, Option


class Layer(NamedTuple):
    """The questions that lie equally far from the start on their longest roads.

    ``questions`` have the number of each, counted through all layers from 1. ``reached`` are those of them
    that answers of an earlier layer lead to, by that layer, the nearest first.
    """

    place: int
    questions: Mapping[str, int]
    reached: Mapping[int, tuple[str, ...]]

    def options(self, guide: Guide) -> list[tuple[str, str, Option]]:
        """Each question with each of its options and that option's id."""
        return [
            (question, key, option)
            for question in self.questions
            for key, option in guide.questions[question].options.items()
        ]


def layers(guide: Guide) -> tuple[Layer, ...]:
    depth = _depth(guide)
    rows: list[list[str]] = [[] for _ in range(1 + max(depth.values()))]
    reached: list[dict[int, dict[str, None]]] = [defaultdict(dict) for _ in rows]
    # What is asked after the result stands on no road.
    for question in filter(depth.__contains__, topological_order(guide)):
        rows[depth[question]].append(question)
        for then in _leads_to(guide, question):
            reached[depth[then]][depth[question]][then] = None
    numbers = {question: number for number, question in enumerate(chain(*rows), 1)}
    return tuple(
        Layer(
            place,
            {question: numbers[question] for question in row},
            {before: tuple(sorted(found[before], key=numbers.__getitem__)) for before in sorted(found)[::-1]},
        )
        for place, (row, found) in enumerate(zip(rows, reached, strict=True))
    )


def _depth(guide: Guide) -> Mapping[str, int]:
    """How far from the start each question is on the longest road to it."""
    depth = {guide.start: 0}
    for question in topological_order(guide):
        for then in _leads_to(guide, question):
            depth[then] = max(depth.get(then, 0), depth[question] + 1)
    return depth


def _leads_to(guide: Guide, question: str) -> list[str]:
    return [option.then for option in guide.questions[question].options.values() if option.then]
