"""Decides what answers lead to. Every interface and every format takes its decisions from here."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from msgspec import Struct

from guide.engine.walk import Step, Walk
from guide.ruleset.graph import topological_order
from guide.ruleset.model import NOTHING, Companion, Guide, Option


class PartialDecision(NamedTuple):
    """What consecutive answers lead to, as far as they go.

    ``recommended`` is the first outcome recommended, ``instead`` the first that replaces one; None where no
    answer does so. ``added`` holds each added kind once.
    """

    recommended: str | None = None
    instead: str | None = None
    added: tuple[Companion, ...] = ()

    def then(self, later: "PartialDecision") -> "PartialDecision":
        """Return what these and later answers lead to. A kind added twice has the later ``when``."""
        added = self.added or later.added
        if self.added and later.added:
            added = tuple({companion.kind: companion for companion in (*self.added, *later.added)}.values())
        return PartialDecision(self.recommended or later.recommended, self.instead or later.instead, added)

    def with_more(self, option: Option) -> "PartialDecision":
        """Return what an answer to the question after the result makes of this."""
        known = option.add is None or any(option.add.kind == companion.kind for companion in self.added)
        return self if known else self.then(effect_of(option))

    @property
    def outcome(self) -> str | None:
        """The id of the outcome so far: ``instead``, else ``recommended``. None where there is none yet."""
        return self.instead or self.recommended

    def companions(self, guide: Guide) -> tuple[Companion, ...]:
        """Return the added kinds of help that the outcome does not include already."""
        kinds = guide.outcomes[self.outcome].kinds if self.outcome else ()
        return tuple(companion for companion in self.added if companion.kind not in kinds)


NOTHING_YET = PartialDecision()
"""What no answers lead to."""


class Decision(Struct, frozen=True):
    """What a finished walk (a guide with the answers given to it) leads to.

    Attributes:
        outcome: The id of the outcome.
        decided_by: The first answer that leads to it.
        replaced: The id of the outcome that this one replaced; None where none was.
        companions: The kinds of help that go with it.
    """

    outcome: str
    decided_by: Step
    replaced: str | None
    companions: tuple[Companion, ...]


class WhatIf(Struct, frozen=True):
    """Another answer to a question on the path, and what it would have led to.

    Attributes:
        step: The answer that was given.
        option: The other option.
        possible: The outcomes that are still possible after it, with the other answers unchanged, in the
            guide's order; exactly one where the walk then ends.
        companions: The kinds that would go with it, as far as the answers lead.
        at: The question that would have to be asked; None where the walk then ends.
    """

    step: Step
    option: str
    possible: tuple[str, ...]
    companions: tuple[Companion, ...]
    at: str | None


def effect_of(option: Option) -> PartialDecision:
    """Return what one answer leads to on its own."""
    return PartialDecision(option.recommend, option.instead, (option.add,) if option.add else ())


def decide(walk: Walk) -> Decision:
    """Return the outcome of a walk and the kinds added to it. Raises ValueError where it is not finished."""
    if walk.current is not None:
        raise ValueError("the walk is not finished")
    so_far = _combine_all(walk)
    outcome = so_far.outcome
    assert outcome is not None
    decided_by = next(
        step
        for step in walk.path
        if (walk.option_at(step).instead if so_far.instead else walk.option_at(step).recommend) == outcome
    )
    replaced = so_far.recommended if so_far.instead else None
    return Decision(outcome, decided_by, replaced, so_far.companions(walk.guide))


def possible_outcomes(walk: Walk) -> tuple[str, ...]:
    """Return the ids of the outcomes that the walk can still end on, in the guide's order."""
    return possible_from(walk.guide, _combine_all(walk), walk.current)


def only_private(walk: Walk) -> bool:
    """Return whether every outcome that the walk can still end on is private: nothing may be stored of it."""
    bits = _possible(walk.guide, _combine_all(walk), walk.current)
    return not bits & ~_private(walk.guide)


def more_options(walk: Walk) -> Mapping[str, Option]:
    """Return the options, by id, of the question after the result that can be chosen on this walk.

    Kinds of help that are in the result already cannot be chosen. Empty before the end, for an outcome that
    takes no more, and where no kind is left to add.
    """
    so_far = _combine_path(walk)
    outcome = so_far.outcome
    if walk.current is not None or not outcome or not walk.guide.takes_more(outcome):
        return NOTHING
    kinds = {*walk.guide.outcomes[outcome].kinds, *(companion.kind for companion in so_far.added)}
    options = walk.guide.questions[str(walk.guide.more)].options
    left = {
        name: option for name, option in options.items() if not option.add or option.add.kind not in kinds
    }
    return left if any(option.add for option in left.values()) else NOTHING


def options_for(walk: Walk, question: str) -> Mapping[str, Option]:
    """Return the options of a question, by id, that can be chosen on this walk.

    For the question after the result these are fewer than the guide has: see ``more_options``.
    """
    return more_options(walk) if question == walk.guide.more else walk.guide.questions[question].options


def what_ifs(walk: Walk) -> tuple[WhatIf, ...]:
    """What each other answer on the path would have led to, in the order of the path.

    The answer to what is asked after the result is left out. The cost grows with the answers, not with the
    guide.
    """
    later_answers = _LaterAnswers(walk)
    alternatives = []
    before = NOTHING_YET
    for step in _path_to_result(walk):
        options = walk.guide.questions[step.question].options
        for name, option in options.items():
            if name != step.option:
                later, at = later_answers(option.then)
                so_far = later_answers.with_more(before.then(effect_of(option)).then(later), at)
                ends = possible_from(walk.guide, so_far, at)
                alternatives.append(WhatIf(step, name, ends, so_far.companions(walk.guide), at))
        before = before.then(effect_of(options[step.option]))
    return tuple(alternatives)


class _LaterAnswers:
    """What the answers of a walk lead to from any question on, and the question at which they stop.

    Every question is looked at once, however often it is asked for.
    """

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._known: dict[str | None, tuple[PartialDecision, str | None]] = {None: (NOTHING_YET, None)}

    def __call__(self, at: str | None) -> tuple[PartialDecision, str | None]:
        passed: list[tuple[str, Option]] = []
        question = at
        while question not in self._known:
            assert question is not None
            options = self._walk.guide.questions[question].options
            option = options.get(self._walk.answers.get(question, ""))
            if option is None:
                self._known[question] = (NOTHING_YET, question)
            else:
                passed.append((question, option))
                question = option.then
        for name, option in reversed(passed):
            later, stop = self._known[option.then]
            self._known[name] = (effect_of(option).then(later), stop)
        return self._known[at]

    def with_more(self, so_far: PartialDecision, at: str | None) -> PartialDecision:
        """With the answer to what is asked after the result, where the outcome takes one."""
        guide = self._walk.guide
        if at is None and guide.more and guide.takes_more(so_far.outcome):
            option = guide.questions[guide.more].options.get(self._walk.answers.get(guide.more, ""))
            return so_far.with_more(option) if option else so_far
        return so_far


def _path_to_result(walk: Walk) -> tuple[Step, ...]:
    """The path without the answer to what is asked after the result."""
    return walk.path if walk.added is None else walk.path[:-1]


def _combine_path(walk: Walk) -> PartialDecision:
    """What the path to the result leads to."""
    so_far = NOTHING_YET
    for step in _path_to_result(walk):
        so_far = so_far.then(effect_of(walk.option_at(step)))
    return so_far


def _combine_all(walk: Walk) -> PartialDecision:
    """What the whole path leads to, with the answer given after the result."""
    so_far = _combine_path(walk)
    return so_far if walk.added is None else so_far.with_more(walk.option_at(walk.added))


class _Prospect(NamedTuple):
    """The outcomes that are possible from a question on, as bits by their position in the guide.

    Attributes:
        fresh: The outcomes possible where none is recommended yet.
        instead: The outcomes that can replace one that is recommended.
        stays: Whether one that is recommended can also remain.
    """

    fresh: int = 0
    instead: int = 0
    stays: bool = False


def possible_from(guide: Guide, so_far: PartialDecision, at: str | None) -> tuple[str, ...]:
    """Return the ids of the outcomes that are possible, in the guide's order.

    ``so_far`` is what the answers so far lead to, ``at`` the question to ask next; None at the end.
    """
    if at is None or so_far.instead:
        assert so_far.outcome is not None
        return (so_far.outcome,)
    return _names(guide, _possible(guide, so_far, at))


def _possible(guide: Guide, so_far: PartialDecision, at: str | None) -> int:
    """The same as bits."""
    bit, ahead = _prospects(guide)
    if at is None or so_far.instead:
        assert so_far.outcome is not None
        return bit[so_far.outcome]
    prospect = ahead[at]
    if so_far.recommended is None:
        return prospect.fresh
    return prospect.instead | (bit[so_far.recommended] if prospect.stays else 0)


@lru_cache(maxsize=8)
def _private(guide: Guide) -> int:
    """The private outcomes of the guide, as bits."""
    bit, _ = _prospects(guide)
    return sum(bit[name] for name, outcome in guide.outcomes.items() if outcome.private)


@lru_cache(maxsize=8)
def _prospects(guide: Guide) -> tuple[Mapping[str, int], Mapping[str, _Prospect]]:
    """The bit of each outcome, and the prospect at each question, computed once for a guide."""
    bit = {name: 1 << place for place, name in enumerate(guide.outcomes)}
    ahead: dict[str | None, _Prospect] = {None: _Prospect(stays=True)}
    for name in reversed(topological_order(guide)):
        fresh = instead = 0
        stays = False
        for option in guide.questions[name].options.values():
            later = ahead[option.then]
            if option.instead:
                fresh |= bit[option.instead]
                instead |= bit[option.instead]
                continue
            instead |= later.instead
            stays |= later.stays
            if option.recommend:
                fresh |= later.instead | (bit[option.recommend] if later.stays else 0)
            else:
                fresh |= later.fresh
        ahead[name] = _Prospect(fresh, instead, stays)
    return bit, {name: prospect for name, prospect in ahead.items() if name}


# The value of each binary digit by the byte that writes it, as ``compress`` needs it.
_DIGITS = bytes(byte & 1 for byte in range(256))


@lru_cache(maxsize=1024)
def _names(guide: Guide, bits: int) -> tuple[str, ...]:
    """The ids of the outcomes that are set in ``bits``, in the guide's order."""
    return tuple(compress(guide.outcomes, f"{bits:b}".encode().translate(_DIGITS)[::-1]))
