"""The questions of a guide in layers, so that every answer leads to a later layer."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from guide.ruleset.graph import longest_distances, topological_order
from guide.ruleset.model import Guide, Option


class Layer(NamedTuple):
    """The questions whose longest paths from the start are equally long.

    Attributes:
        place: The number of the layer, from 0.
        questions: Its questions with their numbers, which are counted through all layers from 1.
        reached: By earlier layer, the nearest first, the questions of this one to which its answers lead.
    """

    place: int
    questions: Mapping[str, int]
    reached: Mapping[int, tuple[str, ...]]

    def options(self, guide: Guide) -> list[tuple[str, str, Option]]:
        """Every option of its questions, as question id, option id and option."""
        return [
            (question, key, option)
            for question in self.questions
            for key, option in guide.questions[question].options.items()
        ]


def layers(guide: Guide) -> tuple[Layer, ...]:
    """Divide the questions into layers by their longest distance from the start.

    The question that is asked after the result is in none of them.
    """
    # What is asked after the result is on no path.
    names = [name for name in topological_order(guide) if name != guide.more]
    depth = longest_distances({name: guide.questions[name].options for name in names})
    rows: list[list[str]] = [[] for _ in range(1 + max(depth.values()))]
    reached: list[dict[int, dict[str, None]]] = [defaultdict(dict) for _ in rows]
    for question in names:
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


def _leads_to(guide: Guide, question: str) -> list[str]:
    """The question that each option leads to; one can come several times."""
    return [option.then for option in guide.questions[question].options.values() if option.then]
