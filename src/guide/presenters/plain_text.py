"""Questions and explanations as plain lines of text, for the console, commands and text reports."""

from collections.abc import Iterable, Iterator, Mapping

from guide.common.text import capitalise_sentence, number_lines
from guide.engine.walk import Walk
from guide.presenters.explanation import STANDING
from guide.presenters.view_models import (
    Explanation,
    Line,
    Section,
)
from guide.presenters.what_if import (
    progress_text,
)
from guide.ruleset.model import Guide, Option, Voice


def introduction_lines(guide: Guide) -> Iterator[str]:
    """Yield lines with the title of the guide, its welcome, and its statement on privacy."""
    yield guide.front.title
    yield guide.front.welcome
    yield guide.front.privacy


def question_lines(walk: Walk, voice: Voice) -> Iterator[str]:
    """Yield the number of the current question, its text, and its numbered options, a line each.

    The walk must not be finished.
    """
    question = walk.question
    assert question is not None
    yield f"{progress_text(walk)}."
    yield question.asked(voice)
    yield from option_lines(question.options, voice)


def option_lines(choices: Mapping[str, Option], voice: Voice) -> list[str]:
    """Return a line for each option, numbered from 1."""
    return number_lines(option.spoken(voice) for option in choices.values())


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """Yield the lines of a whole explanation: the recommendation, then each door (group of sections).

    It ends on the recommendation once more: on a terminal the end of a long text is what stays in sight.
    """
    yield from summary_lines(explanation)
    for door in explanation.doors:
        yield from section_lines(door.sections)
        if door.name == "why":
            yield from stand_lines(explanation)
    yield from section_lines(section for section in explanation.sections if section.name == "caution")
    yield ""
    yield closing_line(explanation)


def summary_lines(explanation: Explanation) -> Iterator[str]:
    """Yield the first lines of an explanation: what is recommended, how clear it is, why, and first steps."""
    yield f"{explanation.label}: {explanation.title}"
    if explanation.clarity:
        yield explanation.clarity
    yield _with_sources(explanation.because)
    yield from (f"{line.lead}: {line.text}" for line in (*explanation.next_steps, *explanation.companions))


def stand_lines(explanation: Explanation) -> Iterator[str]:
    """Yield a line for each kind of help on what documents say for and against it; none if none do."""
    if explanation.stands:
        yield ""
        yield f"{STANDING}:"
        yield from (f"- {stand.name}: {stand.text}" for stand in explanation.stands)


def closing_line(explanation: Explanation) -> str:
    """Return a line with the recommendation and the first step of the plan."""
    parts = [f"{explanation.label}: {explanation.title}"]
    parts += [f"{line.lead}: {line.text}" for line in explanation.next_steps[:1]]
    return " ".join(map(capitalise_sentence, parts))


def brief_lines(explanation: Explanation) -> Iterator[str]:
    """Yield lines to take along: the recommendation and its plan, without evidence, sources or answers."""
    yield f"{explanation.label}: {explanation.title}"
    yield explanation.because.text
    yield from (f"{line.lead}. {line.text}" for line in explanation.companions)
    yield from (f"{line.lead}: {line.text}" for line in explanation.next_steps)


def parting_lines(explanation: Explanation) -> Iterator[str]:
    """Yield two lines that stay in the terminal after the app: the recommendation, and the first step."""
    yield f"{explanation.label}: {explanation.title}"
    yield from (f"{line.lead}: {line.text}" for line in explanation.next_steps[:1])


def section_lines(sections: Iterable[Section]) -> Iterator[str]:
    """Yield each section with an empty line before it, a heading, and a dash before each text."""
    for section in sections:
        yield ""
        yield f"{section.heading}:"
        for line in section.lines:
            if line.lead:
                yield line.lead
            yield f"- {_with_sources(line)}"


def _with_sources(line: Line) -> str:
    cites = f" ({'; '.join(line.cites)})" if line.cites else ""
    return f"{line.text}{cites}{f' <{line.url}>' if line.url else ''}"
