"""The kinds of support side by side: on each point, what is said of each, and by whom."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from msgspec import Struct

from guide.common.text import join_words, number_word, pluralise
from guide.engine.evidence import chosen_poles
from guide.engine.walk import Walk
from guide.presenters.view_models import Line, short_sources, source_line
from guide.ruleset.model import Dispute, Distinction, Guide

TITLE = "The kinds of support side by side"
SOURCES = "Sources"
SILENT = "No document speaks of it."
DISAGREE = "≠"
UNTOUCHED = "The answers touch none of these points."
NARROWEST = 25
"""Columns of a terminal that a kind needs, to be read easily."""


class ComparedPlace(NamedTuple):
    """The position of a text in the comparison of kinds of help, as ``find_places`` returns it.

    Attributes:
        row: The row from 0; the list of sources comes after the last row.
        cell: The cell of the row from 0, or the source. -1 is the name of the row, and the number after the
            last cell stands for what the documents disagree about.
    """

    row: int
    cell: int = -1


class Cell(Struct, frozen=True):
    """The content of one cell of the comparison of kinds of help.

    Attributes:
        lines: What sources say of a kind on a distinction.
        disputes: How the guide treats disagreement between them.
    """

    lines: tuple[Line, ...]
    disputes: tuple[Line, ...] = ()


class ComparisonRow(Struct, frozen=True):
    """One row of the comparison of kinds of help: a distinction (a point on which they differ).

    Attributes:
        distinction: Its id, or "" for the two rows on what each kind is at all.
        name: The heading of the row.
        cells: A cell for each kind.
    """

    distinction: str
    name: str
    cells: tuple[Cell, ...]

    @property
    def disputes(self) -> tuple[Line, ...]:
        """The disputes of all its cells, each once, even where it concerns several kinds."""
        return tuple(dict.fromkeys(line for cell in self.cells for line in cell.disputes))


class Comparison(Struct, frozen=True):
    """A table that compares the kinds of help, before it is laid out.

    Attributes:
        kinds: Their names, in the order of the cells.
        rows: The distinctions.
        sources: The sources that the rows cite.
        extent: A sentence on how many distinctions are shown.
    """

    kinds: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    sources: tuple[Line, ...]
    extent: str

    def fits(self, width: int) -> bool:
        """Return whether the kinds can be set side by side in ``width`` columns of a terminal."""
        return width >= NARROWEST * len(self.kinds)


def compare_kinds(guide: Guide, distinctions: Collection[str] | None = None) -> Comparison:
    """Return the comparison of all kinds of help, in the order of the guide.

    ``distinctions`` are the ids of those to compare. None stands for all, after two rows on what each kind
    is.
    """
    names = [name for name in guide.distinctions if distinctions is None or name in distinctions]
    rows = [_row(guide, name, guide.distinctions[name]) for name in names]
    return Comparison(
        kinds=tuple(kind.name for kind in guide.kinds.values()),
        rows=(*(_in_short(guide) if distinctions is None else ()), *rows),
        sources=tuple(_sources(guide, names)),
        extent=_extent(len(rows), len(guide.distinctions)),
    )


def find_places(comparison: Comparison, words: str) -> list[ComparedPlace]:
    """Return the places whose text contains these words, in reading order. Case makes no difference.

    White space counts as one space, so that words are found wherever lines are broken.
    """
    wanted = " ".join(words.casefold().split())
    if not wanted:
        return []
    return [place for place, lines in _searchable_lines(comparison) if wanted in _joined(lines)]


def _searchable_lines(comparison: Comparison) -> Iterator[tuple[ComparedPlace, tuple[Line, ...]]]:
    for number, row in enumerate(comparison.rows):
        yield ComparedPlace(number), (Line(row.name),)
        for column, cell in enumerate(row.cells):
            yield ComparedPlace(number, column), cell.lines
        yield ComparedPlace(number, len(row.cells)), row.disputes
    for number, line in enumerate(comparison.sources):
        yield ComparedPlace(len(comparison.rows), number), (line,)


def _joined(lines: tuple[Line, ...]) -> str:
    # A character that nobody types keeps words of two lines apart.
    texts = ("\0".join((line.lead, line.text, "; ".join(line.cites))) for line in lines)
    return " ".join("\0".join(texts).casefold().split())


def touched_distinctions(walk: Walk) -> tuple[str, ...]:
    """Return the ids of the distinctions on which the answers of a walk choose a side."""
    return tuple(chosen_poles(walk, walk.path))


def _extent(number: int, all_of_them: int) -> str:
    of_all = "" if number == all_of_them else f"{number_word(number) if number else 'none'} of "
    return f"On {of_all}{pluralise(all_of_them, 'point')}."


def _in_short(guide: Guide) -> Iterator[ComparisonRow]:
    kinds = guide.kinds.values()
    yield ComparisonRow("", "In short", tuple(Cell((Line(kind.in_short),)) for kind in kinds))
    yield ComparisonRow("", "What it is not for", tuple(Cell((Line(kind.not_for),)) for kind in kinds))


def _row(guide: Guide, name: str, distinction: Distinction) -> ComparisonRow:
    disputes = [(dispute.kinds, _dispute_line(guide, dispute)) for dispute in distinction.disputes]
    cells = (
        Cell(
            tuple(
                Line(claim.says, cites=short_sources(guide, claim.sources))
                for claim in kind.claims.get(name, ())
            ),
            tuple(line for kinds, line in disputes if kind_name in kinds),
        )
        for kind_name, kind in guide.kinds.items()
    )
    return ComparisonRow(name, distinction.name, tuple(cells))


def _dispute_line(guide: Guide, dispute: Dispute) -> Line:
    kinds = join_words([guide.kinds[kind].name for kind in dispute.kinds])
    return Line(dispute.treated, f"The documents disagree about {kinds}.")


def _sources(guide: Guide, distinctions: list[str]) -> Iterator[Line]:
    used = {
        source
        for kind in guide.kinds.values()
        for name in distinctions
        for claim in kind.claims.get(name, ())
        for source in claim.sources
    }
    for name, source in guide.sources.items():
        if name in used:
            yield source_line(source)
