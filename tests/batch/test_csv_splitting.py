"""Where rows and cells end: what any program writes is read as it was meant, and bytes are never lost."""

import csv
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guide.batch.chunks import read_blocks
from guide.batch.csv_splitting import MOST, Pair, Rows, unquote_cell
from tests.batch.test_batch import Drops

DELIMITERS = (",", ";", "\t", "|")
letters = st.text(st.sampled_from('ab ,;\t|"\n\r\x00é\x85\u2028'), max_size=8)
tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(letters, min_size=width, max_size=width), min_size=1, max_size=6)
)
delimiters = st.sampled_from(DELIMITERS)


def said(pair: Pair) -> list[str] | None:
    return None if pair[1] is None else [unquote_cell(cell).decode() for cell in pair[1]]


def in_blocks(data: bytes, rows: Rows, size: int) -> list[Pair]:
    return [pair for block in read_blocks(Drops(data, size), b"", rows.cut) for pair in rows.read(block)]


@settings(deadline=None)
@given(tables, delimiters, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.integers(1, 40))
def test_what_a_spreadsheet_writes_is_read(
    table: list[list[str]], delimiter: str, quoting: int, size: int
) -> None:
    text = StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(table)  # type: ignore[arg-type]
    data = text.getvalue().encode()
    rows = Rows(delimiter.encode(), len(table[0]))
    assert [said(pair) for pair in rows.read(data)] == table
    assert [said(pair) for pair in in_blocks(data, rows, size)] == table


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([b"a", b",", b'"', b'""', b"\n", b"\r\n", b" ", b"\x00", b"\xff"]), max_size=60)
)
@example([b'"a\n', b"b,", b'",', b"c\n"])
@example([b'"', b'"', b'"'])
def test_any_bytes_are_parted_into_rows(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    rows = Rows(b",", 2)
    at = 0
    for row, cells in rows.read(data):
        assert data.startswith(row, at)
        assert cells is None or b",".join(cells) == row
        assert cells is not None or row.startswith(b'"') or b',"' in row
        at += len(row)
        at += len(data[at:]) - len(data[at:].lstrip(b"\r"))
        assert data[at : at + 1] in (b"", b"\n")
        at += 1
    assert at >= len(data)


@settings(deadline=None)
@given(
    st.binary(max_size=60) | st.text(st.sampled_from('a,"\n\r'), max_size=60).map(str.encode),
    st.integers(1, 9),
)
def test_blocks_make_no_difference_to_any_bytes(data: bytes, size: int) -> None:
    rows = Rows(b",", 3)
    whole = [pair for pair in rows.read(data) if pair[0]]
    assert [pair for pair in in_blocks(data, rows, size) if pair[0]] == whole


plain = st.text(st.sampled_from("abé ,\n"), min_size=1, max_size=6).map(lambda text: f"a{text}")
neighbours = st.lists(st.lists(plain | st.just(""), min_size=3, max_size=3), max_size=4)


@settings(deadline=None)
@given(
    neighbours,
    neighbours,
    st.sampled_from(['"He said,b,c', '"He "said", b,c', 'a,"b"c,d', '"a",b,"', '"""a,b,c']),
)
def test_a_quote_that_is_never_closed_is_a_matter_of_its_row(
    before: list[list[str]], after: list[list[str]], broken: str
) -> None:
    def lines(table: list[list[str]]) -> bytes:
        text = StringIO()
        csv.writer(text).writerows(table)
        return text.getvalue().encode()

    found = Rows(b",", 3).read(lines(before) + broken.encode() + b"\r\n" + lines(after))
    assert [said(pair) for pair in found if pair[0]] == [*before, None, *after]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('a "b" c,5",d', ['a "b" c', '5"', "d"]),
        ('"a" ,b,"c"\t', ["a", "b", "c"]),
        (' "a",b', [' "a"', "b"]),
        ('"a""b",""""', ['a"b', '"']),
        ('""', [""]),
        ('"a"b,c', None),
        ('a,"b', None),
        ('"a\\"b",c', None),
    ],
)
def test_a_quote_opens_a_cell_only_at_its_start(line: str, cells: list[str] | None) -> None:
    (pair,) = Rows(b",").read(line.encode() + b"\n")
    assert said(pair) == cells


def test_lines_that_are_rows_are_not_taken_into_a_quote() -> None:
    data = b'"He said,b,c\na,b,c\nd,5",f\ng,h,i\n'
    assert [said(pair) for pair in Rows(b",", 3).read(data)] == [
        None,
        ["a", "b", "c"],
        ["d", '5"', "f"],
        ["g", "h", "i"],
    ]
    # A row that misses cells may have several lines all the same.
    (pair,) = Rows(b",", 3).read(b'1,"one\ntwo"\n')
    assert said(pair) == ["1", "one\ntwo"]


def test_a_carriage_return_in_a_cell_begins_no_row() -> None:
    assert list(Rows(b",").read(b"a\rb,c\nd,e\r\r\n")) == [
        (b'"a\rb",c', [b'"a\rb"', b"c"]),
        (b"d,e", [b"d", b"e"]),
    ]


def test_a_row_over_several_lines_has_an_end() -> None:
    rows = Rows(b",", 2)
    short, long = b'"' + b"x\n" * 1000 + b'",b\n', b'"' + b"x\n" * MOST + b'",b\n'
    assert len(list(rows.read(short))) == 1
    assert len(list(rows.read(long))) == MOST + 1
    assert [len(list(rows.read(block))) for block in read_blocks(Drops(short * 3, 999), b"", rows.cut)] == [
        1
    ] * 3
    # On one line there is no such limit.
    wide = b'"' + b"x" * 2 * MOST + b'",b\n'
    assert in_blocks(wide + b"1,2\n", rows, MOST)[0][1] == [wide[:-3], b"b"]


def test_quotes_that_are_never_closed_cost_little() -> None:
    data = b'"""x""\n' * 40_000
    assert len(in_blocks(data, Rows(b",", 2), 1 << 18)) == 40_000
