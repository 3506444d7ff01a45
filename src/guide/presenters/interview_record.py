"""Interviews that are kept, in words: what is known of one, and what changed from one to another."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from guide.common.text import capitalise_sentence, join_words, pluralise
from guide.engine.decision import Decision, decide
from guide.engine.walk import Step, Walk
from guide.interviews.events import Interview
from guide.presenters.event_text import (
    NO_RULES,
    answer_text,
    fact_sections,
    outcome_title,
    question_text,
    unasked_section,
)
from guide.presenters.explanation import WHEN, answer_lines
from guide.presenters.interview_facts import MeetingFacts, meeting_facts
from guide.presenters.view_models import Line, Section
from guide.ruleset.model import Guide, Voice

NOBODY = "Nobody is named"
UNFINISHED = "There is no recommendation yet."

Part = Literal["goal", "answer", "recommendation"]


class InterviewRecord(Struct, frozen=True):
    """An interview as it is kept, and the rules that hold for it. ``day`` is when it began, as YYYY-MM-DD.

    ``guide`` is None where its rules cannot be read, ``decision`` also before it is finished.
    """

    name: str
    day: str
    interview: Interview
    guide: Guide | None

    @property
    def person(self) -> str:
        return self.interview.opened.person or NOBODY

    @property
    def voice(self) -> Voice:
        return self.interview.opened.voice

    @property
    def walk(self) -> Walk | None:
        return self.interview.walk(self.guide) if self.guide else None

    @property
    def decision(self) -> Decision | None:
        walk = self.walk
        return decide(walk) if walk and self.interview.finished and walk.current is None else None

    @property
    def meeting(self) -> MeetingFacts:
        return meeting_facts(self.interview, self.day)


class ComparedField(Struct, frozen=True):
    """What two interviews have in one place, and whether it differs. ``once``: only one of them asked it."""

    part: Part
    lead: str
    one: str
    other: str
    differs: bool
    once: bool = False


class InterviewComparison(Struct, frozen=True):
    """``changed`` says what is another from the first to the second, sentence by sentence."""

    pairs: tuple[ComparedField, ...]
    changed: tuple[str, ...]


def record_sections(it: InterviewRecord) -> tuple[Section, ...]:
    """All that is kept of an interview, but for the full recommendation."""
    walk = it.walk
    answers = answer_lines(walk, it.voice, it.interview.notes) if walk else ()
    sections = (
        Section("recommended", "Recommendation", tuple(_recommended(it))),
        *fact_sections(it.guide, it.interview, it.meeting),
        Section("answers", "The answers", answers),
        unasked_section(it.guide, it.interview),
    )
    return tuple(section for section in sections if section.lines)


def compare_interviews(one: InterviewRecord, other: InterviewRecord) -> InterviewComparison:
    """``other`` is the later one; each speaks by its own rules."""
    pairs = (_goal_pair(one, other), *_answer_pairs(one, other), _end_pair(one, other))
    return InterviewComparison(pairs, tuple(_changed(one, other, pairs)))


def _recommended(it: InterviewRecord) -> Iterator[Line]:
    if it.guide is None:
        yield Line(NO_RULES)
    if it.decision is None:
        finished = it.interview.finished
        yield Line(outcome_title(it.guide, finished.outcome) if finished else UNFINISHED)
        return
    yield Line(outcome_title(it.guide, it.decision.outcome))
    for companion in it.decision.companions:
        yield Line(_kind(it, companion.kind), WHEN[companion.when])


def _kind(it: InterviewRecord, name: str) -> str:
    return it.guide.kinds[name].name if it.guide else name


def _goal_pair(one: InterviewRecord, other: InterviewRecord) -> ComparedField:
    before, after = one.interview.goal, other.interview.goal
    return ComparedField("goal", "The goal", before, after, before != after)


def _answer_pairs(one: InterviewRecord, other: InterviewRecord) -> Iterator[ComparedField]:
    """Question by question as the later one asks them; then those that only the earlier one asked."""
    first, second = _answers(one), _answers(other)
    for question in {**second, **first}:
        before, after = first.get(question, _NOT_ASKED), second.get(question, _NOT_ASKED)
        yield ComparedField(
            "answer",
            after.lead or before.lead,
            before.text,
            after.text,
            differs=before.step != after.step,
            once=_NOT_ASKED in (before, after),
        )


class _Answer(NamedTuple):
    """An answer as the step that it is, and with its question in words."""

    step: Step | None
    lead: str
    text: str


_NOT_ASKED = _Answer(None, "", "Not asked")


def _answers(it: InterviewRecord) -> Mapping[str, _Answer]:
    """By question, those on the road; all of them where there are no rules to tell the road."""
    walk = it.walk
    road = walk.path if walk else [Step(*answer) for answer in it.interview.answers.items()]
    return {
        step.question: _Answer(
            step, question_text(it.guide, step.question, it.voice), answer_text(it.guide, *step, it.voice)
        )
        for step in road
    }


def _end_pair(one: InterviewRecord, other: InterviewRecord) -> ComparedField:
    before, after = (
        "\n".join(": ".join(filter(None, (line.lead, line.text))) for line in _recommended(it))
        for it in (one, other)
    )
    return ComparedField("recommendation", "Recommendation", before, after, _end(one) != _end(other))


def _end(it: InterviewRecord) -> tuple[str, frozenset[str]]:
    """The ids of what is recommended, and of what goes with it."""
    if it.decision is None:
        return "", frozenset()
    return it.decision.outcome, frozenset(companion.kind for companion in it.decision.companions)


def _changed(one: InterviewRecord, other: InterviewRecord, pairs: tuple[ComparedField, ...]) -> Iterator[str]:
    goals, *answers, end = pairs
    yield "The goal is another one." if goals.differs else "The goal is the same."
    both = [pair for pair in answers if not pair.once]
    others = sum(pair.differs for pair in both)
    same, alone = len(both) - others, len(answers) - len(both)
    if others:
        yield capitalise_sentence(
            f"{pluralise(others, 'answer')} {'is' if others == 1 else 'are'} now another one"
        )
    if same:
        yield capitalise_sentence(f"{pluralise(same, 'answer')} {'is' if same == 1 else 'are'} the same")
    if alone:
        yield capitalise_sentence(
            f"{pluralise(alone, 'question')} {'was' if alone == 1 else 'were'} asked only once"
        )
    if one.decision and other.decision:
        yield from _turned(one, other, end.differs)
    if one.interview.rules != other.interview.rules:
        yield "The rules were changed between the two."


def _turned(one: InterviewRecord, other: InterviewRecord, differs: bool) -> Iterator[str]:
    (before, had), (after, has) = _end(one), _end(other)
    if before != after:
        first, second = outcome_title(one.guide, before), outcome_title(other.guide, after)
        yield f"The recommendation was “{first}”, and is now “{second}”."
    elif not differs:
        yield "The recommendation is the same."
    else:
        yield "The recommendation is the same, with something else beside it."
    for it, kinds, verbs in ((other, has - had, ("now goes", "now go")), (one, had - has, _NO_LONGER)):
        if kinds:
            names = join_words([_kind(it, kind) for kind in sorted(kinds)])
            yield f"{names} {verbs[len(kinds) > 1]} with it."


_NO_LONGER = ("no longer goes", "no longer go")
