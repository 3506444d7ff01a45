"""Lays a comparison out in lines for a screen of some width."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from textual.content import Content

from guide.common.text import escape_control_chars
from guide.presenters.comparison import (
    DISAGREE,
    SILENT,
    SOURCES,
    UNTOUCHED,
    Cell,
    ComparedPlace,
    Comparison,
    ComparisonRow,
)
from guide.presenters.view_models import Line
from guide.tui.widgets.linked_text import linked_text
from guide.tui.widgets.section_text import link_of

NARROWEST_LINE, WIDEST_LINE, WIDEST_COLUMN = 12, 80, 52
QUIET = "$text-quiet"
FOUND = "reverse"
"""The style of what was looked for."""
_GAP = Content.styled(" │ ", QUIET)
_INDENT = Content("  ")
_DASH = Content("-")
_MARK = Content.styled(DISAGREE, "bold $accent")


class Find(NamedTuple):
    """The words that are looked for, in the one place where they are shown."""

    place: ComparedPlace
    words: str


def lay_out_comparison(
    comparison: Comparison, width: int, beside: bool, find: Find | None = None
) -> tuple[Content, int]:
    """The comparison of kinds as lines that fit the screen.

    Args:
        comparison: What is compared.
        width: Columns of the screen. Lines are no wider, but at least ``NARROWEST_LINE``.
        beside: Whether the kinds stand side by side, where that is wide enough for them, else one below
            the other.
        find: What to mark.

    Returns:
        The lines, and the number of the first one with a mark, from 0; 0 where there is none.
    """
    lines = list(_Layout(comparison, max(width, NARROWEST_LINE), beside, find).lines())
    marked = (number for number, line in enumerate(lines) if any(span.style == FOUND for span in line.spans))
    return Content("\n").join(lines), next(marked, 0)


class _Layout:
    def __init__(self, comparison: Comparison, width: int, beside: bool, find: Find | None) -> None:
        self._comparison = comparison
        self._find = find
        count = len(comparison.kinds)
        self._column = min(WIDEST_COLUMN, (width - len(_GAP) * (count - 1)) // max(count, 1))
        self._beside = beside and self._column >= NARROWEST_LINE
        across = self._column * count + len(_GAP) * (count - 1)
        self._across = across if self._beside else min(width, WIDEST_LINE)

    def lines(self) -> Iterator[Content]:
        comparison = self._comparison
        if not comparison.rows:
            yield from Content(UNTOUCHED).wrap(self._across)
        for number, row in enumerate(comparison.rows):
            yield from self._bar(self._text(row.name, ComparedPlace(number)))
            yield from (self._cells_beside if self._beside else self._cells_below)(number, row)
            place = ComparedPlace(number, len(row.cells))
            for line in row.disputes:
                yield from _item(self._led(line.lead, line, place), self._across, _MARK)
            yield Content()
        if comparison.sources:
            yield from self._bar(Content(SOURCES))
        for number, line in enumerate(comparison.sources):
            place = ComparedPlace(len(comparison.rows), number)
            yield from _item(self._led(f"{line.lead}:", line, place), self._across)

    def _bar(self, name: Content) -> Iterator[Content]:
        for line in name.wrap(self._across):
            yield line.pad_right(self._across - line.cell_length).stylize_before("bold underline $accent")

    def _cells_beside(self, number: int, row: ComparisonRow) -> Iterator[Content]:
        columns = (
            [
                *_heading(kind, cell, self._column),
                *self._cell(cell, self._column, ComparedPlace(number, column)),
            ]
            for column, (kind, cell) in enumerate(zip(self._comparison.kinds, row.cells, strict=True))
        )
        for lines in zip_longest(*columns, fillvalue=Content()):
            yield _GAP.join(line.pad_right(self._column - line.cell_length) for line in lines)

    def _cells_below(self, number: int, row: ComparisonRow) -> Iterator[Content]:
        for column, (kind, cell) in enumerate(zip(self._comparison.kinds, row.cells, strict=True)):
            yield from _heading(kind, cell, self._across)
            lines = self._cell(cell, self._across - 2, ComparedPlace(number, column))
            yield from (_INDENT + line for line in lines)

    def _cell(self, cell: Cell, width: int, place: ComparedPlace) -> Iterator[Content]:
        if not cell.lines:
            yield from Content.styled(SILENT, QUIET).wrap(width)
        for line in cell.lines:
            if line.cites:
                sources = self._text(f" [{'; '.join(line.cites)}]", place).stylize_before(QUIET)
                yield from _item(self._text(line.text, place) + sources, width)
            else:
                yield from self._text(line.text, place).wrap(width)

    def _led(self, lead: str, line: Line, place: ComparedPlace) -> Content:
        text = self._text(lead, place).stylize_before("bold") + " " + self._text(line.text, place)
        return text + link_of(line)

    def _text(self, text: str, place: ComparedPlace) -> Content:
        """The text, with the words marked that are looked for in this place."""
        content = linked_text(text)
        if self._find is None or self._find.place != place:
            return content
        words = map(re.escape, escape_control_chars(self._find.words).split())
        return content.highlight_regex(re.compile(r"\s+".join(words), re.IGNORECASE), style=FOUND)


def _heading(kind: str, cell: Cell, width: int) -> Iterable[Content]:
    name = Content.styled(escape_control_chars(kind), "bold $primary")
    return (_MARK + " " + name if cell.disputes else name).wrap(width)


def _item(content: Content, width: int, sign: Content = _DASH) -> Iterator[Content]:
    """An item of a list, whose further lines do not run under the sign."""
    first, *more = content.wrap(width - 2)
    yield sign + " " + first
    yield from (_INDENT + line for line in more)
