"""The comparison in the app, key by key."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.content import Content
from textual.events import MouseScrollDown
from textual.theme import Theme

from guide.common.text import escape_control_chars
from guide.engine.walk import replay_answers
from guide.presenters.comparison import (
    DISAGREE,
    TITLE,
    UNTOUCHED,
    Cell,
    ComparedPlace,
    Comparison,
    ComparisonRow,
    compare_kinds,
    find_places,
)
from guide.presenters.view_models import (
    Line,
)
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import NOTHING, Guide
from guide.tui.app import GuideApp
from guide.tui.screens.comparison.layout import FOUND, Find, lay_out_comparison
from guide.tui.screens.comparison.screen import ComparisonScreen, Points
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.result.screen import ResultScreen
from tests.presenters.test_comparison import DISPUTED, TINY, hostile
from tests.tiny import KINDS, tiny
from tests.tui.test_app import SHIPPED, running, shown
from tests.tui.test_themes import PAINTED, contrast

DONE = {"wish": "calm", "heat": "less", "more": "no_more"}


def points(app: GuideApp) -> str:
    """The whole comparison, also what is scrolled out of sight."""
    content = app.screen.query_one("#points").render()
    assert isinstance(content, Content)
    return content.plain


async def test_one_key_compares_from_the_first_page_and_leads_back() -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("c")
        assert isinstance(app.screen, ComparisonScreen)
        assert TITLE in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("key", ["b", "escape", "backspace", "left", "c"])
async def test_one_key_compares_from_the_result_and_leads_back(key: str) -> None:
    async with running(answers=DONE) as (app, pilot):
        await pilot.press("c")
        assert isinstance(app.screen, ComparisonScreen)
        await pilot.press(key)
        assert isinstance(app.screen, ResultScreen)
        assert app.walk.current is None


@pytest.mark.parametrize(("columns", "beside"), [(49, False), (50, True), (80, True)])
async def test_the_kinds_stand_side_by_side_where_there_is_room(columns: int, beside: bool) -> None:
    async with running(DISPUTED, size=(columns, 40), skip_home=False) as (app, pilot):
        await pilot.press("c")
        assert (" │ " in shown(app)) == beside
        for said in ("Tea is hot.", "Iced tea exists.", "Leaf", "our view", DISAGREE, "The guest"):
            assert said in shown(app)


async def test_four_kinds_need_a_hundred_columns() -> None:
    async with running(SHIPPED, size=(100, 40), skip_home=False) as (app, pilot):
        await pilot.press("c")
        assert " │ " in shown(app)
        await pilot.resize_terminal(99, 40)
        await pilot.pause()
        assert " │ " not in shown(app)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert " │ " in shown(app)


async def test_the_filter_leaves_what_the_answers_touch_and_comes_off_again() -> None:
    async with running(answers=DONE) as (app, pilot):
        await pilot.press("c")
        assert "The cup" in points(app)
        await pilot.press("f")
        assert "On one of two points." in shown(app)
        assert "Hot or cold" in points(app)
        assert "The cup" not in points(app)
        assert "In short" not in points(app)
        await pilot.press("f")
        assert "On two points." in shown(app)
        assert "The cup" in points(app)


async def test_without_a_walk_there_is_no_filter() -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("c")
        assert "What the answers touch" not in shown(app)
        await pilot.press("f")
        assert "The cup" in points(app)


async def test_search_goes_from_place_to_place_and_comes_off_again() -> None:
    async with running(DISPUTED, size=(40, 12), skip_home=False) as (app, pilot):
        await pilot.press("c", "slash", *"LEAF")
        assert "3 matches" in shown(app)
        assert "Tea is hot" not in shown(app)
        await pilot.press("enter")
        assert "1 of 3" in shown(app)
        assert "Tea is hot. [Leaf]" in shown(app)
        await pilot.press("enter")
        assert "A cup with a handle. [Leaf]" in shown(app)
        await pilot.press("enter")
        assert "3 of 3" in shown(app)
        await pilot.press("enter")
        assert "1 of 3" in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ComparisonScreen)
        assert app.screen.query_one(Points).has_focus
        assert "of 3" not in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_search_looks_at_what_is_shown_alone() -> None:
    async with running(answers=DONE) as (app, pilot):
        await pilot.press("c", "slash", *"handle")
        assert "1 match" in shown(app)
        await pilot.press("escape", "f", "slash")
        assert "0 matches" in shown(app)
        await pilot.press("enter")
        assert "0 matches" in shown(app)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("hot or", [ComparedPlace(2)]),
        ("coffee  IS", [ComparedPlace(2, 1)]),
        ("guest decides", [ComparedPlace(2, 2)]),
        ("sells tea", [ComparedPlace(4, 0)]),
        ("[/x]", []),
        (" ", []),
    ],
)
def test_a_point_a_cell_a_dispute_and_a_source_are_found(words: str, places: list[ComparedPlace]) -> None:
    assert find_places(compare_kinds(DISPUTED), words) == places


@pytest.mark.parametrize("width", [20, 60])
def test_words_are_marked_wherever_the_line_is_broken(width: int) -> None:
    said = Line("one two three four five six seven eight nine ten", cites=("Leaf",))
    comparison = Comparison(("Tea",), (ComparisonRow("", "Heat", (Cell((said,)),)),), (), "")
    find = Find(ComparedPlace(0, 0), "three four five six")
    content, line = lay_out_comparison(comparison, width, beside=False, find=find)
    marked = "".join(content.plain[span.start : span.end] for span in content.spans if span.style == FOUND)
    assert "".join(marked.split()) == "threefourfivesix"
    assert "three" in content.plain.split("\n")[line]


async def test_answers_that_touch_nothing_are_told() -> None:
    async with running(answers={"wish": "pain"}) as (app, pilot):
        await pilot.press("c", "f")
        assert UNTOUCHED in shown(app)


async def test_a_long_comparison_scrolls_by_keys_and_by_the_wheel() -> None:
    async with running(SHIPPED, skip_home=False) as (app, pilot):
        await pilot.press("c")
        area = app.screen.query_one(Points)
        assert area.has_focus
        seen = [area.scroll_y]
        for key in ("down", "j", "pagedown", "space", "end"):
            await pilot.press(key)
            seen.append(area.scroll_y)
        assert seen == sorted(set(seen))
        assert area.scroll_y == area.max_scroll_y
        for key in ("k", "pageup", "home"):
            await pilot.press(key)
            assert area.scroll_y < seen[-1]
        assert area.scroll_y == 0
        area.post_message(MouseScrollDown(area, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert area.scroll_y > 0


async def test_the_filter_begins_at_the_top() -> None:
    async with running(
        SHIPPED, answers={SHIPPED.start: next(iter(SHIPPED.questions[SHIPPED.start].options))}
    ) as (
        app,
        pilot,
    ):
        app.push_screen(ComparisonScreen())
        await pilot.pause()
        await pilot.press("end", "f")
        assert app.screen.query_one(Points).scroll_y == 0


async def test_rules_that_change_meanwhile_are_compared_at_once() -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("c")
        app.walk = replay_answers(tiny(kinds=KINDS.replace("Tea is hot.", "Tea is warm.")), app.walk.answers)
        await pilot.pause()
        assert "Tea is warm." in points(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5), (8, 3), (3, 2), (1, 1)])
async def test_every_size_compares(size: tuple[int, int]) -> None:
    async with running(SHIPPED, size=size, skip_home=False) as (app, pilot):
        await pilot.press("c", "pagedown", "f", "end")
        assert isinstance(app.screen, ComparisonScreen)
        if size >= (20, 5):
            assert max(map(len, points(app).split("\n"))) <= size[0]


async def test_a_small_terminal_shows_what_matters_first() -> None:
    async with running(SHIPPED, size=(20, 5), skip_home=False) as (app, pilot):
        await pilot.press("c")
        first = next(iter(SHIPPED.kinds.values()))
        lines = [line.strip() for line in shown(app).split("\n")]
        assert lines.index("In short") < 3
        assert first.name in lines


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_hostile_texts_are_shown_as_they_are(size: tuple[int, int]) -> None:
    async with running(hostile(), size=size, skip_home=False) as (app, pilot):
        await pilot.press("c")
        for said in ("[/x]", "[red]a[/red]", "␛[31m"):
            assert said in points(app)
        assert "\x1b" not in points(app)
        assert "=HYPERLINK(" in shown(app)


@pytest.mark.parametrize("theme", PAINTED, ids=lambda theme: theme.name)
async def test_what_is_painted_stands_out(theme: Theme) -> None:
    app = GuideApp(LoadedGuide(DISPUTED, NOTHING))
    app.theme = theme.name
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("c")
        found = 0
        for row in app.screen._compositor.render_strips():
            for segment in row:
                if any(map(str.isalnum, segment.text)) and segment.style and segment.style.color:
                    assert segment.style.bgcolor is not None
                    pair = [
                        Color.from_rich_color(color) for color in (segment.style.color, segment.style.bgcolor)
                    ]
                    assert contrast(*pair) >= 4.5, (segment.text, pair)
                    found += 1
        assert found > 10


async def test_without_colour_points_are_still_set_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("c")
        rows = app.screen._compositor.render_strips()
        styles = [segment.style for row in rows for segment in row if "Hot or cold" in segment.text]
        assert [bool(style and style.bold and style.underline) for style in styles] == [True]


def test_it_looks_as_it_did(snap_compare: Any) -> None:
    assert snap_compare(GuideApp(LoadedGuide(DISPUTED, NOTHING)), press=["c"], terminal_size=(120, 40))


@pytest.mark.parametrize("width", [0, 1, 2, 20, 49, 50, 120, 1_000])
def test_what_is_laid_out_keeps_to_the_width(guide: Guide, width: int) -> None:
    for shown_guide in (guide, TINY, hostile("word " * 20 + "漢字" * 30 + "x" * 200)):
        comparison = compare_kinds(shown_guide)
        lines = lay_out_comparison(comparison, width, comparison.fits(width))[0].split("\n")
        assert max(line.cell_length for line in lines) <= max(width, 12)


@given(st.text(), st.integers(12, 60))
def test_nothing_of_what_is_said_gets_lost(text: str, width: int) -> None:
    said = Line(text, cites=("Leaf",))
    comparison = Comparison(("Tea",), (ComparisonRow("", "Heat", (Cell((said,)),)),), (), "")
    written = lay_out_comparison(comparison, width, beside=False)[0].plain
    assert "".join(f"-{escape_control_chars(text)}[Leaf]".split()) in "".join(written.split())


def test_without_room_beside_one_another_the_kinds_stand_one_below_the_other(guide: Guide) -> None:
    """A terminal that shrinks is narrow before its screen knows."""
    comparison = compare_kinds(guide)
    beside, below = (lay_out_comparison(comparison, 12, side)[0].plain for side in (True, False))
    assert beside == below
    assert lay_out_comparison(comparison, 1, True)[0].plain
