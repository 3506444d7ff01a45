"""Errors of a guide whose links all resolve: its paths, what stands after the result, missing sources.

Every check of the paths is a search over the questions that enters each of them at most once for each state
of the walk. So the cost grows with the guide and not with the number of walks.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import asdict

from guide.ruleset.graph import breadth_first, format_walk, path_to, shortest_walk, topological_order
from guide.ruleset.model import PLACEHOLDERS, Guide, Option, Plan
from guide.ruleset.problems import Locate, Place, Problem

# How far a walk has come: nothing recommended yet, an outcome recommended, that outcome replaced.
_OPEN, _RECOMMENDED, _REPLACED = range(3)
_State = tuple[str, int]
"""A question, and how far a walk has come before its answer."""

_BRACES = re.compile(r"\{([^{}]*)\}")

_TREE = "tree.yaml"
_KINDS = "kinds.yaml"


def check(guide: Guide, locate: Locate) -> list[Problem]:
    """Every error in the structure of a guide, in the order of CHECKS.

    Where questions lead round in a circle, only the circles are reported: the other checks need a graph
    without cycles.

    Args:
        guide: A guide whose links all resolve.
        locate: Gives the place of a key in a file.
    """
    cycles = list(check_cycles(guide, locate))
    return cycles or [problem for check_code in CHECKS for problem in check_code(guide, locate)]


def check_cycles(guide: Guide, locate: Locate) -> Iterator[Problem]:
    """``cycle``: answers that lead back to a question already passed.

    Found by a depth-first search from every question, reached or not.
    """
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
                place = locate(_TREE, "questions", passed[-1], "options", came_by, "then")
                hint = (
                    f"Remove “then: {name}” if the questions end here; "
                    "else lead on to a question that is not among these."
                )
                walk = shortest_walk(guide, passed[-1], came_by)
                message = f"these questions lead round in a circle: {names}"
                yield Problem("cycle", place, message, hint, walk=walk)
            elif name not in done:
                trail[name] = None
                stack.append((name, None))
                options = guide.questions[name].options.items()
                stack += [(option.then, key) for key, option in options if option.then]


def check_choices(guide: Guide, locate: Locate) -> Iterator[Problem]:
    """``choice``: questions with fewer than two options."""
    for name, question in guide.questions.items():
        if len(question.options) < 2:
            hint = "Add an option, or remove the question and lead straight on."
            yield Problem(
                "choice", locate(_TREE, "questions", name), f"“{name}” leaves nothing to choose", hint
            )


def check_outcomes(guide: Guide, locate: Locate) -> Iterator[Problem]:
    """``outcome``: outcomes that are both (they have kinds and are signposts) or neither."""
    for name, outcome in guide.outcomes.items():
        if bool(outcome.kinds) == outcome.signpost:
            message = f"“{name}” has no kinds, and is no signpost"
            hint = "Name its kinds, or write signpost: true where it is none of them."
            if outcome.signpost:
                message = f"“{name}” has kinds, and is a signpost as well"
                hint = "Remove one of the two: kinds, or signpost: true."
            yield Problem("outcome", locate(_TREE, "outcomes", name), message, hint)


def check_reached(guide: Guide, locate: Locate) -> Iterator[Problem]:
    """``unreached``: questions that no walk comes to, and outcomes that no reachable question leads to."""
    reached = set(topological_order(guide))
    for name in guide.questions:
        if name not in reached:
            message = f"no answers lead to the question “{name}”"
            hint = "Lead to it with then: or remove it."
            yield Problem("unreached", locate(_TREE, "questions", name), message, hint)
    options = [option for name in reached for option in guide.questions[name].options.values()]
    short = next((name for name, question in guide.questions.items() if len(question.options) < 2), "")
    room = f", such as one more of “{short}”" if short else ""
    used = {name for option in options for name in (option.recommend, option.instead)}
    for name in guide.outcomes:
        if name not in used:
            message = f"no answers lead to the outcome “{name}”"
            hint = f"Recommend it in an option{room}, or remove it."
            yield Problem("unreached", locate(_TREE, "outcomes", name), message, hint)


def check_more(guide: Guide, locate: Locate) -> Iterator[Problem]:
    """``more``: faults of the question that is asked after the result.

    It must be neither the first question nor led to by an answer. Its answers can only add a kind, and must
    not lead on; at least one of them must be able to add one.
    """
    if guide.more is not None:
        yield from _leading_to_more(guide, guide.more, locate)
        yield from _more_options(guide, guide.more, locate)


def _leading_to_more(guide: Guide, more: str, locate: Locate) -> Iterator[Problem]:
    hint = "It is asked after the result. Ask another question here, or none."
    if guide.start == more:
        message = f"“{more}” is asked after the result, and cannot be the first question"
        yield Problem("more", locate(_TREE, "start"), message, hint)
    for name, question in guide.questions.items():
        for key, option in question.options.items():
            if option.then == more and name != more:
                message = f"“{more}” is asked after the result, and no answer may lead to it"
                place = locate(_TREE, "questions", name, "options", key, "then")
                yield Problem("more", place, message, hint)


def _more_options(guide: Guide, more: str, locate: Locate) -> Iterator[Problem]:
    options = guide.questions[more].options
    for key, option in options.items():
        for field in ("recommend", "instead", "then"):
            if getattr(option, field):
                message = f"“{more}” is asked after the result, and its answers can only add a kind to it"
                place = locate(_TREE, "questions", more, "options", key, field)
                yield Problem("more", place, message, "Remove this, or write add: instead.")
    if not any(option.add for option in options.values()):
        message = f"none of the answers to “{more}” adds a kind, so it is never asked"
        yield Problem("more", locate(_TREE, "questions", more), message, "Let an answer add one.")
    elif not any(map(guide.takes_more, guide.outcomes)):
        message = f"nothing can be added to any of the outcomes, so “{more}” is never asked"
        yield Problem("more", locate(_TREE, "more"), message, "Remove this line and the question.")


def check_ends(guide: Guide, locate: Locate) -> Iterator[Problem]:
    """``road``: answers after which a walk cannot come to exactly one recommendation.

    That is, a walk ends without one, gets a second one, or replaces one that it does not have or has replaced
    already. Each answer is reported once, with a shortest walk that shows it.
    """
    faults: dict[tuple[str, str], tuple[_State, str]] = {}

    def successors(state: _State) -> Iterable[tuple[str, _State]]:
        name, progress = state
        for key, option in guide.questions[name].options.items():
            message, after = _take_option(progress, option)
            if message:
                faults.setdefault((name, key), (state, message))
            if option.then:
                yield key, (option.then, after)

    came_from = breadth_first((guide.start, _OPEN), successors)
    for (name, key), (state, message) in faults.items():
        place = locate(_TREE, "questions", name, "options", key)
        hint = f"Whatever is answered, exactly one outcome is recommended. {_ROAD_HINTS[message]}"
        steps = [(question, answer) for (question, _), answer in path_to(came_from, state)]
        yield Problem("road", place, message, hint, walk=format_walk([*steps, (name, key)]))


_ROAD_HINTS = {
    "the questions end here without a recommendation": "Add recommend: here, or lead on with then:.",
    "a second outcome is recommended here": "Remove it, or write instead: if it replaces the first.",
    "an outcome is replaced here before there is one": "Write recommend: in place of instead:.",
    "the outcome is replaced a second time here": "Remove one of the two instead:.",
}


def _take_option(progress: int, option: Option) -> tuple[str, int]:
    """What is wrong with choosing this option now ("": nothing), and how far the walk has come then."""
    message, after = "", progress
    if option.recommend:
        message = "a second outcome is recommended here" if progress else ""
        after = max(after, _RECOMMENDED)
    if option.instead:
        if after == _OPEN:
            message = "an outcome is replaced here before there is one"
        elif after == _REPLACED:
            message = "the outcome is replaced a second time here"
        after = _REPLACED
    if not option.then and after == _OPEN:
        message = "the questions end here without a recommendation"
    return message, after


def check_sources(guide: Guide, locate: Locate) -> Iterator[Problem]:
    """``source``: claims, outcomes, reasons and lines of plans that name no source."""
    for kind_name, kind in guide.kinds.items():
        for name, claims in kind.claims.items():
            if not all(claim.sources for claim in claims):
                yield _without_source(guide, locate(_KINDS, "kinds", kind_name, "claims", name), "a claim")
        yield from _plan_sources(guide, kind.plan, locate, _KINDS, "kinds", kind_name)
    for outcome_name, outcome in guide.outcomes.items():
        if not outcome.sources:
            yield _without_source(guide, locate(_TREE, "outcomes", outcome_name, "sources"), "an outcome")
        if not all(reason.sources for reason in outcome.reasons):
            yield _without_source(guide, locate(_TREE, "outcomes", outcome_name, "reasons"), "a reason")
        yield from _plan_sources(guide, outcome.plan, locate, _TREE, "outcomes", outcome_name)


def _plan_sources(guide: Guide, plan: Plan, locate: Locate, *keys: str) -> Iterator[Problem]:
    for heading, line in plan.items():
        if not line.sources:
            yield _without_source(guide, locate(*keys, "plan", heading), "a line of the plan")


def _without_source(guide: Guide, place: Place, what: str) -> Problem:
    hint = "Name the document that it stands on, by its id in sources.yaml"
    hint = f"{hint}, as in: sources: [{next(iter(guide.sources))}]" if guide.sources else f"{hint}."
    return Problem("source", place, f"{what} stands here without a source", hint)


def check_placeholders(guide: Guide, locate: Locate) -> Iterator[Problem]:
    """``placeholder``: names in braces in the briefing that are not among PLACEHOLDERS.

    Where a guide has names of its own, they were looked up when its texts were decoded.
    """
    if guide.front.names is not None:
        return
    for field, text in asdict(guide.front.briefing).items() if guide.front.briefing else ():
        for name in _BRACES.findall(text):
            if name not in PLACEHOLDERS:
                place = locate("guide.yaml", "briefing", field)
                message = f"nothing is put in place of “{{{name}}}”"
                hint = (
                    f"Write {{{PLACEHOLDERS[0]}}} for how long the record is kept, or leave the braces out."
                )
                yield Problem("placeholder", place, message, hint)


CHECKS: tuple[Callable[[Guide, Locate], Iterator[Problem]], ...] = (
    check_choices,
    check_outcomes,
    check_reached,
    check_more,
    check_ends,
    check_sources,
    check_placeholders,
)
"""The checks of a guide without cycles, one for each code."""
