"""What somebody takes along of a result: a report in a file, a record, a copy; and how a result is left."""

import os
from pathlib import Path

import pytest
from textual.color import Color
from textual.widgets import Input

from guide.engine.recommendation import recommend
from guide.presenters.explanation import explain
from guide.presenters.plain_text import brief_lines
from guide.reports import render
from guide.sessions.acts import Revise
from guide.storage import open_store
from guide.storage.queries import Query, fetch_rows
from guide.tui.app import GuideApp
from guide.tui.dialogs import ChoiceDialog, MessageDialog
from guide.tui.leave_dialog import LeaveDialog
from guide.tui.save_dialog import SaveDialog
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.result.screen import ResultScreen
from tests.tiny import SOURCES, tiny
from tests.tui.test_app import SHIPPED, TINY, running, shown

TEA = {"wish": "calm", "heat": "less", "more": "later"}
PRIVATE = {"first": "ill"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(folder)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / "none"))
    return folder


def words(app: GuideApp) -> str:
    """The words on the screen, whatever frame is around them."""
    return " ".join("".join(" " if char in "│╭╮╰╯─▎▊▔▁" else char for char in shown(app)).split())


def field(app: GuideApp) -> Input:
    return app.screen.query_one(Input)


async def test_a_report_is_written_where_it_is_proposed_and_can_be_opened(
    here: Path, opened_files: list[Path]
) -> None:
    async with running(answers=TEA, size=(200, 40)) as (app, pilot):
        app.notes = {"wish": "by the fire"}
        await pilot.press("s")
        assert isinstance(app.screen, SaveDialog)
        assert not [*here.iterdir()]
        await pilot.press("enter")
        (path,) = here.iterdir()
        title = recommend(app.walk).end.title
        assert path.name.startswith(f"{title.lower().replace(' ', '-')}-2")
        assert path.suffix == ".html"
        assert path.read_text() == render(".html", recommend(app.walk), "you", app.notes) + "\n"
        assert f"The report is in {path}.".replace(" ", "") in words(app).replace(" ", "")
        await pilot.press("2")
        assert opened_files == [path]
        assert isinstance(app.screen, ResultScreen)
        assert f"The report is in {path}.".replace(" ", "") in words(app).replace(" ", "")
        assert app.clipboard == ""


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".json"])
async def test_the_end_of_the_name_chooses_the_format_and_a_tilde_is_the_home(
    here: Path, suffix: str, opened_files: list[Path]
) -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("s")
        field(app).value = f"~/tea{suffix}"
        await pilot.press("enter", "enter")
        path = here.parent / "home" / f"tea{suffix}"
        assert path.read_text() == render(suffix, recommend(app.walk), "you", {}) + "\n"
    assert opened_files == []


async def test_nothing_is_overwritten_and_the_next_free_name_is_proposed(here: Path) -> None:
    (here / "tea.md").write_text("mine")
    async with running(answers=TEA, size=(120, 24)) as (app, pilot):
        await pilot.press("s")
        field(app).value = "tea.md"
        await pilot.press("enter")
        assert isinstance(app.screen, SaveDialog)
        assert "tea.md is there already, and stays as it is." in words(app)
        assert app.screen.query_one("#hint").styles.color == Color.parse(app.theme_variables["error"])
        assert field(app).value == "tea-2.md"
        await pilot.press("enter", "enter", "s", "enter", "enter", "s")
        assert field(app).value.endswith("-2.html")
    assert (here / "tea.md").read_text() == "mine"
    assert (here / "tea-2.md").exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("none/tea.md", "There is no folder none to write the file to."),
        ("tea.pdf", "The name of a report ends in .html, .md, .txt or .json."),
        ("~nobody-of-this-name/tea.md", "Nobody knows whose folder ~nobody-of-this-name is."),
        (f"{'x' * 300}/tea.md", "There is no folder"),
        (f"{'x' * 300}.md", "cannot be written"),
        ("\x1b[31m.md/tea.md", "There is no folder ␛[31m.md"),
    ],
)
async def test_what_cannot_be_written_is_told_in_the_dialog_which_stays(
    here: Path, typed: str, said: str
) -> None:
    async with running(answers=TEA, size=(200, 40)) as (app, pilot):
        await pilot.press("s")
        field(app).value = typed
        await pilot.press("enter")
        assert isinstance(app.screen, SaveDialog)
        assert said in words(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ResultScreen)
    assert not [*here.iterdir()]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_takes_no_file_is_told(here: Path) -> None:
    here.chmod(0o500)
    async with running(answers=TEA, size=(200, 40)) as (app, pilot):
        await pilot.press("s")
        assert field(app).value.startswith("~")
        field(app).value = str(here / "tea.md")
        await pilot.press("enter")
        assert f"You may not write to the folder {here}." in words(app)


async def test_a_folder_alone_takes_the_file_under_the_proposed_name(here: Path) -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("s")
        field(app).value = ".."
        await pilot.press("enter")
    assert len([*here.parent.glob("*.html")]) == 1


async def test_a_present_folder_that_has_gone_is_no_trouble(here: Path) -> None:
    async with running(answers=TEA) as (_, pilot):
        here.rmdir()
        await pilot.press("s", "enter")
    assert len([*(here.parent / "home").glob("*.html")]) == 1


async def test_of_a_private_end_neither_the_name_nor_the_file_tells_an_answer(here: Path) -> None:
    async with running(SHIPPED, answers=PRIVATE, store_path=here.parent / "s.db") as (app, pilot):
        assert recommend(app.walk).end.private
        await pilot.press("s")
        assert not app.screen.query("KeepLine")
        await pilot.press("enter", "enter")
        (path,) = here.iterdir()
        assert path.name.startswith("what-would-help-2")
        answer = app.walk.option_at(app.walk.path[-1]).say
        assert answer not in path.read_text()
        await pilot.press("y")
        assert answer not in app.clipboard


async def test_a_walk_for_oneself_is_kept_from_the_same_dialog_once(here: Path) -> None:
    store = here.parent / "s.db"
    async with running(answers=TEA, store_path=store, size=(120, 24)) as (app, pilot):
        await pilot.press("s", "down", "enter")
        assert isinstance(app.screen, MessageDialog)
        assert f"This is kept in {store}.".replace(" ", "") in words(app).replace(" ", "")
        await pilot.press("enter", "s")
        assert not app.screen.query("KeepLine")
        await pilot.press("escape", "q")
        assert not app.is_running
    (row,) = fetch_rows(open_store(store), Query(own=True))
    assert row.state == "finished"
    assert not [*here.iterdir()]


async def test_a_key_copies_the_recommendation_and_nothing_else_does(here: Path) -> None:
    async with running(answers=TEA, size=(120, 24)) as (app, pilot):
        app.notes = {"wish": "by the fire"}
        await pilot.press("1", "s", "escape", "x")
        await pilot.mouse_down(offset=(4, 2))
        await pilot.hover(offset=(30, 6))
        await pilot.mouse_up(offset=(30, 6))
        assert app.clipboard == ""
        await pilot.press("y")
        lines = brief_lines(explain(recommend(app.walk), "you"))
        assert app.clipboard == "".join(f"{line}\n" for line in lines)
        assert "Some terminals do not allow that" in words(app)
    assert not [*here.iterdir()]


async def test_to_cut_nothing_leaves_the_clipboard_alone() -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("y")
        copied = app.clipboard
        await pilot.press("s", "ctrl+u", "ctrl+x")
        assert app.clipboard == copied
    assert copied


@pytest.mark.parametrize("key", ["q", "r"])
async def test_leaving_a_result_that_was_not_saved_asks_once(key: str) -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press(key)
        assert isinstance(app.screen, LeaveDialog)
        assert "Leave without saving?" in words(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ResultScreen)
        await pilot.press(key)
        assert not app.is_running if key == "q" else isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("second", ["q", "enter", "1"])
async def test_a_second_key_leaves(second: str) -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("q", second)
        assert not app.is_running
        assert app.last_result is not None


async def test_saving_first_leaves_then_and_leaving_the_file_open_stays(here: Path) -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("r", "s", "escape")
        assert isinstance(app.screen, ResultScreen)
        app.settled_result = None
        await pilot.press("r", "s", "enter")
        assert isinstance(app.screen, ChoiceDialog)
        await pilot.press("enter")
        assert isinstance(app.screen, HomeScreen)
    assert len([*here.iterdir()]) == 1


@pytest.mark.parametrize("keys", [("y",), ("s", "enter", "enter")])
async def test_what_was_taken_along_is_left_without_a_question(here: Path, keys: tuple[str, ...]) -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press(*keys, "q")
        assert not app.is_running
    assert len([*here.iterdir()]) == len(keys) // 2


async def test_another_result_is_asked_about_again() -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("y")
        app.perform(Revise("heat", "very"))
        await pilot.pause()
        await pilot.press("q")
        assert isinstance(app.screen, LeaveDialog)


async def test_a_private_end_and_a_walk_without_one_are_left_without_a_question() -> None:
    for answers in (PRIVATE, {}):
        async with running(SHIPPED, answers=answers) as (app, pilot):
            await pilot.press("q")
            assert not app.is_running
            assert app.last_result is None


async def test_the_key_to_interrupt_leaves_at_once_and_nothing_in_the_terminal() -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("ctrl+c")
        assert not app.is_running
        assert app.last_result is None


async def test_what_is_handed_over_at_the_end_anyhow_is_not_asked_about() -> None:
    async with running(answers=TEA, asks_to_save=False) as (app, pilot):
        await pilot.press("q")
        assert not app.is_running


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5), (8, 3), (1, 1)])
async def test_every_size_saves(here: Path, size: tuple[int, int]) -> None:
    async with running(answers=TEA, size=size) as (app, pilot):
        await pilot.press("s", "enter", "enter")
        assert isinstance(app.screen, ResultScreen)
    assert len([*here.iterdir()]) == 1


async def test_the_address_of_a_source_is_a_link() -> None:
    url = "https://example.org/leaf"
    guide = tiny(sources=SOURCES.replace("note: Sells tea.", f"note: Sells tea., url: {url}"))
    async with running(guide, answers=TEA, size=(120, 60)) as (app, pilot):
        await pilot.press("c")
        await pilot.pause()
        rows = app.screen._compositor.render_strips()
        links = {segment.style.link for row in rows for segment in row if segment.style}
        assert links - {None} == {url}
    assert TINY is not guide
