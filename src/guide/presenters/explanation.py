"""A recommendation as sections of sentences. Every interface and format takes its words from here."""

from collections.abc import Iterator, Mapping

from guide.engine.recommendation import Recommendation
from guide.engine.walk import Walk
from guide.presenters.evidence_text import (
    against_lines,
    clarity_text,
    dispute_lines,
    evidence_bars,
    verdict_text,
    why_not_others,
)
from guide.presenters.view_models import (
    Door,
    Explanation,
    Line,
    Section,
    lead_once,
    reason_line,
    short_sources,
    source_line,
)
from guide.presenters.what_if import what_if_lines
from guide.ruleset.model import NOTHING, Guide, Voice

STANDING = "What the documents say about these answers"
"""The heading of the evidence bars."""
WHEN = {"alongside": "At the same time", "afterwards": "Afterwards"}
"""When a companion comes in, by ``when`` of the companion."""


NEXT_STEPS = 2
"""How many headings of a plan are shown with the recommendation: the first ones that the rules list."""

DOORS: Mapping[str, tuple[str, ...]] = {
    "plan": ("plan", "with", "first"),
    "why": ("why", "against", "short"),
    "others": ("others",),
    "change": ("change",),
    "disputes": ("disputes",),
    "answers": ("answers", "sources"),
}
"""The sections behind each door, in the order of all interfaces."""
_NOT_URGENT = frozenset({"against", "others", "change", "disputes"})
"""Sections that weigh one kind of help against another: out of place where somebody has to act."""


def explain(recommendation: Recommendation, voice: Voice, notes: Mapping[str, str] = NOTHING) -> Explanation:
    """Return the explanation of a recommendation: its title, reasons and next steps in words, in sections.

    ``notes`` are the person's, by question id.
    """
    end = recommendation.end
    urgent = end.private
    sections = {section.name: section for section in _sections(recommendation, voice, notes, urgent)}
    caution = _caution(recommendation.guide, voice)
    next_steps = tuple(_next_steps(recommendation, urgent))
    reasons = {*DOORS["why"]}
    in_order = [name for names in DOORS.values() for name in names if name in sections]
    return Explanation(
        label="Our advice" if end.signpost else "Recommended",
        title=end.title,
        verdict="" if urgent else verdict_text(recommendation),
        clarity="" if urgent else clarity_text(recommendation),
        because=Line(end.reasoned(voice), cites=short_sources(recommendation.guide, end.sources)),
        companions=tuple(
            Line(recommendation.guide.kinds[companion.kind].name, WHEN[companion.when])
            for companion in recommendation.companions
        ),
        next_steps=next_steps,
        doors=tuple(_doors(sections, next_steps if urgent else ())),
        caution=caution,
        stands=tuple(evidence_bars(recommendation)) if sections.keys() & reasons and not urgent else (),
        sections=(*(sections[name] for name in in_order), Section("caution", "Bear in mind", (caution,))),
        private=end.private,
        urgent=urgent,
    )


def _sections(
    recommendation: Recommendation, voice: Voice, notes: Mapping[str, str], urgent: bool
) -> Iterator[Section]:
    """Yield the sections behind the doors that have lines."""
    for section in (
        _plan_section(recommendation, voice),
        _companion_section(recommendation),
        _first_section(recommendation),
        _reason_section(recommendation, voice),
        _against_section(recommendation, voice),
        _in_short_section(recommendation, voice),
        _others_section(recommendation, voice),
        _change_section(recommendation, voice),
        _dispute_section(recommendation),
        _answer_section(recommendation.walk, voice, notes),
        _source_section(recommendation, urgent),
    ):
        if section.lines and not (urgent and section.name in _NOT_URGENT):
            yield section


def _doors(sections: Mapping[str, Section], urgent_steps: tuple[Line, ...]) -> Iterator[Door]:
    """Yield the doors. An urgent plan has none where all of it is shown with the recommendation."""
    plan = sections.get("plan")
    shown = {"plan"} if plan and len(plan.lines) == len(urgent_steps) else set()
    for name, behind in DOORS.items():
        if found := tuple(sections[part] for part in behind if part in sections and part not in shown):
            yield Door(name, _door_heading(found), found)


def _door_heading(sections: tuple[Section, ...]) -> str:
    names = [section.name for section in sections]
    return "Answers and sources" if names == ["answers", "sources"] else sections[0].heading


def _in_short_section(recommendation: Recommendation, voice: Voice) -> Section:
    return Section("short", "In short", tuple(_in_short(recommendation, voice)))


def _companion_section(recommendation: Recommendation) -> Section:
    return Section("with", "What goes with it", tuple(_companions(recommendation)))


def _reason_section(recommendation: Recommendation, voice: Voice) -> Section:
    return Section("why", "Why", tuple(reason_lines(recommendation, voice)))


def _against_section(recommendation: Recommendation, voice: Voice) -> Section:
    return Section("against", "What speaks against it", tuple(against_lines(recommendation, voice)))


def _others_section(recommendation: Recommendation, voice: Voice) -> Section:
    return Section("others", "Why not the others", tuple(why_not_others(recommendation, voice)))


def _change_section(recommendation: Recommendation, voice: Voice) -> Section:
    return Section("change", "What would change it", tuple(what_if_lines(recommendation, voice)))


def _plan_section(recommendation: Recommendation, voice: Voice) -> Section:
    return Section("plan", "Your plan" if voice == "you" else "The plan", tuple(_plan(recommendation)))


def _first_section(recommendation: Recommendation) -> Section:
    return Section("first", "What comes first, where it applies", tuple(_first(recommendation)))


def _dispute_section(recommendation: Recommendation) -> Section:
    return Section("disputes", "Where the documents disagree", tuple(dispute_lines(recommendation)))


def _answer_section(walk: Walk, voice: Voice, notes: Mapping[str, str]) -> Section:
    heading = "Your answers" if voice == "you" else "The answers"
    return Section("answers", heading, answer_lines(walk, voice, notes))


def _source_section(recommendation: Recommendation, urgent: bool) -> Section:
    return Section("sources", "Sources", tuple(_used_sources(recommendation, urgent)))


def _caution(guide: Guide, voice: Voice) -> Line:
    return Line(guide.front.caution_about if voice == "they" else guide.front.caution)


def answer_lines(walk: Walk, voice: Voice, notes: Mapping[str, str] = NOTHING) -> tuple[Line, ...]:
    """Return the answers on the path as lines, each led by its question.

    A note follows as a line of its own.
    """
    return tuple(_answers(walk, voice, notes))


def _in_short(recommendation: Recommendation, voice: Voice) -> Iterator[Line]:
    guide = recommendation.guide
    for name in recommendation.end.kinds:
        yield Line(guide.kinds[name].in_short, guide.kinds[name].name)
        yield Line(guide.kinds[name].not_for, f"What {guide.kinds[name].name} is not for")
    if recommendation.replaced:
        whose = "your" if voice == "you" else "the"
        yield Line(
            f"Before that, {whose} answers had led to “{guide.outcomes[recommendation.replaced].title}”."
        )


def _companions(recommendation: Recommendation) -> Iterator[Line]:
    for companion in recommendation.companions:
        kind = recommendation.guide.kinds[companion.kind]
        yield Line(kind.in_short, f"{WHEN[companion.when]}: {kind.name}")


def reason_lines(recommendation: Recommendation, voice: Voice) -> Iterator[Line]:
    """Yield a line for each statement for the recommendation, led by the answers that make it apply."""
    return lead_once(reason_line(recommendation.walk, reason, voice) for reason in recommendation.reasons)


def _plan(recommendation: Recommendation) -> Iterator[Line]:
    guide = recommendation.guide
    several = len(recommendation.plan) > 1
    for kind, lines in recommendation.plan.items():
        for heading, line in lines.items():
            lead = guide.headings[heading]
            lead = f"{guide.kinds[kind].name} – {lead}" if several and kind else lead
            yield Line(line.says, lead, short_sources(guide, line.sources))


def _next_steps(recommendation: Recommendation, urgent: bool) -> Iterator[Line]:
    """Yield what the plan begins with: of the outcome, not of its companions."""
    headings = recommendation.guide.headings
    shown = list(headings) if urgent else list(headings)[:NEXT_STEPS]
    companions = {companion.kind for companion in recommendation.companions}
    for kind, lines in recommendation.plan.items():
        if kind not in companions:
            for heading in (name for name in shown if name in lines):
                line = lines[heading]
                yield Line(line.says, headings[heading], short_sources(recommendation.guide, line.sources))
            return


def _first(recommendation: Recommendation) -> Iterator[Line]:
    for name in recommendation.first:
        outcome = recommendation.guide.outcomes[name]
        yield Line(outcome.title, outcome.when)


def _answers(walk: Walk, voice: Voice, notes: Mapping[str, str]) -> Iterator[Line]:
    for step in walk.path:
        yield Line(walk.option_at(step).spoken(voice), walk.guide.questions[step.question].asked(voice))
        if note := notes.get(step.question):
            yield Line(f"Note: {note}")


def _used_sources(recommendation: Recommendation, urgent: bool) -> Iterator[Line]:
    """Yield the sources of everything that is shown, in the order of the guide."""
    guide = recommendation.guide
    used = {*recommendation.end.sources}
    for reason in recommendation.reasons:
        used |= {*reason.claim.sources}
    for lines in recommendation.plan.values():
        used |= {source for line in lines.values() for source in line.sources}
    if not urgent:
        used |= _weighing_sources(recommendation)
    for name, source in guide.sources.items():
        if name in used:
            yield source_line(source)


def _weighing_sources(recommendation: Recommendation) -> set[str]:
    """The sources of what weighs one kind of help against another."""
    claims = [reason.claim for reason in recommendation.against]
    claims += [need.claim for other in recommendation.others for need in other.needs]
    views = [view for disputed in recommendation.disputes for view in disputed.views]
    return {source for cited in (*claims, *views) for source in cited.sources}
