"""Counts of people that tell nothing about one of them.

A group smaller than the least is not shown. It could still be worked out as what is missing to a total, so
further cells are hidden until none can be: neither from its row or its column, nor from several together.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

Cell = int | None
"""None: not shown."""

_Place = tuple[int, int]


class Figures(Struct, frozen=True):
    """Counts by row and column, with totals. ``hidden`` tells how many groups are not shown."""

    rows: Mapping[str, Mapping[str, Cell]]
    row_totals: Mapping[str, Cell]
    column_totals: Mapping[str, Cell]
    total: Cell
    hidden: int


def suppress_small_cells(counts: Mapping[tuple[str, str], int], least: int) -> Figures:
    """``counts`` by row and column. A total is shown only where it is no small group itself."""
    rows = tuple(dict.fromkeys(row for row, _ in counts))
    columns = tuple(dict.fromkeys(column for _, column in counts))
    # The totals are a row and a column like the others, so that they are hidden by the same rule.
    table = [[counts.get((row, column), 0) for column in columns] for row in rows]
    table = [[*line, sum(line)] for line in table]
    table.append([sum(line[place] for line in table) for place in range(len(columns) + 1)])
    hidden = _hidden(table, least)
    shown = [
        [None if (y, x) in hidden else value for x, value in enumerate(line)] for y, line in enumerate(table)
    ]
    *inner, last = shown
    return Figures(
        rows={row: dict(zip(columns, line[:-1], strict=True)) for row, line in zip(rows, inner, strict=True)},
        row_totals={row: line[-1] for row, line in zip(rows, inner, strict=True)},
        column_totals=dict(zip(columns, last[:-1], strict=True)),
        total=last[-1],
        hidden=sum(y < len(rows) and x < len(columns) and table[y][x] > 0 for y, x in hidden),
    )


def _hidden(table: Sequence[Sequence[int]], least: int) -> set[_Place]:
    """The cells not to be shown. Every line of the table, across or down, adds up to its last cell."""
    height, width = len(table), len(table[0])
    across = [[(y, x) for x in range(width)] for y in range(height)]
    down = [[(y, x) for y in range(height)] for x in range(width)]
    hidden = {(y, x) for y in range(height) for x in range(width) if 0 < table[y][x] < least}
    while True:
        weak = [line for line in (*across, *down) if _tells(table, line, hidden, least)]
        weak = weak or [across[y] for y, _ in _worked_out(hidden)]
        more = {cell for line in weak for cell in _next(table, line, hidden)}
        if not more:
            return hidden
        hidden |= more


def _tells(table: Sequence[Sequence[int]], line: Sequence[_Place], hidden: set[_Place], least: int) -> bool:
    """Whether the rest of a line tells what is hidden in it, or that it is few people in all."""
    inside = [cell for cell in line if cell in hidden]
    return len(inside) == 1 or 0 < sum(table[y][x] for y, x in inside) < least


def _next(table: Sequence[Sequence[int]], line: Sequence[_Place], hidden: set[_Place]) -> list[_Place]:
    """The smallest cell of a line that is still shown; one that nobody is in only when no other is left."""
    shown = [cell for cell in line if cell not in hidden]
    return sorted(shown, key=lambda cell: (table[cell[0]][cell[1]] == 0, table[cell[0]][cell[1]]))[:1]


def _worked_out(hidden: set[_Place]) -> Iterator[_Place]:
    """The cells that follow from all lines taken together.

    Lines are points, and a hidden cell joins the two that it is in. What goes round in a circle can be more
    in one cell and less in the next; so those that follow are the bridges, which lie on no circle (Tarjan).
    """
    joined: dict[_Place, list[tuple[_Place, _Place]]] = defaultdict(list)
    for y, x in hidden:
        joined[0, y].append(((1, x), (y, x)))
        joined[1, x].append(((0, y), (y, x)))
    found: dict[_Place, int] = {}
    lowest: dict[_Place, int] = {}
    for start in joined:
        if start in found:
            continue
        found[start] = lowest[start] = len(found)
        stack = [(start, (-1, -1), iter(joined[start]))]
        while stack:
            point, came_by, ways = stack[-1]
            for there, cell in ways:
                if there not in found:
                    found[there] = lowest[there] = len(found)
                    stack.append((there, cell, iter(joined[there])))
                    break
                if cell != came_by:
                    lowest[point] = min(lowest[point], found[there])
            else:
                stack.pop()
                if stack:
                    before = stack[-1][0]
                    lowest[before] = min(lowest[before], lowest[point])
                    if lowest[point] > found[before]:
                        yield came_by
