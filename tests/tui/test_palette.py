"""The palette finds actions, questions, records and themes, and does what is chosen."""

from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot
from textual.widgets import OptionList

from guide.interviews.events import InterviewStarted
from guide.sessions.controller import InterviewController
from guide.tui.app import GuideApp
from guide.tui.palette_screen import PaletteScreen
from guide.tui.screens.all_keys import KeysScreen
from guide.tui.screens.answers import ReviseScreen
from guide.tui.screens.comparison.screen import ComparisonScreen
from guide.tui.screens.explorer.screen import ExplorerScreen
from guide.tui.screens.explorer.tree import OutlineTree
from guide.tui.screens.note import NoteScreen
from guide.tui.screens.records.detail import DetailScreen
from tests.tiny import load_tiny
from tests.tui.test_app import shown


async def find(pilot: Pilot[Any], words: str) -> None:
    """Open the palette, type the words, and choose the first that is found."""
    await pilot.press("ctrl+p")
    assert isinstance(pilot.app.screen, CommandPalette)
    await pilot.press(*("space" if letter == " " else letter for letter in words))
    await pilot.pause(0.4)
    await pilot.press("down", "enter")
    for _ in range(20):
        await pilot.pause(0.05)


async def test_it_does_what_the_screen_can_do() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        await find(pilot, "compare")
        assert isinstance(app.screen, ComparisonScreen)


async def test_a_theme_is_chosen_from_a_form_too() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        await pilot.press("1", "n")
        form = app.screen
        assert isinstance(form, NoteScreen)
        await find(pilot, "colours: high")
        assert app.theme == "guide-contrast"
        assert app.screen is form


async def test_a_question_is_shown_and_an_answered_one_is_asked_again() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        await pilot.press("1", "1")
        asked = {name: question.ask for name, question in app.guide.questions.items()}
        (answered,) = app.walk.answers
        await find(pilot, asked[answered].rstrip("?").lower())
        assert isinstance(app.screen, ReviseScreen)
        await pilot.press("escape")
        other = next(name for name in asked if name not in app.walk.answers and name != app.walk.current)
        await find(pilot, asked[other].rstrip("?").lower())
        assert isinstance(app.screen, ExplorerScreen)
        await pilot.pause(0.2)
        assert app.screen.query_one(OutlineTree).node.question == other


def keep_ada(path: Path) -> None:
    controller = InterviewController(path, load_tiny())
    controller.begin_interview(InterviewStarted("", "they", "Ada Lovelace", "Ida", ""))
    controller.release()


def found(app: GuideApp) -> str:
    return "\n".join(str(option.prompt) for option in app.screen.query_one(OptionList).options)


async def test_a_record_is_found_by_its_name_and_only_then(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    keep_ada(path)
    app = GuideApp(load_tiny(), store_path=path)
    async with app.run_test() as pilot:
        # What the first page says of the records changes once they are read; keys before that are dropped.
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.2)
        await pilot.press("ctrl+p")
        await pilot.pause(0.4)
        assert "Colours" in found(app)
        assert "Lovelace" not in found(app)
        await pilot.press("escape")
        await find(pilot, "lovelace")
        assert isinstance(app.screen, DetailScreen)


async def test_no_other_record_shows_in_an_interview(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    keep_ada(path)
    app = GuideApp(load_tiny(), store_path=path, skip_home=True)
    async with app.run_test() as pilot:
        app.controller.begin_interview(InterviewStarted("", "they", "Bea", "Ida", ""))
        await pilot.press("ctrl+p", *"lovelace")
        await pilot.pause(0.5)
        assert "Lovelace" not in found(app)


@pytest.mark.parametrize("size", [(200, 60), (40, 12), (20, 5)])
async def test_it_is_a_page_wide_and_shows_what_it_finds_at_every_size(size: tuple[int, int]) -> None:
    app = GuideApp(load_tiny())
    async with app.run_test(size=size) as pilot:
        palette = await opened(pilot)
        found = palette.query_one(CommandList)
        assert found.region.width == min(80, size[0])
        assert app.screen.region.contains_region(found.region)
        assert "Explore all" in shown(app)


async def opened(pilot: Pilot[Any]) -> PaletteScreen:
    await pilot.press("ctrl+p")
    palette = pilot.app.screen
    assert isinstance(palette, PaletteScreen)
    await pilot.pause(0.4)
    return palette


async def test_what_is_left_twice_takes_no_other_screen_along() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        home = app.screen
        palette = await opened(pilot)
        palette.dismiss()
        palette.dismiss()
        await pilot.pause()
        assert app.screen is home


async def test_what_is_chosen_twice_is_done_once() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        palette = await opened(pilot)
        choices = palette.query_one(CommandList)
        choices.highlighted = next(
            place for place, option in enumerate(choices.options) if "compare" in str(option.prompt).lower()
        )
        # As two clicks that are read at once.
        choices.action_select()
        choices.action_select()
        await pilot.pause(0.5)
        assert [type(screen) for screen in app.screen_stack[1:]] == [ComparisonScreen]


async def test_a_palette_without_any_height_turns_no_page() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test(size=(1, 1)) as pilot:
        palette = await opened(pilot)
        await pilot.press("pagedown", "pageup")
        assert pilot.app.screen is palette


async def test_one_that_is_gone_finds_nothing() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        home = app.screen
        palette = await opened(pilot)
        palette.query_one(CommandList).remove()
        await pilot.pause()
        palette._gather_commands("compare")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is home


async def test_f1_shows_the_keys_of_the_palette() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        palette = await opened(pilot)
        await pilot.press("f1")
        assert isinstance(app.screen, KeysScreen)
        await pilot.press("f1")
        assert pilot.app.screen is palette


async def test_a_click_on_what_was_found_before_is_dropped() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        palette = await opened(pilot)
        found = palette.query_one(CommandList)
        at = found.region.offset
        # What is painted is still there.
        found._options.clear()
        await pilot.click(offset=(at.x + 3, at.y + 1))
        await pilot.pause()
        assert app.failure is None
