"""The recommendation on the screen: what is seen at once, what opens, and what can be taken along."""

from collections.abc import Sequence

import pytest
from textual.widgets import Static

from guide.engine.recommendation import recommend
from guide.engine.walk import Step, replay_answers
from guide.presenters.explanation import explain
from guide.ruleset.folder import read_folder, shipped_rules
from guide.ruleset.model import Case, Guide, Voice
from guide.ruleset.parsing.loader import load_cases
from guide.tui.app import GuideApp
from guide.tui.screens.result.charts import CON, PRO, DrawnWidget
from guide.tui.screens.result.doors import DoorHeading, Doors, Item
from guide.tui.screens.result.screen import ResultScreen
from guide.tui.widgets.focus_scroll import FocusScroll
from tests.rewritten import rewritten
from tests.tiny import MORE_TREE, tiny
from tests.tui.test_app import HOSTILE, SHIPPED, TINY, running, shown

TEA = {"wish": "calm", "heat": "less", "more": "later"}
THINKING = {"first": "none", "who": "one", "topic": "self", "self": "unsaid", "ready": "own", "also": "none"}
PRIVATE = {"first": "ill"}


def opened(app: GuideApp) -> list[str]:
    return [*app.screen.query_one(Doors).opened]


def headings(app: GuideApp) -> list[str]:
    return [str(heading.content).strip(" ▾") for heading in app.screen.query(DoorHeading)]


@pytest.mark.parametrize("voice", ["you", "they"])
async def test_the_first_look_tells_the_advice_how_clear_it_is_what_to_do_and_what_can_be_opened(
    voice: Voice,
) -> None:
    cases = load_cases(read_folder(shipped_rules()), SHIPPED)
    async with running(SHIPPED, voice=voice) as (app, pilot):
        for case in one_of_each_outcome(cases):
            app.walk = replay_answers(SHIPPED, case.answers)
            await pilot.pause()
            await pilot.pause()
            words = explain(recommend(app.walk), voice)
            label, title, *rows = (row.strip() for row in shown(app).splitlines() if row.strip())
            assert (label.split("  ")[0], title) == (words.label, words.title)
            assert label.endswith(words.verdict)
            assert PRO not in "".join(rows)
            text = " ".join(" ".join(rows).split())
            for said in (words.because.text, words.caution.text, *headings(app)):
                assert said in text
            for line in (*words.next_steps, *words.companions):
                assert line.lead in text
                assert " ".join(line.text.split()[:4]) in text
            assert app.screen.query_one("#result").max_scroll_y == 0


def one_of_each_outcome(cases: Sequence[Case]) -> list[Case]:
    """One case for each outcome with and without companions."""
    by_end = {(case.expect, case.companions): case for case in cases}
    assert {outcome for outcome, _ in by_end} == SHIPPED.outcomes.keys()
    return [*by_end.values()]


@pytest.mark.parametrize("voice", ["you", "they"])
async def test_of_a_private_end_all_that_is_to_be_done_is_seen_and_nothing_is_weighed(voice: Voice) -> None:
    cases = load_cases(read_folder(shipped_rules()), SHIPPED)
    private = [case for case in one_of_each_outcome(cases) if SHIPPED.outcomes[case.expect].private]
    async with running(SHIPPED, voice=voice) as (app, pilot):
        for case in private:
            app.walk = replay_answers(SHIPPED, case.answers)
            await pilot.pause()
            await pilot.press("0")
            await pilot.pause()
            page = app.screen.query_one("#result")
            page.scroll_home(animate=False)
            await pilot.pause()
            text = " ".join(shown(app).split())
            places = [
                text.index(line.says.split()[0]) for line in SHIPPED.outcomes[case.expect].plan.values()
            ]
            assert places
            assert max(places) < text.index(" 1 ")
            assert not [door for door in ("others", "change", "disputes") if door in opened(app)]
            drawn = "".join(str(widget.render()) for widget in app.screen.query(DrawnWidget))
            assert not set(drawn) & {PRO, CON}
            await pilot.press("0")


@pytest.mark.parametrize(("size", "steps"), [((40, 12), True), ((20, 5), False)])
async def test_a_small_terminal_shows_the_title_first(size: tuple[int, int], steps: bool) -> None:
    async with running(SHIPPED, answers=THINKING, size=size) as (app, _):
        text = " ".join(shown(app).split())
        assert "fairly clear Coaching to think it through The answer is" in text
        assert ("First step: Write the goal" in text) == steps


async def test_every_section_is_there_once_and_a_number_stands_before_its_heading() -> None:
    async with running(SHIPPED, answers={**THINKING, "also": "cases"}, size=(100, 300)) as (app, pilot):
        await pilot.press("0")
        await pilot.pause()
        words = explain(recommend(app.walk), "you")
        assert headings(app) == [f"{number} {door.heading}" for number, door in enumerate(words.doors, 1)]
        assert headings(app)[:2] == ["1 Your plan", "2 Why"]
        page = app.screen.query_one("#opened").region
        rows = [row.strip(" █│+") for row in shown(app).splitlines()[page.y :]]
        text = " ".join(" ".join(rows).split())
        for section in words.sections:
            if section.name == "caution":
                continue
            assert rows.count(section.heading) == 1, section.heading
            for line in section.lines:
                assert " ".join(line.lead.split()[:4]) in text
                assert " ".join(line.text.split()[:4]) in text


@pytest.mark.parametrize("key", ["2", "w", "enter", "space"])
async def test_a_key_opens_a_section_and_closes_it_again(key: str) -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("down")
        assert "Iced tea exists." not in shown(app)
        await pilot.press(key)
        assert opened(app) == ["why"]
        assert str(app.screen.query_one("#door-why", DoorHeading).content) == "2 Why ▾"
        assert "Iced tea exists." in shown(app)
        await pilot.press(key)
        assert opened(app) == []
        assert "Iced tea exists." not in shown(app)


async def test_a_click_opens_a_section_and_closes_it_again() -> None:
    async with running(answers=TEA) as (app, pilot):
        for expected in (["plan"], []):
            await pilot.click("#door-plan")
            await pilot.pause()
            assert opened(app) == expected
            assert ("· Boil water." in shown(app)) == bool(expected)


async def test_opening_one_section_closes_the_one_before_and_brings_it_up() -> None:
    async with running(SHIPPED, answers=THINKING) as (app, pilot):
        page = app.screen.query_one(FocusScroll)
        await pilot.press("2")
        await pilot.pause()
        assert "What the documents say about these answers" not in shown(app)
        assert shown(app).splitlines()[0].strip() == "Why"
        await pilot.press("5")
        await pilot.pause()
        assert opened(app) == ["disputes"]
        assert "These are two styles" in shown(app)
        await pilot.press("5")
        await pilot.pause()
        assert (opened(app), page.scroll_y) == ([], 0)


async def test_a_number_without_a_section_does_nothing() -> None:
    async with running(answers={"wish": "pain"}) as (app, pilot):
        await pilot.press("9")
        assert opened(app) == []


async def test_one_key_opens_everything_and_closes_everything() -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("2", "0")
        assert len(opened(app)) == len(headings(app))
        await pilot.press("3")
        assert len(opened(app)) == len(headings(app)) - 1
        await pilot.press("0")
        assert len(opened(app)) == len(headings(app))
        await pilot.press("0")
        assert opened(app) == []
        assert isinstance(app.screen.focused, DoorHeading)


async def test_what_speaks_against_it_stands_below_why() -> None:
    async with running(SHIPPED, answers=THINKING) as (app, pilot):
        await pilot.press("2")
        texts = [str(text.content) for text in app.screen.query("#why Static").results(Static)]
        assert "What speaks against it" in texts
        assert not app.screen.query("#against")


async def test_a_large_terminal_shows_the_reasons_at_once() -> None:
    async with running(SHIPPED, answers=THINKING, size=(120, 40)) as (app, pilot):
        await pilot.pause()
        assert opened(app) == ["why"]
        assert "Coaching is essentially" in shown(app)
    async with running(SHIPPED, answers=PRIVATE, size=(120, 40)) as (app, pilot):
        await pilot.pause()
        assert opened(app) == []


async def test_pictures_stand_below_the_words_that_they_show() -> None:
    async with running(SHIPPED, answers=THINKING, size=(100, 200)) as (app, pilot):
        await pilot.press("0")
        await pilot.pause()
        text = shown(app)
        order = ["Coaching is essentially", "4 │ 5", "Why not the others", "○ What comes closest?", "Sources"]
        places = [text.rindex(part) for part in order]
        assert places == sorted(places)


async def test_headings_fill_columns_from_the_top_down() -> None:
    for width, columns in ((120, 2), (80, 2), (40, 1)):
        async with running(SHIPPED, answers=THINKING, size=(width, 40)) as (app, _):
            places = [item.region for item in app.screen.query(Item)]
            assert len({place.x for place in places}) == columns
            assert places == sorted(places, key=lambda place: (place.x, place.y))


async def test_the_arrows_go_from_heading_to_heading_and_read_on_where_the_text_is_long() -> None:
    async with running(SHIPPED, answers=THINKING) as (app, pilot):
        page = app.screen.query_one(FocusScroll)
        chain = app.screen.focus_chain
        assert app.screen.focused is chain[0]
        for number in range(1, len(chain)):
            await pilot.press("down")
            assert app.screen.focused is chain[number]
        assert page.scroll_y == 0
        await pilot.press("2")
        await pilot.pause()
        top = page.scroll_y
        assert "What the documents say about these answers" not in shown(app)
        while "What the documents say about these answers" not in shown(app):
            await pilot.press("down")
        assert page.scroll_y > top
        await pilot.press("home")
        assert page.scroll_y == 0
        assert app.screen.focused is app.screen.query_one("#door-why")
        await pilot.press("down")
        assert app.screen.focused is app.screen.query_one("#door-others")


async def test_what_is_open_stays_open_on_the_next_result() -> None:
    async with running(answers=TEA) as (app, pilot):
        await pilot.press("4", "b", "1")
        assert isinstance(app.screen, ResultScreen)
        assert len(opened(app)) == 1
        await pilot.press("r", "enter", "1", "3")
        assert opened(app) == []


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (20, 5), (8, 3), (3, 2), (1, 1)])
async def test_every_size_can_be_read_to_its_end(size: tuple[int, int], guide: Guide) -> None:
    async with running(guide, answers={**THINKING, "also": "cases"}, size=size) as (app, pilot):
        await pilot.press("3", "down", "pagedown", "0", "end", "tab", "up", "home")
        await pilot.resize_terminal(60, 10)
        assert isinstance(app.screen, ResultScreen)


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_hostile_texts_are_shown_as_they_are(size: tuple[int, int]) -> None:
    guide = rewritten(TINY, f"{HOSTILE[:40]}\x1b[31m")
    async with running(guide, answers=TEA, size=size) as (app, pilot):
        await pilot.press("0")
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
        await pilot.press("1", "0")
        drawings = [str(widget.render()) for widget in app.screen.query("#answers DrawnWidget")]
        assert "Note: [/x]␛[31m�" in "".join(drawings)


MORE = tiny(tree=MORE_TREE)
VERY = {"wish": "calm", "heat": "very"}


@pytest.mark.parametrize("keys", [("m", "2"), ("plus", "2"), ("m", "down", "down", "enter")])
async def test_one_more_thing_can_be_added_to_the_result_and_taken_back(keys: tuple[str, ...]) -> None:
    async with running(MORE, answers=VERY) as (app, pilot):
        assert "+ Add one more thing" in shown(app)
        assert "Afterwards" not in shown(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert app.walk == replay_answers(MORE, {**VERY, "more": "later"})
        assert "Afterwards    Coffee" in shown(app)
        assert "+ Add something else" in shown(app)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert app.walk == replay_answers(MORE, VERY)
        assert "Afterwards" not in shown(app)
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
        assert "Add one more thing" not in shown(app)


async def test_the_line_is_in_the_list_on_a_small_terminal() -> None:
    async with running(MORE, answers=VERY, size=(40, 12)) as (app, pilot):
        await pilot.press("up")
        await pilot.press(*["down"] * 5)
        assert "+ Add one more thing" in shown(app)


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
