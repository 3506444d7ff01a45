"""What the app does, key by key."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from guide.engine.decision import options_for
from guide.engine.recommendation import recommend
from guide.engine.walk import Step, replay_answers
from guide.ruleset.folder import LoadedGuide, open_guide, read_folder, shipped_rules
from guide.ruleset.model import NOTHING, Guide
from guide.ruleset.parsing.loader import load_cases
from guide.tui.app import GuideApp
from guide.tui.screens.answers import AnswersScreen, ReviseScreen
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.note import NoteScreen
from guide.tui.screens.question import QuestionScreen
from guide.tui.screens.result.screen import ResultScreen
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.progress_line import ProgressLine
from guide.tui.widgets.text_input import FreeTextInput
from tests.tiny import GUIDE, KINDS, SOURCES, TREE, tiny
from tests.tui.conftest import painted

TINY = tiny()
SHIPPED = open_guide(shipped_rules())
PARTS = 8
"""Tests that share the cases among them, so that no worker walks them all."""


@asynccontextmanager
async def running(
    guide: Guide = TINY, *, skip_home: bool = True, size: tuple[int, int] = (80, 24), **options: Any
) -> AsyncIterator[tuple[GuideApp, Pilot[None]]]:
    app = GuideApp(LoadedGuide(guide, NOTHING), skip_home=skip_home, **options)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def shown(app: GuideApp) -> str:
    """The text on the screen, a line a row."""
    rows = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in row) for row in rows)


def road(app: GuideApp) -> list[str]:
    return [f"{step.question}={step.option}" for step in app.walk.path]


async def test_one_key_begins() -> None:
    async with running(skip_home=False) as (app, pilot):
        assert isinstance(app.screen, HomeScreen)
        assert "Tea or coffee?" in shown(app)
        await pilot.press("enter")
        assert isinstance(app.screen, QuestionScreen)
        assert app.voice == "you"
        assert "What do you wish?" in shown(app)


async def test_the_second_start_speaks_of_somebody_else() -> None:
    async with running(skip_home=False) as (app, pilot):
        await pilot.press("2")
        assert app.voice == "they"
        assert "What do they wish?" in shown(app)


async def test_number_keys_alone_reach_the_end() -> None:
    async with running() as (app, pilot):
        await pilot.press("1", "2", "1")
        assert isinstance(app.screen, ResultScreen)
        assert road(app) == ["wish=calm", "heat=less", "more=no_more"]


async def test_arrows_and_enter_reach_the_end() -> None:
    async with running() as (app, pilot):
        await pilot.press("down", "down", "enter", "down", "down", "up", "enter")
        assert road(app) == ["wish=speed", "more=no_more"]


async def test_the_mouse_reaches_the_end() -> None:
    async with running() as (app, pilot):
        await pilot.click(Choices, offset=(5, 2))
        assert road(app) == ["wish=pain"]
        assert isinstance(app.screen, ResultScreen)


async def test_keys_still_work_after_a_click_beside_the_answers() -> None:
    async with running() as (app, pilot):
        await pilot.click("#question")
        await pilot.press("3")
        assert road(app) == ["wish=pain"]


async def test_a_number_without_an_answer_does_nothing() -> None:
    async with running() as (app, pilot):
        await pilot.press("4", "9")
        assert road(app) == []


@pytest.mark.parametrize("key", ["b", "escape", "backspace", "left"])
async def test_back_takes_back_and_leads_home_in_the_end(key: str) -> None:
    async with running() as (app, pilot):
        await pilot.press("1", key)
        assert road(app) == []
        assert "What do you wish?" in shown(app)
        await pilot.press(key)
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("1")
        assert isinstance(app.screen, QuestionScreen)


async def test_help_opens_and_closes() -> None:
    async with running() as (app, pilot):
        assert "Take the first thing." not in shown(app)
        await pilot.press("h")
        assert "Take the first thing." in shown(app)
        # That is for whoever asks somebody else.
        assert "Ask twice." not in shown(app)
        await pilot.press("escape")
        assert "Take the first thing." not in shown(app)
        await pilot.press("h", "1")
        assert "Mind your tongue." not in shown(app)


async def test_an_earlier_answer_can_be_changed_from_the_list() -> None:
    async with running() as (app, pilot):
        await pilot.press("1", "1", "a")
        assert isinstance(app.screen, AnswersScreen)
        assert "How hot?" in shown(app)
        await pilot.press("1")
        assert isinstance(app.screen, ReviseScreen)
        assert app.screen.query_one(Choices).highlighted == 0
        await pilot.press("2")
        assert isinstance(app.screen, QuestionScreen)
        assert road(app) == ["wish=speed"]
        assert app.walk.inactive == {"heat": "very"}


async def test_the_list_of_answers_can_be_left() -> None:
    async with running() as (app, pilot):
        await pilot.press("a")
        assert "There are no answers yet." in shown(app)
        await pilot.press("escape", "1", "a", "1", "escape")
        assert road(app) == ["wish=calm"]
        assert isinstance(app.screen, QuestionScreen)


async def test_the_result_says_what_why_and_how() -> None:
    async with running(size=(80, 60)) as (app, pilot):
        await pilot.press("1", "1", "2", "0")
        text = shown(app)
        for said in (
            "Tea",
            "It calms you.",
            "You said: “Calm”",
            "Tea is hot.",
            "[Leaf]",
            "Boil water.",
            "Coffee",
        ):
            assert said in text


async def test_from_the_result_one_can_start_again_go_back_or_change() -> None:
    async with running() as (app, pilot):
        await pilot.press("2", "1", "b")
        assert road(app) == ["wish=speed"]
        assert isinstance(app.screen, QuestionScreen)
        await pilot.press("1", "a", "1", "3")
        assert road(app) == ["wish=pain"]
        assert isinstance(app.screen, ResultScreen)
        assert "A doctor" in shown(app)
        await pilot.press("r")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("1")
        assert road(app) == []


async def test_a_note_takes_digits_and_letters_and_shows_at_the_end() -> None:
    async with running(size=(80, 60)) as (app, pilot):
        await pilot.press("n")
        assert isinstance(app.screen, NoteScreen)
        await pilot.press("1", "2", "q", "b", "h", "enter")
        assert app.notes == {"wish": "12qbh"}
        assert road(app) == []
        await pilot.press("3", "0")
        assert "Note: 12qbh" in shown(app)


async def test_a_note_can_be_changed_emptied_or_left() -> None:
    async with running() as (app, pilot):
        await pilot.press("n", "x", "enter", "n")
        assert app.screen.query_one(FreeTextInput).text == "x"
        await pilot.press("y", "escape")
        assert app.notes == {"wish": "x"}
        await pilot.press("n", "backspace", "backspace", "enter")
        assert app.notes == {}


async def test_progress_never_runs_backwards() -> None:
    async with running() as (app, pilot):
        bar = app.screen.query_one(ProgressLine)
        seen = [bar.progress]
        for key in ("1", "2"):
            await pilot.press(key)
            seen.append(bar.progress)
        assert seen == sorted(set(seen))


async def test_a_walk_can_begin_with_answers() -> None:
    async with running(answers={"wish": "calm"}) as (app, pilot):
        assert "How hot?" in shown(app)
    async with running(answers={"wish": "pain"}) as (app, pilot):
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        await pilot.press("b")
        assert "What do you wish?" in shown(app)


async def test_quitting_says_nothing_was_recommended() -> None:
    async with running() as (app, pilot):
        await pilot.press("1", "q")
    assert app.return_code == 0
    assert app.recommendation is None


async def test_control_c_interrupts_even_while_typing() -> None:
    async with running() as (app, pilot):
        await pilot.press("n", "x", "ctrl+c")
    assert app.return_code == 130


async def test_the_list_keeps_its_place_and_the_focus_from_question_to_question() -> None:
    async with running() as (app, pilot):
        before = app.screen.query_one(Choices)
        await pilot.press("down", "1")
        assert app.screen.query_one(Choices) is before
        assert before.has_focus
        assert before.highlighted is None


@pytest.mark.parametrize("part", range(PARTS))
async def test_the_walks_of_the_cases_end_in_the_app_as_they_do_by_retracing(guide: Guide, part: int) -> None:
    async with running(guide) as (app, pilot):
        for case in load_cases(read_folder(shipped_rules()), guide)[part::PARTS]:
            app.begin("you")
            await pilot.pause()
            for question, option in case.answers.items():
                if question == guide.more:
                    await pilot.press("m")
                else:
                    assert app.walk.current == question
                number = list(options_for(app.walk, question)).index(option) + 1
                await painted(pilot)
                app.screen.query_one(Choices).action_choose(number)
                await pilot.pause()
            await pilot.pause()
            assert isinstance(app.screen, ResultScreen)
            assert app.walk == replay_answers(guide, case.answers)
            assert recommend(app.walk).outcome == case.expect
            assert guide.outcomes[case.expect].title in shown(app)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from("aaaabr"), st.integers(0, 8), st.integers(0, 8)), max_size=14))
def test_whatever_is_pressed_the_app_holds_the_walk_that_the_engine_makes(
    moves: list[tuple[str, int, int]],
) -> None:
    async def press() -> None:
        walk = replay_answers(SHIPPED)
        async with running(SHIPPED) as (app, pilot):
            for move, first, second in moves:
                if move == "a" and walk.question is not None:
                    options = list(walk.question.options)
                    walk = walk.answer(options[first % len(options)])
                    await pilot.press(str(first % len(options) + 1))
                elif move == "b" and walk.path:
                    walk = walk.back()
                    await pilot.press("b")
                elif move == "r" and walk.path:
                    number = first % len(walk.path)
                    question = walk.path[number].question
                    options = list(SHIPPED.questions[question].options)
                    walk = walk.revise(question, options[second % len(options)])
                    await pilot.press("a", str(number + 1), str(second % len(options) + 1))
                assert app.walk == walk
                assert isinstance(app.screen, QuestionScreen if walk.question else ResultScreen)

    asyncio.run(press())


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5), (8, 3), (3, 2), (1, 1)])
async def test_every_size_walks_to_the_end(guide: Guide, size: tuple[int, int]) -> None:
    async with running(guide, size=size, skip_home=False) as (app, pilot):
        await pilot.press("1", "h", "h", "1", "a", "escape", "1", "n", "escape", "1", "1")
        assert isinstance(app.screen, ResultScreen)


async def test_twenty_by_five_shows_the_question(guide: Guide) -> None:
    async with running(guide, size=(20, 5)) as (app, pilot):
        await pilot.press("7")
        assert "Who is this about" in shown(app)
        assert "1 Me" in shown(app)


async def test_the_terminal_can_shrink_and_grow_meanwhile(guide: Guide) -> None:
    async with running(guide) as (app, pilot):
        for width, height in ((3, 2), (20, 5), (1, 1), (200, 60), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.press("down")
        assert "Before we start" in shown(app)


HOSTILE = "[/x][red]a[/] \\x1b[31m \u202eabc שלום " + "long" * 2_500


async def test_hostile_texts_in_the_rules_are_shown_as_they_are() -> None:
    def hostile(text: str, *olds: str) -> str:
        for old in olds:
            assert old in text
            text = text.replace(old, f'"{HOSTILE}"')
        return text

    guide = tiny(
        guide=hostile(GUIDE, "Two questions.", "Begin\n").replace('"start_they', '"\nstart_they'),
        tree=hostile(TREE, "What do you wish?", "Take the first thing.", "Calm,", "It calms you.").replace(
            '" means', '", means'
        ),
        kinds=hostile(KINDS, "Leaves in hot water.", "Boil water."),
        sources=hostile(SOURCES, "Sells tea."),
    )
    async with running(guide, skip_home=False) as (app, pilot):
        await pilot.press("enter")
        assert "[/x][red]a[/] ␛[31m" in shown(app)
        await pilot.press("h", "1", "a", "escape", "1", "1")
        assert isinstance(app.screen, ResultScreen)
        assert "[/x][red]a[/] ␛[31m" in shown(app)


async def test_no_widget_reads_markup_in_texts() -> None:
    async with running() as (app, pilot):
        await pilot.press("3")
        assert all(not widget._render_markup for widget in app.screen.query(Static))


async def test_the_steps_are_values_of_the_walk_and_not_of_a_widget() -> None:
    async with running() as (app, pilot):
        app.walk = app.walk.answer("calm")
        await pilot.pause()
        assert "How hot?" in shown(app)
        app.walk = app.walk.back()
        await pilot.pause()
        assert "What do you wish?" in shown(app)
        assert app.walk.path == ()
        assert Step("wish", "calm") not in app.walk.path
        assert app.screen.query_one(OptionList).option_count == 3
