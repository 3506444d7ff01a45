"""Many rows at once: decided as walks are, whatever the file looks like."""

import csv
import json
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.batch.chunks import read_blocks
from guide.batch.column_mapping import NOT_MAPPED, ColumnMapping
from guide.batch.csv_rows import (
    CsvRows,
)
from guide.batch.encoding import Utf8
from guide.batch.header import HeaderError, read_header
from guide.batch.json_rows import JsonRows
from guide.batch.output_columns import UNCLOSED
from guide.batch.path_cache import CachedPath, PathCache
from guide.batch.row_decider import (
    Tally,
)
from guide.batch.state_machine import Decided, StateMachine, Undecided
from guide.engine.decision import decide, possible_outcomes
from guide.engine.walk import replay_answers
from guide.ruleset.graph import topological_order
from guide.ruleset.model import Guide
from tests.strategies import MORE, guides, more_unread
from tests.tiny import MORE_TREE, TREE, tiny

TINY = tiny()
Row = dict[str, str]


@st.composite
def rows(draw: st.DrawFn, guide: Guide) -> Row:
    """Answers to some questions, a few of them wrong."""
    row = {}
    for name in topological_order(guide):
        if draw(st.integers(0, 9)):
            row[name] = draw(st.sampled_from([*guide.questions[name].options, "wrong", ""]))
    return row


def comes_to(guide: Guide, row: Row) -> tuple[str, tuple[str, ...]] | tuple[str, str, tuple[str, ...]]:
    """By walking: outcome and companions; or where it stops, at what value, and what is possible."""
    walk = replay_answers(guide, row)
    if walk.current is not None:
        return walk.current, row.get(walk.current, ""), possible_outcomes(walk)
    if unread := more_unread(walk):
        return MORE, unread, possible_outcomes(walk)
    decision = decide(walk)
    return decision.outcome, tuple(companion.kind for companion in decision.companions)


def told(end: Any) -> tuple[Any, ...]:
    if isinstance(end, Undecided):
        return end.question, end.given, end.possible
    decided = end.decided if isinstance(end, CachedPath) else end
    assert isinstance(decided, Decided)
    return decided.outcome, decided.companions


many = guides().flatmap(lambda guide: st.tuples(st.just(guide), st.lists(rows(guide), max_size=12)))


@given(many, st.sampled_from([0, 1, 5, 1000]))
def test_rows_are_decided_as_walks_are(made: tuple[Guide, list[Row]], most: int) -> None:
    guide, answers = made
    paths = PathCache(StateMachine(guide), most)
    # Twice: for the first time, and from the tree.
    for _ in range(2):
        ends = list(paths.follow(answers))
        assert [told(end) for end in ends] == [comes_to(guide, row) for row in answers]
        for row, end in zip(answers, ends, strict=True):
            walk = replay_answers(guide, row)
            if walk.current is None and not more_unread(walk):
                assert isinstance(end, CachedPath)
                assert end.steps == walk.path


def table(
    text: bytes, guide: Guide = TINY, mapped: ColumnMapping = NOT_MAPPED, brief: bool = True
) -> tuple[str, Tally]:
    head = read_header(text, guide, mapped)
    decider = CsvRows(guide, head, mapped, brief=brief)
    out, tally = decider.decide(text[head.size :])
    return (decider.head_line + out).decode(), tally


def test_a_row_is_passed_through_with_what_it_comes_to() -> None:
    out, tally = table(b"id,wish,heat,more,team\n7,calm,very,later,x\n8,speed,,no_more,y\n")
    assert out == (
        "id,wish,heat,more,team,outcome,companions,problem\n"
        "7,calm,very,later,x,tea,coffee,\n"
        "8,speed,,no_more,y,espresso,,\n"
    )
    assert (tally.rows, tally.refused) == (2, 0)


def test_reasons_and_sources_are_in_words() -> None:
    out, _ = table(b"id,wish,heat,more\n7,calm,less,no_more\n", brief=False)
    assert out.splitlines()[1] == (
        "7,calm,less,no_more,tea,Tea,,clear,Tea is hot. Iced tea exists.,Leaf; our view,,"
    )


@pytest.mark.parametrize(
    "text",
    [
        b"id;wish;heat;more\r\n1;calm;very;later\r\n",
        b"\xef\xbb\xbfid;wish;heat;more\r\n1;calm;very;later\r\n",
        b"sep=;\r\nid;wish;heat;more\r\n1;calm;very;later\r\n",
        b"id\twish\theat\tmore\n1\tcalm\tvery\tlater",
        b'id,wish,heat,more\n1,"calm",very,"later"\n',
        b"id,wish,heat,more\n1,  CALM , Very,Something  stronger afterwards\n",
        b"id,What do you wish?,HOW HOT?,Anything else?\n1,Calm,very,later\n",
        b"more,heat,wish,id\nlater,very,calm,1\n\n",
    ],
)
def test_files_as_programs_write_them(text: bytes) -> None:
    out, tally = table(text)
    assert (tally.rows, tally.refused) == (1, 0)
    assert "tea" in out
    assert out.startswith(text.decode().splitlines()[0])


def test_a_line_end_in_quotes_belongs_to_its_row() -> None:
    out, tally = table(b'id,note,wish\n1,"two\nlines, ""so""",pain\n2,x,pain\n')
    assert tally.rows == 2
    assert '1,"two\nlines, ""so""",pain,doctor,,\n' in out


def test_a_row_that_cannot_be_decided_stays_in_with_what_is_wrong() -> None:
    out, tally = table(b"id,wish,heat,more\n1,calm,tepid,later\n2,calm,,\n3\n4,pain,,,,\n5,pain,,,x\n")
    assert '1,calm,tepid,later,,,"“tepid” is no answer to “heat”; possible: very, less."' in out
    assert '2,calm,,,,,"“heat” is not answered; possible: very, less."' in out
    assert '3,,,,,,"“wish” is not answered' in out
    assert "4,pain,,,doctor,," in out
    assert "5,pain,,,,,This row has 5 cells where the head has 4; the last ones were left out." in out
    assert (tally.rows, tally.refused, [row for row, _ in tally.problems]) == (5, 4, [1, 2, 3, 5])


def test_what_is_still_possible_is_told_in_full() -> None:
    out, _ = table(b"id,wish\n1,calm\n", brief=False)
    assert "tea nothing,There is no column for “heat”." in out


def test_columns_and_answers_can_be_called_otherwise() -> None:
    mapped = ColumnMapping(columns={"wish": "Frage 1"}, options={"wish": {"pain": "Schmerzfrei"}})
    out, _ = table(b"id,Frage 1\n1,schmerzfrei\n", mapped=mapped)
    assert "1,schmerzfrei,doctor,," in out


def test_columns_of_ours_get_another_name_where_theirs_is_taken() -> None:
    assert table(b"outcome,wish\nx,pain\n")[0].splitlines()[0] == "outcome,wish,outcome_2,companions,problem"


@pytest.mark.parametrize(
    ("text", "why"), [(b"", "it is empty"), (b"a,b\n", "no column .* The first row has “a”, “b”")]
)
def test_a_file_that_is_no_table_of_answers_is_told(text: bytes, why: str) -> None:
    with pytest.raises(HeaderError, match=why):
        read_header(text, TINY)


def test_json_lines_pass_through_what_they_hold() -> None:
    decider = JsonRows(TINY, ColumnMapping(), brief=True)
    out, tally = decider.decide(
        b'{"id":1,"wish":"Calm","heat":"less","more":"later"}\n\n{"wish":3}\n[1]\nnonsense\n'
    )
    found = [json.loads(line) for line in out.splitlines()]
    assert found[0] == {
        "id": 1,
        "wish": "Calm",
        "heat": "less",
        "more": "later",
        "outcome": "tea",
        "companions": "coffee",
        "problem": "",
    }
    assert found[1]["problem"].startswith("“3” is no answer to “wish”")
    assert [row["problem"] for row in found[2:]] == ["This line is no JSON object."] * 2
    assert (tally.rows, tally.refused) == (4, 3)


@pytest.mark.parametrize(
    "members",
    [
        '"n": NaN, "m": -Infinity',
        '"n":1e400,"m":0.10000000000000000000001',
        f'"n":{"9" * 60},"m":{"9" * 6000}',
        '"n": 1.0, "m": 1',
        '"n":1,"n":2',
        '"n":"\\ud800","m":"\\u0000"',
        '"n":"a\tb\x00"',
        '"outcome":"theirs","n":[{"deep":{}}]',
        '"n":"\u2028\x85"',
    ],
)
def test_json_lines_keep_what_they_hold_as_it_is_written(members: str) -> None:
    line = f'{{"wish":"pain",{members}}}'
    out, tally = JsonRows(TINY, ColumnMapping(), brief=True).decide(f"  {line} \r\n".encode())
    assert out.startswith(line[:-1].encode())
    assert b'":"doctor","companions":"","problem":""}\n' in out
    assert (tally.rows, tally.refused) == (1, 0)


def test_a_line_that_is_no_object_stays_in_as_it_is() -> None:
    text = b'{"wish":"pain"\n[1]\n"x"\n{"a":"\xff"}\n' + b'{"a":' * 5000 + b"\n{}\n"
    out, tally = JsonRows(TINY, ColumnMapping(), brief=True).decide(text)
    found = [json.loads(line) for line in out.splitlines()]
    assert [row.get("line") for row in found[:4]] == ['{"wish":"pain"', "[1]", '"x"', '{"a":"\\xff"}']
    assert [row["problem"] for row in found[:5]] == ["This line is no JSON object."] * 5
    assert out.endswith(
        b'\n{"outcome":"","companions":"","problem":"\xe2\x80\x9cwish\xe2\x80\x9d is not answered; '
        b'possible: calm, speed, pain."}\n'
    )
    assert [row for row, _ in tally.problems] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("null", "“wish” is not answered"),
        ('["calm","pain"]', "“wish” has 2 answers where one is needed: calm, pain."),
        ('["calm",2]', '“["calm", 2]” is no answer'),
        ("true", "“true” is no answer"),
        ('"\\ud800"', "“?” is no answer"),
        (f'"{"x" * 999}"', f"“{'x' * 199}…” is no answer"),
    ],
)
def test_what_is_no_answer_is_told_as_it_is_given(value: str, said: str) -> None:
    out, _ = JsonRows(TINY, ColumnMapping(), brief=True).decide(f'{{"wish":{value}}}\n'.encode())
    assert said in json.loads(out)["problem"]


def test_a_head_comes_out_as_it_went_in() -> None:
    head = '"id","a ""b"", c",wish,"two\nlines",x "y",wish'
    out, _ = table(f"{head}\n1,2,pain,3,4,\n".encode())
    assert out == f"{head},outcome,companions,problem\n1,2,pain,3,4,,doctor,,\n"
    # A quote that is never closed is a letter, and whoever reads what comes out sees it so.
    out, _ = table(b'"id,wish\n1,pain\n')
    assert out == '"""id",wish,outcome,companions,problem\n1,pain,doctor,,\n'


def test_the_delimiter_is_the_one_under_which_questions_are_found() -> None:
    out, tally = table(b"Comment, if any, on this, that;wish\nx;pain\n")
    assert (tally.rows, tally.refused) == (1, 0)
    assert out.endswith("x;pain;doctor;;\n")


def test_an_id_that_looks_like_markup_is_read_as_it_is() -> None:
    guide = tiny(tree=TREE.replace("wish", "'&amp;not'"))
    assert read_header(b"heat,&amp;not,more\n", guide).questions["&amp;not"] == (1,)


def test_a_heading_that_two_questions_have_is_told() -> None:
    guide = tiny(tree=TREE.replace("How hot?", "More"))
    head = read_header(b"wish,More,heat\n", guide)
    assert head.questions == {"wish": (0,), "heat": (2,)}
    assert head.remarks == (
        "The column “More” is not read as a question: it can be “heat” or “more”. Name it with --map.",
    )


def test_a_row_with_an_unclosed_quote_stays_in_and_touches_no_other() -> None:
    text = b'note,wish,id\n"He said "hi", then,pain,1,2\nx,pain,2\n"so,pain,3\ny,speed,4\n"z\nz",pain,5\n'
    out, tally = table(text)
    rows = list(csv.reader(StringIO(out)))
    assert [row[:3] for row in rows[1:]] == [
        ['"He said "hi"', " then", "pain,1,2"],
        ["x", "pain", "2"],
        ['"so', "pain", "3"],
        ["y", "speed", "4"],
        ["z\nz", "pain", "5"],
    ]
    assert [row[3] for row in rows[1:]] == ["", "doctor", "", "", "doctor"]
    assert rows[1][5] == rows[3][5] == UNCLOSED
    assert tally.problems[0] == (1, UNCLOSED)


def test_a_carriage_return_between_two_whole_rows_means_the_same_whatever_stands_in_others() -> None:
    row = b"1,pain\r2,pain"
    plain, _ = table(b"id,wish\r\n0,pain\r\n" + row + b"\r\n3,pain\r\n")
    beside_a_quote, _ = table(b'id,wish\r\n"0",pain\r\n' + row + b"\r\n3,pain\r\n")
    assert beside_a_quote.splitlines()[2:] == plain.splitlines()[2:]


@pytest.mark.parametrize("row", [b"1\rx,pain", b"1,pain\rx", b"\r1,pain", b"1,\r "])
def test_a_carriage_return_in_a_cell_begins_no_row(row: bytes) -> None:
    out, tally = table(b"id,wish\r\n0,pain\r\n" + row + b"\r\n2,pain\r\n")
    rows = list(csv.reader(StringIO(out, newline="")))
    assert rows[2][:2] == row.decode().split(",")
    assert [row[0] for row in rows[1::2]] == ["0", "2"]
    assert tally.rows == 3


def test_figures_do_not_guess_either() -> None:
    text = b'wish,id\npain,1,\npain,1,2\n"pain,3\n'
    head = read_header(text, TINY)
    counts = CsvRows(TINY, head, ColumnMapping(), brief=True).count(text[head.size :], "")
    assert sorted(counts.values()) == [1, 2]
    assert counts["", None] == 2


class Drops:
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self._stream = BytesIO(data)
        self._size = size

    def read(self, size: int) -> bytes:
        return self._stream.read(min(size, self._size))


cells = st.text(st.sampled_from('ab,;"\n\r '), max_size=6)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set('",\n\r') else text


@settings(deadline=None)
@given(
    st.lists(st.tuples(cells, st.sampled_from(["calm", "pain", "speed", ""]), cells), max_size=8),
    st.integers(1, 40),
)
def test_blocks_make_no_difference(made: list[tuple[str, str, str]], size: int) -> None:
    text = "id,wish,note\n" + "".join(f"{quoted(a)},{wish},{quoted(b)}\n" for a, wish, b in made)
    data = text.encode()
    head = read_header(data, TINY)

    def decided(cut: Callable[[bytes], list[bytes]]) -> tuple[bytes, Tally]:
        decider, tally, out = CsvRows(TINY, head, ColumnMapping(), brief=True), Tally(), b""
        for block in cut(data[head.size :]):
            part, seen = decider.decide(block)
            tally.add(seen)
            out += part
        return out, tally

    whole, all_told = decided(lambda rest: [rest])
    parts, told_in_parts = decided(lambda rest: list(read_blocks(Drops(rest, size), b"", head.rows.cut)))
    assert parts == whole
    assert told_in_parts == all_told
    assert all_told.rows == sum(bool(f"{a}{wish}{b}".strip()) for a, wish, b in made)
    assert all_told.records == len(made)


def test_the_lines_of_old_macs_end_too() -> None:
    source = Utf8(Drops(b"id,wish\r1,pain\r2,pain\r", 9))
    head = read_header(source.begun, TINY)
    assert b"".join(read_blocks(source, source.begun[head.size :], head.rows.cut)) == b"1,pain\n2,pain\n"
    assert source.back(b"1,pain\n") == b"1,pain\r"


MORE_GUIDE = tiny(tree=MORE_TREE)


def test_what_is_added_to_a_result_is_a_column_that_may_be_empty_or_missing() -> None:
    out, tally = table(b'wish,heat,more\ncalm,very,later\ncalm,very,\ncalm,very, \nspeed,,""\n', MORE_GUIDE)
    assert [line.rsplit(",", 3)[1:] for line in out.splitlines()[1:]] == [
        ["tea", "coffee", ""],
        ["tea", "", ""],
        ["tea", "", ""],
        ["espresso", "", ""],
    ]
    assert tally.refused == 0
    out, tally = table(b"wish,heat\ncalm,very\nspeed,\n", MORE_GUIDE)
    assert out.splitlines()[1:] == ["calm,very,tea,,", "speed,,espresso,,"]
    assert tally.refused == 0


def test_what_is_no_addition_is_refused_and_a_signpost_is_asked_for_none() -> None:
    out, tally = table(b"wish,heat,more\ncalm,very,cake\npain,,cake\n", MORE_GUIDE)
    assert out.splitlines()[1:] == [
        'calm,very,cake,,,"“cake” is no answer to “more”; possible: no_more, later, tea_too."',
        "pain,,cake,doctor,,",
    ]
    assert tally.refused == 1


@pytest.mark.parametrize("written", ["null", '""', '" "', '"no_more"'])
def test_a_line_of_json_need_not_add_either(written: str) -> None:
    lines = JsonRows(MORE_GUIDE, NOT_MAPPED, brief=True)
    block = f'{{"wish": "speed", "more": {written}}}\n{{"wish": "speed"}}\n'
    out, tally = lines.decide(block.encode())
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["espresso", "espresso"]
    assert tally.refused == 0


@pytest.mark.parametrize("written", ["[]", "{}", '["later"]', "1", '"cake"'])
def test_what_is_no_addition_in_json_is_refused(written: str) -> None:
    lines = JsonRows(MORE_GUIDE, NOT_MAPPED, brief=True)
    out, tally = lines.decide(f'{{"wish": "speed", "more": {written}}}\n'.encode())
    assert "is no answer to “more”" in json.loads(out)["problem"]
    assert tally.refused == 1
