"""Counts that tell nothing about single people."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from guide.statistics.suppression import Figures, suppress_small_cells

Counts = dict[tuple[str, str], int]


def shown(found: Figures) -> list[list[int | None]]:
    """The whole table, totals last."""
    inner = [[*found.rows[row].values(), found.row_totals[row]] for row in found.rows]
    return [*inner, [*found.column_totals.values(), found.total]]


def one_column(**counts: int) -> Figures:
    return suppress_small_cells({(name, "all"): count for name, count in counts.items()}, 5)


def test_groups_that_are_large_enough_are_shown_with_their_totals() -> None:
    found = suppress_small_cells({("a", "x"): 5, ("a", "y"): 7, ("b", "x"): 6, ("b", "y"): 0}, 5)
    assert found.rows == {"a": {"x": 5, "y": 7}, "b": {"x": 6, "y": 0}}
    assert found.row_totals == {"a": 12, "b": 6}
    assert found.column_totals == {"x": 11, "y": 7}
    assert (found.total, found.hidden) == (18, 0)


def test_a_small_group_takes_another_with_it() -> None:
    found = one_column(a=3, b=9, c=20)
    assert found.rows == {"a": {"all": None}, "b": {"all": None}, "c": {"all": 20}}
    assert found.column_totals == {"all": 32}


def test_two_small_groups_that_are_few_together_take_a_third() -> None:
    found = one_column(a=1, b=2, c=9, d=20)
    assert [cell for (cell,) in (row.values() for row in found.rows.values())] == [None, None, None, 20]


def test_two_small_groups_that_are_many_together_stand_alone() -> None:
    found = one_column(a=4, b=3, c=9)
    assert [cell for (cell,) in (row.values() for row in found.rows.values())] == [None, None, 9]
    assert found.hidden == 2


def test_a_few_people_in_all_are_not_even_counted() -> None:
    found = one_column(a=1, b=2)
    assert found.total is None
    assert found.column_totals == {"all": None}


def test_nothing_counted_is_nothing_to_hide() -> None:
    assert suppress_small_cells({}, 5).total == 0


tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 8), st.integers(0, 40)), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


def counted(table: list[list[int]]) -> Counts:
    return {(f"r{y}", f"c{x}"): value for y, line in enumerate(table) for x, value in enumerate(line)}


@given(tables, st.integers(2, 9))
def test_what_is_shown_is_true_and_no_small_group(table: list[list[int]], least: int) -> None:
    found = suppress_small_cells(counted(table), least)
    for y, line in enumerate(table):
        for x, value in enumerate(line):
            cell = found.rows[f"r{y}"][f"c{x}"]
            assert cell is None or (cell == value and (value == 0 or value >= least))
    for cell in (*found.row_totals.values(), *found.column_totals.values(), found.total):
        assert cell is None or cell == 0 or cell >= least


@given(tables, st.integers(2, 9))
def test_no_hidden_cell_follows_from_what_is_shown(table: list[list[int]], least: int) -> None:
    """By linear algebra: a cell is known where it is the same in every solution of the sums."""
    cells = shown(suppress_small_cells(counted(table), least))
    unknown = [(y, x) for y, line in enumerate(cells) for x, cell in enumerate(line) if cell is None]
    whole = [(y, x) for y, line in enumerate(cells) for x, _ in enumerate(line)]
    if len(unknown) == len(whole):
        return
    height, width = len(cells), len(cells[0])
    lines = [[(y, x) for x in range(width)] for y in range(height)]
    lines += [[(y, x) for y in range(height)] for x in range(width)]
    rows = [
        [Fraction(sign(cell, line)) if cell in line else Fraction(0) for cell in unknown] for line in lines
    ]
    for place in reduced(rows):
        assert sum(value != 0 for value in place) != 1


def sign(cell: tuple[int, int], line: list[tuple[int, int]]) -> int:
    return -1 if cell == line[-1] else 1


def reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """The rows in reduced echelon form."""
    rows = [row[:] for row in rows]
    at = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((number for number in range(at, len(rows)) if rows[number][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for number, row in enumerate(rows):
            if number != at and row[column]:
                rows[number] = [one - row[column] * other for one, other in zip(row, rows[at], strict=True)]
        at += 1
    return rows
