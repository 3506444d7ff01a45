"""The questions of a guide in layers, so that every answer leads on to a later layer."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from guide.model import Guide, Option
from guide.walk import in_order


class Layer(NamedTuple):
    """The questions that lie equally far from the start on their longest roads.

    ``questions`` have the number that stands at them: counted through all layers, beginning with 1. ``reached``
    are those of them that answers of an earlier layer lead to, by that layer, the nearest first.
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
    depth = {guide.start: 0}
    earlier: dict[str, set[int]] = defaultdict(set)
    order = in_order(guide)
    for question in order:
        for option in guide.questions[question].options.values():
            if option.then:
                depth[option.then] = max(depth.get(option.then, 0), depth[question] + 1)
    for question in order:
        for option in guide.questions[question].options.values():
            if option.then:
                earlier[option.then].add(depth[question])
    rows: list[list[str]] = [[] for _ in range(1 + max(depth.values()))]
    for question in order:
        rows[depth[question]].append(question)
    numbers = {question: number for number, question in enumerate((q for row in rows for q in row), 1)}
    found = []
    for place, row in enumerate(rows):
        reached: dict[int, list[str]] = defaultdict(list)
        for question in row:
            for before in earlier[question]:
                reached[before].append(question)
        nearest = {before: tuple(reached[before]) for before in sorted(reached, reverse=True)}
        found.append(Layer(place, {question: numbers[question] for question in row}, nearest))
    return tuple(found)
