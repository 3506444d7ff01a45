"""Which keys count, and what becomes of what was typed into a form that is left."""

from pathlib import Path

import pytest
from textual.events import MouseDown
from textual.pilot import Pilot
from textual.widgets import Input, Static

from guide.engine.walk import Step
from guide.interviews.events import InterviewStarted
from guide.ruleset.folder import LoadedGuide
from guide.sessions.start import begin_session, resume_session
from guide.storage import open_store
from guide.storage.transfer import list_ids
from guide.tui.app import GuideApp
from guide.tui.screens.answers import AnswersScreen
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.interview.opening_form import OpeningScreen
from guide.tui.screens.note import NoteScreen
from guide.tui.screens.question import QuestionScreen
from guide.tui.screens.records.list_screen import RecordsScreen
from guide.tui.screens.result.screen import ResultScreen
from guide.tui.terminal.input_gate import TOGETHER
from guide.tui.widgets.choices import Choices
from guide.tui.widgets.text_input import FreeTextInput
from tests.tiny import load_tiny
from tests.tui.conftest import painted
from tests.tui.test_app import road
from tests.tui.test_app import running as walking
from tests.tui.test_interview import (
    GUESTS,
    TEXTS,
    TO_RESULT,
    running,
    settled,
    shown,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interviews.db"


async def press_at_once(app: GuideApp, pilot: Pilot[None], *keys: str) -> None:
    """As they come in one read."""
    from textual.events import Key

    await painted(pilot)
    events = [Key(key, key if len(key) == 1 else None) for key in keys]
    for event in events:
        event.time = events[0].time
        app.post_message(event)
    await pilot.pause(0.1)
    await painted(pilot)


async def test_a_fresh_question_has_nothing_under_the_cursor() -> None:
    async with walking() as (app, pilot):
        for key in ("enter", "1", "enter"):
            await pilot.press(key)
            assert app.screen.query_one(Choices).chosen is None
        assert road(app) == ["wish=calm"]
        await pilot.press("up", "enter")
        assert road(app) == ["wish=calm", "heat=less"]


async def test_back_puts_the_cursor_on_the_answer_that_was_given() -> None:
    async with walking() as (app, pilot):
        await pilot.press("1", "2", "b")
        assert app.screen.query_one(Choices).chosen == "less"
        await pilot.press("b")
        assert app.screen.query_one(Choices).chosen == "calm"
        await pilot.press("enter", "2", "1", "b")
        assert app.screen.query_one(Choices).chosen == "no_more"


async def test_the_answers_of_whoever_was_here_before_are_under_no_cursor() -> None:
    async with walking() as (app, pilot):
        await pilot.press("1", "r", "1")
        assert isinstance(app.screen, QuestionScreen)
        assert app.screen.query_one(Choices).chosen is None


async def test_a_choice_belongs_to_the_question_it_was_shown_for() -> None:
    async with walking() as (app, pilot):
        choices = app.screen.query_one(Choices)
        choices.post_message(Choices.Chosen("heat", "very"))
        choices.post_message(Choices.Chosen("wish", "none"))
        choices.post_message(Choices.Chosen("none", "none"))
        await pilot.pause()
        assert road(app) == []
        assert app.is_running


async def test_an_answer_that_was_never_given_is_not_tried_out() -> None:
    async with walking(answers={"wish": "pain"}) as (app, pilot):
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ResultScreen)
        for step in (Step("heat", "less"), Step("wish", "none"), Step("none", "none")):
            app.try_out(step)
        screen.action_come_back()
        assert road(app) == ["wish=pain"]
        assert app.baseline_walk is None


async def test_a_key_that_is_held_down_does_not_run_through_the_questions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # However long it takes here, each comes as soon as a key does that is held down.
    for name in ("REPEAT", "HELD"):
        monkeypatch.setattr(f"guide.tui.terminal.input_gate.{name}", 60.0)
    async with walking() as (app, pilot):
        await pilot.press("x", *"1111")
        assert road(app) == ["wish=calm"]
        await pilot.press("2", "1")
        assert isinstance(app.screen, ResultScreen)


async def test_enter_after_a_number_is_swallowed_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # However slow it is here, both come together.
    monkeypatch.setattr("guide.tui.terminal.input_gate.TOGETHER", 60.0)
    async with running(path) as (app, pilot):
        await pilot.press("3", "enter")
        assert isinstance(app.screen, OpeningScreen)
        assert "Write a name" not in shown(app)
        await pilot.press("enter", "enter", "enter")
        assert "Write a name" in shown(app)


async def test_enter_counts_for_a_form_that_was_there_to_be_read(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press("3", *"Ada", "enter", "enter", "enter")
        await painted(pilot)
        assert "The person agrees" in shown(app)
        await press_at_once(app, pilot, "1")
        assert "like to achieve" in shown(app)
        await press_at_once(app, pilot, "enter")
        assert "like to achieve" in shown(app)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("4", "1")
        await painted(pilot)
        await pilot.pause(TOGETHER + 0.1)
        await press_at_once(app, pilot, "enter")
        assert "want to reach" not in shown(app)


async def test_keys_that_come_at_once_are_taken_one_after_the_other(path: Path) -> None:
    async with running(path) as (app, pilot):
        await press_at_once(app, pilot, "3", *"Bob", "enter")
        assert isinstance(app.screen, OpeningScreen)
        assert app.screen.written() == ("", "", "")
        await press_at_once(app, pilot, *"Ada", "enter", *"Bo", "tab", *"talk", "enter", "enter", "1")
        assert "To find a drink." in shown(app)
        assert len(list_ids(open_store(path))) == 1


async def test_a_list_below_that_is_renewed_drops_nothing_that_is_typed_above_it(path: Path) -> None:
    async with running(path) as (app, pilot):
        below = app.screen.query_one(Choices)
        await pilot.press("3")
        await painted(pilot)
        assert isinstance(app.screen, OpeningScreen)
        below.show([("open", "Go on")])
        assert app.gate.is_open
        await press_at_once(app, pilot, *"Ada")
        assert app.screen.written() == ("Ada", "", "")


async def test_esc_in_a_note_keeps_what_was_typed() -> None:
    async with walking() as (app, pilot):
        await pilot.press("n", *"half", "escape")
        assert app.notes == {}
        await pilot.press("n", *" done", "enter")
        assert app.notes == {"wish": "half done"}
        await pilot.press("n", "x", "escape", "r", "1", "n")
        assert isinstance(app.screen, NoteScreen)


async def test_a_draft_is_not_shown_to_the_next_person() -> None:
    async with walking() as (app, pilot):
        await pilot.press("n", *"secret", "escape", "b", "1", "n")
        assert isinstance(app.screen, NoteScreen)
        assert app.screen.query_one(FreeTextInput).text == ""


async def test_esc_in_the_forms_of_an_interview_keeps_what_was_typed(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press("3", *"Ad", "enter", *"Bo", "escape")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("3", "a", "enter", "b", "enter", "enter", "enter", *"re", "escape")
        await settled(pilot)
        await pilot.press("4", "1", *"st", "enter", *"111", "g", "g", "1", *"be", "escape")
        await pilot.press("g", *"cause", "enter")
    store = open_store(path)
    (name,) = list_ids(store)
    held = resume_session(store, name).interview
    assert held.opened == InterviewStarted(held.opened.rules, "you", "Ada", "Bob", "")
    assert held.goal == "rest"
    assert held.response is not None
    assert held.response.why == "because"


async def test_esc_in_the_search_keeps_the_words_for_the_next_time(path: Path) -> None:
    store = open_store(path)
    for person in ("Ada", "Bob"):
        begin_session(LoadedGuide(GUESTS, TEXTS), store, InterviewStarted("", "you", person))
    async with running(path) as (app, pilot):
        await pilot.press("end", "enter", "slash", *"bo")
        await pilot.pause(0.3)
        assert "Ada" not in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, RecordsScreen)
        assert "Ada" in shown(app)
        await pilot.press("slash")
        await pilot.pause(0.3)
        assert app.screen.query_one(Input).value == "bo"
        assert "Ada" not in shown(app)


async def test_a_paste_of_several_lines_is_one_name(path: Path) -> None:
    from textual.events import Paste

    async with running(path) as (app, pilot):
        await pilot.press("3")
        await painted(pilot)
        app.post_message(Paste("Ada\nLovelace\n"))
        await pilot.pause()
        assert isinstance(app.screen, OpeningScreen)
        assert app.screen.written() == ("Ada Lovelace", "", "")


async def test_the_first_page_names_nobody(path: Path) -> None:
    store = open_store(path)
    for person in ("Ada", "Bob"):
        begin_session(LoadedGuide(GUESTS, TEXTS), store, InterviewStarted("", "you", person))
    async with running(path) as (app, pilot):
        assert "4 Go on with an interview (2 are open)" in shown(app)
        assert "Ada" not in shown(app)
        await pilot.press("4")
        assert "Ada" in shown(app)
        assert "Bob" in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_leaving_is_never_under_the_cursor(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_RESULT, "g", "3", *["enter"] * 7)
        assert "The interview is finished" in shown(app)


async def test_a_click_on_what_is_gone_but_not_painted_over_is_dropped() -> None:
    app = GuideApp(load_tiny())
    async with app.run_test() as pilot:
        await pilot.pause()
        heading = app.screen.query(Static).first()
        at, parent = heading.region.offset, heading._parent
        heading._detach()
        assert app.screen.get_widget_at(*at)[0] is heading
        await app.on_event(MouseDown(None, *at, 0, 0, 1, False, False, False, *at))
        assert not app.screen._selecting
        heading._parent = parent


async def test_what_a_dialog_would_do_later_is_dropped_once_it_is_left() -> None:
    async with walking() as (app, pilot):
        await pilot.press("1", "a")
        answers = app.screen
        assert isinstance(answers, AnswersScreen)
        ran: list[bool] = []
        app.pop_screen()
        answers.call_after_refresh(ran.append, True)
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)
        assert not ran
