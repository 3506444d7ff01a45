"""The words of a report: a summary to hand over, and what it holds beyond the explanation itself."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from guide.common.text import pluralise
from guide.engine.decision import offered
from guide.engine.recommendation import Recommendation
from guide.engine.redaction import redact_private
from guide.engine.walk import Step, Walk
from guide.presenters.explanation import Explanation, Line, Section, explain, short_sources
from guide.presenters.interview_facts import MeetingFacts, agreement_form, meeting_section
from guide.ruleset.model import NOTHING, Voice

IN_SUMMARY = frozenset({"with", "plan", "first", "caution"})
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


class PathStep(Struct, frozen=True):
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
    lines once more, kind by kind under its name. ``added`` names what goes with the end. ``met`` and
    ``agreed`` are what ``meeting`` adds, a summary's lines to fill in where there was none.
    """

    recommendation: Recommendation
    voice: Voice
    guide: str
    words: Explanation
    notice: str
    summary: tuple[Section, ...]
    rest: tuple[Section, ...]
    plans: tuple[Section, ...]
    road: tuple[PathStep, ...]
    added: tuple[str, ...]
    meeting: MeetingFacts | None
    met: Section
    agreed: Section


def build_report(
    recommendation: Recommendation,
    voice: Voice,
    notes: Mapping[str, str] = NOTHING,
    meeting: MeetingFacts | None = None,
) -> Report:
    """``notes`` are the person's own, by question id; ``meeting`` is the interview that it came from."""
    recommendation = redact_private(recommendation)
    if recommendation.end.private:
        meeting = None
    words = explain(recommendation, voice, notes)
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
        meeting=meeting,
        met=meeting_section(recommendation.guide, voice, meeting or MeetingFacts()),
        agreed=agreement_form(meeting or MeetingFacts()),
    )


def _plans(recommendation: Recommendation) -> Iterator[Section]:
    guide = recommendation.guide
    for kind, plan in recommendation.plan.items():
        lines = (
            Line(line.says, guide.headings[name], short_sources(guide, line.sources))
            for name, line in plan.items()
        )
        yield Section(kind, guide.kinds[kind].name if kind else "", tuple(lines))


def _road(walk: Walk, voice: Voice, notes: Mapping[str, str]) -> Iterator[PathStep]:
    for step in walk.path:
        question = walk.guide.questions[step.question]
        others = sum(name != step.option for name in offered(walk, step.question))
        yield PathStep(
            step=step,
            asked=question.asked(voice),
            answer=walk.option_at(step).spoken(voice),
            note=notes.get(step.question, ""),
            others=others,
            told=pluralise(others, "other answer"),
        )
