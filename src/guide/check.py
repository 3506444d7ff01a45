"""What is wrong with the roads of a guide whose links all resolve.

Everything is one search over the questions, each entered at most once for each state of the walk, so its cost
grows with the guide and not with the number of walks.
"""

from collections import deque
from collections.abc import Callable, Iterator

from guide.model import Guide, Option
from guide.problem import Place, Problem, RulesError
from guide.walk import in_order

Where = Callable[..., Place]

# How far a walk has come: nothing recommended yet, an outcome recommended, that outcome replaced.
_OPEN, _RECOMMENDED, _REPLACED = range(3)
_State = tuple[str, int]

_TREE = "tree.yaml"


def check(guide: Guide, where: Where) -> None:
    """Raises RulesError with every problem found. ``where`` gives the place of a file's keys."""
    problems = list(_cycles(guide, where))
    if not problems:
        problems = [*_choices(guide, where), *_unreached(guide, where), *_ends(guide, where)]
    if problems:
        raise RulesError(problems)


def _cycles(guide: Guide, where: Where) -> Iterator[Problem]:
    """Answers that lead back to a question already passed, by depth-first search from every question."""
    done: set[str] = set()
    for start in guide.questions:
        trail: dict[str, None] = {}
        stack: list[tuple[str, str | None]] = [(start, "")]
        while stack:
            name, came_by = stack.pop()
            if came_by is None:
                done.add(name)
                del trail[name]
            elif name in trail:
                passed = list(trail)
                names = " → ".join([*passed[passed.index(name) :], name])
                at = where(_TREE, "questions", passed[-1], "options", came_by, "then")
                hint = "A walk must come to an end: lead on to a question that is not among these."
                yield Problem("cycle", at, f"these questions lead round in a circle: {names}", hint)
            elif name not in done:
                trail[name] = None
                stack.append((name, None))
                options = guide.questions[name].options.items()
                stack += [(option.then, key) for key, option in options if option.then]


def _choices(guide: Guide, where: Where) -> Iterator[Problem]:
    for name, question in guide.questions.items():
        if len(question.options) < 2:
            hint = "Add an option, or remove the question and lead straight on."
            yield Problem(
                "choice", where(_TREE, "questions", name), f"“{name}” leaves nothing to choose", hint
            )
    for name, outcome in guide.outcomes.items():
        if bool(outcome.kinds) == outcome.signpost:
            hint = "Name its kinds, or write signpost: true where it is none of them."
            yield Problem(
                "outcome", where(_TREE, "outcomes", name), f"“{name}” must be kinds or a signpost", hint
            )


def _unreached(guide: Guide, where: Where) -> Iterator[Problem]:
    reached = in_order(guide)
    for name in guide.questions.keys() - set(reached):
        hint = "Lead to it with then: or remove it."
        yield Problem(
            "unreached", where(_TREE, "questions", name), f"no walk comes to the question “{name}”", hint
        )
    options = [option for name in reached for option in guide.questions[name].options.values()]
    used = {name for option in options for name in (option.recommend, option.instead)}
    for name in guide.outcomes.keys() - used:
        hint = "Recommend it in an option or remove it."
        yield Problem(
            "unreached", where(_TREE, "outcomes", name), f"no walk comes to the outcome “{name}”", hint
        )


def _ends(guide: Guide, where: Where) -> Iterator[Problem]:
    """Walks that do not come to exactly one recommendation, each with the shortest walk that shows it."""
    came_from: dict[_State, tuple[_State, str]] = {}
    start = (guide.start, _OPEN)
    queue = deque([start])
    seen = {start}
    found = set()
    while queue:
        state = queue.popleft()
        name, so_far = state
        for option_name, option in guide.questions[name].options.items():
            message, then = _step(so_far, option)
            if message and (name, option_name) not in found:
                found.add((name, option_name))
                walk = _answers(came_from, state, option_name)
                at = where(_TREE, "questions", name, "options", option_name)
                yield Problem("road", at, message, f"The shortest walk that shows it: {walk}")
            after = (option.then or "", then)
            if option.then and after not in seen:
                seen.add(after)
                came_from[after] = (state, option_name)
                queue.append(after)


def _step(so_far: int, option: Option) -> tuple[str, int]:
    """What is wrong with taking this option now, and how far the walk has come after it."""
    message, then = "", so_far
    if option.recommend:
        message = "a second outcome is recommended here" if so_far else ""
        then = max(then, _RECOMMENDED)
    if option.instead:
        if then == _OPEN:
            message = "an outcome is replaced here before there is one"
        elif then == _REPLACED:
            message = "the outcome is replaced a second time here"
        then = _REPLACED
    if not option.then and then == _OPEN:
        message = "the walk ends here without a recommendation"
    return message, then


def _answers(came_from: dict[_State, tuple[_State, str]], state: _State, last: str) -> str:
    steps = [f"{state[0]}={last}"]
    while state in came_from:
        state, option = came_from[state]
        steps.append(f"{state[0]}={option}")
    return ",".join(reversed(steps))
