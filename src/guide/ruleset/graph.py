"""The questions of a guide as a directed graph without cycles: orders, distances and shortest walks."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from guide.ruleset.model import Guide, Option

S = TypeVar("S")


@lru_cache(maxsize=8)
def longest_paths(guide: Guide) -> Mapping[str, int]:
    """For each question, the number of questions on the longest path from it to an end, itself included."""
    longest: dict[str, int] = {}
    for name in reversed(topological_order(guide)):
        options = guide.questions[name].options.values()
        longest[name] = 1 + max((longest[option.then] for option in options if option.then), default=0)
    return longest


@lru_cache(maxsize=8)
def topological_order(guide: Guide) -> tuple[str, ...]:
    """The questions that can be reached from the start, each before all that it can lead to.

    The question that is asked after the result comes last. The order means nothing where there are cycles.
    """
    order: list[str] = []
    seen: set[str] = set()
    stack = [(guide.start, True)]
    while stack:
        name, enter = stack.pop()
        if not enter:
            order.append(name)
        elif name not in seen:
            seen.add(name)
            stack.append((name, False))
            stack += [(option.then, True) for option in guide.questions[name].options.values() if option.then]
    order.reverse()
    return tuple(order) if guide.more in (None, *seen) else (*order, str(guide.more))


def longest_distances(options: Mapping[str, Mapping[str, Option]]) -> dict[str, int]:
    """For each question, the number of questions before it on the longest path to it.

    Args:
        options: The options by question, each question before all that it can lead to. Whatever their
            ``then`` names has to be among the questions.
    """
    distances = dict.fromkeys(options, 0)
    for name, by_id in options.items():
        for option in by_id.values():
            if option.then:
                distances[option.then] = max(distances[option.then], distances[name] + 1)
    return distances


def following_question(guide: Guide, question: str, option: Option) -> str | None:
    """The question that can come next after this answer: its ``then``, else the one asked after the result.

    None where nothing can follow: the guide asks nothing after the result, or ``question`` is that question.
    """
    return option.then or (guide.more if question != guide.more else None)


def breadth_first(
    start: S, successors: Callable[[S], Iterable[tuple[str, S]]]
) -> dict[S, tuple[S, str] | None]:
    """A tree of shortest paths from ``start``, by breadth-first search.

    Args:
        start: Any hashable value, such as a question id.
        successors: Gives the options that can be chosen in a state, each with the state that it leads to.

    Returns:
        For each state that can be reached, in the order in which it is first seen, the state before it and
        the option that was chosen there; None for ``start``.
    """
    came_from: dict[S, tuple[S, str] | None] = {start: None}
    queue = deque([start])
    while queue:
        state = queue.popleft()
        for option, following in successors(state):
            if following not in came_from:
                came_from[following] = (state, option)
                queue.append(following)
    return came_from


def path_to(came_from: Mapping[S, tuple[S, str] | None], state: S) -> list[tuple[S, str]]:
    """The states on the path to ``state`` in a tree of ``breadth_first``, each with the option chosen there.

    ``state`` itself is not in it. Raises KeyError where it cannot be reached.
    """
    steps: list[tuple[S, str]] = []
    step = came_from[state]
    while step is not None:
        steps.append(step)
        step = came_from[step[0]]
    return steps[::-1]


@lru_cache(maxsize=8)
def shortest_paths(guide: Guide) -> Mapping[str, tuple[str, str] | None]:
    """The tree of shortest paths from the start, as ``breadth_first`` returns it. Cycles do no harm."""

    def successors(name: str) -> Iterable[tuple[str, str]]:
        return ((key, option.then) for key, option in guide.questions[name].options.items() if option.then)

    return breadth_first(guide.start, successors)


def shortest_walk(guide: Guide, question: str, option: str) -> str:
    """The answers of a shortest walk that ends with this one, as ``question=option,...``.

    Empty where no walk comes to the question.
    """
    came_from = shortest_paths(guide)
    return format_walk([*path_to(came_from, question), (question, option)]) if question in came_from else ""


def format_walk(steps: Iterable[tuple[str, str]]) -> str:
    """Answers as ``question=option,...``."""
    return ",".join(f"{question}={option}" for question, option in steps)
