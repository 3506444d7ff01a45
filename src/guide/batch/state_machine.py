"""A guide turned into tables, so that walking one more row costs little more than looking its answers up.

A state is the question that is asked, with what the answers so far have come to. Roads that lead to the same
state share it, and it is made when the first row comes to it. One state is a triple:

    key      where the row has the answer to the question; None at the end of a walk
    table    the state after each answer; at the end, what the walk has come to
    taken    the answer that led here

so that ``key, table, taken = table[row[key]]`` is one step of a walk. Where the row has no such key,
``table.missing()`` is what it comes to. For what hangs on the whole road see ``roads``.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from guide.batch.csv_splitting import unquote_cell
from guide.engine.decision import NOTHING_YET, PartialDecision, effect_of, possible_from
from guide.engine.walk import Step
from guide.ruleset.model import Claim, Guide, Option

State = tuple[Any, Any, "TakenOption | None"]
Row = Any
"""Answers that can be looked up by the machine's keys: a mapping by question, or a sequence by column."""

MOST_SPELLINGS = 100
"""Ways to write the answers of one question that are remembered; a file can hold any number of wrong ones."""


class KindReason(NamedTuple):
    """A claim that speaks for a kind, and the answer that makes it do so."""

    step: Step
    kind: str
    distinction: str
    claim: Claim


class KindsWanted:
    """The kinds of an end and its companions. There is one of each, so that it is found again by itself."""

    __slots__ = ("companions", "kinds")

    def __init__(self, kinds: tuple[str, ...], companions: tuple[str, ...]) -> None:
        self.kinds = kinds
        self.companions = companions


class Decided:
    """What a finished row comes to. ``written`` is for whoever writes it out."""

    __slots__ = ("companions", "outcome", "wanted", "written")

    def __init__(self, outcome: str, wanted: KindsWanted) -> None:
        self.outcome = outcome
        self.companions = wanted.companions
        self.wanted = wanted
        self.written: Any = None


class Undecided:
    """A row that cannot be decided: ``given`` is no answer to ``question``; empty where there is none.

    ``possible`` are the outcomes that are still open.
    """

    __slots__ = ("given", "possible", "question")

    def __init__(self, question: str, given: str, possible: tuple[str, ...]) -> None:
        self.question = question
        self.given = given
        self.possible = possible


class TakenOption(dict[KindsWanted, tuple[KindReason, ...]]):
    """An answer on the road: what it says for the kinds of an end, worked out once for each."""

    __slots__ = ("_guide", "step")

    def __init__(self, guide: Guide, step: Step) -> None:
        super().__init__()
        self._guide = guide
        self.step = step

    def __missing__(self, wanted: KindsWanted) -> tuple[KindReason, ...]:
        """See ``advice.recommend``: what asks for a companion speaks for it alone."""
        kinds = wanted.kinds
        option = self._guide.questions[self.step.question].options[self.step.option]
        if option.add and option.add.kind in wanted.companions:
            kinds = (option.add.kind,)
        found = self[wanted] = tuple(
            KindReason(self.step, kind, distinction, claim)
            for kind in kinds
            for distinction, pole in option.means.items()
            for claim in self._guide.kinds[kind].claims.get(distinction, ())
            if claim.pole == pole
        )
        return found


class StateMachine:
    """``keys`` says where a row has the answer to each question; ``meant`` reads an answer as written.

    ``meant(question, written)`` is the id of an option, or None where it is none. Without ``more`` no row has
    an answer to what is asked after the result.
    """

    def __init__(
        self,
        guide: Guide,
        keys: Callable[[str], Hashable] = lambda question: question,
        meant: Callable[[str, Any], str | None] = lambda _, written: written,
        more: bool = True,
    ) -> None:
        self.guide = guide
        self.keys = keys
        self.meant = meant
        self._more = guide.more if more else None
        self._states: dict[tuple[str | None, PartialDecision], tuple[Any, Any]] = {}
        self._taken: dict[Step, TakenOption] = {}
        self._wanted: dict[tuple[tuple[str, ...], tuple[str, ...]], KindsWanted] = {}
        self.start = self.state(guide.start, NOTHING_YET)

    def walk(self, rows: Iterable[Row]) -> Iterator[Decided | Undecided]:
        """What each row comes to."""
        start_key, start = self.start
        for row in rows:
            key, table = start_key, start
            try:
                while key is not None:
                    key, table, _ = table[row[key]]
            except LookupError:
                table = table.missing()
            except TypeError:
                table = table.refused("")
            yield table

    def state(self, at: str | None, so_far: PartialDecision) -> tuple[Any, Any]:
        known = self._states.get((at, so_far))
        if known is None:
            known = self._end(so_far) if at is None else (self.keys(at), _Options(self, at, so_far))
            self._states[at, so_far] = known
        return known

    def taken(self, step: Step) -> TakenOption:
        known = self._taken.get(step)
        if known is None:
            known = self._taken[step] = TakenOption(self.guide, step)
        return known

    def _end(self, so_far: PartialDecision) -> tuple[Any, Any]:
        """The end of a walk; before it, where that is asked, what is to be added."""
        decided = self.decided(so_far)
        if self._more is None or not self.guide.takes_more(so_far.outcome):
            return None, decided
        return self.keys(self._more), _More(self, self._more, so_far, decided)

    def decided(self, so_far: PartialDecision) -> Decided:
        assert so_far.outcome is not None
        kinds = self.guide.outcomes[so_far.outcome].kinds
        companions = tuple(companion.kind for companion in so_far.companions(self.guide))
        wanted = self._wanted.setdefault((kinds, companions), KindsWanted(kinds, companions))
        return Decided(so_far.outcome, wanted)


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
        name = machine.meant(self._at, written)
        if name is None or name not in options:
            return None, self.refused(written), None
        found = (*self._after(options[name]), machine.taken(Step(self._at, name)))
        if len(self) < MOST_SPELLINGS:
            self[written] = found
        return found

    def _after(self, option: Option) -> tuple[Any, Any]:
        return self._machine.state(option.then, self._so_far.then(effect_of(option)))

    def missing(self) -> Decided | Undecided:
        """What a row comes to that has no answer here."""
        return self.refused("")

    def refused(self, written: Any) -> Undecided:
        return Undecided(self._at, _said(written), possible_from(self._machine.guide, self._so_far, self._at))


class _More(_Options):
    """What is asked after the result: a row need not answer it."""

    __slots__ = ("_decided",)

    def __init__(self, machine: StateMachine, at: str, so_far: PartialDecision, decided: Decided) -> None:
        super().__init__(machine, at, so_far)
        self._decided = decided

    def __missing__(self, written: Any) -> State:
        if written is None or not _said(written):
            return None, self._decided, None
        return super().__missing__(written)

    def _after(self, option: Option) -> tuple[Any, Any]:
        return None, self._machine.decided(self._so_far.with_more(option))

    def missing(self) -> Decided | Undecided:
        return self._decided


def _said(written: Any) -> str:
    """What is given for an answer, without the space around it."""
    text = unquote_cell(written).decode("utf-8", "replace") if isinstance(written, bytes) else str(written)
    return text.strip()


def option_spellings(guide: Guide) -> Mapping[str, Mapping[str, str]]:
    """For each question the options by all that stands for them: the id, and the texts in both voices."""
    return {
        name: {
            **{
                normalise(text): key
                for key, option in reversed(tuple(question.options.items()))
                for text in (option.say_about, option.say)
                if text
            },
            **{normalise(key): key for key in question.options},
        }
        for name, question in guide.questions.items()
    }


def normalise(text: str) -> str:
    """The text as two spellings of it are compared: case and surrounding or doubled space do not matter."""
    return " ".join(text.split()).casefold()
