"""Recommendations put into sentences. Every mode and format takes its words from here."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from guide.advice import Recommendation
from guide.model import NOTHING, Guide, Source, Voice
from guide.walk import Walk

# Control characters would act on a terminal: the visible sign for each stands in its place.
_VISIBLE = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    # Marks that reorder the text around them, not only their own.
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
}


class Line(Struct, frozen=True):
    """``lead`` is a short heading of the line, empty where it goes on from the line before."""

    text: str
    lead: str = ""
    cites: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    name: str
    heading: str
    lines: tuple[Line, ...]


class Explanation(Struct, frozen=True):
    """What to show at the end of a walk, in reading order."""

    label: str
    title: str
    because: Line
    sections: tuple[Section, ...]

    def section(self, name: str) -> Section | None:
        return next((section for section in self.sections if section.name == name), None)


_WHEN = {"alongside": "At the same time", "afterwards": "Afterwards"}
_SAID = {"you": "You said", "they": "You said of them"}


def visible(text: str) -> str:
    """The text with its control characters made visible, safe to print."""
    return text.translate(_VISIBLE)


def position(walk: Walk) -> str:
    """Which question this is, and how many there can be at most."""
    here = len(walk.road) + 1
    most = len(walk.road) + walk.longest_left
    return f"Question {here} of at most {most}" if here < most else f"Question {here}, the last one"


def explain(recommendation: Recommendation, voice: Voice, notes: Mapping[str, str] = NOTHING) -> Explanation:
    """The recommendation in words. ``notes`` are the person's own, by question id."""
    end = recommendation.end
    guide = recommendation.walk.guide
    sections = (
        Section("short", "In short", tuple(_in_short(recommendation, voice))),
        Section("with", "What goes with it", tuple(_companions(recommendation))),
        Section("why", "Why", tuple(_why(recommendation, voice))),
        Section("plan", "Your plan" if voice == "you" else "The plan", tuple(_plan(recommendation))),
        Section("first", "What comes first, where it applies", tuple(_first(recommendation))),
        Section(
            "answers",
            "Your answers" if voice == "you" else "The answers",
            tuple(_answers(recommendation.walk, voice, notes)),
        ),
        Section("sources", "Sources", tuple(_sources(recommendation))),
        Section("caution", "Bear in mind", (Line(_caution(guide, voice)),)),
    )
    return Explanation(
        label="First of all" if end.signpost else "Recommended",
        title=end.title,
        because=Line(end.reasoned(voice), cites=_cited(guide, end.sources)),
        sections=tuple(section for section in sections if section.lines),
    )


def answered(walk: Walk, voice: Voice) -> tuple[Line, ...]:
    """The road so far: each question as the lead of its answer."""
    return tuple(_answers(walk, voice, NOTHING))


def _in_short(recommendation: Recommendation, voice: Voice) -> Iterator[Line]:
    guide = recommendation.walk.guide
    for name in recommendation.end.kinds:
        yield Line(guide.kinds[name].in_short, guide.kinds[name].name)
        yield Line(guide.kinds[name].not_for, "It is not for this")
    if recommendation.replaced:
        whose = "Your" if voice == "you" else "The"
        yield Line(guide.outcomes[recommendation.replaced].title, f"{whose} answers had led to")


def _companions(recommendation: Recommendation) -> Iterator[Line]:
    for companion in recommendation.companions:
        kind = recommendation.walk.guide.kinds[companion.kind]
        yield Line(kind.in_short, f"{_WHEN[companion.when]}: {kind.name}")


def _why(recommendation: Recommendation, voice: Voice) -> Iterator[Line]:
    walk = recommendation.walk
    end = recommendation.end
    if end.signpost:
        # The reason itself stands at the top already.
        yield Line(f"{_SAID[voice]}: “{walk.taken(recommendation.decided_by).spoken(voice)}”")
    lead = ""
    for reason in recommendation.reasons:
        said = f"{_SAID[voice]}: “{walk.taken(reason.step).spoken(voice)}”"
        yield Line(reason.claim.says, "" if said == lead else said, _cited(walk.guide, reason.claim.sources))
        lead = said


def _plan(recommendation: Recommendation) -> Iterator[Line]:
    guide = recommendation.walk.guide
    several = len(recommendation.plan) > 1
    for kind, lines in recommendation.plan.items():
        for heading, line in lines.items():
            lead = guide.headings[heading]
            lead = f"{guide.kinds[kind].name} – {lead}" if several and kind else lead
            yield Line(line.says, lead, _cited(guide, line.sources))


def _first(recommendation: Recommendation) -> Iterator[Line]:
    """The ends that go before a kind of support, each once."""
    guide = recommendation.walk.guide
    kinds = (*recommendation.end.kinds, *(companion.kind for companion in recommendation.companions))
    for name in dict.fromkeys(name for kind in kinds for name in guide.kinds[kind].first):
        if name != recommendation.outcome:
            outcome = guide.outcomes[name]
            yield Line(outcome.title, outcome.when)


def _answers(walk: Walk, voice: Voice, notes: Mapping[str, str]) -> Iterator[Line]:
    for step in walk.road:
        yield Line(walk.taken(step).spoken(voice), walk.guide.questions[step.question].asked(voice))
        if note := notes.get(step.question):
            yield Line(f"Note: {note}")


def _sources(recommendation: Recommendation) -> Iterator[Line]:
    guide = recommendation.walk.guide
    cited = [source for reason in recommendation.reasons for source in reason.claim.sources]
    cited += [
        source for lines in recommendation.plan.values() for line in lines.values() for source in line.sources
    ]
    cited += recommendation.end.sources
    for name, source in guide.sources.items():
        if name in cited:
            yield Line(_described(source), source.short)


def _described(source: Source) -> str:
    about = ", ".join(part for part in (source.kind, source.date) if part)
    return " ".join(f"{part.rstrip('.')}." for part in (source.title, about, source.note) if part)


def _caution(guide: Guide, voice: Voice) -> str:
    return guide.front.caution_about if voice == "they" else guide.front.caution


def _cited(guide: Guide, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(guide.sources[name].short for name in names)
