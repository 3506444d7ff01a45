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
from guide.tui.screens.result.doors import Doors
from guide.tui.screens.result.screen import ResultScreen
from guide.tui.screens.result.section_body import AlternativeAnswer, FoldedAnswers
from tests.tui.test_app import SHIPPED, TINY, running, shown

TEA = {"wish": "calm", "heat": "less", "more": "no_more"}
THINKING = {"first": "none", "who": "one", "topic": "self", "self": "unsaid", "ready": "own", "also": "none"}
BANNER = "Press u to undo"


def others(app: GuideApp) -> list[Step]:
    return [other.step for other in app.screen.query(AlternativeAnswer)]


async def open_change(app: GuideApp, pilot: Pilot[None]) -> None:
    """Open what would change the result."""
    doors = app.screen.query_one(Doors)
    if "change" not in doors.opened:
        await pilot.press(str(doors.names.index("change") + 1))
        await pilot.pause()


async def unfold(app: GuideApp) -> None:
    for folded in app.screen.query(FoldedAnswers):
        await folded.action_choose()


async def try_out(app: GuideApp, pilot: Pilot[None], step: Step) -> None:
    """Choose the line of another answer, with the section opened before, and the line that stands for it."""
    await open_change(app, pilot)
    await unfold(app)
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
        await pilot.press("0")
        await unfold(app)
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
        await open_change(app, pilot)
        while not isinstance(app.screen.focused, AlternativeAnswer):
            await pilot.press("down")
        first = app.screen.focused.step
        await pilot.press("enter")
        await pilot.pause()
        assert app.walk.answers == {**TEA, first.question: first.option}


async def test_a_line_is_tried_with_a_click() -> None:
    async with running(answers=TEA) as (app, pilot):
        await open_change(app, pilot)
        other = app.screen.query(AlternativeAnswer)[1]
        step = other.step
        await pilot.click(other)
        await pilot.pause()
        assert app.walk.answers == {**TEA, step.question: step.option}


async def test_answers_that_only_lead_to_questions_are_one_line_that_unfolds() -> None:
    async with running(answers={"wish": "speed", "more": "no_more"}) as (app, pilot):
        await open_change(app, pilot)
        assert Step("wish", "calm") not in others(app)
        (folded,) = app.screen.query(FoldedAnswers)
        folded.focus()
        await pilot.press("left_parenthesis", "enter")
        await pilot.pause()
        assert isinstance(app.screen.focused, AlternativeAnswer)
        assert app.screen.focused.step == Step("wish", "calm")
        await pilot.press("enter")
        await pilot.pause()
        assert app.walk.current == "heat"
        assert "You are trying “Calm” instead of “Speed”." in shown(app)
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert "You are trying “Calm” instead of “Speed”." in shown(app)


async def test_the_way_back_is_shown_only_while_something_is_tried() -> None:
    async with running(answers=TEA) as (app, pilot):
        assert BANNER not in shown(app)
        await pilot.press("u")
        assert app.walk.answers == TEA
        await try_out(app, pilot, Step("wish", "pain"))
        assert f"{BANNER}. You are trying “No more pain” instead of “Calm”." in shown(app)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)
        assert BANNER in shown(app)
        assert BANNER in shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert BANNER not in shown(app)
        await pilot.press("b")
        await pilot.pause()
        assert BANNER not in shown(app)


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


async def test_what_was_answered_in_a_trial_is_gone_when_it_leads_back() -> None:
    """Also off the path: the walk that is saved has none of it."""
    async with running(answers={"wish": "speed", "more": "no_more"}) as (app, pilot):
        own = app.walk
        app.try_out(Step("wish", "calm"))
        await pilot.pause()
        await pilot.press("1")
        assert app.walk.answers == {"wish": "calm", "more": "no_more", "heat": "very"}
        app.try_out(Step("wish", "speed"))
        await pilot.pause()
        assert app.baseline_walk is None
        assert app.walk == own
        assert isinstance(app.screen, ResultScreen)


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
                        await pilot.press("0")
                    await unfold(app)
                    if step in others(app):
                        await try_out(app, pilot, step)
                        walk, left = walk.revise(*step), left or walk
                left = None if left and left.path == walk.path else left
                await pilot.pause()
                assert (app.walk, app.baseline_walk) == (walk, left)
                assert isinstance(app.screen, QuestionScreen if walk.question else ResultScreen)

    asyncio.run(press())
