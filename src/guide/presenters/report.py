"""What a report holds beyond the explanation: a summary to hand over, the path, and the plan by kinds."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from guide.common.text import pluralise
from guide.engine.decision import options_for
from guide.engine.recommendation import Recommendation
from guide.engine.redaction import redact_private
from guide.engine.walk import Step, Walk
from guide.presenters.explanation import DOORS, explain
from guide.presenters.interview_facts import MeetingFacts, agreement_form, meeting_section
from guide.presenters.view_models import (
    Explanation,
    Line,
    Section,
    short_sources,
)
from guide.ruleset.model import NOTHING, Voice

IN_SUMMARY = frozenset({"with", "plan", "first", "caution"})
"""The sections of the summary: what is needed to act on the recommendation."""

PRIVATE = "This is a private matter, so none of the answers that led here are in this report."
FOR = "for"
AGAINST = "against"
RECOMMENDED = "recommended"
STANDS_TOLD = (
    "Each block is one statement of a document. Our own view is shown further down, and not counted."
)
ROAD = "From question to question"
ROAD_TOLD = "Each open dot is an answer that was not chosen. The lines below say where it would have led."


class PathStep(Struct, frozen=True):
    """A question on the path of a walk and the answer to it, in words.

    Attributes:
        step: Question and option by id.
        note: The note to the question; "" for none.
        others: The number of other options.
        others_text: The same in words.
    """

    step: Step
    asked: str
    answer: str
    note: str
    others: int
    others_text: str


class Report(Struct, frozen=True):
    """All that a report can contain. After a private outcome nothing of the walk, and ``notice`` says so.

    Attributes:
        recommendation: The recommendation.
        voice: Whether the report speaks to the person or about them.
        guide: The title of the guide.
        words: The whole explanation.
        notice: A sentence after a private outcome; else "".
        summary: The sections to hand to the person. With ``rest``, it has every section once.
        rest: The other sections, in reading order.
        plans: The lines of the plan once more, a section for each kind.
        path: The answers that were given, in order.
        added: The names of companions, with when they come in.
        meeting: The interview; None for a walk for oneself.
        meeting_section: What is known of the interview; without lines where there was none.
        agreed: What was agreed, or blanks to fill in by hand.
    """

    recommendation: Recommendation
    voice: Voice
    guide: str
    words: Explanation
    notice: str
    summary: tuple[Section, ...]
    rest: tuple[Section, ...]
    plans: tuple[Section, ...]
    path: tuple[PathStep, ...]
    added: tuple[str, ...]
    meeting: MeetingFacts | None
    meeting_section: Section
    agreed: Section

    @property
    def last_reason(self) -> str:
        """The name of the section of ``words`` below which charts of the evidence go; "" for none."""
        reasons = [section.name for section in self.rest if section.name in DOORS["why"]]
        return reasons[-1] if reasons else ""


def build_report(
    recommendation: Recommendation,
    voice: Voice,
    notes: Mapping[str, str] = NOTHING,
    meeting: MeetingFacts | None = None,
) -> Report:
    """Return the content of a report on a recommendation, for the formats to lay out.

    If the outcome is private (about health or danger), all about the answers is left out. ``notes`` are by
    question id. ``meeting`` is the interview that the recommendation comes from, if any.
    """
    recommendation = redact_private(recommendation)
    if recommendation.end.private:
        meeting = None
    words = explain(recommendation, voice, notes)
    in_summary = IN_SUMMARY | ({"short"} if len(recommendation.plan) == 1 else set())
    companions = words.section("with")
    return Report(
        recommendation=recommendation,
        voice=voice,
        guide=recommendation.guide.front.title,
        words=words,
        notice=PRIVATE if words.private else "",
        summary=tuple(section for section in words.sections if section.name in in_summary),
        rest=tuple(section for section in words.sections if section.name not in in_summary),
        plans=tuple(_plans(recommendation)),
        path=tuple(_path(recommendation.walk, voice, notes)),
        added=tuple(line.lead for line in companions.lines) if companions else (),
        meeting=meeting,
        meeting_section=meeting_section(recommendation.guide, voice, meeting or MeetingFacts()),
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


def _path(walk: Walk, voice: Voice, notes: Mapping[str, str]) -> Iterator[PathStep]:
    for step in walk.path:
        question = walk.guide.questions[step.question]
        others = sum(name != step.option for name in options_for(walk, step.question))
        yield PathStep(
            step=step,
            asked=question.asked(voice),
            answer=walk.option_at(step).spoken(voice),
            note=notes.get(step.question, ""),
            others=others,
            others_text=pluralise(others, "other answer"),
        )
