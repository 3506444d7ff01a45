"""What answers come to. The only decider: every mode and every format asks here."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from msgspec import Struct

from guide.engine.walk import Step, Walk
from guide.ruleset.graph import topological_order
from guide.ruleset.model import NOTHING, Companion, Guide, Option


class PartialDecision(NamedTuple):
    """What some answers in a row have come to. ``added`` has each kind once."""

    recommended: str | None = None
    instead: str | None = None
    added: tuple[Companion, ...] = ()

    def then(self, later: "PartialDecision") -> "PartialDecision":
        added = self.added or later.added
        if self.added and later.added:
            added = tuple({companion.kind: companion for companion in (*self.added, *later.added)}.values())
        return PartialDecision(self.recommended or later.recommended, self.instead or later.instead, added)

    def with_more(self, option: Option) -> "PartialDecision":
        """After an answer that was given to the result. A kind that was added before stays as it was."""
        known = option.add is None or any(option.add.kind == companion.kind for companion in self.added)
        return self if known else self.then(effect_of(option))

    @property
    def outcome(self) -> str | None:
        return self.instead or self.recommended

    def companions(self, guide: Guide) -> tuple[Companion, ...]:
        """What the answers add to the outcome; never a kind that is already in it."""
        kinds = guide.outcomes[self.outcome].kinds if self.outcome else ()
        return tuple(companion for companion in self.added if companion.kind not in kinds)


NOTHING_YET = PartialDecision()


class Decision(Struct, frozen=True):
    """``decided_by`` is the answer that led to ``outcome``; ``replaced`` is what the walk had come to before
    an answer put this outcome in its place.
    """

    outcome: str
    decided_by: Step
    replaced: str | None
    companions: tuple[Companion, ...]


class WhatIf(Struct, frozen=True):
    """Another answer to a question of the road, and where it would have led.

    ``possible`` are the outcomes that can still come of it when the answers that still apply are followed, in
    the guide's order: exactly one where the walk then ends, and ``at`` is None; else ``at`` would be asked.
    """

    step: Step
    option: str
    possible: tuple[str, ...]
    companions: tuple[Companion, ...]
    at: str | None


def effect_of(option: Option) -> PartialDecision:
    return PartialDecision(option.recommend, option.instead, (option.add,) if option.add else ())


def decide(walk: Walk) -> Decision:
    """What a walk comes to. Raises ValueError where it is not finished."""
    if walk.current is not None:
        raise ValueError("the walk is not finished")
    so_far = _come_to(walk)
    outcome = so_far.outcome
    assert outcome is not None
    decided_by = next(
        step
        for step in walk.path
        if (walk.option_at(step).instead if so_far.instead else walk.option_at(step).recommend) == outcome
    )
    replaced = so_far.recommended if so_far.instead else None
    return Decision(outcome, decided_by, replaced, so_far.companions(walk.guide))


def possible(walk: Walk) -> tuple[str, ...]:
    """The outcomes that the walk can still end on, in the guide's order."""
    return possible_from(walk.guide, _come_to(walk), walk.current)


def only_private(walk: Walk) -> bool:
    """Whether every outcome that the walk can still end on is one of which nothing is kept."""
    bits = _possible(walk.guide, _come_to(walk), walk.current)
    return not bits & ~_private(walk.guide)


def more_options(walk: Walk) -> Mapping[str, Option]:
    """The answers, by id, that can be given to the result: those that add nothing, and those whose kind is
    not in it. None before the end, on a signpost, and where no kind is left to add.
    """
    so_far = _led_to(walk)
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
    """The answers, by id, that can be given to a question of the guide on this walk."""
    return more_options(walk) if question == walk.guide.more else walk.guide.questions[question].options


def what_ifs(walk: Walk) -> tuple[WhatIf, ...]:
    """Every other answer on the way to the result. The cost grows with the answers, not with the guide."""
    ahead = _Ahead(walk)
    found = []
    before = NOTHING_YET
    for step in _way(walk):
        options = walk.guide.questions[step.question].options
        for name, option in options.items():
            if name != step.option:
                later, at = ahead(option.then)
                so_far = ahead.to_the_end(before.then(effect_of(option)).then(later), at)
                ends = possible_from(walk.guide, so_far, at)
                found.append(WhatIf(step, name, ends, so_far.companions(walk.guide), at))
        before = before.then(effect_of(options[step.option]))
    return tuple(found)


class _Ahead:
    """What the answers of a walk come to from any question on, and the question at which they stop."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._known: dict[str | None, tuple[PartialDecision, str | None]] = {None: (NOTHING_YET, None)}

    def __call__(self, at: str | None) -> tuple[PartialDecision, str | None]:
        passed: list[tuple[str, Option]] = []
        here = at
        while here not in self._known:
            assert here is not None
            options = self._walk.guide.questions[here].options
            option = options.get(self._walk.answers.get(here, ""))
            if option is None:
                self._known[here] = (NOTHING_YET, here)
            else:
                passed.append((here, option))
                here = option.then
        for name, option in reversed(passed):
            later, stop = self._known[option.then]
            self._known[name] = (effect_of(option).then(later), stop)
        return self._known[at]

    def to_the_end(self, so_far: PartialDecision, at: str | None) -> PartialDecision:
        """With what was said after the result, where the walk ends on one that takes it."""
        guide = self._walk.guide
        if at is None and guide.more and guide.takes_more(so_far.outcome):
            option = guide.questions[guide.more].options.get(self._walk.answers.get(guide.more, ""))
            return so_far.with_more(option) if option else so_far
        return so_far


def _way(walk: Walk) -> tuple[Step, ...]:
    """The road to the result, without what was said to that."""
    return walk.path if walk.added is None else walk.path[:-1]


def _led_to(walk: Walk) -> PartialDecision:
    so_far = NOTHING_YET
    for step in _way(walk):
        so_far = so_far.then(effect_of(walk.option_at(step)))
    return so_far


def _come_to(walk: Walk) -> PartialDecision:
    so_far = _led_to(walk)
    return so_far if walk.added is None else so_far.with_more(walk.option_at(walk.added))


class _Prospect(NamedTuple):
    """What can come from a question on, outcomes as bits by their place in the guide.

    ``fresh``: the ends where nothing is recommended yet. ``instead``: what can take the place of an outcome
    that is; ``stays``: whether that can also remain.
    """

    fresh: int = 0
    instead: int = 0
    stays: bool = False


def possible_from(guide: Guide, so_far: PartialDecision, at: str | None) -> tuple[str, ...]:
    """The outcomes that can still come where this is asked next and the answers have come to so much."""
    if at is None or so_far.instead:
        assert so_far.outcome is not None
        return (so_far.outcome,)
    return _names(guide, _possible(guide, so_far, at))


def _possible(guide: Guide, so_far: PartialDecision, at: str | None) -> int:
    """The outcomes that can still come, as bits."""
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
    """The private outcomes as bits."""
    bit, _ = _prospects(guide)
    return sum(bit[name] for name, outcome in guide.outcomes.items() if outcome.private)


@lru_cache(maxsize=8)
def _prospects(guide: Guide) -> tuple[Mapping[str, int], Mapping[str, _Prospect]]:
    """The bit of each outcome and the prospect at each question, worked out once for a guide."""
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


# What a binary digit is worth, by the byte that writes it.
_DIGITS = bytes(byte & 1 for byte in range(256))


@lru_cache(maxsize=1024)
def _names(guide: Guide, bits: int) -> tuple[str, ...]:
    return tuple(compress(guide.outcomes, f"{bits:b}".encode().translate(_DIGITS)[::-1]))
