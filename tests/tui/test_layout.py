"""Where things stand on screens of all sizes, and what the first page tells of the store."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from guide.common.dates import today
from guide.common.text import shorten_question
from guide.interviews.events import FollowUpAgreed, InterviewStarted
from guide.ruleset.folder import LoadedGuide, load_folder, shipped_rules
from guide.ruleset.model import Voice
from guide.sessions.start import begin_session
from guide.storage import open_store
from guide.tui.app import GuideApp
from guide.tui.screens.comparison.screen import ComparisonScreen
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.question import WIDE, QuestionScreen
from guide.tui.screens.result.screen import ResultScreen
from guide.tui.widgets.answers_beside import READABLE, AnswersBeside
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.progress_line import ProgressLine
from tests.tiny import texts, tiny
from tests.tui.conftest import painted
from tests.tui.test_app import shown
from tests.tui.test_records import keep

SIZES = [(80, 24), (120, 40), (200, 60), (60, 20), (40, 12), (20, 5)]
SHIPPED = load_folder(shipped_rules())
GUESTS = LoadedGuide(tiny(), texts())


@asynccontextmanager
async def opened(
    size: tuple[int, int], *, voice: Voice = "you", skip_home: bool = True, store_path: Path | None = None
) -> AsyncIterator[tuple[GuideApp, Pilot[None]]]:
    app = GuideApp(SHIPPED, voice, skip_home=skip_home, store_path=store_path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def words(app: GuideApp) -> str:
    """The text on the screen without bars and ends of lines."""
    return " ".join("".join(letter for letter in shown(app) if not "▀" <= letter <= "▟").split())


def highlighted(app: GuideApp) -> str:
    """The first words of the choice under the cursor."""
    choices = app.screen.query_one(Choices)
    assert choices.highlighted_option is not None
    question = app.walk.question
    assert question is not None
    number = list(question.options).index(str(choices.chosen)) + 1
    text = question.options[str(choices.chosen)].spoken(app.voice)
    return f"{number} {' '.join(text.split()[:2])}"


@pytest.mark.parametrize("size", SIZES)
async def test_question_and_chosen_answer_are_in_view_with_help_and_without(size: tuple[int, int]) -> None:
    async with opened(size) as (app, pilot):
        await pilot.press("7", "1")
        for key in ("end", "up", "home"):
            await pilot.press(key)
            assert "What is it mainly" in words(app)
            assert highlighted(app) in words(app)
        await pilot.press("h")
        assert "What is it mainly" in words(app)
        await pilot.press("end")
        assert highlighted(app) in words(app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_cursor_stays_in_view_when_the_size_changes(size: tuple[int, int]) -> None:
    async with opened((80, 24)) as (app, pilot):
        await pilot.press("7", "1", "end", "up")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert highlighted(app) in words(app)


async def test_long_help_scrolls_and_leaves_the_answers_where_they_are() -> None:
    async with opened((40, 12), voice="they") as (app, pilot):
        await pilot.press("7", "1", "1", "h")
        choices = app.screen.query_one(Choices)
        before = choices.region
        assert before.height >= 3
        assert app.screen.region.contains_region(before)
        seen = words(app)
        assert "No names." not in seen
        for _ in range(3):
            await pilot.press("pagedown")
        assert "No names." in words(app)
        assert choices.region == before
        assert choices.highlighted is None
        await pilot.press("h", "pagedown")
        assert choices.highlighted is not None


@pytest.mark.parametrize("size", SIZES)
async def test_a_text_never_touches_a_scrollbar(size: tuple[int, int]) -> None:
    """On the pages that are read most: the first page, a question, the result with all its sections."""
    async with opened(size, skip_home=False) as (app, pilot):
        untouched(app)
        await pilot.press("1", "h")
        untouched(app)
        await pilot.press("h", "7", "1", "1", "1", "2", "0")
        assert isinstance(app.screen, ResultScreen)
        for _ in range(6):
            await pilot.pause()
            untouched(app)
            await pilot.press("pagedown")
        await pilot.press("c")
        assert isinstance(app.screen, ComparisonScreen)
        await pilot.pause()
        untouched(app)


def untouched(app: GuideApp) -> None:
    rows = shown(app).split("\n")
    for widget in [widget for widget in app.screen.query(Widget) if widget.show_vertical_scrollbar]:
        bar = widget.vertical_scrollbar.region
        for y in range(bar.y, bar.bottom):
            assert rows[y][bar.x - 1 : bar.x].strip() == "", rows[y]


async def test_a_result_stands_in_the_middle_where_the_questions_stood() -> None:
    async with opened((200, 60)) as (app, pilot):
        await pilot.press("7", "1", "1", "1", "2")
        assert isinstance(app.screen, ResultScreen)
        in_the_middle(app.screen.query_one("#result"), (200, 60))
        await pilot.press("y")
        await pilot.pause()
        in_the_middle(app.screen.query_one("#told"), (200, 60))


async def test_on_a_tiny_screen_help_has_the_whole_question() -> None:
    async with opened((20, 5)) as (app, pilot):
        assert "take the first one" not in words(app)
        await pilot.press("h")
        seen = words(app)
        for _ in range(4):
            await pilot.press("pagedown")
            seen += words(app)
        for word in ("Before we", "If several are", "first one"):
            assert word in seen


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 60)])
async def test_all_that_is_read_is_as_wide_as_a_page_and_in_the_middle(size: tuple[int, int]) -> None:
    async with opened(size, skip_home=False) as (app, pilot):
        assert isinstance(app.screen, HomeScreen)
        in_the_middle(app.screen.query_one("#page"), size)
        await pilot.press("1")
        assert isinstance(app.screen, QuestionScreen)
        for widget in (app.screen.query_one(ProgressLine), app.screen.query_one("#question")):
            in_the_middle(widget, size)
        in_the_middle(app.screen.query_one(Choices), size)
        await pilot.press("7", "a")
        in_the_middle(app.screen.query_one(".card"), size)


def in_the_middle(widget: Widget, size: tuple[int, int]) -> None:
    assert widget.outer_size.width == min(size[0], READABLE)
    left, right = widget.region.x, size[0] - widget.region.right
    assert abs(left - right) <= 1


@pytest.mark.parametrize("size", [(80, 24), (WIDE - 1, 30), (WIDE, 30), (120, 40), (200, 60)])
async def test_the_answers_stand_beside_the_question_where_there_is_room(size: tuple[int, int]) -> None:
    async with opened(size) as (app, pilot):
        assert not app.screen.query(AnswersBeside)
        await pilot.press("7", "n", *"ab", "enter", "1", "end", "up")
        assert ("Answers so far" in words(app)) == (size[0] >= WIDE)
        assert ("No, nothing like that" in words(app)) == (size[0] >= WIDE)
        for column in app.screen.query(AnswersBeside):
            widest = app.screen.query_one(Choices).region
            assert widest.right <= column.region.x
            assert column.region.right <= size[0]
            assert "Note: ab" in words(app)
        assert (
            app.screen.query_one(ProgressLine).region.width == app.screen.query_one("#question").region.width
        )
        await pilot.press("b", "b")
        assert "Answers so far" not in words(app)


async def test_the_column_comes_and_goes_with_the_width() -> None:
    async with opened((80, 24)) as (app, pilot):
        await pilot.press("7")
        for width, there in ((120, True), (80, False), (200, True)):
            await pilot.resize_terminal(width, 30)
            await pilot.pause()
            await painted(pilot)
            assert ("Answers so far" in words(app)) is there


def test_the_sentence_that_asks_stands_for_the_question() -> None:
    assert shorten_question("Before we start, is it so? If not, go on.") == "Before we start, is it so?"
    assert shorten_question("Think of a day. What differs?") == "What differs?"
    assert shorten_question("Tell me.") == "Tell me."


async def test_a_note_is_shown_where_it_was_made() -> None:
    async with opened((80, 24)) as (app, pilot):
        await pilot.press("n", *"so it is", "enter")
        assert "Note: so it is" in words(app)
        await pilot.press("7")
        assert "Note: so it is" not in words(app)
        await pilot.press("a")
        assert "Note: so it is" in words(app)
        await pilot.press("escape", "b", "n", *["backspace"] * 8, "enter")
        assert "Note:" not in words(app)


async def test_a_tiny_list_of_answers_has_the_answers() -> None:
    async with opened((20, 5)) as (app, pilot):
        await pilot.press("7", "1", "a")
        await pilot.pause()
        assert "1 No, nothing like" in words(app)
        await pilot.press("down")
        assert "2 Me" in words(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        await painted(pilot)
        assert "Who is this about?" in words(app)


async def test_interviews_are_set_apart_and_told_by_number_alone(tmp_path: Path) -> None:
    path = tmp_path / "interviews.db"
    store = open_store(path)
    for person in ("Ada", "Bob"):
        begin_session(GUESTS, store, InterviewStarted("", "you", person)).mark_briefed()
    for person, day in (("Cy", today().isoformat()), ("Di", "2020-02-01"), ("Eve", "2999-01-01")):
        keep(store, person, {"wish": "speed", "more": "no_more"}, FollowUpAgreed("Buy beans", person, day))
    store.close()
    app = GuideApp(GUESTS, store_path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        lines = [line.strip() for line in shown(app).splitlines()]
        heading = lines.index("For those who hold interviews")
        assert lines[heading - 1] == ""
        assert lines[heading + 1] == "3 Start an interview"
        assert lines[heading + 2].startswith("4 Go on with an interview (")
        assert lines[heading + 3] == "5 Look at the records (2 reviews are due)"
        assert not {"Ada", "Bob", "Cy", "Di", "Eve"} & set(words(app).replace("(", " ").split())


async def test_the_cursor_and_the_mouse_pass_over_a_heading(tmp_path: Path) -> None:
    async with opened((80, 24), skip_home=False, store_path=tmp_path / "x.db") as (app, pilot):
        choices = app.screen.query_one(Choices)
        seen = []
        for key in ("down", "j", "j", "k", "up"):
            await pilot.press(key)
            seen.append(choices.chosen)
        assert seen == ["they", "interview", "records", "interview", "they"]
        await pilot.click(Choices, offset=(5, 3))
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("9")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("3")
        assert "Name or code of the person" in words(app)


@pytest.mark.parametrize("size", SIZES)
async def test_all_of_the_first_page_can_be_reached_with_the_arrows(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with opened(size, skip_home=False, store_path=tmp_path / "x.db") as (app, pilot):
        assert "What kind of support" in words(app) or size == (20, 5)
        seen = words(app)
        for _ in range(3):
            await pilot.press("down")
            seen += words(app)
        for text in ("1 Start", "2 Start", "3 Start an", "4 Look at"):
            assert text in seen
