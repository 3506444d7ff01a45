"""A guide as tables, so that walking one more row costs little more than looking up its answers.

A state is a question with the decision so far. Paths that lead to the same state share it, and it is made
when the first row comes to it. One state is a triple:

    key      where a row has the answer to the question; None at the end of a walk
    table    the state after each answer; at the end, what the walk comes to
    step     the answer that led here; None where there was none

so that ``key, table, step = table[row[key]]`` is one step of a walk. Where the row has no such key, it comes
to ``table.missing()``. ``path_cache`` keeps what depends on all answers of a row.
"""

from collections.abc import Callable, Hashable
from typing import Any

from guide.batch.csv_splitting import unquote_cell
from guide.engine.decision import NOTHING_YET, PartialDecision, effect_of, possible_from
from guide.engine.walk import Step
from guide.ruleset.model import Guide, Option

State = tuple[Any, Any, Step | None]
Row = Any
"""Answers that the keys of the machine look up: a mapping by question, or a sequence by column."""

MOST_SPELLINGS = 100
"""Spellings of the answers to one question that are kept; a file can have any number of wrong ones."""


class Decided:
    """The result of a row that was decided: the ids of the outcome and of the added kinds."""

    __slots__ = ("companions", "outcome")

    def __init__(self, outcome: str, companions: tuple[str, ...]) -> None:
        self.outcome = outcome
        self.companions = companions


class Undecided:
    """The result of a row that cannot be decided, as ``given`` is no answer to ``question``.

    ``given`` is the text of the row, "" where it has none. ``possible`` are the ids of the outcomes that are
    still possible.
    """

    __slots__ = ("given", "possible", "question")

    def __init__(self, question: str, given: str, possible: tuple[str, ...]) -> None:
        self.question = question
        self.given = given
        self.possible = possible


class StateMachine:
    """A guide as a state machine whose states are made when the first row reaches them.

    ``start`` is the key and the table of the first state; see the module for how to walk from there.
    """

    def __init__(
        self,
        guide: Guide,
        keys: Callable[[str], Hashable] = lambda question: question,
        read_answer: Callable[[str, Any], str | None] = lambda _, written: written,
        more: bool = True,
    ) -> None:
        """Begin with the first question.

        Args:
            guide: What is walked.
            keys: Returns where a row has the answer to a question.
            read_answer: Returns the id of the option that is meant by an answer as it is written, given the
                question; None where there is none.
            more: Whether rows may answer the question that is asked after the result.
        """
        self.guide = guide
        self.keys = keys
        self.read_answer = read_answer
        self._more = guide.more if more else None
        self._states: dict[tuple[str | None, PartialDecision], tuple[Any, Any]] = {}
        self.start = self.state(guide.start, NOTHING_YET)

    def state(self, at: str | None, so_far: PartialDecision) -> tuple[Any, Any]:
        """Return key and table of a state.

        Args:
            at: The question to answer next; None at the end of a walk.
            so_far: What the answers so far lead to.
        """
        state = self._states.get((at, so_far))
        if state is None:
            state = self._end(so_far) if at is None else (self.keys(at), _Options(self, at, so_far))
            self._states[at, so_far] = state
        return state

    def _end(self, so_far: PartialDecision) -> tuple[Any, Any]:
        """Return the end of a walk; before it, the question about what is to be added, where it is asked."""
        decided = self.decided(so_far)
        if self._more is None or not self.guide.takes_more(so_far.outcome):
            return None, decided
        return self.keys(self._more), _More(self, self._more, so_far, decided)

    def decided(self, so_far: PartialDecision) -> Decided:
        """Return the result of a finished walk. ``so_far`` must have an outcome."""
        assert so_far.outcome is not None
        return Decided(so_far.outcome, tuple(companion.kind for companion in so_far.companions(self.guide)))


class _Options(dict[Any, State]):
    """The state after each answer to a question, by the answer as it is written."""

    __slots__ = ("_at", "_machine", "_so_far")

    def __init__(self, machine: StateMachine, at: str, so_far: PartialDecision) -> None:
        super().__init__()
        self._machine = machine
        self._at = at
        self._so_far = so_far

    def __missing__(self, written: Any) -> State:
        machine = self._machine
        options = machine.guide.questions[self._at].options
        name = machine.read_answer(self._at, written)
        if name is None or name not in options:
            return None, self.refused(written), None
        state = (*self._after(options[name]), Step(self._at, name))
        if len(self) < MOST_SPELLINGS:
            self[written] = state
        return state

    def _after(self, option: Option) -> tuple[Any, Any]:
        return self._machine.state(option.then, self._so_far.then(effect_of(option)))

    def missing(self) -> Decided | Undecided:
        """Return what becomes of a row that has no answer here."""
        return self.refused("")

    def refused(self, written: Any) -> Undecided:
        """Return what becomes of a row with something here that is no answer."""
        possible = possible_from(self._machine.guide, self._so_far, self._at)
        return Undecided(self._at, _read_text(written), possible)


class _More(_Options):
    """The question that is asked after the result. A row need not answer it."""

    __slots__ = ("_decided",)

    def __init__(self, machine: StateMachine, at: str, so_far: PartialDecision, decided: Decided) -> None:
        super().__init__(machine, at, so_far)
        self._decided = decided

    def __missing__(self, written: Any) -> State:
        if written is None or not _read_text(written):
            return None, self._decided, None
        return super().__missing__(written)

    def _after(self, option: Option) -> tuple[Any, Any]:
        return None, self._machine.decided(self._so_far.with_more(option))

    def missing(self) -> Decided | Undecided:
        return self._decided


def _read_text(written: Any) -> str:
    """Return what is given for an answer as text, without the space around it."""
    text = unquote_cell(written).decode("utf-8", "replace") if isinstance(written, bytes) else str(written)
    return text.strip()
