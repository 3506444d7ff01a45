"""How clear a recommendation is, and what the documents say for and against each kind, in words."""

from collections.abc import Iterator

from guide.common.text import capitalise_sentence, join_words, number_word, pluralise
from guide.engine.evidence import Alternative, Need
from guide.engine.recommendation import Recommendation, TouchedDispute
from guide.presenters.view_models import Line, Stand, lead_once, quote_answers, reason_line, short_sources
from guide.ruleset.model import Claim, Guide, Statement, Voice

MOST_NEEDS = 3
"""How many points are shown of each kind that is not recommended: more would not say more."""


def clarity_text(recommendation: Recommendation) -> str:
    """Return a sentence on how clear the recommendation is and why; "" where no answers were given.

    The rule is that of ``engine.recommendation.Clarity``.
    """
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
                *(["no document speaks of it on these answers"] if recommendation.undocumented else []),
                *([left_open] if recommendation.unsure else []),
            ]
            return f"It is fairly clear, but {join_words(parts)}."
        case "clear" if recommendation.end.signpost:
            return "This follows directly from the answers."
        case _:
            return "It is clear: no document speaks against it, and no other kind of help fits so well."


def verdict_text(recommendation: Recommendation) -> str:
    """Return how clear the recommendation is, in a few words; "" where no answers were given."""
    if not recommendation.walk.path:
        return ""
    match recommendation.clarity:
        case "close":
            names = [recommendation.guide.kinds[name].name for name in recommendation.rivals]
            return f"a close call: {join_words(names)} {'fits' if len(names) == 1 else 'fit'} as well"
        case "leaning":
            return "fairly clear"
        case _:
            return "a clear case"


def evidence_bars(recommendation: Recommendation) -> Iterator[Stand]:
    """Yield for each kind of help the numbers of documents for and against it, to be drawn as bars.

    Yields nothing where no document says anything about the answers.
    """
    if not any(standing.pro or standing.con for standing in recommendation.standings):
        return
    for standing in recommendation.standings:
        name = recommendation.guide.kinds[standing.kind].name
        against = number_word(standing.con) if standing.con else "none"
        text = capitalise_sentence(f"{pluralise(standing.pro, 'statement')} for it, {against} against")
        yield Stand(name, standing.pro, standing.con, standing.kind in recommendation.end.kinds, text)


def against_lines(recommendation: Recommendation, voice: Voice) -> Iterator[Line]:
    """Yield a line for each statement against the recommendation, led by the answers that make it apply."""
    return lead_once(reason_line(recommendation.walk, reason, voice) for reason in recommendation.against)


def why_not_others(recommendation: Recommendation, voice: Voice) -> Iterator[Line]:
    """Yield lines on each kind of help that is not recommended: a summary, then what it would need.

    A need is led by the answers that chose otherwise, where there are any.
    """
    for other in recommendation.others:
        name = recommendation.guide.kinds[other.kind].name
        yield Line(_summary(recommendation.guide, other), name, topic=True)
        yield from lead_once(_need_line(recommendation, name, need, voice) for need in _main_needs(other))


def _need_line(recommendation: Recommendation, name: str, need: Need, voice: Voice) -> Line:
    answer = "a different answer" if len(need.steps) == 1 else "different answers"
    quoted = quote_answers(recommendation.walk, need.steps, voice) if need.steps else ""
    lead = f"{name} needs {answer} from {quoted}" if quoted else ""
    return Line(need.claim.says, lead, short_sources(recommendation.guide, need.claim.sources))


def _main_needs(other: Alternative) -> Iterator[Need]:
    """Yield one need for each distinction, the claim that most documents make, and the first few of them."""
    points: dict[str, Need] = {}
    for need in other.needs:
        best = points.get(need.distinction)
        if best is None or len(need.claim.sources) > len(best.claim.sources):
            points[need.distinction] = need
    yield from list(points.values())[:MOST_NEEDS]


def _summary(guide: Guide, other: Alternative) -> str:
    name = guide.kinds[other.kind].name
    fitting = len({step for reason in other.fits for step in reason.steps})
    fits = f"{name} fits {pluralise(fitting, 'answer')} too"
    if not any(_documented(guide, reason.claim) for reason in other.fits):
        fits = f"In our own view, {fits}"
    if not other.needs:
        return f"{fits}, and nothing speaks against it." if fitting else f"No answer asks for {name}."
    if other.needs[0].steps:
        return (
            f"{fits}, but it would need other answers as well."
            if fitting
            else f"{name} would need other answers."
        )
    return (
        f"{fits}; what else it needs was not spoken of."
        if fitting
        else f"{name} needs what was not spoken of."
    )


def _documented(guide: Guide, claim: Claim | Statement) -> bool:
    return not all(guide.sources[source].judgement for source in claim.sources)


def dispute_lines(recommendation: Recommendation) -> Iterator[Line]:
    """Yield two lines for each dispute: who says what, and how the guide treats it."""
    for disputed in recommendation.disputes:
        yield Line(
            _views(recommendation, disputed), recommendation.guide.distinctions[disputed.distinction].name
        )
        yield Line(disputed.dispute.treated)


def _views(recommendation: Recommendation, disputed: TouchedDispute) -> str:
    guide = recommendation.guide
    poles = guide.distinctions[disputed.distinction].poles
    sides: dict[str, list[str]] = {}
    for view in disputed.views:
        side = f"{poles[view.pole]} ({', '.join(short_sources(guide, view.sources))})"
        sides.setdefault(guide.kinds[view.kind].name, []).append(side)
    return " ".join(f"{name}: {'; or '.join(views)}." for name, views in sides.items())
