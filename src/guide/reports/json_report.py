"""The report as JSON for programs, and its JSON Schema."""

from collections.abc import Iterable, Iterator

import msgspec

from guide.common.text import SIGNS
from guide.engine.decision import possible_outcomes
from guide.engine.evidence import Need, Reason
from guide.engine.walk import Step, Walk
from guide.interviews.events import Responded
from guide.presenters.interview_facts import response_text
from guide.presenters.report import Report
from guide.reports import json_document as doc
from guide.ruleset.model import Companion, Voice

# Escaped, so that no terminal acts on them. JSON itself escapes what is below 0x20.
_ESCAPES = {code: f"\\u{code:04x}" for code in SIGNS if code > 0x20}


def render(report: Report) -> str:
    """Return the report as JSON: an object of ids and words, indented, without a line break at its end."""
    return encode_json(build_document(report))


def render_unfinished(walk: Walk, voice: Voice) -> str:
    """Return an unfinished walk as JSON: its answers, the outcomes still possible, and the next question."""
    question = walk.question
    assert question is not None
    outcomes = walk.guide.outcomes
    return encode_json(
        doc.Unfinished(
            voice=voice,
            answers=tuple(doc.Answer(*step, said=walk.option_at(step).spoken(voice)) for step in walk.path),
            possible=tuple(
                doc.EndJson(outcome=name, title=outcomes[name].title) for name in possible_outcomes(walk)
            ),
            next=str(walk.current),
            asked=question.asked(voice),
            options={name: option.spoken(voice) for name, option in question.options.items()},
        )
    )


def encode_json(document: object) -> str:
    """Return a value as indented JSON text, in which control characters are escaped.

    It may be whatever msgspec can encode, and contain mappings of any type.
    """
    encoded = msgspec.json.encode(document, enc_hook=dict)
    return msgspec.json.format(encoded, indent=2).decode().translate(_ESCAPES)


def report_schema() -> str:
    """Return the JSON Schema of a report as indented text, without a line break at its end."""
    schema = msgspec.json.schema(doc.Document)
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return msgspec.json.format(msgspec.json.encode(dialect), indent=2).decode()


def build_document(report: Report) -> doc.Document:
    """Return the value from which the JSON of a report is encoded."""
    recommendation = report.recommendation
    words = report.words
    guide = recommendation.guide
    caution = words.section("caution")
    return doc.Document(
        guide=report.guide,
        voice=report.voice,
        label=words.label,
        outcome=recommendation.outcome,
        title=words.title,
        because=doc.Said(says=words.because.text, sources=recommendation.end.sources),
        signpost=recommendation.end.signpost,
        private=words.private,
        notice=report.notice or None,
        kinds=tuple(doc.KindJson(id=name, name=guide.kinds[name].name) for name in recommendation.end.kinds),
        companions=_companions(recommendation.companions),
        replaced=recommendation.replaced,
        decided_by=_answer(report, recommendation.decided_by) if recommendation.walk.path else None,
        clarity=_clarity(report),
        standings=tuple(_standings(report)),
        reasons=tuple(_reasons(report, recommendation.reasons)),
        against=tuple(_reasons(report, recommendation.against)),
        others=tuple(_others(report)),
        tips=tuple(_tips(report)),
        plan=tuple(_plan(report)),
        first=tuple(_first(report)),
        disputes=tuple(_disputes(report)),
        answers=tuple(_path(report)),
        sources=dict(_sources(report)),
        caution=caution.lines[0].text if caution else "",
        meeting=_meeting(report),
    )


def _meeting(report: Report) -> doc.MeetingJson | None:
    meeting = report.meeting
    if meeting is None:
        return None
    return doc.MeetingJson(
        person=meeting.person or None,
        interviewer=meeting.interviewer or None,
        occasion=meeting.occasion or None,
        day=meeting.day or None,
        goal=meeting.goal or None,
        response=_response(report, meeting.response) if meeting.response else None,
        step=meeting.step or None,
        owner=meeting.owner or None,
        review=meeting.review or None,
    )


def _response(report: Report, response: Responded) -> doc.Response:
    says = response_text(report.recommendation.guide, report.voice, response)
    return doc.Response(view=response.view, says=says, kind=response.kind or None, why=response.why or None)


def _clarity(report: Report) -> doc.Clearness | None:
    recommendation = report.recommendation
    if not report.words.clarity:
        return None
    unsure = tuple(_answers(report, recommendation.unsure))
    return doc.Clearness(
        level=recommendation.clarity, says=report.words.clarity, rivals=recommendation.rivals, unsure=unsure
    )


def _standings(report: Report) -> Iterator[doc.StandingJson]:
    recommendation = report.recommendation
    for standing in recommendation.standings:
        recommended = standing.kind in recommendation.end.kinds
        name = recommendation.guide.kinds[standing.kind].name
        yield doc.StandingJson(
            id=standing.kind, name=name, pro=standing.pro, con=standing.con, recommended=recommended
        )


def _reasons(report: Report, reasons: Iterable[Reason]) -> Iterator[doc.ReasonJson]:
    for reason in reasons:
        yield doc.ReasonJson(
            says=reason.claim.says,
            sources=reason.claim.sources,
            answers=tuple(_answers(report, reason.steps)),
            kind=reason.kind or None,
            distinction=reason.distinction or None,
        )


def _others(report: Report) -> Iterator[doc.AlternativeJson]:
    for other in report.recommendation.others:
        yield doc.AlternativeJson(
            id=other.kind,
            name=report.recommendation.guide.kinds[other.kind].name,
            fits=tuple(_reasons(report, other.fits)),
            needs=tuple(_need_json(report, need) for need in other.needs),
        )


def _need_json(report: Report, need: Need) -> doc.NeedJson:
    return doc.NeedJson(
        says=need.claim.says,
        sources=need.claim.sources,
        answers=tuple(_answers(report, need.steps)),
        distinction=need.distinction,
    )


def _tips(report: Report) -> Iterator[doc.WhatIfJson]:
    outcomes = report.recommendation.guide.outcomes
    for tip in report.recommendation.what_ifs:
        other = _answer(report, Step(tip.step.question, tip.option))
        yield doc.WhatIfJson(
            question=other.question,
            option=other.option,
            said=other.said,
            given=tip.step.option,
            possible=tuple(doc.EndJson(outcome=name, title=outcomes[name].title) for name in tip.possible),
            companions=_companions(tip.companions),
            next=tip.at,
        )


def _plan(report: Report) -> Iterator[doc.PlanLine]:
    headings = report.recommendation.guide.headings
    for kind, lines in report.recommendation.plan.items():
        for heading, line in lines.items():
            yield doc.PlanLine(
                says=line.says, sources=line.sources, kind=kind or None, heading=headings[heading]
            )


def _first(report: Report) -> Iterator[doc.First]:
    for name in report.recommendation.first:
        outcome = report.recommendation.guide.outcomes[name]
        yield doc.First(outcome=name, title=outcome.title, when=outcome.when)


def _disputes(report: Report) -> Iterator[doc.DisputeJson]:
    distinctions = report.recommendation.guide.distinctions
    for disputed in report.recommendation.disputes:
        distinction = distinctions[disputed.distinction]
        views = (
            doc.ViewJson(
                kind=view.kind, pole=view.pole, says=distinction.poles[view.pole], sources=view.sources
            )
            for view in disputed.views
        )
        yield doc.DisputeJson(
            distinction=disputed.distinction,
            name=distinction.name,
            views=tuple(views),
            treated=disputed.dispute.treated,
        )


def _path(report: Report) -> Iterator[doc.PathStepJson]:
    for step in report.path:
        yield doc.PathStepJson(
            question=step.step.question,
            option=step.step.option,
            said=step.answer,
            asked=step.asked,
            note=step.note or msgspec.UNSET,
        )


def _answers(report: Report, steps: Iterable[Step]) -> Iterator[doc.Answer]:
    return (_answer(report, step) for step in steps)


def _answer(report: Report, step: Step) -> doc.Answer:
    text = report.recommendation.walk.option_at(step).spoken(report.voice)
    return doc.Answer(question=step.question, option=step.option, said=text)


def _companions(companions: Iterable[Companion]) -> tuple[doc.CompanionJson, ...]:
    return tuple(doc.CompanionJson(kind=companion.kind, when=companion.when) for companion in companions)


def _sources(report: Report) -> Iterator[tuple[str, doc.SourceJson]]:
    for name, source in report.recommendation.guide.sources.items():
        yield (
            name,
            doc.SourceJson(
                title=source.title,
                short=source.short,
                kind=source.kind,
                date=source.date,
                note=source.note,
                judgement=source.judgement,
                url=source.url or msgspec.UNSET,
            ),
        )
