"""The rules followed as they are saved."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList

from guide.engine.walk import Step
from guide.ruleset.folder import load_folder, open_guide
from guide.ruleset.model import Case
from guide.tui.app import GuideApp
from guide.tui.rules_watcher import Reloaded, watcher
from guide.tui.screens.answers import AnswersScreen, ReviseScreen
from guide.tui.screens.explorer.outline import Node
from guide.tui.screens.explorer.screen import ExplorerScreen
from guide.tui.screens.explorer.tree import OutlineTree
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.note import NoteScreen
from guide.tui.screens.question import QuestionScreen
from guide.tui.screens.result.screen import ResultScreen
from guide.tui.screens.rules_problems import ProblemsScreen
from guide.tui.widgets.text_input import FreeTextInput
from tests.tiny import GUIDE, KINDS, TREE, texts
from tests.tui.test_app import road, running, shown
from tests.tui.test_trial import try_out


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    for name, text in texts().items():
        (tmp_path / name).write_bytes(text)
    return tmp_path


def save(path: Path, text: str | bytes) -> None:
    """Write the file, at a time of its own whatever the clock's steps are."""
    before = path.stat().st_mtime_ns
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, ns=(before + 1_000_000, before + 1_000_000))


@asynccontextmanager
async def watching(rules: Path, **options: Any) -> AsyncIterator[tuple[GuideApp, Pilot[None], Any]]:
    """The app, and a way to save a file and have the app look at once."""
    async with running(open_guide(rules), reload=watcher(rules, load_folder), **options) as (app, pilot):

        async def write(name: str, text: str | bytes) -> None:
            save(rules / name, text)
            app.look_at_rules()
            await pilot.pause()

        yield app, pilot, write


BROKEN = TREE.replace("then: heat}", "then: heaven}")


def test_a_look_tells_only_of_what_changed(rules: Path) -> None:
    look = watcher(rules, load_folder)
    assert look() is None
    save(rules / "tree.yaml", TREE.replace("What do you wish?", "What now?"))
    news = look()
    assert news is not None
    assert news.ruleset is not None
    assert news.ruleset.guide.questions["wish"].ask == "What now?"
    assert look() is None
    save(rules / "tree.yaml", BROKEN)
    news = look()
    assert news is not None
    assert news.ruleset is None
    assert [problem.code for problem in news.problems] == ["link"]
    assert look() is None


def test_files_that_come_and_go_are_seen(rules: Path) -> None:
    look = watcher(rules, load_folder)
    (rules / "notes.txt").write_text("no rules")
    assert look() is None
    (rules / "tree.yaml").rename(rules / "away")
    assert (look() or Reloaded()).problems
    (rules / "away").rename(rules / "tree.yaml")
    assert (look() or Reloaded()).ruleset
    for path in rules.iterdir():
        path.unlink()
    rules.rmdir()
    assert (look() or Reloaded()).problems


@pytest.mark.parametrize("name", ["guide.yaml", "tree.yaml"])
def test_a_file_caught_half_written_is_a_problem_and_no_more(rules: Path, name: str) -> None:
    whole = (rules / name).read_bytes()
    look = watcher(rules, load_folder)
    for size in range(0, len(whole) - 1, 7):
        save(rules / name, whole[:size])
        assert look() is not None
    for rubbish in (b"", b"\0", b"\xff\xfe", b"[" * 10_000, "–".encode()[:2]):
        save(rules / name, rubbish)
        assert (look() or Reloaded()).problems
    save(rules / name, whole)
    assert (look() or Reloaded()).ruleset


async def test_the_app_looks_by_itself(rules: Path) -> None:
    async with running(open_guide(rules), reload=watcher(rules, load_folder)) as (app, pilot):
        save(rules / "tree.yaml", TREE.replace("What do you wish?", "What now?"))
        await pilot.pause(1)
        assert "What now?" in shown(app)


async def test_a_changed_text_is_shown_and_the_walk_stays(rules: Path) -> None:
    async with watching(rules) as (app, pilot, write):
        await pilot.press("1", "down", "down", "h")
        before = app.guide
        await write("tree.yaml", TREE.replace("How hot?", "Hot or not?").replace("say: Less", "say: Not so"))
        assert app.guide is not before
        assert road(app) == ["wish=calm"]
        assert "Hot or not?" in shown(app)
        assert "2 Not so" in shown(app)
        assert "Mind your tongue." in shown(app)
        assert app.screen.query_one(OptionList).highlighted == 1
        await pilot.press("enter", "1")
        assert road(app) == ["wish=calm", "heat=less", "more=no_more"]


async def test_the_first_page_and_the_result_show_the_change(rules: Path) -> None:
    async with watching(rules, skip_home=False, size=(80, 60)) as (app, pilot, write):
        await pilot.press("down")
        await write("guide.yaml", GUIDE.replace("Tea or coffee?", "Anything to drink?"))
        assert "Anything to drink?" in shown(app)
        assert app.screen.query_one(OptionList).highlighted == 1
        await pilot.press("1", "1", "1", "1", "0")
        assert isinstance(app.screen, ResultScreen)
        await write("kinds.yaml", KINDS.replace("Leaves in hot water.", "Leaves and water."))
        assert isinstance(app.screen, ResultScreen)
        assert "Leaves and water." in shown(app)
        await pilot.press("r", "enter")
        assert isinstance(app.screen, HomeScreen)
        await write("guide.yaml", GUIDE)
        assert isinstance(app.screen, HomeScreen)
        assert "Tea or coffee?" in shown(app)


async def test_problems_are_shown_and_go_once_they_are_mended(rules: Path) -> None:
    async with watching(rules) as (app, pilot, write):
        await pilot.press("1")
        await write("tree.yaml", BROKEN)
        assert isinstance(app.screen, ProblemsScreen)
        line = BROKEN[: BROKEN.index("heaven")].count("\n") + 1
        assert f"tree.yaml:{line}:" in shown(app)
        assert "there is no “heaven”" in shown(app)
        assert "Did you mean “heat”?" in shown(app)
        assert "The rules have 1 problem." in shown(app)
        await write("tree.yaml", "")
        assert isinstance(app.screen, ProblemsScreen)
        assert "empty" in shown(app)
        await write("tree.yaml", TREE.replace("How hot?", "Hot or not?"))
        assert isinstance(app.screen, QuestionScreen)
        assert "Hot or not?" in shown(app)
        assert road(app) == ["wish=calm"]


@pytest.mark.parametrize("key", ["enter", "escape", "b", "space"])
async def test_problems_can_be_put_away_and_the_last_good_rules_go_on(rules: Path, key: str) -> None:
    async with watching(rules) as (app, pilot, write):
        await pilot.press("1")
        await write("tree.yaml", BROKEN)
        await pilot.press("1", key)
        assert isinstance(app.screen, QuestionScreen)
        await pilot.press("1", "1")
        assert road(app) == ["wish=calm", "heat=very", "more=no_more"]
        await write("tree.yaml", TREE)
        assert isinstance(app.screen, ResultScreen)
        assert road(app) == ["wish=calm", "heat=very", "more=no_more"]


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5), (3, 2), (1, 1)])
async def test_many_and_hostile_problems_are_shown_at_every_size(rules: Path, size: tuple[int, int]) -> None:
    async with watching(rules, size=size) as (app, pilot, write):
        await write(
            "sources.yaml", "".join(f"'[/x]{number}\x85': {{colour: red}}\n" for number in range(300))
        )
        assert isinstance(app.screen, ProblemsScreen)
        await pilot.press("pagedown", "down", "escape")
        assert isinstance(app.screen, QuestionScreen)


async def test_answers_whose_question_went_come_back_with_it(rules: Path) -> None:
    without = TREE.replace("then: heat}", "recommend: tea, then: more}")
    without = without[: without.index("  heat:\n")] + without[without.index("  more:\n") :]
    async with watching(rules) as (app, pilot, write):
        await pilot.press("1", "2", "2")
        assert isinstance(app.screen, ResultScreen)
        await write("tree.yaml", without)
        assert road(app) == ["wish=calm", "more=later"]
        assert app.walk.inactive == {"heat": "less"}
        assert isinstance(app.screen, ResultScreen)
        await write("tree.yaml", TREE)
        assert road(app) == ["wish=calm", "heat=less", "more=later"]


async def test_a_new_question_on_the_road_is_asked_and_the_result_comes_back(rules: Path) -> None:
    async with watching(rules) as (app, pilot, write):
        await pilot.press("2", "1")
        assert isinstance(app.screen, ResultScreen)
        await write(
            "tree.yaml",
            TREE.replace("recommend: espresso, then: more", "then: heat").replace(
                "means: {heat: cold}, recommend: tea", "means: {heat: cold}, recommend: espresso"
            ),
        )
        assert isinstance(app.screen, QuestionScreen)
        assert app.walk.current == "heat"
        await pilot.press("2")
        assert isinstance(app.screen, ResultScreen)
        assert "Espresso" in shown(app)


async def test_a_note_being_written_is_kept(rules: Path) -> None:
    async with watching(rules) as (app, pilot, write):
        await pilot.press("1", "n", *"abc")
        await write("tree.yaml", BROKEN)
        assert isinstance(app.screen, ProblemsScreen)
        await write("tree.yaml", TREE.replace("How hot?", "Hot or not?"))
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.query_one(FreeTextInput).text == "abc"
        await pilot.press("d", "enter")
        assert app.notes == {"heat": "abcd"}
        assert "Hot or not?" in shown(app)


async def test_the_list_of_answers_and_a_change_of_one_are_kept_up(rules: Path) -> None:
    async with watching(rules) as (app, pilot, write):
        await pilot.press("1", "1", "a")
        await write("tree.yaml", TREE.replace("How hot?", "Hot or not?"))
        assert isinstance(app.screen, AnswersScreen)
        assert "Hot or not?" in shown(app)
        await pilot.press("2")
        await write("tree.yaml", TREE.replace("say: Less", "say: Not so"))
        assert isinstance(app.screen, ReviseScreen)
        assert "How hot?" in shown(app)
        await pilot.press("2")
        assert isinstance(app.screen, QuestionScreen)
        assert road(app) == ["wish=calm", "heat=less"]


async def test_a_question_that_went_cannot_be_changed_any_more(rules: Path) -> None:
    gone = TREE.replace("then: heat}", "then: hotness}").replace("  heat:\n", "  hotness:\n")
    async with watching(rules) as (app, pilot, write):
        await pilot.press("1", "1", "a", "2")
        await write("tree.yaml", gone)
        assert isinstance(app.screen, QuestionScreen)
        assert app.walk.current == "hotness"
        assert app.walk.inactive == {"heat": "very"}


@pytest.mark.parametrize("above", [["a"], ["n"], ["a", "1"]], ids=["answers", "note", "revise"])
async def test_what_lies_below_settles_when_it_comes_up(rules: Path, above: list[str]) -> None:
    """A walk that the new rules bring to its end, while another screen is on top."""
    ended = TREE.replace(", recommend: espresso, then: more}", ", recommend: espresso}")
    async with watching(rules) as (app, pilot, write):
        await pilot.press("2", *above)
        top = app.screen
        await write("tree.yaml", ended)
        assert app.screen is top
        await pilot.press("escape")
        assert isinstance(app.screen, ResultScreen)
        await pilot.press("b")
        assert isinstance(app.screen, QuestionScreen)
        await pilot.press("2", "a")
        await write("tree.yaml", TREE)
        await pilot.press("escape")
        assert isinstance(app.screen, QuestionScreen)
        assert app.walk.current == "more"


async def test_the_explorer_follows_and_stays_where_it_was(rules: Path) -> None:
    asked = []

    def cases(_: object) -> tuple[Case, ...]:
        asked.append(1)
        return (Case(f"Read {len(asked)}", {"wish": "calm"}, "tea"),)

    async with watching(rules, skip_home=False, cases=cases) as (app, pilot, write):
        await pilot.press("x", "down", "right", "right", "right", "down", "down")
        branches = app.screen.query_one(OutlineTree)
        assert branches.node == Node("heat", "less")
        await write("tree.yaml", TREE.replace("say: Less", "say: Not so").replace("How hot?", "Hot or not?"))
        assert isinstance(app.screen, ExplorerScreen)
        assert branches.node == Node("heat", "less")
        assert "2 Not so" in shown(app)
        assert "Hot or not?" in shown(app)
        await write("tree.yaml", BROKEN)
        assert isinstance(app.screen, ProblemsScreen)
        await pilot.press("escape", "up", "up")
        assert "Read 2" in shown(app)


async def test_the_explorer_stays_on_what_is_left(rules: Path) -> None:
    renamed = TREE.replace("      less:", "      little:")
    gone = TREE.replace("then: heat}", "then: hotness}").replace("  heat:\n", "  hotness:\n")
    async with watching(rules, skip_home=False) as (app, pilot, write):
        await pilot.press("x")
        branches = app.screen.query_one(OutlineTree)
        branches.go_to(Node("heat", "less", "tea"))
        await write("tree.yaml", renamed)
        assert branches.node == Node("heat")
        assert "How hot?" in shown(app)
        await write("tree.yaml", gone)
        assert branches.node == Node("wish")
        await pilot.press("slash", *"hotness", "enter")
        assert branches.node == Node("hotness")


async def test_what_was_left_for_a_trial_is_kept_up_with_the_rules(rules: Path) -> None:
    async with watching(rules) as (app, pilot, write):
        await pilot.press("1", "2", "1")
        await try_out(app, pilot, Step("wish", "pain"))
        assert road(app) == ["wish=pain"]
        await write("tree.yaml", TREE.replace("It calms you.", "It cools you down."))
        assert "Press u to undo" in shown(app)
        await pilot.press("u")
        assert app.baseline_walk is None
        assert road(app) == ["wish=calm", "heat=less", "more=no_more"]
        assert "It cools you down." in shown(app)


async def test_what_was_left_for_a_trial_goes_on_where_new_rules_ask_more(rules: Path) -> None:
    more = TREE.replace("      no_more: {say: No more}", "      no_more: {say: No more, then: sugar}")
    sugar = (
        "  sugar: {ask: Sugar?, probe: Wait., help: Or not., options: {one: {say: One}, two: {say: Two}}}\n"
    )
    async with watching(rules) as (app, pilot, write):
        await pilot.press("1", "2", "1")
        await try_out(app, pilot, Step("wish", "pain"))
        await write("tree.yaml", more.replace("outcomes:\n", f"{sugar}outcomes:\n"))
        assert road(app) == ["wish=pain"]
        await pilot.press("u")
        assert isinstance(app.screen, QuestionScreen)
        assert app.walk.current == "sugar"
        assert "Press u to undo" not in shown(app)
