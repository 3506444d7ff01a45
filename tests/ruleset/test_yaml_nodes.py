"""YAML as values that know their place."""

import pytest

from guide.ruleset.parsing.yaml_nodes import DEPTH_LIMIT, Mapping, Scalar, Sequence, parse
from guide.ruleset.problems import Place


def test_every_value_knows_its_place() -> None:
    node, problems = parse(b"a: 1\nbb:\n  - x\n  - {c: y}\n", "f")
    assert problems == []
    assert isinstance(node, Mapping)
    assert node.items["a"] == (Scalar("1", 1, 4, "number"), 1, 1)
    items, line, column = node.items["bb"]
    assert (line, column) == (2, 1)
    assert isinstance(items, Sequence)
    assert items.items[0] == Scalar("x", 3, 5)
    assert isinstance(items.items[1], Mapping)
    assert items.items[1].items["c"][0] == Scalar("y", 4, 9)


@pytest.mark.parametrize(
    ("word", "looks"),
    [
        ("yes", "bool"),
        ("~", "null"),
        ("1.5", "number"),
        ("0x1F", "number"),
        ("-3", "number"),
        ("1a", "text"),
        ("'yes'", "text"),
    ],
)
def test_a_bare_word_tells_what_it_would_be_read_as(word: str, looks: str) -> None:
    node, _ = parse(word.encode(), "f")
    assert isinstance(node, Scalar)
    assert node.looks == looks


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (b"a: b: c", "yaml", 1, 5),
        (b"a: 1\n\tb: 2", "yaml", 2, 1),
        (b"a: 'open", "yaml", 1, 4),
        (b"a: 1\nb: \x00", "yaml", 2, 4),
        (b"a: 1\na: 2\n", "duplicate", 2, 1),
        (b"a: &x [1]\nb: *x\n", "alias", 2, 4),
        (b"a: &x 1\n", "alias", 1, 4),
        (b"a: !!python/object/apply:os.system [ls]", "tag", 1, 4),
        (b"a: 1\n---\nb: 2\n", "one-document", 2, 1),
        (b"[a]: 1\n", "key", 1, 1),
        (b"? {}\n", "key", 1, 3),
        (b"a: {{}}\n", "key", 1, 5),
        (b"[]: 1\n", "key", 1, 1),
        (b"? []\n", "key", 1, 3),
        (b"ok: \xff", "encoding", 1, 5),
        ("a: 1".encode("utf-16"), "encoding", 1, 1),
        (b"[" * (DEPTH_LIMIT + 1), "depth", 1, DEPTH_LIMIT + 1),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_a_place(
    text: bytes, code: str, line: int, column: int
) -> None:
    _, problems = parse(text, "f")
    assert [(problem.code, problem.place) for problem in problems] == [(code, Place("f", line, column))]
    assert problems[0].message


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse(b"\xef\xbb\xbfa: b", "f")[1] == []


def test_an_empty_text_has_no_value() -> None:
    assert parse(b"# nothing\n", "f") == (None, [])


def test_many_aliases_do_not_grow() -> None:
    bomb = b"a: &a [x, x]\n" + b"".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n".encode() for n in range(9)
    )
    _, problems = parse(bomb, "f")
    assert {problem.code for problem in problems} == {"alias"}
    assert len(problems) == 81


def test_nothing_behind_the_last_question_mark_stands_where_the_text_ends() -> None:
    node, problems = parse(b"a: b\n?", "f")
    assert problems == []
    assert isinstance(node, Mapping)
    assert node.items[""] == (Scalar("", 2, 2, "null"), 2, 2)
