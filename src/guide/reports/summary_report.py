"""The summary of an interview: as a page to print, and as the text of a mail."""

from collections.abc import Collection, Iterator
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from guide.common.markup import tag
from guide.common.new_file import FileWriteError, check_new, write_new
from guide.common.text import escape_control_chars
from guide.common.text_width import width_of
from guide.presenters.person_summary import PersonSummary
from guide.presenters.view_models import Line
from guide.reports.html_page import escape_text, escape_with_anchors, html_page
from guide.reports.html_report import section_markup
from guide.reports.line_groups import group_lines

WIDTH = 72
"""Columns of a mail: quoted once or twice it still fits a screen."""
SUFFIXES = (".html", ".txt")
LONGER_THAN_A_PAGE = "It is longer than a page: leave something out, with --with."


class _Density(NamedTuple):
    """How a page is set: its class, and what about fits on a sheet of A4, rather too little than too much.

    ``lead`` and ``text`` are columns of letters beside each other, ``lines`` is the height.
    """

    name: str
    lead: int
    text: int
    lines: int


_DENSITIES = (_Density("", 22, 70, 50), _Density("dense", 27, 85, 60), _Density("denser", 34, 105, 70))
"""The largest letters first."""
_IN_HALVES = ("answers", "notes")
"""Sections whose leads are as long as their texts: each has half of the page."""


def check_summary_path(path: Path, suffixes: Collection[str] = SUFFIXES) -> None:
    """Raise FileWriteError where no summary can be written to ``path``."""
    if path.suffix.lower() not in suffixes:
        raise FileWriteError(f"This is a file that ends in {' or '.join(suffixes)}; {path} does not.")
    check_new(path)


def write_summary(path: Path, summary: PersonSummary, suffixes: Collection[str] = SUFFIXES) -> Path:
    """Write a summary to a new file, as a page or as text by its suffix, and return its absolute path.

    Raises FileWriteError, also where the suffix is none of ``suffixes``.
    """
    check_summary_path(path, suffixes)
    render = render_summary_page if path.suffix.lower() == ".html" else render_mail
    return write_new(path, render(summary))


def render_summary_page(summary: PersonSummary) -> str:
    """Return the summary as a complete HTML page, which prints on one sheet of A4 where ``fits_a_page``."""
    verdict = tag(
        "div",
        tag("p", escape_text(summary.label), class_="label"),
        tag("h1", escape_text(summary.title)),
        tag(
            "p",
            tag("span", escape_with_anchors(summary.because), class_="says", dir="auto"),
            class_="because",
        ),
        class_="verdict",
    )
    return html_page(
        summary.subject,
        tag("header", tag("p", escape_text(summary.guide))),
        tag(
            "main",
            tag(
                "section",
                *([verdict] if summary.title else []),
                *(section_markup(section) for section in summary.sections),
                class_=f"summary one-page {(_fitting_density(summary) or _DENSITIES[-1]).name}".strip(),
            ),
        ),
    )


def fits_a_page(summary: PersonSummary) -> bool:
    """Return whether the summary fits on one sheet of A4 when it is printed."""
    return _fitting_density(summary) is not None


def render_mail(summary: PersonSummary) -> str:
    """Return the summary as plain text of short lines, below a subject that it could have."""
    return "\n".join((f"Subject: {summary.subject}", "", *mail_lines(summary)))


def mail_lines(summary: PersonSummary) -> Iterator[str]:
    """Yield the lines of a mail, without its subject."""
    between: tuple[str, ...] = ()
    if summary.title:
        yield from _wrap(f"{summary.label}: {summary.title}")
        yield from _wrap(summary.because)
        between = ("",)
    for section in summary.sections:
        yield from between
        between = ("",)
        yield f"{section.heading}:"
        for line in section.lines:
            yield from _item_lines(line)


def _item_lines(line: Line) -> Iterator[str]:
    """Yield a line of a section behind a dash, with its lead; one without a lead goes on with the last."""
    text = f"{line.lead}{'' if line.lead.endswith(('?', '.', '!', ':', '…')) else ':'} {line.text}"
    yield from _wrap(text if line.lead else line.text, "- " if line.lead else "  ", "  ")


def _wrap(text: str, first: str = "", rest: str = "") -> Iterator[str]:
    """Yield a text in lines of ``WIDTH`` columns. What follows a line break is indented."""
    for number, paragraph in enumerate(escape_control_chars(text).split("\n")):
        lead = first if number == 0 else rest or "  "
        yield from wrap(
            paragraph,
            WIDTH,
            initial_indent=lead,
            subsequent_indent=rest,
            break_on_hyphens=False,
        ) or [lead.rstrip()]


def _fitting_density(summary: PersonSummary) -> _Density | None:
    """Return the density with the largest letters in which the summary fits a page; None where none does."""
    return next((density for density in _DENSITIES if _height(summary, density) <= density.lines), None)


def _height(summary: PersonSummary, density: _Density) -> float:
    """Return about how many lines of text a printed page has, headings with the room around them."""
    height = 2.0
    if summary.title:
        height += 5 + 1.3 * _rows(summary.because, density.lead + density.text)
    for section in summary.sections:
        height += 2.5
        columns = density.lead, density.text
        if section.name in _IN_HALVES:
            columns = (sum(columns) // 2,) * 2
        for topic in group_lines(section.lines):
            for lead, lines in topic.groups:
                rows = sum(_rows(line.text, columns[1]) + 0.4 for line in lines)
                height += max(_rows(lead, columns[0]), rows)
    return height


def _rows(text: str, columns: int) -> int:
    """Return how many rows a text takes at this width."""
    return sum(1 + width_of(row) // columns for row in text.split("\n")) if text else 0
