"""The questions of a guide as a graph: their order, and the longest way through them."""

from collections.abc import Mapping
from functools import lru_cache

from guide.ruleset.model import Guide


@lru_cache(maxsize=8)
def longest_paths(guide: Guide) -> Mapping[str, int]:
    """For each question, the number of questions on the longest road from it to an end, itself included."""
    longest: dict[str, int] = {}
    for name in reversed(topological_order(guide)):
        options = guide.questions[name].options.values()
        longest[name] = 1 + max((longest[option.then] for option in options if option.then), default=0)
    return longest


@lru_cache(maxsize=8)
def topological_order(guide: Guide) -> tuple[str, ...]:
    """The questions that can be reached, each before all that it can lead to.

    The one that is asked after the result comes last.
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
