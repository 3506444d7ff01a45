"""What every drawing of a guide starts from: what to show, what to point out, the words and the colours."""

from collections.abc import Iterator, Mapping
from itertools import cycle

from msgspec import Struct

from guide.common.text import one_line
from guide.engine.walk import Step
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Companion, Guide, Option, Voice

Part = Mapping[str, Mapping[str, Option]]
"""The options to draw, by question; each question before all that it can lead to.

What is asked after the result is the last, where it is drawn.
"""


class Marks(Struct, frozen=True):
    """What to point out.

    ``road`` is a walk to highlight, ``covered`` says how many cases take each question's option (None: not
    shown). With ``focus``, only this question is drawn, what it can lead to, and what leads directly to it.
    """

    road: tuple[Step, ...] = ()
    covered: Mapping[tuple[str, str], int] | None = None
    focus: str | None = None

    def on_road(self, question: str, option: str) -> bool:
        return (question, option) in self.road

    def cases(self, question: str, option: str) -> str:
        """How many cases take the option, in words; empty where that is not to be shown."""
        if self.covered is None:
            return ""
        count = self.covered.get((question, option), 0)
        return "no case" if not count else "1 case" if count == 1 else f"{count} cases"


NO_MARKS = Marks()


class DrawnEnd(Struct, frozen=True):
    """An outcome that an option leads to. ``instead``: it replaces what the walk had come to."""

    outcome: str
    instead: bool = False

    @property
    def lead(self) -> str:
        return "instead: " if self.instead else ""


class Paint(Struct, frozen=True):
    """``line`` can be read on white and on ``tint``, and dark text on both white and ``tint``."""

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
    """What is to be drawn. Raises KeyError where the guide has no question ``focus``."""
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
        elif leading := {key: option for key, option in options.items() if option.then == focus}:
            drawn[name] = leading
    return drawn


def root_questions(drawn: Part) -> tuple[str, ...]:
    """The questions that nothing in the drawing leads to."""
    led_to = {option.then for options in drawn.values() for option in options.values()}
    return tuple(name for name in drawn if name not in led_to)


def drawn_ends(option: Option) -> Iterator[DrawnEnd]:
    if option.recommend:
        yield DrawnEnd(option.recommend)
    if option.instead:
        yield DrawnEnd(option.instead, instead=True)


def drawn_outcomes(guide: Guide, drawn: Part) -> tuple[str, ...]:
    """The outcomes that the drawing leads to, in the guide's order."""
    reached = {
        end.outcome for options in drawn.values() for option in options.values() for end in drawn_ends(option)
    }
    return tuple(name for name in guide.outcomes if name in reached)


def paints_by_kind(guide: Guide) -> Mapping[str, Paint]:
    """The colours of the kinds, by their place in the guide. A ninth kind begins again with the first."""
    return dict(zip(guide.kinds, cycle(_PAINTS), strict=False))


def outcome_paints(guide: Guide, outcome: str, of_kind: Mapping[str, Paint]) -> tuple[Paint, ...]:
    return tuple(of_kind[name] for name in guide.outcomes[outcome].kinds) or (GREY,)


AFTER = "after the result"


class Diagram(Struct, frozen=True):
    """What is asked for, and the part of the guide that it comes to."""

    guide: Guide
    marks: Marks
    voice: Voice
    part: Part

    def asked(self, question: str) -> str:
        return one_line(self.guide.questions[question].asked(self.voice))

    def said(self, question: str, option: str) -> str:
        return one_line(self.part[question][option].spoken(self.voice))

    def title(self, outcome: str) -> str:
        return one_line(self.guide.outcomes[outcome].title)

    @property
    def taking(self) -> tuple[str, ...]:
        """The outcomes that one more thing can be added to, where it is drawn what."""
        drawn = drawn_outcomes(self.guide, self.part) if self.guide.more in self.part else ()
        return tuple(name for name in drawn if self.guide.takes_more(name))

    def adds_to(self, outcome: str) -> bool:
        """Whether the road to highlight goes on from this outcome."""
        steps = [step for step in self.marks.road if step.option in self.part.get(step.question, ())]
        came_to = [end.outcome for step in steps for end in drawn_ends(self.part[step.question][step.option])]
        return came_to[-1:] == [outcome] and steps[-1].question == self.guide.more

    def addition(self, added: Companion) -> str:
        return one_line(f"+ {self.guide.kinds[added.kind].name}, {added.when}")


def make_diagram(guide: Guide, marks: Marks, voice: Voice) -> Diagram:
    return Diagram(guide, marks, voice, select_part(guide, marks.focus))
