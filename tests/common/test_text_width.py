"""Lines broken at words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.common.text_width import width_of, wrap_lines

LONG = "1. Somebody may come to harm, and those who could prevent it do not know of it"


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("tea", 3), ("日本", 4), ("a\u0301", 1), ("\u200bé", 1), ("🍵", 2)]
)
def test_a_text_takes_the_columns_of_its_signs(text: str, columns: int) -> None:
    assert width_of(text) == columns


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("short", 40, ["short"]),
        ("one two three", 7, ["one two", "three"]),
        (
            "1. a number stays with its text",
            20,
            ["1. a number stays", "   with its text"],
        ),
        ("1. Donaudampfschiff", 12, ["1. Donaudamp", "   fschiff"]),
        ("10. ten of them", 12, ["10. ten of", "    them"]),
        ("- a dash as well", 10, ["- a dash", "  as well"]),
        ("two\nlines of text", 8, ["two", "lines of", "text"]),
        ("日本語の文章です", 8, ["日本語の", "文章です"]),
        ("", 10, [""]),
        ("a\tb", 10, ["a   b"]),
    ],
)
def test_lines_are_broken_at_words(text: str, width: int, lines: list[str]) -> None:
    assert list(wrap_lines(text, width)) == lines


@pytest.mark.parametrize("width", range(12, 101))
def test_a_number_is_never_alone(width: int) -> None:
    first, *later = wrap_lines(LONG, width)
    assert len(first) > len("1. ")
    assert all(line.startswith("   ") for line in later)
    assert " ".join(line.strip() for line in (first, *later)) == LONG


@given(st.text(), st.integers(2, 120))
def test_no_line_is_too_wide_and_no_sign_is_lost(text: str, width: int) -> None:
    lines = list(wrap_lines(text, width))
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
