"""Sections for somebody who hears them line by line: each line makes sense without the one before."""

from collections.abc import Iterable, Iterator

from guide.common.text import capitalise_sentence
from guide.presenters.comparison import SILENT, Comparison
from guide.presenters.explanation import STANDING
from guide.presenters.view_models import Explanation, Line, Section


def spoken_sections(sections: Iterable[Section]) -> Iterator[str]:
    """Yield each section with an empty line before it, and its heading on a line of its own."""
    for section in sections:
        yield ""
        yield f"{section.heading}:"
        for line in section.lines:
            yield from spoken_line(line)


def spoken_line(line: Line) -> Iterator[str]:
    """Yield a line, and its lead before it: on the same line, unless the lead is a sentence of its own."""
    text = capitalise_sentence(line.text)
    if line.cites:
        text = f"{text} ({'; '.join(line.cites)})"
    if not line.lead or line.text.startswith(line.lead):
        yield text
    elif ": " in line.lead:
        yield capitalise_sentence(line.lead)
        yield text
    else:
        yield f"{line.lead}{'' if line.lead[-1] in '?!.' else ':'} {text}"


def spoken_stands(explanation: Explanation) -> Iterator[str]:
    """Yield what the documents say for and against each kind, a line each."""
    if explanation.stands:
        yield from ("", f"{STANDING}:")
        yield from (capitalise_sentence(f"{stand.name}: {stand.text}") for stand in explanation.stands)


def other_answers(section: Section) -> list[Line]:
    """Return the lines on another answer, those last that the section sums up in one line."""
    summed_up = [line for summary in section.lines for line in summary.stands_for]
    return [line for line in (*section.lines, *summed_up) if line.other is not None]


def numbered_section(section: Section, unfolded: bool = False) -> Iterator[str]:
    """Yield a section in which the lines on another answer have the numbers of ``other_answers``.

    With ``unfolded``, what a line sums up stands in its place.
    """
    yield ""
    yield f"{section.heading}:"
    numbers = {line.other: number for number, line in enumerate(other_answers(section), 1)}
    for line in section.lines:
        for shown in line.stands_for if unfolded and line.stands_for else (line,):
            if shown.other is None:
                yield from spoken_line(shown)
            else:
                yield from filter(None, (shown.lead, f"{numbers[shown.other]}. {shown.text}"))


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Yield a comparison point by point, and in each the kinds in turn."""
    yield comparison.extent
    for row in comparison.rows:
        yield ""
        yield f"{row.name}:"
        for kind, cell in zip(comparison.kinds, row.cells, strict=True):
            said = " ".join(text for line in cell.lines for text in spoken_line(line))
            yield said if said.startswith(kind) else f"{kind}: {said or SILENT}"
        for line in row.disputes:
            yield " ".join(spoken_line(line))
