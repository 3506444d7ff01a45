"""Sections for somebody who hears them line by line: each line makes sense without the one before."""

from collections.abc import Iterable, Iterator

from guide.common.text import capitalise_sentence, pluralise
from guide.presenters.comparison import SILENT, Comparison
from guide.presenters.explanation import STANDING
from guide.presenters.view_models import Explanation, Line, Section


def spoken_sections(sections: Iterable[Section]) -> Iterator[str]:
    """Yield sections as lines for a screen reader: a blank line, the heading on its own line, the texts."""
    for section in sections:
        yield ""
        yield f"{section.heading}:"
        for line in section.lines:
            yield from spoken_line(line)


def spoken_line(line: Line) -> Iterator[str]:
    """Yield a ``Line`` as one text or two: its lead is on a line of its own only if it is a sentence."""
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
    """Yield a line for each kind of help on what documents say for and against it."""
    if explanation.stands:
        yield from ("", f"{STANDING}:")
        yield from (capitalise_sentence(f"{stand.name}: {stand.text}") for stand in explanation.stands)


def other_answers(section: Section) -> list[Line]:
    """Return the lines of a section that are about another answer, those last that one line sums up."""
    summed_up = [line for summary in section.lines for line in summary.stands_for]
    return [line for line in (*section.lines, *summed_up) if line.other is not None]


def numbered_section(section: Section, unfolded: bool = False) -> Iterator[str]:
    """Yield a section as lines, those about another answer numbered as in ``other_answers``.

    With ``unfolded``, the lines that a summary stands for are in its place, otherwise their number.
    """
    yield ""
    yield f"{section.heading}:"
    numbers = {line.other: number for number, line in enumerate(other_answers(section), 1)}
    for line in section.lines:
        if line.stands_for and not unfolded:
            left_out = pluralise(len(line.stands_for), "answer")
            yield f"Not listed, as they only lead to further questions: {left_out}."
            continue
        for shown in line.stands_for or (line,):
            if shown.other is None:
                yield from spoken_line(shown)
            else:
                # Not as it is asked: it would sound as if it were to be answered now.
                yield from ([f"Other answers to “{shown.lead}”:"] if shown.lead else [])
                yield f"{numbers[shown.other]}. {shown.text}"


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Yield a comparison of the kinds of help as lines: point by point, and in each the kinds in turn."""
    yield comparison.extent
    for row in comparison.rows:
        yield ""
        yield f"{row.name}:"
        for kind, cell in zip(comparison.kinds, row.cells, strict=True):
            said = " ".join(text for line in cell.lines for text in spoken_line(line))
            yield said if said.startswith(kind) else f"{kind}: {said or SILENT}"
        for line in row.disputes:
            yield " ".join(spoken_line(line))
