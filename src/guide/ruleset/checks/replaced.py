"""Warnings about outcomes that are recommended and can never be the end of a walk."""

from collections.abc import Iterator

from guide.ruleset.checks.accepted import LINE, Remark
from guide.ruleset.graph import breadth_first, shortest_walk, topological_order
from guide.ruleset.model import Guide, Option


def check_replaced(guide: Guide) -> Iterator[Remark]:
    """Warn of recommendations that are lost.

    ``both``: an option has ``recommend`` and ``instead``, so that the first is replaced at once.
    ``replaced``: an outcome is recommended, and whatever is answered then, another one takes its place. An
    outcome that only options of ``both`` recommend is told with these.
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
            if option.recommend and option.instead:
                yield _both(guide, name, key, option)
            elif option.recommend:
                first.setdefault(option.recommend, (name, key))
                if _may_stay(option, stays):
                    ends.add(option.recommend)
    for outcome, (name, key) in first.items():
        if outcome not in ends:
            yield _replaced(guide, name, key, outcome)


def _may_stay(option: Option, stays: dict[str, bool]) -> bool:
    """Whether what was recommended up to this answer, or by it, can be the end of the walk."""
    return not option.instead and (option.then is None or stays.get(option.then, True))


def _both(guide: Guide, name: str, key: str, option: Option) -> Remark:
    message = f"“{option.recommend}” is recommended here and replaced at once by “{option.instead}”"
    hint = (
        f"If “{option.instead}” is meant, write recommend: {option.instead} and leave instead: out. "
        f"If “{option.recommend}” is meant, remove instead: {option.instead}."
    )
    keys = ("tree.yaml", "questions", name, "options", key, "instead")
    return Remark("both", keys, message, hint, shortest_walk(guide, name, key))


def _replaced(guide: Guide, name: str, key: str, outcome: str) -> Remark:
    """The remark for an outcome that is recommended by this option, and cannot be the end after it."""
    message = f"“{outcome}” can never be the result: another outcome is always put in its place"
    then = str(guide.questions[name].options[key].then)
    question, option = _first_instead(guide, then)
    other: tuple[str, ...] = ("tree.yaml", "questions", question)
    why = f"every option of the next question, “{question}” ({LINE}), has instead:"
    if question != then or not all(choice.instead for choice in guide.questions[then].options.values()):
        why = f"an option with instead: always comes later, such as “{option}” of “{question}” ({LINE})"
        other = (*other, "options", option)
    hint = f"The reason: {why}. Remove one of these instead:, or recommend another outcome here."
    keys = ("tree.yaml", "questions", name, "options", key, "recommend")
    return Remark("replaced", keys, message, hint, shortest_walk(guide, name, key), other)


def _first_instead(guide: Guide, start: str) -> tuple[str, str]:
    """The question and option nearest to this question that put another outcome in the place of the first."""

    def successors(name: str) -> Iterator[tuple[str, str]]:
        return ((key, option.then) for key, option in guide.questions[name].options.items() if option.then)

    options = (
        (name, key, option)
        for name in breadth_first(start, successors)
        for key, option in guide.questions[name].options.items()
    )
    # Without any, the first question has no options, which is told as such.
    return next(((name, key) for name, key, option in options if option.instead), (start, ""))
