"""The comparison of kinds as Markdown: a table for each point, with a row for each statement."""

from collections.abc import Iterator
from itertools import zip_longest

from guide.presenters.comparison import DISAGREE, SILENT, SOURCES, TITLE, Cell, Comparison, ComparisonRow
from guide.presenters.view_models import (
    Line,
)
from guide.reports.markdown_escape import escape_markdown, escape_with_links, markdown_link


def render(comparison: Comparison) -> str:
    """Return the comparison of kinds as Markdown, with a line break at its end."""
    return "".join(f"{line}\n" for line in _lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    yield from (f"# {TITLE}", "", comparison.extent)
    for row in comparison.rows:
        yield from ("", f"## {escape_markdown(row.name)}", "")
        yield from _table(comparison, row)
        for line in row.disputes:
            yield from ("", f"{DISAGREE} **{escape_markdown(line.lead)}** {escape_with_links(line.text)}")
    if comparison.sources:
        yield from ("", f"## {SOURCES}", "")
        yield from (
            f"- **{escape_markdown(line.lead)}**: {escape_with_links(line.text)}"
            f"{f' {markdown_link(line.url)}' if line.url else ''}"
            for line in comparison.sources
        )


def _table(comparison: Comparison, row: ComparisonRow) -> Iterator[str]:
    headings = (
        f"{DISAGREE} {escape_markdown(kind)}" if cell.disputes else escape_markdown(kind)
        for kind, cell in zip(comparison.kinds, row.cells, strict=True)
    )
    yield _table_row(headings)
    yield _table_row("---" for _ in comparison.kinds)
    for statements in zip_longest(*map(_statements, row.cells), fillvalue=""):
        yield _table_row(statements)


def _table_row(cells: Iterator[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _statements(cell: Cell) -> list[str]:
    return [_statement(line) for line in cell.lines] or [f"*{SILENT}*"]


def _statement(line: Line) -> str:
    sources = f" *({escape_markdown('; '.join(line.cites))})*" if line.cites else ""
    return f"{escape_with_links(line.text)}{sources}"
