"""Small-cell suppression: tables of counts that disclose nothing about few people.

A group smaller than the minimum is hidden. It could still be computed as what is missing to a total, so more
cells are hidden until none can be: neither from its row or column, nor from several of them together.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

Cell = int | None
"""A count; None where it is hidden."""

_Place = tuple[int, int]
"""The row and the column of a cell, from 0."""


class Figures(Struct, frozen=True):
    """Counts by row and column with their totals, where small groups are hidden.

    ``hidden`` is the number of groups with people in them that are not shown; totals do not count.
    """

    rows: Mapping[str, Mapping[str, Cell]]
    row_totals: Mapping[str, Cell]
    column_totals: Mapping[str, Cell]
    total: Cell
    hidden: int


def suppress_small_cells(counts: Mapping[tuple[str, str], int], min_group_size: int) -> Figures:
    """The table of these counts, without every number from which the size of a small group could be computed.

    Args:
        counts: The people by row and column, 0 or more. What is not in it counts as 0.
        min_group_size: The smallest group that may be shown.

    Returns:
        The table, rows and columns in the order in which they first come. A total is hidden where it is a
        small group itself or would disclose one. 0 is shown where it discloses nothing.
    """
    rows = tuple(dict.fromkeys(row for row, _ in counts))
    columns = tuple(dict.fromkeys(column for _, column in counts))
    # The totals are one more row and column, so that the same rule hides them.
    table = [[counts.get((row, column), 0) for column in columns] for row in rows]
    table = [[*line, sum(line)] for line in table]
    table.append([sum(line[place] for line in table) for place in range(len(columns) + 1)])
    hidden = _hidden(table, min_group_size)
    numbers = [
        [None if (y, x) in hidden else value for x, value in enumerate(line)] for y, line in enumerate(table)
    ]
    *inner, last = numbers
    return Figures(
        rows={row: dict(zip(columns, line[:-1], strict=True)) for row, line in zip(rows, inner, strict=True)},
        row_totals={row: line[-1] for row, line in zip(rows, inner, strict=True)},
        column_totals=dict(zip(columns, last[:-1], strict=True)),
        total=last[-1],
        hidden=sum(y < len(rows) and x < len(columns) and table[y][x] > 0 for y, x in hidden),
    )


def _hidden(table: Sequence[Sequence[int]], min_group_size: int) -> set[_Place]:
    """The cells to hide in a table where the last cell of every row and column is the sum of the others."""
    height, width = len(table), len(table[0])
    across = [[(y, x) for x in range(width)] for y in range(height)]
    down = [[(y, x) for y in range(height)] for x in range(width)]
    hidden = {(y, x) for y in range(height) for x in range(width) if 0 < table[y][x] < min_group_size}
    while True:
        open_lines = [line for line in (*across, *down) if _discloses(table, line, hidden, min_group_size)]
        open_lines = open_lines or [across[y] for y, _ in _computable(hidden)]
        more = {cell for line in open_lines for cell in _smallest_shown(table, line, hidden)}
        if not more:
            return hidden
        hidden |= more


def _discloses(
    table: Sequence[Sequence[int]], line: Sequence[_Place], hidden: set[_Place], min_group_size: int
) -> bool:
    """Whether the shown cells of a line disclose its only hidden one, or that few people are hidden in it."""
    inside = [cell for cell in line if cell in hidden]
    return len(inside) == 1 or 0 < sum(table[y][x] for y, x in inside) < min_group_size


def _smallest_shown(
    table: Sequence[Sequence[int]], line: Sequence[_Place], hidden: set[_Place]
) -> list[_Place]:
    """The smallest cell of a line that is still shown, in a list; empty where none is left.

    A cell without people is taken only when no other is left.
    """
    left = [cell for cell in line if cell not in hidden]
    return sorted(left, key=lambda cell: (table[cell[0]][cell[1]] == 0, table[cell[0]][cell[1]]))[:1]


def _computable(hidden: set[_Place]) -> Iterator[_Place]:
    """The hidden cells whose value follows from all rows and columns taken together.

    Rows and columns are the points of a graph, in which each hidden cell joins its row and its column. Along
    a cycle of it, one cell can be larger and the next one smaller without a change of any sum. So the cells
    that follow are the bridges, the edges on no cycle (Tarjan 1974, "Finding the bridges of a graph").
    """
    joined: dict[_Place, list[tuple[_Place, _Place]]] = defaultdict(list)
    for y, x in hidden:
        joined[0, y].append(((1, x), (y, x)))
        joined[1, x].append(((0, y), (y, x)))
    number: dict[_Place, int] = {}
    lowest: dict[_Place, int] = {}
    for start in joined:
        if start in number:
            continue
        number[start] = lowest[start] = len(number)
        stack = [(start, (-1, -1), iter(joined[start]))]
        while stack:
            point, came_by, neighbours = stack[-1]
            for neighbour, cell in neighbours:
                if neighbour not in number:
                    number[neighbour] = lowest[neighbour] = len(number)
                    stack.append((neighbour, cell, iter(joined[neighbour])))
                    break
                if cell != came_by:
                    lowest[point] = min(lowest[point], number[neighbour])
            else:
                stack.pop()
                if stack:
                    before = stack[-1][0]
                    lowest[before] = min(lowest[before], lowest[point])
                    if lowest[point] > number[before]:
                        yield came_by
