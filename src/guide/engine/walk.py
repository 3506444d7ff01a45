"""Walks: the path that somebody's answers take through a guide."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from guide.common.suggestions import did_you_mean
from guide.ruleset.graph import longest_paths
from guide.ruleset.model import NOTHING, Guide, Option, Question


class Step(NamedTuple):
    """One answered question of a walk: the id of the question and the id of the option."""

    question: str
    option: str


class Walk(Struct, frozen=True):
    """A guide and the answers given to it; immutable, every change returns another walk.

    It is made by ``replay_answers``, which computes ``path`` and ``current``.

    Attributes:
        guide: The guide.
        answers: Every answer, option by question, in the order in which the questions were first answered.
        path: The answers that have an effect, from the start on. An answer to the question that is asked
            after the result is the last of them. Other answers are inactive, until the path comes to their
            question again.
        current: The id of the question to ask next; None at the end.
    """

    guide: Guide
    answers: Mapping[str, str]
    path: tuple[Step, ...]
    current: str | None

    @property
    def question(self) -> Question | None:
        """The question to ask next, as the guide has it; None at the end."""
        return None if self.current is None else self.guide.questions[self.current]

    @property
    def added(self) -> Step | None:
        """The answer to the question after the result; None where it was not given or has no effect."""
        return next((step for step in self.path[-1:] if step.question == self.guide.more), None)

    @property
    def inactive(self) -> Mapping[str, str]:
        """The answers that have no effect now, as their questions are not on the path; option by question."""
        on_path = {step.question for step in self.path}
        return {name: option for name, option in self.answers.items() if name not in on_path}

    @property
    def longest_left(self) -> int:
        """The number of questions on the longest path from here, the next one included; 0 at the end."""
        return 0 if self.current is None else longest_paths(self.guide)[self.current]

    @property
    def progress(self) -> float:
        """The answered share of the longest path still possible, 0 to 1. No answer makes it smaller."""
        total = len(self.path) + self.longest_left
        return len(self.path) / total

    def option_at(self, step: Step) -> Option:
        """Return the option that a step (question and option by id) chooses."""
        return self.guide.questions[step.question].options[step.option]

    @property
    def last_answered(self) -> str | None:
        """The id of the question whose answer ``back`` takes away; None where there is none.

        It is the question after the result, where that was answered, or else the one on the path that was the
        last to get its first answer.
        """
        on_path = {step.question for step in self.path} if self.added is None else {self.added.question}
        return next((name for name in reversed(tuple(self.answers)) if name in on_path), None)

    def answer(self, option: str) -> "Walk":
        """Return the walk with this answer to the current question.

        Raises KeyError where the question has no such option, or the walk is at its end.
        """
        if self.question is None:
            raise KeyError(option)
        self.question.options[option]
        return replay_answers(self.guide, {**self.answers, str(self.current): option})

    def extend(self, option: str) -> "Walk":
        """Return the walk with this answer to the question after the result; it replaces an earlier one.

        Raises KeyError where there is no such option, or nothing can be added to the result.
        """
        more = self.guide.more
        answers = {name: chosen for name, chosen in self.answers.items() if name != more}
        walk = replay_answers(self.guide, {**answers, str(more): option})
        if walk.added is None:
            raise KeyError(option)
        return walk

    def back(self) -> "Walk":
        """Return the walk without the answer of ``last_answered``; without any answer, an equal walk."""
        last = self.last_answered
        return replay_answers(
            self.guide, {name: option for name, option in self.answers.items() if name != last}
        )

    def revise(self, question: str, option: str) -> "Walk":
        """Return the walk with another answer to a question already answered, on the path or not.

        Later answers stay on the path as far as their questions are still asked. Raises KeyError where the
        question was not answered, or has no such option.
        """
        self.guide.questions[question].options[option]
        if question not in self.answers:
            raise KeyError(question)
        return replay_answers(self.guide, {**self.answers, question: option})


def replay_answers(guide: Guide, answers: Mapping[str, str] = NOTHING) -> Walk:
    """Make a walk: follow answers from the first question on, for as far as they lead.

    Args:
        guide: The guide.
        answers: Option ids by question id. What the guide does not ask or offer is kept as inactive.
    """
    path: list[Step] = []
    current: str | None = guide.start
    outcome: str | None = None
    while current is not None:
        option = guide.questions[current].options.get(answers.get(current, ""))
        if option is None:
            break
        path.append(Step(current, answers[current]))
        outcome = option.instead or option.recommend or outcome
        current = option.then
    more = guide.more
    if (
        current is None
        and more
        and guide.takes_more(outcome)
        and answers.get(more) in guide.questions[more].options
    ):
        path.append(Step(more, answers[more]))
    return Walk(guide, MappingProxyType(dict(answers)), tuple(path), current)


def parse_answers(guide: Guide, text: str) -> dict[str, str]:
    """Parse ``question=option,...`` into option ids by question id.

    Raises ValueError with a sentence about the first answer that the guide does not know.
    """
    answers = {}
    for pair in filter(None, text.split(",")):
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
