"""Warnings about outcomes that are recommended and can never be the end of a walk."""

from collections.abc import Iterator

from guide.ruleset.checks.accepted import Remark
from guide.ruleset.graph import shortest_walk, topological_order
from guide.ruleset.model import Guide, Option


def check_replaced(guide: Guide) -> Iterator[Remark]:
    """Warn of recommendations that are lost.

    ``both``: an option has ``recommend`` and ``instead``, so that the first is replaced at once.
    ``replaced``: an outcome is recommended, and whatever is answered then, another one takes its place.
    """
    order = topological_order(guide)
    stays: dict[str, bool] = {}
    for name in reversed(order):
        stays[name] = any(_may_stay(option, stays) for option in guide.questions[name].options.values())
    first: dict[str, tuple[str, str]] = {}
    ends: set[str] = set()
    for name in order:
        for key, option in guide.questions[name].options.items():
            if option.instead:
                ends.add(option.instead)
            if option.recommend:
                first.setdefault(option.recommend, (name, key))
                if option.instead:
                    yield _both(guide, name, key, option)
                elif _may_stay(option, stays):
                    ends.add(option.recommend)
    for outcome, (name, key) in first.items():
        if outcome not in ends:
            message = f"no walk can end on “{outcome}”: it is always replaced"
            hint = "Let a walk end without instead: after it, or do not recommend it."
            keys = ("tree.yaml", "questions", name, "options", key, "recommend")
            yield Remark("replaced", keys, message, hint, shortest_walk(guide, name, key))


def _may_stay(option: Option, stays: dict[str, bool]) -> bool:
    """Whether what was recommended up to this answer, or by it, can be the end of the walk."""
    return not option.instead and (option.then is None or stays.get(option.then, True))


def _both(guide: Guide, name: str, key: str, option: Option) -> Remark:
    message = f"“{option.recommend}” is recommended here and replaced at once by “{option.instead}”"
    hint = f"Write recommend: {option.instead}, and leave instead: out."
    keys = ("tree.yaml", "questions", name, "options", key, "instead")
    return Remark("both", keys, message, hint, shortest_walk(guide, name, key))
