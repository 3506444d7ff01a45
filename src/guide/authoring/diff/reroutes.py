"""Finds the walks of one guide that end elsewhere in another one.

Both guides must be checked. A walk of the old guide ends, in the new one, where ``replay_answers`` with its
answers ends: at an outcome with its companions, or at a question without an answer. Where an outcome takes
more, one walk of the old guide ends there, and others go on with each answer to that question.

Walks are not listed one by one. Both guides are followed together over the questions of the old one, and
walks that have led to the same state are counted together. While the new guide asks another question, its
walk waits. It goes on when the old path comes to that question; where no old path can come to it any more,
the new walk ends there. Answers that the new guide may ask for later are remembered, a few at a time, so that
small changes of order are followed exactly. Where more would have to be remembered, the walk counts as
``Reordered``, and its new end stays unknown.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from guide.engine.walk import Step
from guide.ruleset.graph import following_question, topological_order
from guide.ruleset.model import Companion, Guide, Option

REMEMBERED = 3
"""Answers that are remembered at most. The cost can grow with the number of options to this power."""


class Reached(Struct, frozen=True):
    """An outcome, and its companions in the order of their ids."""

    outcome: str
    companions: tuple[Companion, ...] = ()


class Unanswered(Struct, frozen=True):
    """A question of the new guide to which the old walk has no answer, or one whose option is gone."""

    question: str


class Reordered(Struct, frozen=True):
    """The new guide asks too much in another order; the end is unknown."""


End = Reached | Unanswered | Reordered


class Reroute(Struct, frozen=True):
    """The walks that ended at ``old`` and now end at ``new``: how many, and a shortest one as example."""

    old: Reached
    new: End
    walks: int
    example: tuple[Step, ...]


class _Progress(NamedTuple):
    """What one walk leads to so far. At the end of a checked guide's walk it agrees with ``decide``.

    Companions are sorted by kind, so that walks which add the same are in the same state.
    """

    outcome: str = ""
    added: tuple[Companion, ...] = ()

    def after(self, option: Option) -> "_Progress":
        """After one more answer."""
        added = self.added
        if option.add:
            others = [companion for companion in added if companion.kind != option.add.kind]
            added = tuple(sorted([*others, option.add], key=lambda companion: companion.kind))
        return _Progress(option.instead or option.recommend or self.outcome, added)

    def with_more(self, option: Option) -> "_Progress":
        """After an answer to what is asked after the result. A kind that was added before stays as it was."""
        known = option.add is None or any(option.add.kind == companion.kind for companion in self.added)
        return self if known else self.after(option)

    def end(self, guide: Guide) -> Reached:
        """The outcome, with the added kinds that it does not have already."""
        kinds = guide.outcomes[self.outcome].kinds
        return Reached(self.outcome, tuple(added for added in self.added if added.kind not in kinds))


class _State(NamedTuple):
    """The state of both walks when the old one comes to a certain question, by which states are kept.

    Attributes:
        old_so_far: What the old walk leads to so far.
        new: The question that the new guide asks, or the end that it has reached.
        new_so_far: What the new walk leads to so far.
        remembered: The answers that the new guide may still ask for.
    """

    old_so_far: _Progress
    new: str | End
    new_so_far: _Progress = _Progress()
    remembered: tuple[Step, ...] = ()


_Chain = tuple[Step, "_Chain"] | None


class _Walks(NamedTuple):
    """The number of walks that lead to a state, and the answers of a shortest one, the last answer first."""

    walks: int
    length: int
    steps: _Chain

    def extended(self, step: Step) -> "_Walks":
        return _Walks(self.walks, self.length + 1, (step, self.steps))

    def merged(self, other: "_Walks | None") -> "_Walks":
        if other is None:
            return self
        shorter = other if other.length <= self.length else self
        return shorter._replace(walks=self.walks + other.walks)


def find_reroutes(old: Guide, new: Guide) -> tuple[Reroute, ...]:
    """The walks whose end differs, grouped by both ends, the largest group first.

    Args:
        old: The guide whose walks are followed.
        new: The guide in which their answers are replayed.
    """
    reroutes = [
        Reroute(old_end, new_end, walks.walks, _steps(walks.steps))
        for (old_end, new_end), walks in _ends(old, new).items()
        if old_end != new_end
    ]
    return tuple(sorted(reroutes, key=lambda reroute: -reroute.walks))


def _ends(old: Guide, new: Guide) -> Mapping[tuple[Reached, End], _Walks]:
    follower = _Follower(old, new)
    layers: dict[str, dict[_State, _Walks]] = defaultdict(dict)
    ends: dict[tuple[Reached, End], _Walks] = {}
    start = follower.advance(_State(_Progress(), new.start), old.start)
    layers[old.start][start] = _Walks(1, 0, None)
    for name in topological_order(old):
        for state, walks in layers.pop(name, {}).items():
            for choice, option in old.questions[name].options.items():
                step = Step(name, choice)
                for at in _ways_on(old, step, option, state.old_so_far.after(option)):
                    then = follower.follow_answer(state, step, option, at)
                    if at:
                        layer = layers[at]
                        layer[then] = walks.extended(step).merged(layer.get(then))
                    else:
                        assert not isinstance(then.new, str)
                        pair = then.old_so_far.end(old), then.new
                        ends[pair] = walks.extended(step).merged(ends.get(pair))
    return ends


def _ways_on(guide: Guide, step: Step, option: Option, so_far: _Progress) -> tuple[str | None, ...]:
    """What can come after an answer: the next question, or None for the end of the walk."""
    if option.then is None and step.question != guide.more and guide.takes_more(so_far.outcome):
        return None, guide.more
    return (option.then,)


class _Follower:
    """Follows the new guide along the walks of the old one."""

    def __init__(self, old: Guide, new: Guide) -> None:
        self._old = old
        self._new = new
        self._old_leads = _Leads(old)
        self._new_leads = _Leads(new)

    def follow_answer(self, state: _State, step: Step, option: Option, at: str | None) -> _State:
        """The state after an answer of the old walk.

        Args:
            state: The state before it.
            step: The answer.
            option: Its option in the old guide.
            at: The question to which the old walk comes then; None for its end.
        """
        adds = step.question == self._old.more
        so_far = state.old_so_far.with_more(option) if adds else state.old_so_far.after(option)
        after = state._replace(old_so_far=so_far)
        asked = self._new.questions.get(step.question)
        if not asked or step.option not in asked.options:
            return self.advance(after, at)
        if isinstance(state.new, str):
            after = after._replace(remembered=(*state.remembered, step))
        elif isinstance(state.new, Reached) and step.question == self._new.more:
            after = after._replace(new=self._with_more(state.new, asked.options[step.option]))
        return self.advance(after, at)

    def _with_more(self, end: Reached, option: Option) -> Reached:
        """The new end after an answer to what is asked after the result."""
        if not self._new.takes_more(end.outcome):
            return end
        return _Progress(end.outcome, end.companions).with_more(option).end(self._new)

    def advance(self, state: _State, at: str | None) -> _State:
        """The state in which the new walk has gone as far as the remembered answers lead.

        Args:
            state: The state before.
            at: The question to which the old walk has come; None for its end.
        """
        known = dict(state.remembered)
        new, so_far = state.new, state.new_so_far
        while isinstance(new, str) and new in known:
            option = self._new.questions[new].options[known.pop(new)]
            so_far = so_far.after(option)
            new = option.then or self._end(so_far, known)
        if isinstance(new, str) and not self._old_leads(at, new):
            new = Unanswered(new)
        if not isinstance(new, str):
            return _State(state.old_so_far, new)
        remembered = tuple(Step(*item) for item in known.items() if self._new_leads(new, item[0]))
        if len(remembered) > REMEMBERED:
            return _State(state.old_so_far, Reordered())
        return _State(state.old_so_far, new, so_far, remembered)

    def _end(self, so_far: _Progress, known: Mapping[str, str]) -> Reached:
        end = so_far.end(self._new)
        more = self._new.more
        if more and more in known:
            return self._with_more(end, self._new.questions[more].options[known[more]])
        return end


class _Leads:
    """Tells whether a walk at one question can still come to another one.

    Computed only for the questions that are asked about. What is asked after the result can come wherever a
    walk can end.
    """

    def __init__(self, guide: Guide) -> None:
        self._before: dict[str, frozenset[str]] = {}
        self._askers: dict[str, list[str]] = defaultdict(list)
        for name, question in guide.questions.items():
            for option in question.options.values():
                if then := following_question(guide, name, option):
                    self._askers[then].append(name)

    def __call__(self, at: str | None, name: str) -> bool:
        if at is None or at == name:
            return at == name
        if name not in self._before:
            self._before[name] = self._ancestors(name)
        return at in self._before[name]

    def _ancestors(self, name: str) -> frozenset[str]:
        seen = {name}
        stack = [name]
        while stack:
            askers = set(self._askers.get(stack.pop(), ())) - seen
            seen |= askers
            stack += askers
        return frozenset(seen)


def _steps(chain: _Chain) -> tuple[Step, ...]:
    """The answers of a chain, the first one first."""
    steps = []
    while chain is not None:
        step, chain = chain
        steps.append(step)
    return tuple(reversed(steps))
