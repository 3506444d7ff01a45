"""Lays a comparison out in lines for a screen of some width."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from textual.content import Content

from guide.common.text import escape_control_chars
from guide.presenters.comparison import DISAGREE, SILENT, SOURCES, UNTOUCHED, Cell, Comparison, ComparisonRow
from guide.presenters.view_models import Line
from guide.tui.widgets.section_text import link_of

NARROWEST_LINE, WIDEST_LINE, WIDEST_COLUMN = 12, 86, 52
QUIET = "$text-quiet"
_GAP = Content.styled(" │ ", QUIET)
_INDENT = Content("  ")
_DASH = Content("-")
_MARK = Content.styled(DISAGREE, "bold $accent")


def lay_out_comparison(comparison: Comparison, width: int, beside: bool) -> Content:
    """The comparison of kinds as lines that fit the screen.

    Args:
        comparison: What is compared.
        width: Columns of the screen. Lines are no wider, but at least ``NARROWEST_LINE``.
        beside: Whether the kinds stand side by side, else one below the other.
    """
    return Content("\n").join(_lines(comparison, max(width, NARROWEST_LINE), beside))


def _lines(comparison: Comparison, width: int, beside: bool) -> Iterator[Content]:
    count = len(comparison.kinds)
    column = min(WIDEST_COLUMN, (width - len(_GAP) * (count - 1)) // max(count, 1))
    across = column * count + len(_GAP) * (count - 1) if beside else min(width, WIDEST_LINE)
    if not comparison.rows:
        yield from Content(UNTOUCHED).wrap(across)
    for row in comparison.rows:
        yield from _bar(row.name, across)
        yield from _beside(comparison, row, column) if beside else _below(comparison, row, across)
        for line in row.disputes:
            yield from _item(_led(line.lead, line), across, _MARK)
        yield Content()
    if comparison.sources:
        yield from _bar(SOURCES, across)
    for line in comparison.sources:
        yield from _item(_led(f"{line.lead}:", line), across)


def _bar(name: str, width: int) -> Iterator[Content]:
    for line in Content(escape_control_chars(name)).wrap(width):
        yield line.pad_right(width - line.cell_length).stylize("bold underline $accent")


def _beside(comparison: Comparison, row: ComparisonRow, width: int) -> Iterator[Content]:
    cells = zip(comparison.kinds, row.cells, strict=True)
    columns = ([*_heading(*each, width), *_cell(each[1], width)] for each in cells)
    for lines in zip_longest(*columns, fillvalue=Content()):
        yield _GAP.join(line.pad_right(width - line.cell_length) for line in lines)


def _below(comparison: Comparison, row: ComparisonRow, width: int) -> Iterator[Content]:
    for kind, cell in zip(comparison.kinds, row.cells, strict=True):
        yield from _heading(kind, cell, width)
        yield from (_INDENT + line for line in _cell(cell, width - 2))


def _heading(kind: str, cell: Cell, width: int) -> Iterable[Content]:
    name = Content.styled(escape_control_chars(kind), "bold $primary")
    return (_MARK + " " + name if cell.disputes else name).wrap(width)


def _cell(cell: Cell, width: int) -> Iterator[Content]:
    if not cell.lines:
        yield from Content.styled(SILENT, QUIET).wrap(width)
    for line in cell.lines:
        if line.cites:
            sources = Content.styled(f" [{escape_control_chars('; '.join(line.cites))}]", QUIET)
            yield from _item(Content(escape_control_chars(line.text)) + sources, width)
        else:
            yield from Content(escape_control_chars(line.text)).wrap(width)


def _item(content: Content, width: int, sign: Content = _DASH) -> Iterator[Content]:
    """An item of a list, whose further lines do not run under the sign."""
    first, *more = content.wrap(width - 2)
    yield sign + " " + first
    yield from (_INDENT + line for line in more)


def _led(lead: str, line: Line) -> Content:
    text = Content.assemble((escape_control_chars(lead), "bold"), f" {escape_control_chars(line.text)}")
    return text + link_of(line)
