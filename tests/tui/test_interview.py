"""Interviews in the app, key by key: what is on the screen, and what is in the store by then."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from guide.common.dates import format_date_long
from guide.engine.walk import Step, Walk
from guide.interviews.events import (
    Answered,
    BriefingGiven,
    Finished,
    GoalSet,
    InterviewStarted,
    NoteSet,
    Responded,
)
from guide.presenters.interview_prompts import REFUSED
from guide.ruleset.folder import LoadedGuide
from guide.sessions.acts import GiveAnswer
from guide.sessions.start import begin_session
from guide.sessions.unfinished import waiting_own
from guide.storage import open_store
from guide.storage.event_store import (
    insert_events,
    load_entries,
    load_interview,
)
from guide.storage.queries import Query, fetch_rows
from guide.storage.rule_texts import (
    keep_rules,
)
from guide.storage.store_settings import FOREVER, change_setting
from guide.storage.transfer import list_ids
from guide.tui.app import GuideApp
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.interview.briefing import BriefingScreen
from guide.tui.screens.interview.confirm import ReadingScreen
from guide.tui.screens.interview.failure import FailureScreen
from guide.tui.screens.interview.flow import open_interview
from guide.tui.screens.interview.move_or_stay import MovingScreen
from guide.tui.screens.interview.opening_form import PAUSE, OpeningScreen
from guide.tui.screens.interview.prompt import AskScreen
from guide.tui.screens.interview.wrap_up import ClosingScreen
from guide.tui.screens.question import QuestionScreen
from guide.tui.screens.result.screen import ResultScreen
from tests.tiny import GUIDE, MORE_TREE, TREE, load_tiny, texts, tiny
from tests.tui.conftest import painted
from tests.tui.test_app import road
from tests.tui.test_app import shown as drawn

BRIEFED = (
    GUIDE
    + """\
briefing:
  purpose: To find a drink.
  voluntary: You may leave.
  noted: Your wish.
  confidential: It stays here.
  seen_by: The waiter.
"""
)
TEXTS = texts(guide=BRIEFED)
GUESTS = tiny(guide=BRIEFED)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interviews.db"


@asynccontextmanager
async def running(
    path: Path | None, size: tuple[int, int] = (80, 24), tree: str = TREE, guide: str = BRIEFED
) -> AsyncIterator[tuple[GuideApp, Pilot[None]]]:
    app = GuideApp(load_tiny(guide=guide, tree=tree), store_path=path)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield app, pilot


async def settled(pilot: Pilot[None]) -> None:
    """Until what waits has been looked for."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def shown(app: GuideApp) -> str:
    """The words on the screen, whatever frame is around them."""
    return " ".join(re.sub("[│█▌┃┊╎▎▏╭╮╰╯─]", " ", drawn(app)).split())


OPENING = ("3", *"Ada", "enter", *"Bob", "enter", *"talk", "enter")
TO_GOAL = (*OPENING, "enter")
TO_WALK = (*TO_GOAL, *"rest", "enter")
TO_READING = (*TO_WALK, "1", "1", "1")
TO_RESULT = (*TO_READING, "g")
CLOSE = ("g", "2", "1", *"fast", "enter", *"Buy", "enter", *"Ada", "enter", *"in 6 weeks", "enter")


async def test_of_whoever_does_not_agree_nothing_is_kept(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*OPENING)
        assert len(list_ids(open_store(path))) == 1
        await pilot.press("2")
        await settled(pilot)
        assert REFUSED in shown(app)
        assert isinstance(app.screen, HomeScreen)
    assert list_ids(open_store(path)) == ()
    assert b"Ada" not in path.read_bytes()


async def test_a_whole_interview_by_keys_is_in_the_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    async with running(path) as (app, pilot):
        await pilot.press(*TO_WALK, "n", *"gloomy", "enter", *"111", "g", *CLOSE)
        assert isinstance(app.screen, ClosingScreen)
        assert "Something else would be better" in shown(app)
        await pilot.press("s", "enter", "enter")
        (report,) = path.parent.glob("*.html")
        text = report.read_text(encoding="utf-8")
        assert all(said in text for said in ("Ada", "rest", "Buy"))
        assert "gloomy" not in text
        assert not app.clipboard
        await pilot.press("y")
        assert "To rest" not in app.clipboard
        assert "gloomy" not in app.clipboard
        await pilot.press("up", "up", "enter")
        assert "The notes are in it." in shown(app)
        await pilot.press("enter", "enter")
        (noted,) = set(path.parent.glob("*.html")) - {report}
        assert "gloomy" in noted.read_text(encoding="utf-8")
        # To leave is never under the cursor by itself.
        assert isinstance(app.screen, ClosingScreen)
        await pilot.press("down", "enter")
        assert isinstance(app.screen, HomeScreen)
        await settled(pilot)
        assert "Go on with" not in shown(app)
    (row,) = fetch_rows(open_store(path), Query())
    events = [entry.event for entry in load_entries(open_store(path), row.id)]
    assert events[1:8] == [
        BriefingGiven(),
        GoalSet("rest"),
        NoteSet("wish", "gloomy"),
        Answered("wish", "calm"),
        Answered("heat", "very"),
        Answered("more", "no_more"),
        Finished("tea"),
    ]
    kept = load_interview(open_store(path), row.id)
    assert kept.opened.person == "Ada"
    assert kept.response == Responded("prefers", "coffee", "fast")
    assert kept.arranged is not None
    assert (kept.arranged.step, kept.arranged.owner) == ("Buy", "Ada")


async def test_each_answer_is_in_the_store_before_the_next_question_shows(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[dict[str, str], dict[str, str]]] = []
    show = QuestionScreen.show_walk

    def look(screen: QuestionScreen, walk: Walk) -> None:
        (row,) = fetch_rows(reading, Query())
        seen.append((dict(walk.answers), dict(load_interview(reading, row.id).answers)))
        show(screen, walk)

    reading = open_store(path)
    monkeypatch.setattr(QuestionScreen, "show_walk", look)
    async with running(path) as (_, pilot):
        await pilot.press(*TO_WALK, "1", "2", "b", "1")
    assert [len(shown) for shown, _ in seen[-4:]] == [1, 2, 1, 2]
    assert all(shown == kept for shown, kept in seen)


@pytest.mark.parametrize(
    ("keys", "kind", "words"),
    [
        (OPENING, BriefingScreen, "To find a drink."),
        (TO_GOAL, AskScreen, "What would you like to achieve?"),
        (TO_WALK, QuestionScreen, "What do you wish?"),
        ((*TO_WALK, "1"), QuestionScreen, "How hot?"),
        ((*TO_WALK, "1", "1", "b"), QuestionScreen, "How hot?"),
        (TO_READING, ReadingScreen, "Read the answers back."),
        (TO_RESULT, AskScreen, "What do you think of this?"),
        ((*TO_RESULT, "g", "2"), AskScreen, "What would you prefer?"),
        ((*TO_RESULT, "g", "1"), AskScreen, "And why?"),
        ((*TO_RESULT, "g", "1", "enter", "enter", "enter"), AskScreen, "Who will do it?"),
    ],
)
async def test_it_goes_on_where_it_was_left(
    path: Path, keys: tuple[str, ...], kind: type[object], words: str
) -> None:
    async with running(path) as (_, pilot):
        await pilot.press(*keys)
    async with running(path) as (app, pilot):
        assert "4 Go on with an interview (1 is open)" in shown(app)
        assert "Ada" not in shown(app)
        await pilot.press("4")
        assert "Ada" in shown(app)
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, kind)
        assert words in shown(app)
    assert len(list_ids(open_store(path))) == 1


async def test_nothing_is_recommended_before_the_end(path: Path) -> None:
    ends = [outcome.title for outcome in GUESTS.outcomes.values()]
    words = [*ends, *(kind.name for kind in GUESTS.kinds.values())]
    async with running(path) as (app, pilot):
        for key in (*TO_WALK, "1", "h", "a", "escape", "1", "1"):
            await pilot.press(key)
            assert not [word for word in words if word in shown(app)]
            assert app.recommendation is None
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("g")
        assert "Recommended a clear case Tea" in " ".join(shown(app).split())


async def test_the_prompt_for_the_interviewer_stands_beside_the_question(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press("1")
        assert "Ask twice." not in shown(app)
        await pilot.press("b")
        await pilot.press(*TO_WALK)
        assert "For the interviewer: Ask twice." in shown(app)


async def test_a_person_is_named_or_has_a_code(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press("3", "enter", "enter", "enter", "enter")
        assert isinstance(app.screen, OpeningScreen)
        assert "Write a name, or a code" in shown(app)
        await pilot.press(*"A7", "enter", "enter", "enter")
        assert isinstance(app.screen, BriefingScreen)
    assert fetch_rows(open_store(path), Query())[0].person == "A7"


async def test_every_answer_can_be_corrected_when_it_is_read_back(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_READING, "1", *" well", "enter")
        assert "rest well" in shown(app)
        await pilot.press("3", "2", "down", "down", "n")
        assert isinstance(app.screen, ReadingScreen)
        assert road(app)[1] == "heat=less"
        await pilot.press("up", "n", *"iced", "enter")
        assert "Note: iced" in shown(app)
        await pilot.press("2", "2")
        assert isinstance(app.screen, ReadingScreen)
        assert road(app) == ["wish=speed", "more=no_more"]
        await pilot.press("2", "1", "b")
        assert isinstance(app.screen, QuestionScreen)


async def test_back_from_the_recommendation_reads_the_answers_back_once_more(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_RESULT, "b")
        assert isinstance(app.screen, ReadingScreen)
        await pilot.press("b")
        assert isinstance(app.screen, ResultScreen)
        await pilot.press("b", "3", "2")
        assert isinstance(app.screen, ReadingScreen)
        assert app.recommendation is None
        await pilot.press("g")
        assert isinstance(app.screen, ResultScreen)


async def test_what_is_only_tried_is_not_recorded(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_RESULT)
        name = app.controller.session.name if app.controller.session else ""
        before = len(load_entries(open_store(path), name))
        screen = app.screen
        assert isinstance(screen, ResultScreen)
        app.try_out(Step("wish", "pain"))
        await pilot.pause()
        assert "A doctor" in shown(app)
        await pilot.press("b", "2", "1")
        assert len(load_entries(open_store(path), name)) == before
        await pilot.press("u")
        assert road(app) == ["wish=calm", "heat=very", "more=no_more"]
        assert isinstance(app.screen, ResultScreen)


async def test_leaving_the_recommendation_asks_what_is_said_to_it(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_RESULT, "q")
        assert "What do you think of this?" in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, ResultScreen)
        await pilot.press("g", "4", "enter", "enter", "enter", "enter")
        assert isinstance(app.screen, ClosingScreen)


async def test_a_day_that_is_none_is_told(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_RESULT, "g", "4", "enter", "enter", "enter", *"soon", "enter")
        assert "Write a day, such as" in shown(app)
        await pilot.press("ctrl+u", *"2020-01-01", "enter")
        assert isinstance(app.screen, AskScreen)
        await pilot.press("ctrl+u", *"+6w", "enter")
        assert isinstance(app.screen, ClosingScreen)
        assert app.controller.session is not None
        kept = app.controller.session.interview.arranged
        assert kept is not None
        assert date.fromisoformat(kept.review) == date.today() + timedelta(weeks=6)


async def test_the_day_that_is_understood_is_told_while_it_is_typed(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_RESULT, "g", "4", "enter", "enter", "enter")
        for typed, told in (
            ("6 weeks", f"{format_date_long(date.today() + timedelta(weeks=6))}."),
            ("tomorrow", f"{format_date_long(date.today() + timedelta(days=1))}."),
            ("yesterday", "A day, such as"),
            ("", "A day, such as"),
        ):
            await pilot.press("ctrl+u", *typed)
            assert told in shown(app)
        await pilot.press(*"6.", "enter")
        assert "Is that " in shown(app)
        await pilot.press("backspace")
        assert "Is that " not in shown(app)


async def test_of_a_private_end_the_month_alone_is_left(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_WALK, "n", *"secret", "enter", "3", "g")
        assert "A doctor" in shown(app)
        assert "Of the interview, only the month is stored" in shown(app)
        await pilot.press("g", "n")
        assert isinstance(app.screen, ResultScreen)
        await pilot.press("q")
    (row,) = fetch_rows(open_store(path), Query())
    assert (row.state, row.person) == ("private", "")
    assert not any(word in path.read_bytes() for word in (b"secret", b"Ada", b"rest"))


async def test_a_note_says_whether_the_person_will_read_it(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_WALK, "n")
        assert "Reports and summaries leave notes out, unless you ask for them." in shown(app)
    async with running(path) as (app, pilot):
        await pilot.press("1", "n")
        assert "appears in a report" in shown(app)


async def test_the_recommendation_of_an_interview_is_saved_without_notes(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    async with running(path) as (app, pilot):
        await pilot.press(*TO_WALK, "n", *"gloomy", "enter", *"111", "g", "s")
        assert "The notes are not in it." in shown(app)
        await pilot.press("enter", "enter")
        app.baseline_walk = app.walk
        await pilot.press("s", "enter", "enter")
        reports = list(path.parent.glob("*.html"))
        assert len(reports) == 2
        assert not any(b"gloomy" in report.read_bytes() for report in reports)


async def test_what_cannot_be_kept_is_tried_again_or_goes_on_unsaved(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_WALK)
        app.controller.store().connection.execute("PRAGMA query_only = ON")
        await pilot.press("1")
        assert isinstance(app.screen, FailureScreen)
        assert "may not be written to" in shown(app)
        assert "? Keys" in shown(app)
        await pilot.press("1")
        assert isinstance(app.screen, FailureScreen)
        assert road(app) == []
        app.controller.store().connection.execute("PRAGMA query_only = OFF")
        await pilot.press("1")
        assert road(app) == ["wish=calm"]
        assert "How hot?" in shown(app)
        app.controller.store().connection.execute("PRAGMA query_only = ON")
        await pilot.press("1", "2")
        assert road(app) == ["wish=calm", "heat=very"]
        assert "not saved" in shown(app)
        await pilot.press("1", "g")
        assert isinstance(app.screen, ResultScreen)
    (row,) = fetch_rows(open_store(path), Query())
    assert load_interview(open_store(path), row.id).answers == {"wish": "calm"}


async def test_an_interview_in_a_file_that_is_no_store_goes_on_unsaved(path: Path) -> None:
    path.write_bytes(b"my own words")
    async with running(path) as (app, pilot):
        await pilot.press(*OPENING)
        assert "is no store of interviews" in shown(app)
        await pilot.press("2", "1", *"rest", "enter", "1")
        assert road(app) == ["wish=calm"]
    assert path.read_bytes() == b"my own words"


async def test_leaving_where_it_cannot_be_kept(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_WALK)
        app.controller.store().connection.execute("PRAGMA query_only = ON")
        await pilot.press("1", "3")
        assert app.return_code == 0


async def test_what_is_finished_under_rules_that_cannot_be_read_cannot_be_moved(path: Path) -> None:
    store = open_store(path)
    rules = keep_rules(store, texts(tree=TREE.replace("then: heat", "then: nowhere")))
    events = (InterviewStarted(rules, "you", "Ada"), Answered("wish", "calm"), Finished("tea"))
    name, held = insert_events(store, events)
    async with running(path) as (app, pilot):
        app.resume(name)
        await pilot.pause()
        assert isinstance(app.screen, MovingScreen)
        assert "cannot be read by this version" in shown(app)
        assert "move" not in shown(app)
        await pilot.press("1")
        assert isinstance(app.screen, HomeScreen)
    assert load_interview(store, name) == held


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 20), (40, 12)])
async def test_the_briefing_keeps_its_distance_from_the_edges(path: Path, size: tuple[int, int]) -> None:
    async with running(path, size) as (app, pilot):
        await pilot.press(*OPENING)
        await painted(pilot)
        assert isinstance(app.screen, BriefingScreen)
        for said in app.screen.query(".card > Static"):
            assert said.content_region.x >= 2
            assert said.content_region.right <= size[0] - 2


async def test_what_is_asked_beside_the_questions_stands_out_and_shows_the_keys_that_work(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press(*TO_GOAL)
        assert app.screen.query_one(".card > .heading", Static).styles.text_style.bold
        assert "^J New line" in shown(app)
        await pilot.press("enter", *"111", "g", "g")
        assert "b Back" in shown(app)
        await pilot.press("4", "enter", "enter")
        await painted(pilot)
        assert "Who will do it?" in shown(app)
        assert "New line" not in shown(app)


@pytest.mark.parametrize(("days", "said"), [(365, "after a year."), (FOREVER, "until somebody deletes it.")])
async def test_the_briefing_promises_what_is_set(path: Path, days: int, said: str) -> None:
    change_setting(open_store(path), "retention", days)
    promise = BRIEFED.replace("The waiter.", "The waiter. {kept}")
    async with running(path, guide=promise) as (app, pilot):
        await pilot.press(*OPENING)
        assert f"The waiter. It is {'deleted' if days else 'kept'} {said}" in shown(app)


RENAMED = (
    TREE.replace("  wish:", "  desire:").replace("start: wish", "start: desire")
    + "renamed: {questions: {wish: desire}}\n"
)


@pytest.mark.parametrize(("key", "asked"), [("1", "wish"), ("2", "desire")])
async def test_an_interview_goes_on_under_its_own_rules_or_moves(path: Path, key: str, asked: str) -> None:
    async with running(path) as (_, pilot):
        await pilot.press(*TO_WALK, "1")
    async with running(path, tree=RENAMED) as (app, pilot):
        await pilot.press("4", "1")
        assert isinstance(app.screen, MovingScreen)
        assert "Kept in other words" in shown(app)
        await painted(pilot)
        assert app.screen.query(Static).first().content_region.x >= 2
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, QuestionScreen)
        assert road(app) == [f"{asked}=calm"]
        await pilot.press("1", "1", "g")
        assert isinstance(app.screen, ResultScreen)
        await pilot.press("r")
        assert app.guide is app.controller.guide


async def test_a_walk_for_oneself_waits_and_is_gone_on_with(path: Path) -> None:
    async with running(path) as (_, pilot):
        await pilot.press("1", "1", "n", *"mine", "enter")
    async with running(path) as (app, pilot):
        assert "3 Go on where I stopped on" in shown(app)
        await pilot.press("3")
        assert "How hot?" in shown(app)
        assert app.notes == {"heat": "mine"}
        await pilot.press("1", "1")
        assert isinstance(app.screen, ResultScreen)
    assert list_ids(open_store(path)) == ()
    assert b"mine" not in path.read_bytes()


async def test_a_walk_for_oneself_is_forgotten(path: Path) -> None:
    async with running(path) as (_, pilot):
        await pilot.press("1", "1")
    async with running(path) as (app, pilot):
        await pilot.press("4")
        assert "They cannot be brought back." in shown(app)
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "4 Delete my answers of" in shown(app)
        assert len(list_ids(open_store(path))) == 1
        await pilot.press("4", "2")
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "my answers" not in shown(app)
    assert list_ids(open_store(path)) == ()


async def test_a_walk_that_is_taken_back_to_its_start_does_not_wait(path: Path) -> None:
    async with running(path) as (_, pilot):
        await pilot.press("1", "1", "b")
    assert list_ids(open_store(path)) == ()


async def test_a_finished_walk_for_oneself_is_kept_when_one_says_so(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press("1", "1", "1", "1")
        assert list_ids(app.controller.store()) == ()
        await pilot.press("s", "down", "enter")
        assert "This is kept in" in shown(app)
        await pilot.press("enter", "b")
        assert waiting_own(app.controller.store()) is not None
    rows = fetch_rows(open_store(path), Query(own=True))
    assert sorted((row.state, row.outcome) for row in rows) == [("finished", "tea"), ("open", "")]


async def test_a_private_walk_for_oneself_leaves_nothing(path: Path) -> None:
    async with running(path) as (_, pilot):
        await pilot.press("1", "3", "s", "escape")
    assert not path.exists()


async def test_without_a_store_nothing_is_kept() -> None:
    async with running(None) as (app, pilot):
        assert "Start an interview" not in shown(app)
        await pilot.press("1", "1", "1", "1", "s")
        assert not app.screen.query("KeepLine")
        await pilot.press("escape")
        assert isinstance(app.screen, ResultScreen)
        assert app.controller.session is None


async def test_a_walk_for_oneself_goes_on_where_it_cannot_be_kept(path: Path) -> None:
    path.write_bytes(b"my own words")
    async with running(path) as (app, pilot):
        await pilot.press("1", "1")
        assert "Your answers cannot be saved." in shown(app)
        await pilot.press("1", "1")
        assert isinstance(app.screen, ResultScreen)
    assert path.read_bytes() == b"my own words"


async def test_hostile_names_and_notes_are_text(path: Path) -> None:
    store = open_store(path)
    session = begin_session(
        LoadedGuide(GUESTS, TEXTS),
        store,
        InterviewStarted("", "you", "[/x]\x1b[31m", "[b]B", "[@click=app.quit]o"),
    )
    session.mark_briefed()
    session.set_goal("[/goal]\x9b1m")
    for question, option in {"wish": "calm", "heat": "very", "more": "no_more"}.items():
        session.perform(GiveAnswer(question, option))
    session.note("wish", "[/n]\x1b")
    async with running(path) as (app, pilot):
        await pilot.press("4")
        assert "[/x]" in shown(app)
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        assert "[/goal]" in shown(app)
        assert "[/n]" in shown(app)
        await pilot.press("g", "g")
        assert "Interview with [/x]" in shown(app)
        assert "\x1b" not in shown(app)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5)])
async def test_it_fits(path: Path, size: tuple[int, int]) -> None:
    async with running(path, size) as (app, pilot):
        for keys, word in (
            ("3", "Name or code"),
            (OPENING[1:], "To find a"),
            (("enter",), "What do you want"),
            ((*"rest", "enter"), "What do you wish?"),
            (("1", "1", "1"), "Read"),
            (("g",), "Tea"),
            (("g",), "What do you say"),
        ):
            await pilot.press(*keys)
            await pilot.pause()
            assert word.split()[0] in shown(app)


async def test_an_unfinished_interview_is_gone_on_with_from_the_records(path: Path) -> None:
    store = open_store(path)
    session = begin_session(LoadedGuide(GUESTS, TEXTS), store, InterviewStarted("", "you", "Ada"))
    session.mark_briefed()
    session.set_goal("To rest")
    session.perform(GiveAnswer("wish", "calm"))
    store.close()
    async with running(path) as (app, pilot):
        await pilot.press("end", "enter")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("g")
        await settled(pilot)
        assert isinstance(app.screen, QuestionScreen)
        assert "How hot?" in shown(app)


async def test_one_more_thing_is_added_to_the_confirmed_result_and_kept(path: Path) -> None:
    async with running(path, tree=MORE_TREE) as (app, pilot):
        await pilot.press(*TO_WALK, "1", "1", "g")
        assert isinstance(app.screen, ResultScreen)
        await pilot.press("m")
        assert "For the interviewer: Wait." in shown(app)
        await pilot.press("2")
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        (row,) = fetch_rows(open_store(path), Query())
        kept = load_interview(open_store(path), row.id)
        assert kept.finished == Finished("tea", ("coffee",))
        assert kept.answers == {"wish": "calm", "heat": "very", "more": "later"}
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, ResultScreen)
        assert load_interview(open_store(path), row.id).finished == Finished("tea")
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)


async def test_who_has_an_interview_already_is_named_once_the_name_is_typed(path: Path) -> None:
    store = open_store(path)
    opened = InterviewStarted(keep_rules(store, TEXTS), "you", "Zoë")
    insert_events(store, (opened, Finished("tea")), "2024-05-03T10:00:00+00:00")
    store.close()

    async def pause(pilot: Pilot[None]) -> None:
        await pilot.pause(PAUSE + 0.1)
        await settled(pilot)

    async with running(path) as (app, pilot):
        await pilot.press("3", *"zoe")
        await pause(pilot)
        assert "Zoë already has an interview that was finished in May 2024." in shown(app)
        await pilot.press("x")
        await pause(pilot)
        assert "already has" not in shown(app)
        await pilot.press("backspace", "enter", "enter", "enter")
        assert isinstance(app.screen, BriefingScreen)
    async with running(path) as (app, pilot):
        open_interview(app, "you", ("ZOE", "", ""))
        await settled(pilot)
        await pause(pilot)
        assert "zoe already has two interviews. The last one is open, left on" in shown(app)


async def test_a_store_that_is_not_there_stops_nobody(path: Path) -> None:
    async with running(path) as (app, pilot):
        await pilot.press("3", *"Zoe")
        await pilot.pause(PAUSE + 0.1)
        await settled(pilot)
        assert "already has" not in shown(app)
        assert not path.exists()
