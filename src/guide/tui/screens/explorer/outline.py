"""A guide's questions as one outline: each is unfolded once, on the shortest road that leads to it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from guide.common.text import escape_control_chars
from guide.engine.walk import Step
from guide.ruleset.graph import shortest_paths
from guide.ruleset.model import Guide, Option, Voice

# So many questions are nested; below them an outline goes on as one of its own.
DEEPEST = 30


class Node(NamedTuple):
    """A row: a question, an answer to it, or the outcome that this answer comes to.

    ``jump`` marks a question that is unfolded elsewhere.
    """

    question: str
    option: str = ""
    outcome: str = ""
    jump: bool = False


class Outline:
    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.came_by: dict[str, Step] = {}
        # What is asked after the result stands behind the answers to the first question.
        self._depth = {guide.start: 0, **({guide.more: 1} if guide.more else {})}
        for name, step in shortest_paths(guide).items():
            if step is not None:
                self.came_by[name] = Step(*step)
                self._depth[name] = self._depth[step[0]] + 1

    @property
    def top(self) -> Node:
        return Node(self.guide.start)

    def option(self, node: Node) -> Option:
        return self.guide.questions[node.question].options[node.option]

    def nearest(self, node: Node) -> Node:
        """This row, or what is left of it: its answer, its question, or the first question."""
        if node.question not in self._depth:
            return self.top
        option = self.guide.questions[node.question].options.get(node.option)
        if option is None:
            return Node(node.question)
        known = node.outcome in (option.recommend, option.instead)
        return Node(node.question, node.option, node.outcome if known else "")

    def below(self, node: Node) -> list[Node]:
        """The rows to nest below this one."""
        if node.outcome or node.jump:
            return []
        if not node.option:
            rows = [Node(node.question, key) for key in self.guide.questions[node.question].options]
            return [*rows, Node(self.guide.more)] if node == self.top and self.guide.more else rows
        option = self.option(node)
        rows = [
            Node(node.question, node.option, outcome)
            for outcome in (option.recommend, option.instead)
            if outcome
        ]
        if option.then:
            here = self._leads_home(node) and self._depth[option.then] % DEEPEST
            rows.append(Node(option.then, jump=not here))
        return rows

    def path(self, node: Node) -> list[Node]:
        """The rows that lead down to this one in its own outline, itself included."""
        rows = [node]
        if node.outcome:
            rows.append(Node(node.question, node.option))
        if node.option:
            rows.append(Node(node.question))
        if rows[-1].question == self.guide.more:
            rows.append(self.top)
        while self._depth[rows[-1].question] % DEEPEST:
            step = self.came_by[rows[-1].question]
            rows += [Node(*step), Node(step.question)]
        return rows[::-1]

    def road(self, question: str) -> Mapping[str, str]:
        """The answers on a shortest road from the start to this question."""
        steps = []
        while question in self.came_by:
            steps.append(self.came_by[question])
            question = steps[-1].question
        return dict(reversed(steps))

    def label(self, node: Node, voice: Voice) -> str:
        """The row in one line."""
        question = self.guide.questions[node.question]
        if node.outcome:
            text = f"→ {self.guide.outcomes[node.outcome].title}"
        elif node.option:
            number = list(question.options).index(node.option) + 1
            text = f"{number} {question.options[node.option].spoken(voice)}"
        else:
            lead = "After the result: " if node.question == self.guide.more else "↗ " if node.jump else ""
            text = f"{lead}{question.asked(voice)}"
        return escape_control_chars(" ".join(text.split()))

    def matches(self, text: str) -> list[Node]:
        """The rows, from top to bottom, that hold this text in an id or in what they say."""
        wanted = text.strip().casefold()
        return [node for node, texts in self._texts if wanted in texts] if wanted else []

    @cached_property
    def _texts(self) -> list[tuple[Node, str]]:
        return [(node, "\n".join(self._said(node)).casefold()) for node in self._rows()]

    def _rows(self) -> Iterator[Node]:
        """Every row once, as from top to bottom with all of them unfolded."""
        stack = [self.top]
        while stack:
            node = stack.pop()
            yield node
            below = self.below(node)
            if below and below[-1].jump:
                jump = below.pop()
                if self._leads_home(node):
                    below.append(Node(jump.question))
            stack += reversed(below)

    def _leads_home(self, node: Node) -> bool:
        """Whether this answer is the one below which its next question is unfolded."""
        then = self.option(node).then
        return then is not None and self.came_by[then] == (node.question, node.option)

    def _said(self, node: Node) -> Iterator[str]:
        question = self.guide.questions[node.question]
        if node.outcome:
            outcome = self.guide.outcomes[node.outcome]
            yield from (node.outcome, outcome.title, outcome.because, outcome.because_about, outcome.when)
        elif node.option:
            option = question.options[node.option]
            yield from (node.option, option.say, option.say_about)
        else:
            yield from (node.question, question.ask, question.ask_about, question.probe)
            yield from (question.help, question.help_about)
