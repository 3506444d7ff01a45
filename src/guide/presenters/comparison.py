"""The kinds of support side by side: on each point, what is said of each, and by whom."""

from collections.abc import Collection, Iterator

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


class Cell(Struct, frozen=True):
    """The content of one cell of the comparison of kinds.

    Attributes:
        lines: What sources say of a kind on a distinction.
        disputes: How the guide treats disagreement between them.
    """

    lines: tuple[Line, ...]
    disputes: tuple[Line, ...] = ()


class ComparisonRow(Struct, frozen=True):
    """One row of the comparison of kinds: a distinction, with a cell for each kind.

    ``distinction`` is its id, or "" for the two rows on what each kind is at all. ``name`` is its heading.
    """

    distinction: str
    name: str
    cells: tuple[Cell, ...]

    @property
    def disputes(self) -> tuple[Line, ...]:
        """The disputes of all its cells, each once, even where it concerns several kinds."""
        return tuple(dict.fromkeys(line for cell in self.cells for line in cell.disputes))


class Comparison(Struct, frozen=True):
    """A table that compares the kinds of support.

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
    """Return the comparison of all kinds, in the order of the guide.

    ``distinctions`` limits it to these. None stands for all, after two rows on what each kind is.
    """
    names = [name for name in guide.distinctions if distinctions is None or name in distinctions]
    rows = [_row(guide, name, guide.distinctions[name]) for name in names]
    return Comparison(
        kinds=tuple(kind.name for kind in guide.kinds.values()),
        rows=(*(_in_short(guide) if distinctions is None else ()), *rows),
        sources=tuple(_sources(guide, names)),
        extent=_extent(len(rows), len(guide.distinctions)),
    )


def touched_distinctions(walk: Walk) -> tuple[str, ...]:
    """Return the ids of the distinctions on which the answers of a walk choose a pole."""
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
