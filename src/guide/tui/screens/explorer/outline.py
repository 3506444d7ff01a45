"""The questions of a guide as a tree: each is expanded once, on the shortest path that leads to it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from guide.common.text import escape_control_chars
from guide.engine.walk import Step
from guide.ruleset.graph import shortest_paths
from guide.ruleset.model import Guide, Option, Voice

DEEPEST = 30
"""So many questions are nested. Those below them begin a tree of their own."""


class Node(NamedTuple):
    """A row of the outline: a question, an answer to it, or the outcome that this answer leads to.

    All fields are ids; ``option`` and ``outcome`` are "" where the row is none. ``jump`` marks a question
    that is expanded elsewhere.
    """

    question: str
    option: str = ""
    outcome: str = ""
    jump: bool = False


class Outline:
    """The questions, answers and outcomes of a guide as the rows of a tree.

    Attributes:
        guide: The guide.
        came_by: By question id, the answer before it on the shortest path; the first question has none.
    """

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
        """The row of the first question."""
        return Node(self.guide.start)

    def option(self, node: Node) -> Option:
        """The option of the row of an answer or outcome."""
        return self.guide.questions[node.question].options[node.option]

    def nearest(self, node: Node) -> Node:
        """The row that corresponds to one of another guide: the same if there is one.

        Otherwise it is the row of its answer, of its question, or of the first question.
        """
        if node.question not in self._depth:
            return self.top
        option = self.guide.questions[node.question].options.get(node.option)
        if option is None:
            return Node(node.question)
        known = node.outcome in (option.recommend, option.instead)
        return Node(node.question, node.option, node.outcome if known else "")

    def below(self, node: Node) -> list[Node]:
        """The rows that expand from this one, empty where none do."""
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
            here = self._is_on_shortest_path(node) and self._depth[option.then] % DEEPEST
            rows.append(Node(option.then, jump=not here))
        return rows

    def path(self, node: Node) -> list[Node]:
        """The rows from the root of its tree down to this one, both included."""
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

    def answers_to(self, question: str) -> Mapping[str, str]:
        """The answers on the shortest path from the start to this question, by question."""
        steps = []
        while question in self.came_by:
            steps.append(self.came_by[question])
            question = steps[-1].question
        return dict(reversed(steps))

    def label(self, node: Node, voice: Voice) -> str:
        """The text of a row on one line, without control characters."""
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
        """The rows whose id or text contains ``text``, from top to bottom. Case makes no difference."""
        wanted = text.strip().casefold()
        return [node for node, texts in self._texts if wanted in texts] if wanted else []

    @cached_property
    def _texts(self) -> list[tuple[Node, str]]:
        return [(node, "\n".join(self._searchable_texts(node)).casefold()) for node in self._rows()]

    def _rows(self) -> Iterator[Node]:
        """Every row once, from top to bottom of the expanded tree."""
        stack = [self.top]
        while stack:
            node = stack.pop()
            yield node
            below = self.below(node)
            if below and below[-1].jump:
                jump = below.pop()
                if self._is_on_shortest_path(node):
                    below.append(Node(jump.question))
            stack += reversed(below)

    def _is_on_shortest_path(self, node: Node) -> bool:
        """Whether the question after this answer is expanded below it, and not below another answer."""
        then = self.option(node).then
        return then is not None and self.came_by[then] == (node.question, node.option)

    def _searchable_texts(self, node: Node) -> Iterator[str]:
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
