"""What is wrong with the roads of a guide whose links all resolve.

Everything is a search over the questions, each entered at most once for each state of the walk, so the cost
grows with the guide and not with the number of walks.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator

from msgspec.structs import asdict

from guide.ruleset.graph import topological_order
from guide.ruleset.model import PLACEHOLDERS, Guide, Option, Plan
from guide.ruleset.problems import Place, Problem

Where = Callable[..., Place]

# How far a walk has come: nothing recommended yet, an outcome recommended, that outcome replaced.
_OPEN, _RECOMMENDED, _REPLACED = range(3)
_State = tuple[str, int]
_CameFrom = dict[_State, tuple[_State, str]]

_BRACES = re.compile(r"\{([^{}]*)\}")

_TREE = "tree.yaml"
_KINDS = "kinds.yaml"


def check(guide: Guide, where: Where) -> list[Problem]:
    """Every fault of the roads. ``where`` gives the place of a file's keys."""
    circles = list(_cycles(guide, where))
    if circles:
        return circles
    return [
        *_choices(guide, where),
        *_unreached(guide, where),
        *_more(guide, where),
        *_ends(guide, where),
        *_bare(guide, where),
        *_placeholders(guide, where),
    ]


def shortest_walk(guide: Guide, question: str, option: str) -> str:
    """The answers of a shortest walk up to and with this one; empty where none comes there."""
    came_from: _CameFrom = {}
    queue = deque([guide.start])
    seen = {guide.start}
    while queue and question not in seen:
        name = queue.popleft()
        for key, choice in guide.questions[name].options.items():
            if choice.then and choice.then not in seen:
                seen.add(choice.then)
                came_from[choice.then, _OPEN] = ((name, _OPEN), key)
                queue.append(choice.then)
    return _answers(came_from, (question, _OPEN), option) if question in seen else ""


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
                walk = shortest_walk(guide, passed[-1], came_by)
                message = f"these questions lead round in a circle: {names}"
                yield Problem("cycle", at, message, hint, walk=walk)
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
    reached = set(topological_order(guide))
    for name in guide.questions:
        if name not in reached:
            message = f"no walk comes to the question “{name}”"
            hint = "Lead to it with then: or remove it."
            yield Problem("unreached", where(_TREE, "questions", name), message, hint)
    options = [option for name in reached for option in guide.questions[name].options.values()]
    used = {name for option in options for name in (option.recommend, option.instead)}
    for name in guide.outcomes:
        if name not in used:
            message = f"no walk comes to the outcome “{name}”"
            hint = "Recommend it in an option or remove it."
            yield Problem("unreached", where(_TREE, "outcomes", name), message, hint)


def _more(guide: Guide, where: Where) -> Iterator[Problem]:
    """What is asked after the result stands on no road, and its answers lead nowhere."""
    if guide.more is not None:
        yield from _leading_to(guide, guide.more, where)
        yield from _added(guide, guide.more, where)


def _leading_to(guide: Guide, more: str, where: Where) -> Iterator[Problem]:
    hint = "It is asked once the walk has come to its end. Ask another question here, or let the walk end."
    if guide.start == more:
        message = f"“{more}” is asked after the result, and cannot be the first question"
        yield Problem("more", where(_TREE, "start"), message, hint)
    for name, question in guide.questions.items():
        for key, option in question.options.items():
            if option.then == more and name != more:
                message = f"“{more}” is asked after the result, and no answer may lead to it"
                at = where(_TREE, "questions", name, "options", key, "then")
                yield Problem("more", at, message, hint)


def _added(guide: Guide, more: str, where: Where) -> Iterator[Problem]:
    options = guide.questions[more].options
    for key, option in options.items():
        for field in ("recommend", "instead", "then"):
            if getattr(option, field):
                message = f"“{more}” is asked after the result, and its answers can only add a kind to it"
                at = where(_TREE, "questions", more, "options", key, field)
                yield Problem("more", at, message, "Remove this, or write add: instead.")
    if not any(option.add for option in options.values()):
        message = f"none of the answers to “{more}” adds a kind, so it is never asked"
        yield Problem("more", where(_TREE, "questions", more), message, "Let an answer add one.")
    elif not any(map(guide.takes_more, guide.outcomes)):
        message = f"nothing can be added to any of the outcomes, so “{more}” is never asked"
        yield Problem("more", where(_TREE, "more"), message, "Remove this line and the question.")


def _ends(guide: Guide, where: Where) -> Iterator[Problem]:
    """Walks that do not come to exactly one recommendation, each with the shortest walk that shows it."""
    came_from: _CameFrom = {}
    start = (guide.start, _OPEN)
    queue = deque([start])
    seen = {start}
    found: set[tuple[str, str]] = set()
    while queue:
        state = queue.popleft()
        name, so_far = state
        for key, option in guide.questions[name].options.items():
            message, then = _step(so_far, option)
            if message and (name, key) not in found:
                found.add((name, key))
                at = where(_TREE, "questions", name, "options", key)
                hint = "On every walk exactly one outcome is recommended."
                yield Problem("road", at, message, hint, walk=_answers(came_from, state, key))
            if option.then and (after := (option.then, then)) not in seen:
                seen.add(after)
                came_from[after] = (state, key)
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


def _answers(came_from: _CameFrom, state: _State, last: str) -> str:
    steps = [f"{state[0]}={last}"]
    while state in came_from:
        state, option = came_from[state]
        steps.append(f"{state[0]}={option}")
    return ",".join(reversed(steps))


def _bare(guide: Guide, where: Where) -> Iterator[Problem]:
    """Statements that stand on no source."""
    for kind_name, kind in guide.kinds.items():
        for name, claims in kind.claims.items():
            if not all(claim.sources for claim in claims):
                yield _without_source(where(_KINDS, "kinds", kind_name, "claims", name), "a claim")
        yield from _bare_plan(kind.plan, where, _KINDS, "kinds", kind_name)
    for outcome_name, outcome in guide.outcomes.items():
        if not outcome.sources:
            yield _without_source(where(_TREE, "outcomes", outcome_name, "sources"), "an outcome")
        if not all(reason.sources for reason in outcome.reasons):
            yield _without_source(where(_TREE, "outcomes", outcome_name, "reasons"), "a reason")
        yield from _bare_plan(outcome.plan, where, _TREE, "outcomes", outcome_name)


def _placeholders(guide: Guide, where: Where) -> Iterator[Problem]:
    """Words in braces in the briefing that nothing is put in place of."""
    for field, text in asdict(guide.front.briefing).items() if guide.front.briefing else ():
        for name in _BRACES.findall(text):
            if name not in PLACEHOLDERS:
                place = where("guide.yaml", "briefing", field)
                message = f"nothing is put in place of “{{{name}}}”"
                hint = (
                    f"Write {{{PLACEHOLDERS[0]}}} for how long the record is kept, or leave the braces out."
                )
                yield Problem("placeholder", place, message, hint)


def _bare_plan(plan: Plan, where: Where, *keys: str) -> Iterator[Problem]:
    for heading, line in plan.items():
        if not line.sources:
            yield _without_source(where(*keys, "plan", heading), "a line of the plan")


def _without_source(place: Place, what: str) -> Problem:
    return Problem(
        "source", place, f"{what} stands here without a source", "Name the document that it stands on."
    )
