"""The words of a report: a summary to hand over, and what it holds beyond the explanation itself."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from guide.advice import Recommendation
from guide.explain import Explanation, Line, Section, cited, explain
from guide.explain.lines import counted
from guide.keep import kept
from guide.model import NOTHING, Voice
from guide.walk import Step, Walk

IN_SUMMARY = frozenset({"agreed", "with", "plan", "first", "caution"})
"""What whoever acts on it needs at hand. Of one kind also what it is; for several there is no room."""

PRIVATE = "This is a private matter, so none of the answers that led here are in this report."
FOR = "for"
AGAINST = "against"
RECOMMENDED = "recommended"
STANDS_TOLD = (
    "Each block is one statement of a document. Our own view is shown further down, and not counted."
)
ROAD = "The way through the questions"
ROAD_TOLD = "Each open dot is an answer that was not chosen. The lines below say where it would have led."
FILL_IN = "To fill in by hand"
BLANKS = ("Name", "Date", "Next step", "Who does it", "When to look at it again")


class Turn(Struct, frozen=True):
    """A question on the road, and the answer to it: in words, and as the ``step`` that it is.

    ``others`` is how many more answers the question has, ``told`` in words.
    """

    step: Step
    asked: str
    answer: str
    note: str
    others: int
    told: str


class Report(Struct, frozen=True):
    """All that a report may hold. Of the walk to a private end that is nothing, and ``notice`` says so.

    Between them, ``summary`` and ``rest`` hold every section once, in reading order. ``plans`` are the plan's
    lines once more, kind by kind under its name. ``added`` names what goes with the end, and ``blanks`` what
    is to be filled in by hand.
    """

    recommendation: Recommendation
    voice: Voice
    guide: str
    words: Explanation
    notice: str
    summary: tuple[Section, ...]
    rest: tuple[Section, ...]
    plans: tuple[Section, ...]
    road: tuple[Turn, ...]
    added: tuple[str, ...]
    blanks: tuple[str, ...]


def reported(
    recommendation: Recommendation,
    voice: Voice,
    notes: Mapping[str, str] = NOTHING,
    agreed: Section | None = None,
) -> Report:
    """``notes`` are the person's own, by question id; ``agreed`` is what was said beside the answers.

    Of a private end neither is told.
    """
    recommendation = kept(recommendation)
    words = explain(recommendation, voice, notes)
    if agreed is not None and agreed.lines and not words.private:
        words = replace(words, sections=(agreed, *words.sections))
    told = {line.lead for section in words.sections if section.name == "agreed" for line in section.lines}
    in_summary = IN_SUMMARY | ({"short"} if len(recommendation.plan) == 1 else set())
    with_it = words.section("with")
    return Report(
        recommendation=recommendation,
        voice=voice,
        guide=recommendation.guide.front.title,
        words=words,
        notice=PRIVATE if words.private else "",
        summary=tuple(section for section in words.sections if section.name in in_summary),
        rest=tuple(section for section in words.sections if section.name not in in_summary),
        plans=tuple(_plans(recommendation)),
        road=tuple(_road(recommendation.walk, voice, notes)),
        added=tuple(line.lead for line in with_it.lines) if with_it else (),
        blanks=tuple(blank for blank in BLANKS if blank not in told),
    )


def _plans(recommendation: Recommendation) -> Iterator[Section]:
    guide = recommendation.guide
    for kind, plan in recommendation.plan.items():
        lines = (
            Line(line.says, guide.headings[name], cited(guide, line.sources)) for name, line in plan.items()
        )
        yield Section(kind, guide.kinds[kind].name if kind else "", tuple(lines))


def _road(walk: Walk, voice: Voice, notes: Mapping[str, str]) -> Iterator[Turn]:
    for step in walk.road:
        question = walk.guide.questions[step.question]
        others = len(question.options) - 1
        yield Turn(
            step=step,
            asked=question.asked(voice),
            answer=walk.taken(step).spoken(voice),
            note=notes.get(step.question, ""),
            others=others,
            told=counted(others, "other answer"),
        )
