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
    """Yield the title of the guide, its welcome, and what it says about privacy."""
    yield guide.front.title
    yield guide.front.welcome
    yield guide.front.privacy


def question_lines(walk: Walk, voice: Voice) -> Iterator[str]:
    """Yield the number of the question, its text, and its numbered options. The walk must not be finished."""
    question = walk.question
    assert question is not None
    yield f"{progress_text(walk)}."
    yield question.asked(voice)
    yield from option_lines(question.options, voice)


def option_lines(choices: Mapping[str, Option], voice: Voice) -> list[str]:
    """Return a line for each option, numbered from 1."""
    return number_lines(option.spoken(voice) for option in choices.values())


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """Yield a whole explanation: the recommendation, then what each door opens.

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
    """Yield what is seen first: what is recommended, how clear it is, why, and what to do first."""
    yield f"{explanation.label}: {explanation.title}"
    if explanation.clarity:
        yield explanation.clarity
    yield _with_sources(explanation.because)
    yield from (f"{line.lead}: {line.text}" for line in (*explanation.next_steps, *explanation.companions))


def stand_lines(explanation: Explanation) -> Iterator[str]:
    """Yield what the documents say for and against each kind; nothing where there is nothing to compare."""
    if explanation.stands:
        yield ""
        yield f"{STANDING}:"
        yield from (f"- {stand.name}: {stand.text}" for stand in explanation.stands)


def closing_line(explanation: Explanation) -> str:
    """Return the recommendation and the first thing to do, on one line."""
    parts = [f"{explanation.label}: {explanation.title}"]
    parts += [f"{line.lead}: {line.text}" for line in explanation.next_steps[:1]]
    return " ".join(map(capitalise_sentence, parts))


def brief_lines(explanation: Explanation) -> Iterator[str]:
    """Yield what is needed to act on a recommendation, to be taken along: no evidence, sources or answers."""
    yield f"{explanation.label}: {explanation.title}"
    yield explanation.because.text
    yield from (f"{line.lead}. {line.text}" for line in explanation.companions)
    yield from (f"{line.lead}: {line.text}" for line in explanation.next_steps)


def parting_lines(explanation: Explanation) -> Iterator[str]:
    """Yield two lines that stay in the terminal: the recommendation, and the first thing to do."""
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
