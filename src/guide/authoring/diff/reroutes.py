"""Where walks end in another guide.

Both guides are to be checked ones. A walk of the old guide ends, in the new one, where ``retrace`` of its
answers ends: at an outcome with its companions, or at a question that these answers do not answer. Where an
outcome takes more, a walk of the old guide ends there, and others go on with each of the answers to that.

Walks are never listed. Both guides are walked in step on the same answers, each answer of the old walk once.
While the new guide asks something else, it waits: if the question comes on the old road later, it goes on
from there; if no old road can bring it any more, the walk is at its end there. Answers that the new guide may
ask for later are remembered, a few at a time, so that small changes of order are followed exactly. Where
more would have to be remembered, the walk is told apart as ``Reordered``, and its new end is left open.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from guide.engine.walk import Step
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Companion, Guide, Option

REMEMBERED = 3
"""How many answers are remembered at most. The cost can grow with the number of options to this power."""


class Reached(Struct, frozen=True):
    """An outcome, and its companions in the order of their ids."""

    outcome: str
    companions: tuple[Companion, ...] = ()


class Unanswered(Struct, frozen=True):
    """A question that the answers of the old walk do not answer, or answer with an option that is gone."""

    question: str


class Reordered(Struct, frozen=True):
    """Too much is asked in another order to be followed."""


End = Reached | Unanswered | Reordered


class Reroute(Struct, frozen=True):
    """The walks that ended at ``old`` and now end at ``new``: how many roads, and the shortest as example."""

    old: Reached
    new: End
    walks: int
    example: tuple[Step, ...]


class _Progress(NamedTuple):
    """What one walk has come to. On the roads of a checked guide this is what ``recommend`` comes to."""

    outcome: str = ""
    added: tuple[Companion, ...] = ()

    def taken(self, option: Option) -> "_Progress":
        added = self.added
        if option.add:
            others = [companion for companion in added if companion.kind != option.add.kind]
            added = tuple(sorted([*others, option.add], key=lambda companion: companion.kind))
        return _Progress(option.instead or option.recommend or self.outcome, added)

    def with_more(self, option: Option) -> "_Progress":
        """After an answer to the result, which leaves alone what is in it."""
        known = option.add is None or any(option.add.kind == companion.kind for companion in self.added)
        return self if known else self.taken(option)

    def end(self, guide: Guide) -> Reached:
        kinds = guide.outcomes[self.outcome].kinds
        return Reached(self.outcome, tuple(added for added in self.added if added.kind not in kinds))


class _State(NamedTuple):
    """Where both walks stand when the old one comes to a question; which, is known from where this is kept.

    ``new`` is the question that the new guide asks, or the end to which it has come.
    """

    old_so_far: _Progress
    new: str | End
    new_so_far: _Progress = _Progress()
    remembered: tuple[Step, ...] = ()


_Road = tuple[Step, "_Road"] | None


class _Found(NamedTuple):
    """How many roads lead to a state, and the shortest of them, its last step first."""

    walks: int
    length: int
    road: _Road

    def by(self, step: Step) -> "_Found":
        return _Found(self.walks, self.length + 1, (step, self.road))

    def joined(self, other: "_Found | None") -> "_Found":
        if other is None:
            return self
        shorter = other if other.length <= self.length else self
        return shorter._replace(walks=self.walks + other.walks)


def find_reroutes(old: Guide, new: Guide) -> tuple[Reroute, ...]:
    """The walks whose end differs, the most walked first."""
    found = [
        Reroute(came_to, comes_to, roads.walks, _steps(roads.road))
        for (came_to, comes_to), roads in _ends(old, new).items()
        if came_to != comes_to
    ]
    return tuple(sorted(found, key=lambda find_reroutes: -find_reroutes.walks))


def _ends(old: Guide, new: Guide) -> Mapping[tuple[Reached, End], _Found]:
    follow = _Follower(old, new)
    layers: dict[str, dict[_State, _Found]] = defaultdict(dict)
    ends: dict[tuple[Reached, End], _Found] = {}
    start = follow.settled(_State(_Progress(), new.start), old.start)
    layers[old.start][start] = _Found(1, 0, None)
    for name in topological_order(old):
        for state, found in layers.pop(name, {}).items():
            for choice, option in old.questions[name].options.items():
                step = Step(name, choice)
                for at in _ways_on(old, step, option, state.old_so_far.taken(option)):
                    then = follow.answered(state, step, option, at)
                    if at:
                        layer = layers[at]
                        layer[then] = found.by(step).joined(layer.get(then))
                    else:
                        assert not isinstance(then.new, str)
                        pair = then.old_so_far.end(old), then.new
                        ends[pair] = found.by(step).joined(ends.get(pair))
    return ends


def _ways_on(guide: Guide, step: Step, option: Option, so_far: _Progress) -> tuple[str | None, ...]:
    """What can be asked after this answer; None where the walk can end."""
    if option.then is None and step.question != guide.more and guide.takes_more(so_far.outcome):
        return None, guide.more
    return (option.then,)


class _Follower:
    """Takes the new guide along the old one's road."""

    def __init__(self, old: Guide, new: Guide) -> None:
        self._old = old
        self._new = new
        self._old_leads = _Leads(old)
        self._new_leads = _Leads(new)

    def answered(self, state: _State, step: Step, option: Option, at: str | None) -> _State:
        """The state after an answer of the old walk, which then comes to ``at``, or to its end."""
        adds = step.question == self._old.more
        so_far = state.old_so_far.with_more(option) if adds else state.old_so_far.taken(option)
        after = state._replace(old_so_far=so_far)
        asked = self._new.questions.get(step.question)
        if not asked or step.option not in asked.options:
            return self.settled(after, at)
        if isinstance(state.new, str):
            after = after._replace(remembered=(*state.remembered, step))
        elif isinstance(state.new, Reached) and step.question == self._new.more:
            after = after._replace(new=self._with_more(state.new, asked.options[step.option]))
        return self.settled(after, at)

    def _with_more(self, end: Reached, option: Option) -> Reached:
        """The new end after this answer to it."""
        if not self._new.takes_more(end.outcome):
            return end
        return _Progress(end.outcome, end.companions).with_more(option).end(self._new)

    def settled(self, state: _State, at: str | None) -> _State:
        """The new walk as far as the answers lead it, when the old one comes to ``at``, or to its end."""
        known = dict(state.remembered)
        new, so_far = state.new, state.new_so_far
        while isinstance(new, str) and new in known:
            option = self._new.questions[new].options[known.pop(new)]
            so_far = so_far.taken(option)
            new = option.then or self._end(so_far, known)
        if isinstance(new, str) and not self._old_leads(at, new):
            new = Unanswered(new)
        if not isinstance(new, str):
            return _State(state.old_so_far, new)
        kept = tuple(Step(*item) for item in known.items() if self._new_leads(new, item[0]))
        if len(kept) > REMEMBERED:
            return _State(state.old_so_far, Reordered())
        return _State(state.old_so_far, new, so_far, kept)

    def _end(self, so_far: _Progress, known: Mapping[str, str]) -> Reached:
        end = so_far.end(self._new)
        more = self._new.more
        if more and more in known:
            return self._with_more(end, self._new.questions[more].options[known[more]])
        return end


class _Leads:
    """Whether a question can still come. Worked out for the questions that it is asked of, and no others.

    What is asked after the result can come wherever a walk can end.
    """

    def __init__(self, guide: Guide) -> None:
        self._before: dict[str, frozenset[str]] = {}
        self._askers: dict[str, list[str]] = defaultdict(list)
        for name, question in guide.questions.items():
            for option in question.options.values():
                if then := option.then or (guide.more if name != guide.more else None):
                    self._askers[then].append(name)

    def __call__(self, at: str | None, name: str) -> bool:
        if at is None or at == name:
            return at == name
        if name not in self._before:
            self._before[name] = self._all_before(name)
        return at in self._before[name]

    def _all_before(self, name: str) -> frozenset[str]:
        seen = {name}
        stack = [name]
        while stack:
            askers = set(self._askers.get(stack.pop(), ())) - seen
            seen |= askers
            stack += askers
        return frozenset(seen)


def _steps(road: _Road) -> tuple[Step, ...]:
    steps = []
    while road is not None:
        step, road = road
        steps.append(step)
    return tuple(reversed(steps))
