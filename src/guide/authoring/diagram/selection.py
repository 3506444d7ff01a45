"""What all diagrams have in common: the part of the guide to draw, its marks, its texts and its colours."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import cycle

from msgspec import Struct

from guide.common.text import one_line
from guide.engine.walk import Step
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Companion, Guide, Option, Voice

Part = Mapping[str, Mapping[str, Option]]
"""The options to draw by question, each question before all that it can lead to.

The question that is asked after the result comes last, where it is drawn.
"""


class Marks(Struct, frozen=True):
    """What a diagram marks, and the part to which it is limited.

    Attributes:
        path: The answers of a walk to highlight.
        covered: The number of scenario cases by question and option; None where it is not to be shown.
        focus: The question to which the diagram is limited, with all that it can lead to and what leads
            directly to it; None for the whole guide.
    """

    path: tuple[Step, ...] = ()
    covered: Mapping[tuple[str, str], int] | None = None
    focus: str | None = None

    def on_path(self, question: str, option: str) -> bool:
        """Whether the walk to highlight chooses this option."""
        return (question, option) in self.path

    def cases(self, question: str, option: str) -> str:
        """“3 cases”: how many choose the option; empty where that is not to be shown."""
        if self.covered is None:
            return ""
        count = self.covered.get((question, option), 0)
        return "no case" if not count else "1 case" if count == 1 else f"{count} cases"


NO_MARKS = Marks()


class DrawnEnd(Struct, frozen=True):
    """An outcome that an option leads to. ``instead`` is set where it replaces the one recommended before."""

    outcome: str
    instead: bool = False

    @property
    def lead(self) -> str:
        """What stands before the title of the outcome."""
        return "instead: " if self.instead else ""


class Paint(Struct, frozen=True):
    """The colours of a kind. ``line`` can be read on white and on ``tint``, and dark text on ``tint``."""

    line: str
    tint: str


INK = "#1b2733"
FAINT = "#56616d"
GREY = Paint("#566270", "#eceff2")
_PAINTS = (
    Paint("#1f5fa8", "#e1ecf8"),
    Paint("#a84600", "#fdeadb"),
    Paint("#19703e", "#dff3e6"),
    Paint("#7a3aa6", "#f1e6f9"),
    Paint("#ad1f63", "#fbe3ee"),
    Paint("#0a6b7c", "#daf1f4"),
    Paint("#6a5f00", "#f5f0cf"),
    Paint("#8f3226", "#f8e4e0"),
)


def select_part(guide: Guide, focus: str | None) -> Part:
    """The part of the guide to draw: all of it, or ``focus`` with what is before and after it.

    That is all that the question can lead to, and the options that lead directly to it. Raises KeyError
    where the guide has no question ``focus``.
    """
    questions = {name: guide.questions[name].options for name in topological_order(guide)}
    if focus is None:
        return questions
    guide.questions[focus]
    reached = {focus}
    drawn: dict[str, Mapping[str, Option]] = {}
    for name, options in questions.items():
        if name in reached:
            reached |= {option.then for option in options.values() if option.then}
            drawn[name] = options
        elif options_to_focus := {key: option for key, option in options.items() if option.then == focus}:
            drawn[name] = options_to_focus
    return drawn


def root_questions(drawn: Part) -> tuple[str, ...]:
    """The questions that nothing in the drawn part leads to."""
    led_to = {option.then for options in drawn.values() for option in options.values()}
    return tuple(name for name in drawn if name not in led_to)


def drawn_ends(option: Option) -> Iterator[DrawnEnd]:
    """The outcomes that an option recommends or puts in place of another."""
    if option.recommend:
        yield DrawnEnd(option.recommend)
    if option.instead:
        yield DrawnEnd(option.instead, instead=True)


def drawn_outcomes(guide: Guide, drawn: Part) -> tuple[str, ...]:
    """The outcomes that the drawn part leads to, in the guide's order."""
    reached = {
        end.outcome for options in drawn.values() for option in options.values() for end in drawn_ends(option)
    }
    return tuple(name for name in guide.outcomes if name in reached)


def paints_by_kind(guide: Guide) -> Mapping[str, Paint]:
    """The colours of the kinds, by their position in the guide. There are eight, which repeat after that."""
    return dict(zip(guide.kinds, cycle(_PAINTS), strict=False))


def outcome_paints(guide: Guide, outcome: str, of_kind: Mapping[str, Paint]) -> tuple[Paint, ...]:
    """The colours of an outcome's kinds; grey for a signpost."""
    return tuple(of_kind[name] for name in guide.outcomes[outcome].kinds) or (GREY,)


AFTER = "after the result"
"""Label of the question that is asked after the result."""


PRIVATE = "private: not kept"
"""What stands behind the title of a private outcome. The first word alone could belong to the title."""


class Diagram(Struct, frozen=True, dict=True):
    """The input of a drawing function: the guide, the marks, the voice, and the part to draw."""

    guide: Guide
    marks: Marks
    voice: Voice
    part: Part

    def question_text(self, question: str) -> str:
        """The text of a question on one line."""
        return one_line(self.guide.questions[question].asked(self.voice))

    def option_text(self, question: str, option: str) -> str:
        """The text of an option on one line."""
        return one_line(self.part[question][option].spoken(self.voice))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each question: its position in the whole guide."""
        return {name: number for number, name in enumerate(topological_order(self.guide), 1)}

    def title(self, outcome: str) -> str:
        """The title of an outcome on one line, with a word behind it where nothing of the walk is kept."""
        end = self.guide.outcomes[outcome]
        return one_line(f"{end.title} ({PRIVATE})" if end.private else end.title)

    @property
    def taking(self) -> tuple[str, ...]:
        """The drawn outcomes to which a kind can be added by the question that is asked after the result.

        Empty where that question is not drawn.
        """
        drawn = drawn_outcomes(self.guide, self.part) if self.guide.more in self.part else ()
        return tuple(name for name in drawn if self.guide.takes_more(name))

    def adds_to(self, outcome: str) -> bool:
        """Whether the highlighted walk ends on this outcome, then answers the question after the result."""
        steps = [step for step in self.marks.path if step.option in self.part.get(step.question, ())]
        outcomes = [
            end.outcome for step in steps for end in drawn_ends(self.part[step.question][step.option])
        ]
        return outcomes[-1:] == [outcome] and steps[-1].question == self.guide.more

    def addition(self, added: Companion) -> str:
        """“+ Name, alongside”: an added kind on one line."""
        return one_line(f"+ {self.guide.kinds[added.kind].name}, {added.when}")


def make_diagram(guide: Guide, marks: Marks, voice: Voice) -> Diagram:
    """Select what to draw. Raises KeyError where ``marks.focus`` is no question of the guide."""
    return Diagram(guide, marks, voice, select_part(guide, marks.focus))
