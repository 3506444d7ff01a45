"""The records in the app: found, opened, compared, counted and deleted, key by key."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input
from textual.widgets.option_list import Option

from guide.common.dates import format_date, format_date_long
from guide.engine.decision import decide
from guide.engine.walk import replay_answers
from guide.interviews.events import (
    Answered,
    Event,
    Finished,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    NoteSet,
    Responded,
    Reviewed,
)
from guide.interviews.state import replay_events
from guide.presenters.interview_record import AS_READ
from guide.presenters.statistics_labels import COMPARED, NONE_YET
from guide.ruleset.folder import LoadedGuide
from guide.ruleset.model import NOTHING
from guide.sessions.rule_versions import RuleVersions
from guide.storage import Store, open_store
from guide.storage import event_store as journal
from guide.storage.compaction import Entry
from guide.storage.errors import cleaning_error
from guide.storage.queries import Query, find_by_id
from guide.storage.rows import insert_rows
from guide.storage.rule_texts import keep_rules
from guide.storage.store_settings import FOREVER, change_setting
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage
from guide.tui.app import GuideApp
from guide.tui.dialogs import ChoiceDialog, MessageDialog
from guide.tui.save_dialog import SaveDialog
from guide.tui.screens.home import HomeScreen
from guide.tui.screens.interview.participants import NamesScreen
from guide.tui.screens.question import QuestionScreen
from guide.tui.screens.records.detail import DetailScreen
from guide.tui.screens.records.edit_dialogs import DayDialog, ReviewedDialog
from guide.tui.screens.records.list_columns import fit_columns, widths
from guide.tui.screens.records.list_row import Cells, Stacked
from guide.tui.screens.records.list_screen import RecordsScreen
from guide.tui.screens.records.list_state import PAGE, ListPage
from guide.tui.screens.records.list_status import status_line
from guide.tui.screens.records.list_table import Headings, RecordTable
from guide.tui.screens.records.side_by_side import SideBySideScreen
from guide.tui.screens.records.statistics import FiguresScreen
from guide.tui.screens.records.summary_dialog import SummaryDialog
from guide.tui.screens.records.text_screen import PageScreen
from guide.tui.widgets.choices import Choices
from tests.broken import damage_leaf
from tests.tiny import TREE, texts, tiny
from tests.tui.test_app import shown
from tests.tui.test_gate import press_at_once

TINY = tiny()
TODAY = date(2026, 7, 15)
CALM = {"wish": "calm", "heat": "very", "more": "no_more"}
LATER = {"wish": "calm", "heat": "less", "more": "later"}
FAST = {"wish": "speed", "more": "no_more"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "interviews.db")


def keep(
    store: Store,
    person: str,
    answers: dict[str, str] | None = None,
    *more: Event,
    day: str = "2026-05-01",
    occasion: str = "",
) -> str:
    """An interview of this day; finished where there are answers."""
    opened = InterviewStarted(keep_rules(store, texts()), "they", person, "Ida", occasion)
    events: list[Event] = [opened]
    if answers:
        events += [Answered(*answer) for answer in answers.items()]
        decision = decide(replay_answers(TINY, answers))
        events.append(Finished(decision.outcome, tuple(one.kind for one in decision.companions)))
    name, _ = journal.insert_events(store, [*events, *more], f"{day}T10:00:00+00:00")
    return name


def keep_many(store: Store, number: int) -> None:
    """Persons by number, the last number changed last."""
    digest = keep_rules(store, texts())
    with store.writing() as connection:
        for one in range(number):
            opened = InterviewStarted(digest, "they", f"Person {one:04}")
            at = f"2026-01-{one // 1440 + 1:02}T{one // 60 % 24:02}:{one % 60:02}:00+00:00"
            insert_rows(connection, f"{one:032x}", [Entry(1, at, opened)], replay_events([opened]))


@asynccontextmanager
async def looking(
    store: Store, size: tuple[int, int] = (80, 24), **options: Any
) -> AsyncIterator[tuple[GuideApp, Pilot[None]]]:
    app = GuideApp(LoadedGuide(TINY, NOTHING), store_path=store.path)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.push_screen(RecordsScreen(store, RuleVersions(store), today=lambda: TODAY, **options))
        await pilot.pause()
        yield app, pilot


async def until(pilot: Pilot[None], kind: type) -> None:
    """Wait for a thread to bring this screen up."""
    async with asyncio.timeout(10):
        while not isinstance(pilot.app.screen, kind):
            await pilot.pause(0.02)


def people(app: GuideApp) -> list[str]:
    return [texts[0] for texts in rows(app)]


def rows(app: GuideApp) -> list[tuple[str, ...]]:
    drawn = [option.prompt for option in app.screen.query_one(RecordTable).options]
    return [row.texts for row in drawn if isinstance(row, Cells | Stacked)]


async def test_the_first_page_leads_to_the_records(store: Store) -> None:
    keep(store, "Ada", CALM)
    app = GuideApp(LoadedGuide(TINY, NOTHING), store_path=store.path)
    async with app.run_test() as pilot:
        await pilot.press("end", "enter")
        assert isinstance(app.screen, RecordsScreen)
        assert "Ada" in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_without_a_store_there_are_no_records() -> None:
    app = GuideApp(LoadedGuide(TINY, NOTHING))
    async with app.run_test() as pilot:
        for text in ("interview", "records", "3 "):
            assert text not in shown(app)
        await pilot.press("end", "enter")
        assert isinstance(app.screen, QuestionScreen)


async def test_a_file_that_is_no_store_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear Ada")
    app = GuideApp(LoadedGuide(TINY, NOTHING), store_path=path)
    async with app.run_test() as pilot:
        await pilot.press("end", "enter")
        assert isinstance(app.screen, MessageDialog)
        assert "no store of interviews" in " ".join(shown(app).split())
        await pilot.press("enter")
        assert isinstance(app.screen, HomeScreen)
    assert path.read_bytes() == b"Dear Ada"


async def test_an_empty_store_has_a_kind_sentence(store: Store) -> None:
    async with looking(store) as (app, pilot):
        assert "There are no interviews here yet." in shown(app)
        await pilot.press("down", "pagedown", "enter", "o", "f")
        assert "There are none of these." in shown(app)


async def test_a_page_holds_a_hundred_and_the_next_one_goes_on(store: Store) -> None:
    keep_many(store, 250)
    async with looking(store) as (app, pilot):
        assert "1–100 of 250" in shown(app)
        assert (len(people(app)), people(app)[0]) == (100, "Person 0249")
        await pilot.press("pagedown")
        assert "101–200 of 250" in shown(app)
        assert people(app)[0] == "Person 0149"
        await pilot.press("pagedown", "pagedown", "pagedown")
        assert "201–250 of 250" in shown(app)
        assert people(app) == [f"Person {number:04}" for number in range(49, -1, -1)]
        await pilot.press("pageup", "pageup", "pageup")
        assert "1–100 of 250" in shown(app)
        await pilot.press("end")
        assert people(app)[app.screen.query_one(RecordTable).cursor] == "Person 0000"
        await pilot.press("home", "down")
        assert app.screen.query_one(RecordTable).cursor == 1


async def test_the_arrows_walk_from_page_to_page(store: Store) -> None:
    keep_many(store, 130)
    async with looking(store) as (app, pilot):
        table = app.screen.query_one(RecordTable)
        table.move_cursor(99)
        await pilot.press("down")
        assert ("101–130" in shown(app), table.cursor) == (True, 0)
        await pilot.press("up")
        assert ("1–100" in shown(app), table.cursor) == (True, 99)


async def test_a_search_waits_for_the_keys_to_pause(store: Store) -> None:
    keep(store, "Ada", CALM, occasion="Yearly talk")
    keep(store, "Grace", FAST)
    async with looking(store) as (app, pilot):
        await pilot.press("slash", *"yearly")
        assert app.screen.query_one(Input).value == "yearly"
        await pilot.pause(0.3)
        assert people(app) == ["Ada"]
        assert "1–1 of 1" in shown(app)
        await pilot.press("enter", "enter")
        assert isinstance(app.screen, DetailScreen)
        await pilot.press("escape", "escape")
        await pilot.pause(0.3)
        assert len(people(app)) == 2


async def test_a_row_that_another_page_took_away_meanwhile_opens_nothing(store: Store) -> None:
    keep(store, "Ada", CALM)
    async with looking(store) as (app, pilot):
        table = app.screen.query_one(RecordTable)
        app.screen.post_message(RecordTable.OptionSelected(table, Option("Gone", id="gone"), 0))
        await pilot.pause()
        assert isinstance(app.screen, RecordsScreen)


async def test_a_search_in_vain_says_so(store: Store) -> None:
    keep(store, "Ada", CALM)
    async with looking(store) as (app, pilot):
        await pilot.press("slash", "z", "enter")
        assert "Nothing matches these words." in shown(app)
        assert "Recommendation" not in shown(app)
        await pilot.press("escape")
        await pilot.pause(0.3)
        assert "Recommendation" in shown(app)


async def test_a_letter_that_the_search_takes_is_no_key_of_the_footer(store: Store) -> None:
    keep(store, "Ada", CALM)
    async with looking(store) as (app, pilot):
        assert "/ Search" in shown(app)
        await pilot.press("slash")
        await pilot.pause()
        assert "/ Search" not in shown(app)
        assert "Esc Back" in shown(app)


async def test_it_is_sorted_by_a_key_and_by_a_click(store: Store) -> None:
    keep(store, "", CALM, day="2026-05-03")
    keep(store, "bea", CALM, day="2026-05-02")
    keep(store, "Ada", FAST, day="2026-05-01")
    async with looking(store) as (app, pilot):
        assert people(app) == ["Nobody is named", "bea", "Ada"]
        await pilot.press("o")
        assert people(app) == ["Ada", "bea", "Nobody is named"]
        assert "Person ▲" in shown(app)
        await pilot.click(Headings, offset=(3, 0))
        assert people(app) == ["bea", "Ada", "Nobody is named"]
        assert "Person ▼" in shown(app)
        await pilot.press("o")
        assert "Recommendation ▲" in shown(app)
        assert people(app) == ["Ada", "bea", "Nobody is named"]


async def test_it_is_filtered_by_how_far_an_interview_is(store: Store) -> None:
    keep(store, "Ada", CALM)
    keep(store, "Grace")
    journal.end_privately(store, keep(store, "Secret"))
    async with looking(store) as (app, pilot):
        found = []
        for _ in range(4):
            await pilot.press("f")
            found.append(sorted(people(app)))
        assert found == [["Grace"], ["Ada"], [""], ["", "Ada", "Grace"]]


async def test_of_a_private_end_nothing_but_the_day_shows(store: Store) -> None:
    journal.end_privately(store, keep(store, "Secret", None, GoalSet("secret"), day="2026-05-09"))
    async with looking(store, size=(130, 24)) as (app, pilot):
        cells = [text for text in rows(app)[0] if text]
        assert len(cells) == 2
        assert "private matter" in cells[0]
        await pilot.press("enter")
        assert isinstance(app.screen, MessageDialog)
        assert "ecret" not in shown(app)


async def test_an_interview_is_opened_with_all_that_is_kept(store: Store) -> None:
    more = (GoalSet("To rest"), NoteSet("heat", "Burnt once"), Responded("prefers", "coffee", "Tired"))
    keep(store, "Ada", LATER, *more, FollowUpAgreed("Buy leaves", "Ida", "2026-08-01"))
    async with looking(store, size=(80, 60)) as (app, pilot):
        await pilot.press("enter")
        for text in ("Ada", "To rest", "Burnt once", "They would prefer Coffee.", "Tired", "Buy leaves"):
            assert text in shown(app)
        for text in ("2026-08-01", "What do they wish?", "Afterwards", "Something stronger afterwards"):
            assert text in shown(app)
        await pilot.press("w")
        assert isinstance(app.screen, PageScreen)
        assert "What would change it" in shown(app)
        assert "Note: Burnt once" in shown(app)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, RecordsScreen)


async def test_a_name_is_corrected(store: Store) -> None:
    name = keep(store, "Adda", CALM)
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "e", "1", *["backspace"] * 4, *"Ada", "enter", "enter", "enter")
        assert isinstance(app.screen, DetailScreen)
        assert "the name was changed from “Adda” to “Ada”." in " ".join(shown(app).split())
        await pilot.press("escape")
        assert people(app) == ["Ada"]
        assert journal.load_interview(store, name).opened.interviewer == "Ida"


async def test_a_review_that_was_held_is_not_due_any_more(store: Store) -> None:
    name = keep(store, "Ada", CALM, FollowUpAgreed("", "", "2026-07-01"))
    async with looking(store) as (app, pilot):
        await pilot.press("v", "enter", "v", *"Went well", "enter", *"soon", "enter")
        assert isinstance(app.screen, ReviewedDialog)
        await pilot.press("ctrl+u", *"6w")
        assert f"{format_date_long(date.today() + timedelta(weeks=6))}." in shown(app)
        # Nothing at all is no answer: it is not known whether there is to be another one.
        await pilot.press("ctrl+u", "enter")
        assert shown(app).count("Write the day of the next one") == 1
        assert isinstance(app.screen, ReviewedDialog)
        assert "Write the day of the next one, or “done”." in shown(app)
        # What was written is there again after Escape.
        await pilot.press("escape", "v", "enter", *"done")
        assert "There is no further review." in shown(app)
        await pilot.press("enter")
        assert isinstance(app.screen, DetailScreen)
        assert "Went well" in shown(app)
        await pilot.press("escape")
        assert "No review is waiting." in shown(app)
        held = journal.load_interview(store, name)
        assert (held.arranged, held.reviews) == (FollowUpAgreed(), (Reviewed("", "Went well"),))


async def test_a_review_that_is_typed_fast_loses_nothing(store: Store) -> None:
    name = keep(store, "Ada", CALM, FollowUpAgreed("", "", "2026-07-01"))
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "v")
        await press_at_once(app, pilot, *"Well", "enter", *"done")
        await pilot.press("enter")
        assert journal.load_interview(store, name).reviews == (Reviewed("", "Well"),)


async def test_several_reviews_stand_one_after_another(store: Store) -> None:
    name = keep(store, "Ada", CALM, FollowUpAgreed("", "", "2026-07-01"))
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "v", *"First", "ctrl+j", *"and more", "enter", *"in 6 weeks", "enter")
        await pilot.press("v", *"Second", "enter", *"done", "enter")
        await pilot.press("end")
        assert shown(app).index("First") < shown(app).index("Second")
        first, second = journal.load_interview(store, name).reviews
        assert (first.text, second) == ("First\nand more", Reviewed("", "Second"))


async def test_what_was_agreed_is_changed_and_the_change_is_told_with_its_day(store: Store) -> None:
    agreed = FollowUpAgreed("Call", "Grace", "2026-07-01")
    name = keep(store, "Ada", CALM, Responded("agrees", "", "Fine"), agreed)
    day = date.today() + timedelta(weeks=6)
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "e", "2", *" twice", "enter")
        await pilot.press("e", "3", "ctrl+u", *"Ida", "enter")
        await pilot.press("e", "4")
        # It may be over by now.
        assert "1 July" in shown(app)
        await pilot.press("ctrl+u")
        assert "Enter calls the review off." in shown(app)
        await pilot.press(*"6w", "enter")
        await pilot.press("e", "5", "2", "1", "end", "enter")
        await pilot.press("end")
        assert isinstance(app.screen, DetailScreen)
        here = date.today()
        for sentence in (
            f"On {format_date(here, here)} the next step was changed from “Call” to “Call twice”.",
            f"On {format_date(here, here)} who does it was changed from “Grace” to “Ida”.",
            "the review was moved from 1 July",
            "the response was changed from “They agree.” to",
        ):
            assert sentence in " ".join(shown(app).replace("│", " ").split())
        after = journal.load_interview(store, name)
    assert after.arranged == FollowUpAgreed("Call twice", "Ida", day.isoformat())
    assert after.response is not None
    assert (after.response.view, after.response.why) == ("prefers", "Fine")
    assert after.response.kind


async def test_a_change_that_is_left_changes_nothing(store: Store) -> None:
    name = keep(store, "Ada", CALM, FollowUpAgreed("Call", "Grace", "2026-07-01"))
    before = journal.load_interview(store, name)
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "e", "escape", "e", "2", *"x", "escape", "e", "4", "end", "enter")
        # The day that it was may be over, and stays.
        assert isinstance(app.screen, DetailScreen)
        await pilot.press("e", "4", *"9", "enter")
        assert isinstance(app.screen, DayDialog)
        await pilot.press("escape", "e", "5", "2", "escape", "e", "5", "1", "escape")
        assert isinstance(app.screen, DetailScreen)
        assert journal.load_interview(store, name) == before


async def test_of_an_open_interview_only_the_names_are_changed(store: Store) -> None:
    keep(store, "Ada")
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "e")
        assert isinstance(app.screen, NamesScreen)
        await pilot.press("escape", "v")
        assert isinstance(app.screen, DetailScreen)


async def test_the_reviews_go_to_a_calendar_file(store: Store, tmp_path: Path) -> None:
    keep(store, "Ada", CALM, FollowUpAgreed("Call", "Grace", "2026-07-01"))
    keep(store, "Bea", CALM, FollowUpAgreed("", "", "2026-09-01"))
    path = tmp_path / "reviews.ics"
    async with looking(store) as (app, pilot):
        await pilot.press("s")
        assert isinstance(app.screen, RecordsScreen)
        await pilot.press("v", "s")
        app.screen.query_one(Input).value = str(tmp_path / "reviews.txt")
        await pilot.press("enter")
        assert "ends in .ics" in " ".join(shown(app).replace("│", " ").split())
        app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        assert "Two reviews written to" in shown(app)
        await pilot.press("enter", "s")
        app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        assert app.screen.query_one(Input).value.endswith("reviews-2.ics")
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 2


async def test_a_summary_holds_what_one_chooses(store: Store, tmp_path: Path) -> None:
    keep(store, "Ada", CALM, GoalSet("To rest"), NoteSet("wish", "Tired"))
    usual, noted = tmp_path / "usual.html", tmp_path / "noted.txt"
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "s", "2")
        assert isinstance(app.screen, SummaryDialog)
        assert "[ ] your notes" in shown(app)
        assert "[x] the goal" in shown(app)
        # There is nothing that it could hold of these.
        assert "reviews that were held" not in shown(app)
        await pilot.press("1")
        app.screen.query_one(Input).value = str(usual)
        await pilot.press("end", "enter", "enter")
        assert isinstance(app.screen, DetailScreen)
        await pilot.press("s", "2", "end", "enter")
        assert "[x] your notes" in shown(app)
        await pilot.press("2")
        app.screen.query_one(Input).value = str(noted)
        await pilot.press("end", "enter", "enter")
        await pilot.press("s", "2", "y")
        assert app.clipboard.startswith("Subject: Our talk on 1 May 2026\n\nRecommended: Tea")
    assert "To rest" in usual.read_text(encoding="utf-8")
    assert "Tired" not in usual.read_text(encoding="utf-8")
    assert "Tired" in noted.read_text(encoding="utf-8")


async def test_an_interview_speaks_by_its_own_rules(store: Store) -> None:
    name, _ = journal.insert_events(
        store,
        [
            InterviewStarted(
                keep_rules(store, texts(tree=TREE.replace("title: Tea,", "title: Old tea,"))), "you"
            ),
            *(Answered(*answer) for answer in CALM.items()),
            Finished("tea"),
        ],
    )
    assert name
    async with looking(store) as (app, pilot):
        assert "Old tea" in shown(app)
        await pilot.press("enter")
        assert "Old tea" in shown(app)


async def test_lost_rules_leave_the_ids(store: Store) -> None:
    keep(store, "Ada", CALM)
    keep(store, "Ada", FAST)
    store.connection.execute("DELETE FROM rules")
    async with looking(store) as (app, pilot):
        await pilot.press("enter")
        assert "cannot be read" in " ".join(shown(app).split())
        assert "espresso" in shown(app)
        await pilot.press("w", "s")
        assert isinstance(app.screen, DetailScreen)
        await pilot.press("c", "1")
        assert isinstance(app.screen, SideBySideScreen)


async def test_only_an_open_interview_is_gone_on_with(store: Store) -> None:
    resumed: list[str] = []
    keep(store, "Ada", CALM, day="2026-05-01")
    name = keep(store, "Grace", day="2026-05-02")
    async with looking(store, on_resume=resumed.append) as (_, pilot):
        await pilot.press("down", "enter", "g", "escape")
        assert resumed == []
        await pilot.press("up", "enter", "g")
        assert resumed == [name]


async def test_a_report_is_written_where_one_says(store: Store, tmp_path: Path) -> None:
    keep(store, "Ada", CALM, GoalSet("To rest"), NoteSet("wish", "Tired"))
    path = tmp_path / "ada.html"
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "s", "1")
        assert isinstance(app.screen, SaveDialog)
        field = app.screen.query_one(Input)
        field.value = str(tmp_path / "ada.pdf")
        await pilot.press("end", "enter")
        assert "The name of a report ends in" in shown(app)
        field.value = str(path)
        await pilot.press("enter")
        assert isinstance(app.screen, ChoiceDialog)
        assert "ada.html" in "".join(shown(app).replace("│", "").split())
        assert "To rest" in path.read_text(encoding="utf-8")
        assert "Tired" not in path.read_text(encoding="utf-8")
        await pilot.press("enter", "s", "1", "ctrl+n")
        assert "The notes are in it." in shown(app)
        app.screen.query_one(Input).value = str(tmp_path / "noted.html")
        await pilot.press("enter")
        assert "Tired" in (tmp_path / "noted.html").read_text(encoding="utf-8")
        await pilot.press("enter", "s", "1")
        assert "The notes are not in it." in shown(app)
        app.screen.query_one(Input).value = str(path)
        await pilot.press("end", "enter")
        assert "is there already" in " ".join(shown(app).split())


async def test_deleting_asks_first_and_leaves_no_bytes(store: Store) -> None:
    keep(store, "Remains", CALM)
    keep(store, "Vanishes", CALM, GoalSet("secret goal"), day="2026-05-02")
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "d", "enter")
        assert isinstance(app.screen, DetailScreen)
        await pilot.press("d", "escape")
        assert b"secret goal" in store.path.read_bytes()
        await pilot.press("d", "2")
        await until(pilot, RecordsScreen)
        await pilot.pause()
        assert people(app) == ["Remains"]
        raw = b"".join(path.read_bytes() for path in store.path.parent.iterdir())
        assert b"Vanishes" not in raw
        assert b"secret goal" not in raw


async def test_an_interview_that_is_gone_meanwhile_is_told(store: Store) -> None:
    name = keep(store, "Ada", CALM)
    async with looking(store) as (app, pilot):
        journal.delete(store, [name])
        await pilot.press("enter")
        assert isinstance(app.screen, MessageDialog)
        await pilot.press("enter")
        assert "There are no interviews here yet." in shown(app)


async def test_a_damaged_interview_is_told_and_can_be_deleted(store: Store) -> None:
    name, other = keep(store, "Ada", CALM), keep(store, "Bea", CALM, day="2026-04-01")
    store.connection.execute("UPDATE event SET body = 'x' WHERE interview = ?", (name,))
    store.connection.execute(
        "UPDATE interview SET person = CAST(x'416461ff' AS TEXT), state = 7 WHERE id = ?", (name,)
    )
    async with looking(store) as (app, pilot):
        assert people(app) == ["Ada\ufffd", "Bea"]
        await pilot.press("enter")
        assert isinstance(app.screen, ChoiceDialog)
        assert f"the journal of interview {name[:8]} is damaged" in app.screen._heading
        await pilot.press("down", "enter")
        await until(pilot, RecordsScreen)
        await pilot.pause()
        assert people(app) == ["Bea"]
        await pilot.press("enter")
        assert isinstance(app.screen, DetailScreen)
    again = open_store(store.path)
    assert list_ids(again) == (other,)
    assert list(find_damage(again)) == []


async def test_of_a_damaged_file_what_can_be_read_is_shown(store: Store) -> None:
    keep_many(store, 300)
    store.close()
    damage_leaf(store.path, "interview")
    async with looking(open_store(store.path)) as (app, pilot):
        await pilot.press("pagedown", "pagedown")
        assert isinstance(app.screen, MessageDialog)
        assert "is damaged or cut off. What can be read of it is shown" in app.screen._sentence
        await pilot.press("enter")
        assert isinstance(app.screen, RecordsScreen)
        assert len(rows(app)) > PAGE // 2
        await pilot.press("enter")
        assert isinstance(app.screen, DetailScreen)


async def test_how_long_it_is_kept_stands_with_the_records(store: Store) -> None:
    keep(store, "Ada", CALM, day="2026-07-01")
    async with looking(store) as (app, pilot):
        assert "1–1 of 1 · All · last changed first · kept for two years" in shown(app)
        await pilot.press("enter")
        assert "Kept until 2028-06-30." in shown(app)
        await pilot.press("b")
        change_setting(store, "retention", FOREVER)
        await pilot.press("o", "enter")
        assert "Kept until somebody deletes it." in shown(app)
        await pilot.press("b")
        assert "kept until deleted" in shown(app)
    change_setting(open_store(store.path), "retention", 10)
    async with looking(open_store(store.path), size=(40, 12)) as (app, pilot):
        # What does not fit on the line is left out; what is past its time is not.
        assert "kept for" not in shown(app)
        await pilot.press("enter")
        assert "Past its time since 2026-07-11" in shown(app)


async def test_a_search_reaches_what_was_said(store: Store) -> None:
    keep(store, "Ada", CALM, GoalSet("Mehr Führung"), day="2026-07-01")
    keep(store, "Bea", CALM, day="2026-07-02")
    async with looking(store, size=(120, 30)) as (app, pilot):
        await pilot.press("slash", *"FUHRUNG", "enter")
        await pilot.pause(0.3)
        assert "1–1 of 1" in shown(app)
        assert "Bea" not in shown(app)


async def test_what_is_past_its_time_is_told_above_the_list(store: Store) -> None:
    keep(store, "Ada", CALM)
    keep(store, "Bea", CALM, day="2026-07-10")
    async with looking(store) as (app, pilot):
        assert "past the time" not in shown(app)
        change_setting(store, "retention", 30)
        await pilot.press("o")
        assert "One interview is past the time set: “guide records purge” deletes it." in shown(app)


async def test_what_is_deleted_but_left_traces_is_gone_and_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = keep(store, "Ada", CALM)

    def fail(self: Store) -> None:
        raise cleaning_error(self.path, OSError(28, "No space left on device"))

    monkeypatch.setattr(Store, "clean", fail)
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "d")
        assert COMPARED.split(" with ")[0] in " ".join(shown(app).split())
        await pilot.press("down", "enter")
        await until(pilot, MessageDialog)
        assert isinstance(app.screen, MessageDialog)
        assert "it is deleted, but traces of it may still be in the file" in app.screen._sentence
        assert "Nothing that was kept is changed" not in app.screen._sentence
        await pilot.press("enter")
        assert isinstance(app.screen, RecordsScreen)
        assert "There are no interviews here yet." in shown(app)
    assert find_by_id(open_store(store.path), name) == ()


async def test_what_goes_wrong_while_reading_is_told_in_a_card(store: Store) -> None:
    keep(store, "Ada", CALM)
    async with looking(store) as (app, pilot):
        store.connection.execute("DROP TABLE event")
        store.connection.execute("DROP TABLE interview")
        await pilot.press("o")
        assert isinstance(app.screen, MessageDialog)
        await pilot.press("enter")
        assert isinstance(app.screen, RecordsScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_two_interviews_of_a_person_stand_side_by_side(store: Store) -> None:
    keep(store, "Ada", CALM, GoalSet("To rest"), day="2026-01-01")
    keep(store, "Bea", CALM, day="2026-01-02")
    keep(store, "ada", LATER, GoalSet("To wake up"), day="2026-06-01")
    async with looking(store, size=(100, 50)) as (app, pilot):
        await pilot.press("enter", "c")
        assert isinstance(app.screen, ChoiceDialog)
        assert "2026-01-02" not in shown(app)
        await pilot.press("1")
        assert isinstance(app.screen, SideBySideScreen)
        text = shown(app)
        for told in (
            "The goal is another one.",
            "Two answers are now another one.",
            "One answer is the same.",
        ):
            assert told in text
        assert "Coffee now goes with it." in text
        (row,) = [line for line in text.splitlines() if "To rest" in line]
        assert row.index("To rest") < row.index("To wake up")
        assert "≠ How hot?" in text
        assert "≠ What do they wish?" not in text


async def test_whoever_was_asked_once_has_nothing_to_compare(store: Store) -> None:
    keep(store, "Ada", CALM)
    async with looking(store) as (app, pilot):
        await pilot.press("enter", "c")
        assert isinstance(app.screen, MessageDialog)


async def test_reviews_that_are_due_come_with_the_longest_waiting_first(store: Store) -> None:
    for person, day in (("late", "2026-07-02"), ("later", "2026-07-01"), ("soon", "2026-08-01")):
        keep(store, person, CALM, FollowUpAgreed("", "", day))
    async with looking(store) as (app, pilot):
        await pilot.press("v")
        assert people(app) == ["later", "late"]
        assert "2026-07-01" in shown(app)
        await pilot.press("enter")
        assert isinstance(app.screen, DetailScreen)
        await pilot.press("escape", "escape")
        assert len(people(app)) == 3


async def figures(app: GuideApp, pilot: Pilot[None]) -> str:
    await pilot.press("i")
    assert isinstance(app.screen, FiguresScreen)
    async with asyncio.timeout(10):
        while "Counting" in shown(app):
            await pilot.pause(0.02)
    return shown(app)


async def test_figures_hide_small_groups(store: Store) -> None:
    for number in range(7):
        keep(store, f"A{number}", CALM)
        keep(store, f"B{number}", FAST)
    for number in range(3):
        keep(store, f"C{number}", {"wish": "speed", "more": "stop"})
    async with looking(store) as (app, pilot):
        text = await figures(app, pilot)
        assert "April to June 2026: 17" in text
        # Three alone could be worked out from the whole, so the smallest of the others is hidden with them.
        assert "Nothing" not in text
        assert "Others, each too few to show" in text
        assert text.count(" 7") == 1
        assert "Groups of fewer than 5 are not shown" in text


async def test_how_small_a_group_may_show_is_a_setting(store: Store) -> None:
    for number in range(7):
        keep(store, f"A{number}", CALM)
    change_setting(store, "least", 8)
    async with looking(store) as (app, pilot):
        text = await figures(app, pilot)
        assert NONE_YET.format(8) in " ".join(text.split())
        assert "the list of records shows each interview" in text
        assert "7" not in text.replace("2026-07", "")


async def test_figures_open_on_the_latest_period_that_shows_a_recommendation(store: Store) -> None:
    for number in range(6):
        keep(store, f"A{number}", CALM, day="2026-02-01")
    for number in range(3):
        keep(store, f"B{number}", CALM)
        keep(store, f"C{number}", FAST)
    async with looking(store) as (app, pilot):
        assert "January to March 2026: 6" in await figures(app, pilot)
        assert "too few to show" not in shown(app)
        await pilot.press("p", "1")
        assert "April to June 2026: 6" in shown(app)
        assert "All recommendations together" in shown(app)
        assert "only all of them together" in " ".join(shown(app).split())


@pytest.mark.parametrize("due", [False, True])
def test_what_fits_a_narrow_list_fits_every_wider_one(due: bool) -> None:
    def room(width: int) -> dict[str, int]:
        columns = fit_columns(width, due)
        wide = widths(columns, width)
        assert sum(wide) + 2 * len(wide) <= width
        return dict(zip((column.heading for column in columns), wide, strict=True))

    least = room(79)
    for width in range(79, 240):
        assert room(width)["Person"] >= least["Person"], width
        assert room(width)["Recommendation"] >= least["Recommendation"], width


async def test_a_record_speaks_about_the_person_however_they_were_asked(store: Store) -> None:
    opened = InterviewStarted(keep_rules(store, texts()), "you", "Ada")
    events: list[Event] = [
        opened,
        *(Answered(*answer) for answer in CALM.items()),
        GoalSet("Rest"),
        Finished("tea"),
    ]
    journal.insert_events(store, [*events, Responded("agrees", "", "")], "2026-05-01T10:00:00+00:00")
    async with looking(store) as (app, pilot):
        await pilot.press("enter")
        assert "They agree." in shown(app)
        assert "Their own goal" in shown(app)
        await pilot.press("e")
        assert "They agree." in shown(app)
        await pilot.press("5")
        assert "What do they think of this?" in shown(app)
        await pilot.press("escape", "w")
        assert AS_READ in shown(app)


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (60, 20)])
async def test_every_screen_of_records_ends_in_the_key_for_all_keys(
    store: Store, size: tuple[int, int]
) -> None:
    for day in ("2026-05-01", "2026-05-02"):
        keep(store, "Ada", CALM, day=day)
    async with looking(store, size) as (app, pilot):
        for keys, text in ((), "Ada"), (("enter",), "Ada"), (("w",), "Tea"), (("escape", "c", "1"), "Ada"):
            await pilot.press(*keys)
            assert "? Keys" in shown(app).splitlines()[-1]
            assert text in shown(app)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_a_long_dialog_has_one_scrollbar_and_follows_the_cursor(
    store: Store, size: tuple[int, int]
) -> None:
    arranged = FollowUpAgreed("Call", "Grace", "2027-07-01")
    keep(store, "Ada", CALM, GoalSet("To rest"), NoteSet("wish", "Tired"), Responded("agrees"), arranged)
    async with looking(store, size) as (app, pilot):
        await pilot.press("enter", "s", "2")
        choices = app.screen.query_one(Choices)
        assert not choices.show_vertical_scrollbar
        for keys in ((), *[("down",)] * choices.option_count):
            await pilot.press(*keys)
            await pilot.pause()
            # The row of the cursor is on the screen, whatever else is.
            row = choices._index_to_line[choices.highlighted or 0] + choices.region.y
            assert app.screen.query_one(".card").content_region.contains(choices.region.x, row)


async def test_what_was_agreed_comes_right_after_the_recommendation(store: Store) -> None:
    keep(store, "Ada", CALM, GoalSet("To rest"), FollowUpAgreed("Call", "Grace", "2027-07-01"))
    async with looking(store) as (app, pilot):
        await pilot.press("enter")
        text = shown(app)
        assert text.index("Recommendation") < text.index("What was agreed") < text.index("Their own goal")


def test_what_is_past_its_time_is_told_with_its_command_at_any_width() -> None:
    page = ListPage(past=1_203)
    for width in (38, 58, 78):
        assert "“guide records purge”" in status_line(page, Query(), width)
        assert all(len(line) <= width for line in status_line(page, Query(), width).splitlines()[1:])


async def test_another_period_is_chosen_from_a_list(store: Store) -> None:
    for number in range(6):
        keep(store, f"A{number}", CALM, day="2026-02-01")
        keep(store, f"B{number}", FAST)
    async with looking(store) as (app, pilot):
        assert "April to June 2026: 6" in await figures(app, pilot)
        await pilot.press("p", "2")
        assert "January to March 2026: 6" in shown(app)
        await pilot.press("p", "3")
        assert "January to June 2026: 12" in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, RecordsScreen)


async def test_reviews_waiting_are_told_roughly(store: Store) -> None:
    for number in range(7):
        keep(store, f"A{number}", CALM, FollowUpAgreed("", "", "2026-07-01"))
    async with looking(store) as (app, pilot):
        assert "Reviews waiting: 5 or more" in await figures(app, pilot)


HOSTILE = "[red]Bobby[/] \x1b[31m\u202e[/x]"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12), (20, 5)])
async def test_hostile_names_are_text_at_every_size(store: Store, size: tuple[int, int]) -> None:
    for answers, day in ((CALM, "2026-05-01"), (FAST, "2026-05-02")):
        keep(store, HOSTILE, answers, GoalSet(HOSTILE), NoteSet("wish", HOSTILE), day=day, occasion=HOSTILE)
    async with looking(store, size) as (app, pilot):
        assert "[red]Bobby[/]" in shown(app)
        assert "\x1b" not in shown(app)
        for keys in (("enter",), ("w",), ("escape", "c"), ("1",), ("escape", "d"), ("escape", "s")):
            await pilot.press(*keys)
            assert "\x1b" not in shown(app)
            assert "\u202e" not in shown(app)
        await pilot.press("escape", "escape", "i", "escape", "slash", *"[/x]", "enter")
        assert len(people(app)) == 2


async def test_the_list_follows_the_width_of_the_terminal(store: Store) -> None:
    keep(store, "Ada", CALM, occasion="Yearly talk")
    async with looking(store, (120, 30)) as (app, pilot):
        assert "Yearly talk" in shown(app)
        await pilot.resize_terminal(40, 12)
        await pilot.pause()
        assert not app.screen.query_one(Headings).display
        first, second = shown(app).splitlines()[1:3]
        assert ("Ada" in first, "2026-05-01 Tea" in second) == (True, True)
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert "Ada" in shown(app).splitlines()[0]


async def test_the_screen_is_drawn_while_something_is_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    monkeypatch.setattr(
        "guide.tui.screens.records.statistics_data.count_ends", lambda _: held.wait(10) and ()
    )
    async with looking(store) as (app, pilot):
        await pilot.press("i")
        assert "Counting" in shown(app)
        await pilot.press("escape")
        assert isinstance(app.screen, RecordsScreen)
        held.set()
        await pilot.pause(0.1)


def test_it_looks_as_it_did(snap_compare: Any, store: Store) -> None:
    keep(store, "Ada Lovelace", CALM, day="2026-05-01")
    keep(store, "Grace Hopper", FAST, day="2026-05-02")
    keep(store, "Émile", day="2026-05-04")
    journal.end_privately(store, keep(store, "Secret", day="2026-05-03"))
    # A private end is of today, whenever the test runs.
    store.connection.execute("UPDATE interview SET changed = '2026-05-03' WHERE state = 'private'")
    assert snap_compare(
        GuideApp(LoadedGuide(TINY, NOTHING), store_path=store.path),
        press=["end", "enter", "down"],
        terminal_size=(80, 24),
    )
