"""The road that somebody's answers take through a guide."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from guide.common.suggestions import did_you_mean
from guide.ruleset.graph import longest_paths
from guide.ruleset.model import NOTHING, Guide, Option, Question


class Step(NamedTuple):
    """One answered question on the road, by ids."""

    question: str
    option: str


class Walk(Struct, frozen=True):
    """A guide and the answers given to it. Made by ``retrace``, which works out the other fields.

    ``answers`` holds every answer in the order in which it was first given; those that are not on the
    ``road`` lie dormant: they have no effect, and come back if the road does. ``at`` is the question to ask
    next, None at the end. What was added to the result stands last on the road, and counts as no question.
    """

    guide: Guide
    answers: Mapping[str, str]
    path: tuple[Step, ...]
    current: str | None

    @property
    def question(self) -> Question | None:
        return None if self.current is None else self.guide.questions[self.current]

    @property
    def added(self) -> Step | None:
        """The answer that was given after the result."""
        return next((step for step in self.path[-1:] if step.question == self.guide.more), None)

    @property
    def inactive(self) -> Mapping[str, str]:
        on_road = {step.question for step in self.path}
        return {name: option for name, option in self.answers.items() if name not in on_road}

    @property
    def longest_left(self) -> int:
        """How many questions there still are on the longest road from here."""
        return 0 if self.current is None else longest_paths(self.guide)[self.current]

    @property
    def progress(self) -> float:
        """The answered share of the longest road still possible, 0 to 1. It never falls with an answer."""
        total = len(self.path) + self.longest_left
        return len(self.path) / total

    def option_at(self, step: Step) -> Option:
        return self.guide.questions[step.question].options[step.option]

    def answer(self, option: str) -> "Walk":
        """The walk one answer on. Raises KeyError where the question has no such option, or none is asked."""
        if self.question is None:
            raise KeyError(option)
        self.question.options[option]
        return replay_answers(self.guide, {**self.answers, str(self.current): option})

    def extend(self, option: str) -> "Walk":
        """The walk with this answer after its result, in place of one given there before.

        Raises KeyError where the guide has no such answer, or nothing can be added to the result.
        """
        more = self.guide.more
        answers = {name: given for name, given in self.answers.items() if name != more}
        walk = replay_answers(self.guide, {**answers, str(more): option})
        if walk.added is None:
            raise KeyError(option)
        return walk

    def back(self) -> "Walk":
        """The walk without the answer on its road that was given last; at the start, the walk itself.

        What was added to the result is taken back first.
        """
        on_road = {step.question for step in self.path} if self.added is None else {self.added.question}
        last = next((name for name in reversed(tuple(self.answers)) if name in on_road), None)
        return replay_answers(
            self.guide, {name: option for name, option in self.answers.items() if name != last}
        )

    def revise(self, question: str, option: str) -> "Walk":
        """The walk with another answer to a question already answered. Raises KeyError where it was not."""
        self.guide.questions[question].options[option]
        if question not in self.answers:
            raise KeyError(question)
        return replay_answers(self.guide, {**self.answers, question: option})


def replay_answers(guide: Guide, answers: Mapping[str, str] = NOTHING) -> Walk:
    """Replay answers, option ids by question id, from the start for as far as they lead.

    What the guide does not ask, or does not offer, is kept as dormant.
    """
    road: list[Step] = []
    at: str | None = guide.start
    outcome: str | None = None
    while at is not None:
        option = guide.questions[at].options.get(answers.get(at, ""))
        if option is None:
            break
        road.append(Step(at, answers[at]))
        outcome = option.instead or option.recommend or outcome
        at = option.then
    more = guide.more
    if (
        at is None
        and more
        and guide.takes_more(outcome)
        and answers.get(more) in guide.questions[more].options
    ):
        road.append(Step(more, answers[more]))
    return Walk(guide, MappingProxyType(dict(answers)), tuple(road), at)


def parse_answers(guide: Guide, written: str) -> dict[str, str]:
    """Answers from ``question=option,...``. Raises ValueError with a sentence on the first that is none."""
    answers = {}
    for pair in filter(None, written.split(",")):
        name, _, option = pair.strip().partition("=")
        if name not in guide.questions:
            raise ValueError(
                f"There is no question “{name}”; write question=option, with a comma between two. "
                f"{did_you_mean(name, guide.questions)}"
            )
        options = guide.questions[name].options
        if option not in options:
            raise ValueError(f"“{name}” has no answer “{option}”. It has: {', '.join(options)}.")
        answers[name] = option
    return answers
