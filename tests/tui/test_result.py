"""The recommendation on the screen: what is seen at once, what opens, and what can be taken along."""

import pytest
from textual.widgets import Static

from guide.engine.recommendation import recommend
from guide.engine.walk import Step, replay_answers
from guide.presenters.explanation import explain
from guide.ruleset.folder import read_folder, shipped_rules
from guide.ruleset.model import Guide, Voice
from guide.ruleset.parsing.loader import load_cases
from guide.tui.app import GuideApp
from guide.tui.screens.result.screen import ResultScreen
from guide.tui.screens.result.sections import CollapsibleHeading, CollapsibleSection
from guide.tui.widgets.focus_scroll import FocusScroll
from tests.rewritten import rewritten
from tests.tiny import MORE_TREE, tiny
from tests.tui.test_app import HOSTILE, SHIPPED, TINY, running, shown

TEA = {"wish": "calm", "heat": "less", "more": "later"}
THINKING = {"first": "none", "who": "one", "topic": "self", "self": "unsaid", "ready": "own", "also": "none"}
PRIVATE = {"first": "ill"}


def opened(app: GuideApp) -> list[str]:
    return [str(section.id) for section in app.screen.query(CollapsibleSection) if section.opened]


def headings(app: GuideApp) -> list[str]:
    return [str(heading.content).split(maxsplit=1)[1] for heading in app.screen.query(CollapsibleHeading)]


@pytest.mark.parametrize("voice", ["you", "they"])
async def test_the_first_look_tells_the_advice_how_clear_it_is_the_picture_and_what_can_be_opened(
    voice: Voice,
) -> None:
    cases = load_cases(read_folder(shipped_rules()), SHIPPED)
    async with running(SHIPPED, voice=voice) as (app, pilot):
        for case in cases[voice == "they" :: 17]:
            app.walk = replay_answers(SHIPPED, case.answers)
            await pilot.pause()
            await pilot.pause()
            text = " ".join(shown(app).replace("█", "").split())
            words = explain(recommend(app.walk), voice)
            for said in (f"{words.label}: {words.title}", words.because.text, words.clarity):
                assert said in text
            for stand in words.stands:
                assert f"{stand.con} │ {stand.pro}" in text
            for beside in (section for section in words.sections if section.name == "with"):
                assert all(line.lead in text for line in beside.lines)
            for heading in headings(app):
                assert heading in text


async def test_every_section_is_there_once_and_a_number_stands_before_its_heading() -> None:
    async with running(SHIPPED, answers={**THINKING, "also": "cases"}, size=(100, 300)) as (app, pilot):
        await pilot.press("x")
        await pilot.pause()
        words = explain(recommend(app.walk), "you")
        assert [heading[:2] for heading in headings(app)] == [f"{number} " for number in range(1, 10)]
        assert headings(app)[:2] == ["1 Why", "2 Why not the others"]
        rows = [row.strip(" █│▾123456789") for row in shown(app).splitlines()]
        text = " ".join(" ".join(rows).split())
        for section in words.sections:
            if section.name != "caution":
                assert rows.count(section.heading) == 1, section.heading
            for line in section.lines:
                assert " ".join(line.lead.split()[:4]) in text
                assert " ".join(line.text.split()[:4]) in text


@pytest.mark.parametrize("key", ["1", "enter", "space"])
async def test_a_key_opens_a_section_and_closes_it_again(key: str) -> None:
    async with running(answers=TEA) as (app, pilot):
        assert "Iced tea exists." not in shown(app)
        await pilot.press(key)
        assert opened(app) == ["why"]
        assert "Iced tea exists." in shown(app)
        await pilot.press(key)
        assert opened(app) == []
        assert "Iced tea exists." not in shown(app)


async def test_a_click_opens_a_section_and_closes_it_again() -> None:
    async with running(answers=TEA) as (app, pilot):
        for expected in (["plan"], []):
            await pilot.click("#plan CollapsibleHeading")
            await pilot.pause()
            assert opened(app) == expected
            assert ("Boil water." in shown(app)) == bool(expected)


async def test_a_number_without_a_section_does_nothing() -> None:
    async with running(answers={"wish": "pain"}) as (app, pilot):
        await pilot.press("9")
        assert opened(app) == []


async def test_one_key_opens_everything_and_closes_everything() -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("2", "x")
        assert len(opened(app)) == len(headings(app))
        await pilot.press("3", "down", "x")
        assert opened(app) == [name for name in opened(app) if name]
        await pilot.press("x")
        assert opened(app) == []
        assert isinstance(app.screen.focused, CollapsibleHeading)


async def test_what_speaks_against_it_stands_below_why() -> None:
    async with running(SHIPPED, answers=THINKING) as (app, pilot):
        await pilot.press("1")
        texts = [str(text.content) for text in app.screen.query("#why Static").results(Static)]
        assert "What speaks against it" in texts
        assert not app.screen.query("#against")


async def test_a_large_terminal_shows_why_and_the_road_at_once() -> None:
    async with running(SHIPPED, answers=THINKING, size=(120, 40)) as (app, pilot):
        await pilot.pause()
        assert opened(app) == ["why"]
        text = shown(app)
        assert "○ What comes closest?" in text
        assert "Coaching is essentially" in text
        title = app.screen.query_one("#title").region
        await pilot.press("pagedown", "end")
        assert app.screen.query_one("#title").region == title


async def test_the_arrows_go_from_heading_to_heading_and_read_on_where_the_text_is_long() -> None:
    async with running(SHIPPED, answers=THINKING) as (app, pilot):
        page = app.screen.query_one(FocusScroll)
        places = [str(app.screen.query_one("#why CollapsibleHeading", CollapsibleHeading).content)]
        for _ in range(2):
            await pilot.press("down")
            places.append(
                str(app.screen.focused.content if isinstance(app.screen.focused, CollapsibleHeading) else "")
            )
        assert [place[2] for place in places] == ["1", "2", "3"]
        assert page.scroll_y == 0
        await pilot.press("up", "up", "1")
        top = page.scroll_y
        while app.screen.focused is app.screen.query(CollapsibleHeading).first():
            await pilot.press("down")
        assert page.scroll_y > top
        assert "What speaks against it" in shown(app)
        assert "2 Why not the others" in shown(app)
        await pilot.press("home")
        assert page.scroll_y == 0
        await pilot.press("down")
        assert app.screen.focused is app.screen.query(CollapsibleHeading).first()


async def test_what_is_open_stays_open_on_the_next_result() -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("4", "b", "1")
        assert isinstance(app.screen, ResultScreen)
        assert len(opened(app)) == 1
        await pilot.press("r", "1", "3")
        assert opened(app) == []


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5), (8, 3), (3, 2), (1, 1)])
async def test_every_size_can_be_read_to_its_end(size: tuple[int, int], guide: Guide) -> None:
    async with running(guide, answers={**THINKING, "also": "cases"}, size=size) as (app, pilot):
        await pilot.press("3", "down", "pagedown", "x", "end", "tab", "up", "home")
        await pilot.resize_terminal(60, 10)
        assert isinstance(app.screen, ResultScreen)


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_hostile_texts_are_shown_as_they_are(size: tuple[int, int]) -> None:
    guide = rewritten(TINY, f"{HOSTILE[:40]}\x1b[31m")
    async with running(guide, answers=TEA, size=size) as (app, pilot):
        await pilot.press("x")
        await pilot.pause()
        app.screen.query_one(FocusScroll).scroll_home(animate=False)
        await pilot.pause()
        assert "[/x][red]a[/]" in shown(app)
        for widget in app.screen.query("Static, DrawnWidget"):
            text = str(widget.render())
            assert "\x1b" not in text
            assert not widget._render_markup or not isinstance(widget, Static)


async def test_hostile_notes_are_drawn_as_they_are() -> None:
    async with running(answers={"wish": "calm", "heat": "very"}) as (app, pilot):
        app.notes = {"wish": "[/x]\x1b[31m\u202e"}
        await pilot.press("1", "x")
        drawings = [str(widget.render()) for widget in app.screen.query("#answers DrawnWidget")]
        assert "Note: [/x]␛[31m�" in "".join(drawings)


MORE = tiny(tree=MORE_TREE)
VERY = {"wish": "calm", "heat": "very"}


@pytest.mark.parametrize("keys", [("m", "2"), ("m", "down", "down", "enter")])
async def test_one_more_thing_can_be_added_to_the_result_and_taken_back(keys: tuple[str, ...]) -> None:
    async with running(MORE, answers=VERY) as (app, pilot):
        assert "One more thing? Press m." in shown(app)
        assert "Afterwards: Coffee" not in shown(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert app.walk == replay_answers(MORE, {**VERY, "more": "later"})
        assert "Afterwards: Coffee" in shown(app)
        assert "b to take it back" in shown(app)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert app.walk == replay_answers(MORE, VERY)
        assert "Afterwards: Coffee" not in shown(app)
        await pilot.press("b")
        await pilot.pause()
        assert app.walk == replay_answers(MORE, {"wish": "calm"})


async def test_only_what_is_not_in_the_result_is_on_offer() -> None:
    async with running(MORE, answers={"wish": "speed"}) as (app, pilot):
        await pilot.press("m")
        assert "2 A pot beside it" in shown(app)
        assert "Something stronger" not in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ResultScreen)
        assert app.walk == replay_answers(MORE, {"wish": "speed"})


async def test_a_click_on_the_line_asks_for_more() -> None:
    async with running(MORE, answers=VERY) as (app, pilot):
        await pilot.click("#more")
        assert "Something stronger afterwards" in shown(app)
        assert app.recommendation is not None
        assert app.recommendation.companions == ()


@pytest.mark.parametrize("guide", [MORE, TINY])
async def test_a_signpost_offers_no_more_and_neither_does_a_guide_without_it(guide: Guide) -> None:
    answers = {"wish": "pain"} if guide is MORE else TEA
    async with running(guide, answers=answers) as (app, pilot):
        await pilot.press("m")
        assert isinstance(app.screen, ResultScreen)
        assert "One more thing" not in shown(app)
        assert "More" not in shown(app).splitlines()[-1]


async def test_the_line_is_seen_at_once_on_a_small_terminal() -> None:
    async with running(MORE, answers=VERY, size=(40, 12)) as (app, _):
        assert "Press m." in shown(app)


async def test_another_answer_that_is_tried_can_have_more_and_undo_leads_back() -> None:
    async with running(MORE, answers=VERY) as (app, pilot):
        app.try_out(Step("wish", "speed"))
        await pilot.pause()
        await pilot.press("m", "2")
        await pilot.pause()
        assert app.walk.added == Step("more", "tea_too")
        await pilot.press("u")
        await pilot.pause()
        assert app.walk == replay_answers(MORE, VERY)
