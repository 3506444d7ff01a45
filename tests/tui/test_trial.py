"""Another answer tried from the result, and the way back."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from guide.engine.decision import decide, what_ifs
from guide.engine.recommendation import recommend
from guide.engine.walk import Step, Walk, replay_answers
from guide.ruleset.model import Guide
from guide.tui.app import GuideApp
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.question import QuestionScreen
from guide.tui.screens.result.screen import ResultScreen
from guide.tui.screens.result.section_body import AlternativeAnswer
from tests.tui.test_app import SHIPPED, TINY, running, shown

TEA = {"wish": "calm", "heat": "less", "more": "no_more"}
THINKING = {"first": "none", "who": "one", "topic": "self", "self": "unsaid", "ready": "own", "also": "none"}
BANNER = "Press u to undo"


def others(app: GuideApp) -> list[Step]:
    return [other.step for other in app.screen.query(AlternativeAnswer)]


async def try_out(app: GuideApp, pilot: Pilot[None], step: Step) -> None:
    """Choose the line of another answer, with the section opened before."""
    if not app.screen.query(AlternativeAnswer):
        number = [str(section.id) for section in app.screen.query("CollapsibleSection")].index("change") + 1
        await pilot.press(str(number))
    other = next(other for other in app.screen.query(AlternativeAnswer) if other.step == step)
    app.screen.set_focus(other)
    # Enter right after a number would be part of that choice.
    await pilot.press("left_parenthesis", "enter")
    await pilot.pause()


@pytest.mark.parametrize(("guide", "answers"), [(TINY, TEA), (SHIPPED, THINKING)])
async def test_a_trial_leads_where_its_line_says_and_one_key_comes_back(
    guide: Guide, answers: dict[str, str]
) -> None:
    async with running(guide, answers=answers) as (app, pilot):
        own = app.walk
        known = {Step(tip.step.question, tip.option): tip for tip in what_ifs(own)}
        await pilot.press("x")
        told = others(app)
        assert len(told) > 2
        for step in told[:: 1 if guide is TINY else 5]:
            await try_out(app, pilot, step)
            tip = known[step]
            assert app.walk == replay_answers(guide, {**answers, step.question: step.option})
            assert app.walk.current == tip.at
            assert BANNER in shown(app)
            if tip.at is None:
                assert isinstance(app.screen, ResultScreen)
                assert (decide(app.walk).outcome,) == tip.possible
                assert guide.outcomes[tip.possible[0]].title in shown(app)
            else:
                assert isinstance(app.screen, QuestionScreen)
                assert guide.questions[tip.at].ask in shown(app)
            await pilot.press("u")
            await pilot.pause()
            assert app.walk == own
            assert app.baseline_walk is None
            assert isinstance(app.screen, ResultScreen)
            assert app.screen.recommendation == recommend(own)
            assert BANNER not in shown(app)
            assert isinstance(app.screen.focused, AlternativeAnswer)
            assert app.screen.focused.step == step


async def test_a_line_is_tried_with_the_arrows_and_enter() -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("3", "down", "down", "enter")
        await pilot.pause()
        assert app.walk.answers == {**TEA, "wish": "pain"}
        assert "A doctor" in shown(app)


async def test_a_line_is_tried_with_a_click() -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("3")
        await pilot.pause()
        await pilot.click(app.screen.query(AlternativeAnswer)[1])
        await pilot.pause()
        assert app.walk.answers == {**TEA, "wish": "pain"}


async def test_the_way_back_is_shown_only_while_something_is_tried() -> None:
    async with running(answers=TEA) as (app, pilot):
        assert "u Undo" not in shown(app)
        await pilot.press("u")
        assert app.walk.answers == TEA
        await try_out(app, pilot, Step("wish", "pain"))
        assert "u Undo" in shown(app)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)
        assert BANNER in shown(app)
        assert "u Undo" in shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert "u Undo" not in shown(app)
        await pilot.press("b")
        await pilot.pause()
        assert BANNER not in shown(app)
        assert "u Undo" not in shown(app)


async def test_trying_again_keeps_the_first_walk_to_come_back_to() -> None:
    async with running(answers=TEA) as (app, pilot):
        own = app.walk
        await try_out(app, pilot, Step("more", "stop"))
        await try_out(app, pilot, Step("more", "later"))
        await pilot.press("a", "1", "3")
        assert app.walk.answers == {"wish": "pain", "heat": "less", "more": "later"}
        assert app.baseline_walk == own
        await pilot.press("u")
        assert app.walk == own


async def test_a_trial_that_leads_back_to_ones_own_road_is_over() -> None:
    async with running(answers=TEA) as (app, pilot):
        await try_out(app, pilot, Step("more", "stop"))
        await try_out(app, pilot, Step("more", "no_more"))
        assert app.baseline_walk is None
        assert BANNER not in shown(app)


@pytest.mark.parametrize("keys", [["r"], ["b", "b", "b", "b"]])
async def test_going_home_forgets_what_was_left(keys: list[str]) -> None:
    async with running(answers=TEA) as (app, pilot):
        await try_out(app, pilot, Step("more", "later"))
        app.asks_to_save = False
        await pilot.press(*keys)
        assert isinstance(app.screen, HomeScreen)
        assert app.baseline_walk is None
        await pilot.press("u", "1", "u")
        assert app.walk.answers == {}
        assert BANNER not in shown(app)


@pytest.mark.parametrize("size", [(120, 40), (40, 12), (20, 5), (3, 2), (1, 1)])
async def test_every_size_tries_and_comes_back(size: tuple[int, int]) -> None:
    async with running(SHIPPED, answers=THINKING, size=size) as (app, pilot):
        own = app.walk
        await try_out(app, pilot, Step("topic", "clients"))
        if size[0] >= 20:
            assert BANNER in shown(app)
        await pilot.press("1", "u")
        assert app.walk == own


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from("aaattub"), st.integers(0, 50)), max_size=10))
def test_whatever_is_tried_the_way_back_leads_to_the_walk_that_was_left(moves: list[tuple[str, int]]) -> None:
    async def press() -> None:
        walk = replay_answers(TINY, TEA)
        left: Walk | None = None
        async with running(answers=TEA) as (app, pilot):
            for move, number in moves:
                if move == "a" and walk.question is not None:
                    options = list(walk.question.options)
                    walk = walk.answer(options[number % len(options)])
                    await pilot.press(str(number % len(options) + 1))
                elif move == "b" and walk.path:
                    walk = walk.back()
                    await pilot.press("b")
                elif move == "u":
                    walk, left = left or walk, None
                    await pilot.press("u")
                elif move == "t" and walk.current is None:
                    every = [Step(tip.step.question, tip.option) for tip in what_ifs(walk)]
                    step = every[number % len(every)]
                    if not app.screen.query(AlternativeAnswer):
                        await pilot.press("x")
                    if step in others(app):
                        await try_out(app, pilot, step)
                        walk, left = walk.revise(*step), left or walk
                left = None if left and left.path == walk.path else left
                await pilot.pause()
                assert (app.walk, app.baseline_walk) == (walk, left)
                assert isinstance(app.screen, QuestionScreen if walk.question else ResultScreen)

    asyncio.run(press())
