"""The comparison of kinds for a terminal: side by side where it is wide enough, else below one another."""

from collections.abc import Iterable, Iterator
from io import StringIO

from rich.box import ASCII2, SQUARE
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from guide.common.text import escape_control_chars
from guide.presenters.comparison import DISAGREE, SILENT, SOURCES, TITLE, Cell, Comparison, ComparisonRow
from guide.presenters.view_models import (
    Line,
)

NARROWEST, WIDEST_COLUMN, WIDEST_LINE = 20, 52, 90
NAME, QUIET = "bold", "dim"


def render(comparison: Comparison, width: int, *, styled: bool = False, ascii_only: bool = False) -> str:
    """Return the comparison of kinds as text for a terminal, in lines of at most ``width`` columns.

    Args:
        comparison: The comparison.
        width: The columns of the terminal; where they are too few for a table, kinds stand below one another.
        styled: Whether to add the escape codes that make names bold.
        ascii_only: Whether to draw tables without box characters.
    """
    beside = comparison.fits(width)
    most = WIDEST_COLUMN * len(comparison.kinds) if beside else WIDEST_LINE
    out = StringIO()
    console = Console(
        file=out,
        width=max(NARROWEST, min(width, most)),
        height=1,
        force_terminal=styled,
        color_system="standard" if styled else None,
        legacy_windows=False,
        _environ={},
    )
    for part in _parts(comparison, beside, ascii_only):
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _parts(comparison: Comparison, beside: bool, ascii_only: bool) -> Iterator[RenderableType]:
    yield _text(TITLE, NAME)
    yield _text(comparison.extent)
    for row in comparison.rows:
        yield ""
        yield _text(row.name, NAME)
        yield _beside(comparison, row, ascii_only) if beside else _below(comparison, row)
        disputes = (_text(f"{line.lead} ", NAME) + _text(line.text) for line in row.disputes)
        yield _items(disputes, DISAGREE)
    if comparison.sources:
        yield ""
        yield _text(SOURCES, NAME)
        yield _items(map(_source, comparison.sources))


def _beside(comparison: Comparison, row: ComparisonRow, ascii_only: bool) -> RenderableType:
    table = Table(box=ASCII2 if ascii_only else SQUARE, show_edge=False, expand=True, border_style=QUIET)
    for kind, cell in zip(comparison.kinds, row.cells, strict=True):
        table.add_column(_heading(kind, cell), ratio=1)
    table.add_row(*map(_cell, row.cells))
    return table


def _below(comparison: Comparison, row: ComparisonRow) -> RenderableType:
    parts = (
        Group(_heading(kind, cell), Padding(_cell(cell), (0, 0, 0, 2)))
        for kind, cell in zip(comparison.kinds, row.cells, strict=True)
    )
    return Padding(Group(*parts), (0, 0, 0, 2))


def _heading(kind: str, cell: Cell) -> Text:
    return _text(f"{DISAGREE} {kind}" if cell.disputes else kind, NAME)


def _cell(cell: Cell) -> RenderableType:
    if not cell.lines:
        return _text(SILENT, QUIET)
    statements = map(_statement, cell.lines)
    return _items(statements) if cell.lines[0].cites else Group(*statements)


def _items(texts: Iterable[Text], sign: str = "-") -> RenderableType:
    """Return the texts as a list, in which further lines of a text are indented."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(width=1)
    grid.add_column(ratio=1)
    for text in texts:
        grid.add_row(sign, text)
    return grid


def _statement(line: Line) -> Text:
    return _text(line.text) + _text(f" ({'; '.join(line.cites)})" if line.cites else "", QUIET)


def _source(line: Line) -> Text:
    return _text(f"{line.lead}: ", NAME) + _text(f"{line.text} <{line.url}>" if line.url else line.text)


def _text(text: str, style: str = "") -> Text:
    return Text(escape_control_chars(text), style)
