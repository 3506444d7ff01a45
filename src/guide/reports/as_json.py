"""The recommendation as JSON, for programs."""

from collections.abc import Mapping
from typing import Any

import msgspec

from guide.advice import Recommendation
from guide.explain import explain
from guide.model import Claim, Guide, Statement, Voice
from guide.walk import Step


def render(recommendation: Recommendation, voice: Voice, notes: Mapping[str, str]) -> str:
    """An object with ids and words side by side, indented, without a final line break."""
    guide = recommendation.walk.guide
    end = recommendation.end
    words = explain(recommendation, voice)
    document = {
        "outcome": recommendation.outcome,
        "title": words.title,
        "because": words.because.text,
        "signpost": end.signpost,
        "private": end.private,
        "kinds": [{"id": name, "name": guide.kinds[name].name} for name in end.kinds],
        "replaced": recommendation.replaced,
        "companions": [{"kind": added.kind, "when": added.when} for added in recommendation.companions],
        "reasons": [
            {
                "answers": [_step(recommendation, step, voice) for step in reason.steps],
                "kind": reason.kind,
                "distinction": reason.distinction,
            }
            | _claim(reason.claim)
            for reason in recommendation.reasons
        ],
        "plan": [
            {"kind": kind, "heading": guide.headings[heading], **_claim(line)}
            for kind, lines in recommendation.plan.items()
            for heading, line in lines.items()
        ],
        "answers": [
            _step(recommendation, step, voice)
            | ({"note": notes[step.question]} if step.question in notes else {})
            for step in recommendation.walk.road
        ],
        "sources": _sources(guide),
        "voice": voice,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()


def _step(recommendation: Recommendation, step: Step, voice: Voice) -> dict[str, Any]:
    return {
        "question": step.question,
        "option": step.option,
        "said": recommendation.walk.taken(step).spoken(voice),
    }


def _claim(line: Claim | Statement) -> dict[str, Any]:
    return {"says": line.says, "sources": line.sources}


def _sources(guide: Guide) -> dict[str, Any]:
    return {name: source.title for name, source in guide.sources.items()}
