"""What speaks for and against, in words: how clear it is, the other kinds, and the documents' disputes."""

from collections.abc import Iterator

from guide.common.text import capitalise_sentence, join_words, number_word, pluralise
from guide.engine.evidence import Alternative, Need
from guide.engine.recommendation import Disputed, Recommendation
from guide.presenters.view_models import Line, Stand, quote_answers, short_sources
from guide.ruleset.model import Voice

MOST_NEEDS = 3
"""Of each kind that is not recommended, so many points are told: the rest would say no more."""


def clarity_text(recommendation: Recommendation) -> str:
    """How clear it is and why: see ``Clarity`` for the rule. Nothing where no answer is there to tell by."""
    if not recommendation.walk.path:
        return ""
    left_open = f"{pluralise(len(recommendation.unsure), 'question')} could not be answered"
    match recommendation.clarity:
        case "close":
            names = [recommendation.guide.kinds[name].name for name in recommendation.rivals]
            fit = "fits" if len(names) == 1 else "fit"
            return f"It is close: by the documents, {join_words(names)} {fit} these answers as well."
        case "leaning":
            parts = [
                *(["something in the documents speaks against it"] if recommendation.against else []),
                *([left_open] if recommendation.unsure else []),
            ]
            return f"It leans this way: {join_words(parts)}."
        case "clear" if recommendation.end.signpost:
            return "The answers lead straight here."
        case _:
            return "It is clear: no document speaks against it, and no other kind has as much behind it."


def evidence_bars(recommendation: Recommendation) -> Iterator[Stand]:
    """Nothing where no document says anything to the answers: there is nothing to compare then."""
    if not any(one.pro or one.con for one in recommendation.standings):
        return
    for one in recommendation.standings:
        name = recommendation.guide.kinds[one.kind].name
        text = capitalise_sentence(
            f"{pluralise(one.pro, 'statement')} for it, {number_word(one.con) if one.con else 'none'} against"
        )
        yield Stand(name, one.pro, one.con, one.kind in recommendation.end.kinds, text)


def against_lines(recommendation: Recommendation, voice: Voice) -> Iterator[Line]:
    lead = ""
    for reason in recommendation.against:
        answers = quote_answers(recommendation.walk, reason.steps, voice)
        sources = short_sources(recommendation.guide, reason.claim.sources)
        yield Line(reason.claim.says, "" if answers == lead else answers, sources)
        lead = answers


def why_not_others(recommendation: Recommendation, voice: Voice) -> Iterator[Line]:
    """Of each other kind how it stands, and what it would need, under the answers that speak against it."""
    for other in recommendation.others:
        name = recommendation.guide.kinds[other.kind].name
        yield Line(_summary(name, other), name, topic=True)
        lead = ""
        for need in _told(other):
            answers = quote_answers(recommendation.walk, need.steps, voice) if need.steps else ""
            sources = short_sources(recommendation.guide, need.claim.sources)
            yield Line(need.claim.says, "" if answers == lead else answers, sources)
            lead = answers


def _told(other: Alternative) -> Iterator[Need]:
    """One claim a distinction: that which most documents make."""
    points: dict[str, Need] = {}
    for need in other.needs:
        known = points.get(need.distinction)
        if known is None or len(need.claim.sources) > len(known.claim.sources):
            points[need.distinction] = need
    yield from list(points.values())[:MOST_NEEDS]


def _summary(name: str, other: Alternative) -> str:
    fitting = len({step for reason in other.fits for step in reason.steps})
    fits = f"{name} fits {pluralise(fitting, 'answer')} too"
    if not other.needs:
        return f"{fits}, and nothing speaks against it." if fitting else f"No answer asks for {name}."
    if other.needs[0].steps:
        return f"{fits}, but would need others as well." if fitting else f"{name} would need other answers."
    return (
        f"{fits}; what else it needs was not spoken of."
        if fitting
        else f"{name} needs what was not spoken of."
    )


def dispute_lines(recommendation: Recommendation) -> Iterator[Line]:
    """Who says what, and below it how the guide treats it."""
    for disputed in recommendation.disputes:
        yield Line(
            _views(recommendation, disputed), recommendation.guide.distinctions[disputed.distinction].name
        )
        yield Line(disputed.dispute.treated)


def _views(recommendation: Recommendation, disputed: Disputed) -> str:
    guide = recommendation.guide
    poles = guide.distinctions[disputed.distinction].poles
    sides: dict[str, list[str]] = {}
    for view in disputed.views:
        side = f"{poles[view.pole]} ({', '.join(short_sources(guide, view.sources))})"
        sides.setdefault(guide.kinds[view.kind].name, []).append(side)
    return " ".join(f"{name}: {'; or '.join(told)}." for name, told in sides.items())
