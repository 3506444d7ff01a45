"""Interviews that are kept, in words: what is known of one, and what changed from one to another."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from guide.decision import Decision, decide
from guide.explain import WHEN, answered
from guide.explain.lines import Line, Section, counted, listed, sentence
from guide.explain.meeting import agreed, meeting, met
from guide.interview import Interview
from guide.model import Guide, Voice
from guide.walk import Step, Walk

STATES: Mapping[str, str] = {"open": "Not finished", "finished": "Finished", "private": "Private"}
"""By the states of the store."""
PRIVATE_END = "Ended with a private signpost"
NOBODY = "Nobody is named"
UNFINISHED = "There is no recommendation yet."

Part = Literal["goal", "answer", "recommendation"]


class Recorded(Struct, frozen=True):
    """An interview as it is kept, and the rules that hold for it. ``day`` is when it began, as YYYY-MM-DD.

    ``decision`` is None before it is finished.
    """

    name: str
    day: str
    interview: Interview
    guide: Guide

    @property
    def person(self) -> str:
        return self.interview.opened.person or NOBODY

    @property
    def voice(self) -> Voice:
        return self.interview.opened.voice

    @property
    def walk(self) -> Walk:
        return self.interview.walk(self.guide)

    @property
    def decision(self) -> Decision | None:
        walk = self.walk
        return decide(walk) if self.interview.finished and walk.at is None else None


class Pair(Struct, frozen=True):
    """What two interviews have in one place, and whether it differs. ``once``: only one of them asked it."""

    part: Part
    lead: str
    one: str
    other: str
    differs: bool
    once: bool = False


class Compared(Struct, frozen=True):
    """``changed`` says what is another from the first to the second, sentence by sentence."""

    pairs: tuple[Pair, ...]
    changed: tuple[str, ...]


def recorded(it: Recorded) -> tuple[Section, ...]:
    """All that is kept of an interview, but for the full recommendation."""
    known = meeting(it.interview, it.day)
    sections = (
        Section("recommended", "Recommendation", tuple(_recommended(it))),
        met(it.guide, it.voice, known),
        _without_gaps(agreed(known)),
        Section("answers", "The answers", answered(it.walk, it.voice, it.interview.notes)),
    )
    return tuple(section for section in sections if section.lines)


def compared(one: Recorded, other: Recorded) -> Compared:
    """``other`` is the later one; each speaks by its own rules."""
    pairs = (_goal_pair(one, other), *_answer_pairs(one, other), _end_pair(one, other))
    return Compared(pairs, tuple(_changed(one, other, pairs)))


def _recommended(it: Recorded) -> Iterator[Line]:
    if it.decision is None:
        yield Line(UNFINISHED)
        return
    yield Line(it.guide.outcomes[it.decision.outcome].title)
    for companion in it.decision.companions:
        yield Line(it.guide.kinds[companion.kind].name, WHEN[companion.when])


def _without_gaps(section: Section) -> Section:
    return Section(section.name, section.heading, tuple(line for line in section.lines if line.text))


def _goal_pair(one: Recorded, other: Recorded) -> Pair:
    before, after = one.interview.goal, other.interview.goal
    return Pair("goal", "The goal", before, after, before != after)


def _answer_pairs(one: Recorded, other: Recorded) -> Iterator[Pair]:
    """Question by question as the later one asks them; then those that only the earlier one asked."""
    first, second = _answers(one), _answers(other)
    for question in {**second, **first}:
        before, after = first.get(question, _NOT_ASKED), second.get(question, _NOT_ASKED)
        yield Pair(
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


def _answers(it: Recorded) -> Mapping[str, _Answer]:
    walk = it.walk
    lines = answered(walk, it.voice)
    return {
        step.question: _Answer(step, line.lead, line.text)
        for step, line in zip(walk.road, lines, strict=True)
    }


def _end_pair(one: Recorded, other: Recorded) -> Pair:
    before, after = (
        "\n".join(": ".join(filter(None, (line.lead, line.text))) for line in _recommended(it))
        for it in (one, other)
    )
    return Pair("recommendation", "Recommendation", before, after, _end(one) != _end(other))


def _end(it: Recorded) -> tuple[str, frozenset[str]]:
    """The ids of what is recommended, and of what goes with it."""
    if it.decision is None:
        return "", frozenset()
    return it.decision.outcome, frozenset(companion.kind for companion in it.decision.companions)


def _changed(one: Recorded, other: Recorded, pairs: tuple[Pair, ...]) -> Iterator[str]:
    goals, *answers, end = pairs
    yield "The goal is another one." if goals.differs else "The goal is the same."
    both = [pair for pair in answers if not pair.once]
    others = sum(pair.differs for pair in both)
    same, alone = len(both) - others, len(answers) - len(both)
    if others:
        yield sentence(f"{counted(others, 'answer')} {'is' if others == 1 else 'are'} now another one")
    if same:
        yield sentence(f"{counted(same, 'answer')} {'is' if same == 1 else 'are'} the same")
    if alone:
        yield sentence(f"{counted(alone, 'question')} {'was' if alone == 1 else 'were'} asked only once")
    if one.decision and other.decision:
        yield from _turned(one, other, end.differs)
    if one.interview.rules != other.interview.rules:
        yield "The rules were changed between the two."


def _turned(one: Recorded, other: Recorded, differs: bool) -> Iterator[str]:
    (before, had), (after, has) = _end(one), _end(other)
    if before != after:
        first, second = one.guide.outcomes[before].title, other.guide.outcomes[after].title
        yield f"The recommendation was “{first}”, and is now “{second}”."
    elif not differs:
        yield "The recommendation is the same."
    else:
        yield "The recommendation is the same, with something else beside it."
    for it, kinds, told in ((other, has - had, "now goes"), (one, had - has, "no longer goes")):
        names = [kind.name for name, kind in it.guide.kinds.items() if name in kinds]
        if names:
            yield f"{listed(names)} {told if len(names) == 1 else told.replace('goes', 'go')} with it."
