"""The picture: bars and the road, drawn for any width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from guide.presenters.view_models import (
    Line,
    Stand,
)
from guide.tui.screens.result.charts import CON, PRO, RECOMMENDED, evidence_drawing, hung, road

TEA = Stand("Tea", 6, 0, True, "6 statements for it, 0 against.")
COFFEE = Stand("Coffee", 2, 3, False, "2 statements for it, 3 against.")
WATER = Stand("Water", 0, 0, False, "0 statements for it, 0 against.")

texts = st.text(alphabet="abcde f\n\t[/x]茶👩\u0301\x1b", min_size=1, max_size=60)
stands = st.builds(Stand, texts, st.integers(0, 400), st.integers(0, 400), st.booleans(), texts)


def drawn(width: int, *stands: Stand) -> list[str]:
    return evidence_drawing("How they stand", stands)(width).plain.split("\n")


def test_a_bar_is_as_long_as_what_is_behind_it() -> None:
    _, tea, coffee, water = drawn(80, TEA, COFFEE, WATER)
    assert tea.count(PRO) == 12
    assert (coffee.count(PRO), coffee.count(CON)) == (4, 6)
    assert (tea.count(CON), water.count(PRO), water.count(CON)) == (0, 0, 0)
    assert len({row.index("│") for row in (tea, coffee, water)}) == 1
    assert coffee.index(CON) < coffee.index("3 │ 2") < coffee.index(PRO)


def test_the_recommended_one_is_marked_by_a_sign_and_the_sign_explained() -> None:
    head, tea, coffee, _ = drawn(80, TEA, COFFEE, WATER)
    assert tea.startswith(f"{RECOMMENDED} Tea")
    assert coffee.startswith("  Coffee")
    assert head == f"How they stand  {CON} against  {PRO} for  {RECOMMENDED} recommended"
    assert RECOMMENDED not in "".join(drawn(80, COFFEE, WATER))


def test_little_shows_beside_much() -> None:
    _, much, little = drawn(60, Stand("A", 500, 0, False, ""), Stand("B", 1, 2, False, ""))
    assert (little.count(PRO), little.count(CON)) == (1, 1)
    assert much.count(PRO) > 10


def test_where_bars_have_no_room_words_tell() -> None:
    rows = drawn(14, TEA, COFFEE)
    assert PRO not in "".join(rows[3:])
    assert " ".join(row.strip() for row in rows[-4:]) == "Coffee 2 statements for it, 3 against."


@given(st.lists(stands, min_size=1, max_size=5), st.integers(1, 130))
def test_bars_stay_within_their_width_and_show_no_control_character(stands: list[Stand], width: int) -> None:
    rows = drawn(width, *stands)
    assert all(row.isprintable() or row == "" for row in rows)
    # One column cannot hold a sign that is two wide.
    assert all(Content(row).cell_length <= max(width, 4) for row in rows)


def test_the_road_goes_from_question_to_answer_to_the_end() -> None:
    lines = (Line("Calm", "What do you wish?"), Line("Note: at once"), Line("Very", "How hot?"))
    assert road(lines, "Recommended", "Tea")(30).plain.split("\n") == [
        "○ What do you wish?",
        "│ Calm",
        "│ Note: at once",
        "○ How hot?",
        "│ Very",
        "● Recommended: Tea",
    ]


@pytest.mark.parametrize("width", [1, 5, 12, 40])
def test_further_rows_hang_below_the_first(width: int) -> None:
    rows = hung("·", Content("one two three four five"))(width).plain.split("\n")
    assert rows[0].startswith("· o")
    assert all(row.startswith("  ") for row in rows[1:])
    assert "".join(row[2:].replace(" ", "") for row in rows) == "onetwothreefourfive"
