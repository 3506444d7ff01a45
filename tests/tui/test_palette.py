"""The palette finds actions, questions, records and themes, and does what is chosen."""

from pathlib import Path
from typing import Any

from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import OptionList

from guide.interviews.events import InterviewStarted
from guide.sessions.controller import InterviewController
from guide.tui.app import GuideApp
from guide.tui.screens.answers import ReviseScreen
from guide.tui.screens.comparison.screen import ComparisonScreen
from guide.tui.screens.explorer.screen import ExplorerScreen
from guide.tui.screens.explorer.tree import OutlineTree
from guide.tui.screens.note import NoteScreen
from guide.tui.screens.records.detail import DetailScreen
from tests.tiny import load_tiny


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
