"""Days are those of whoever is at the screen, wherever that is; moments are kept with their offset.

The two made-up zones are so far apart that in one of them it is another day than in UTC, whenever this runs.
"""

import json
import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from guide.cli.records import run
from guide.common.dates import today as shown_today
from guide.console.line_io import Talk
from guide.console.self_walk_saving import SelfWalkPrompts
from guide.interviews.events import Answered, Finished, FollowUpAgreed, InterviewStarted, NoteSet
from guide.ruleset.folder import LoadedGuide
from guide.sessions.autosave import SelfWalkSaver
from guide.sessions.start import begin_session, resume_session
from guide.sessions.unfinished import waiting_own
from guide.storage import Store, open_store
from guide.storage import event_store as journal
from guide.storage.queries import Query, count_ends, count_rows, due_reviews, fetch_rows
from guide.storage.rule_texts import keep_rules
from guide.storage.store_settings import change_setting
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage
from guide.tui.screens.interview.home_offers import read_waiting
from tests.tiny import texts, tiny

ZONES = ("Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu", "Europe/Berlin", "EAST-14", "WEST+12")
TEXTS = texts()

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")


@pytest.fixture(params=ZONES, autouse=True)
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "interviews.db")


def keep(
    store: Store, *more: Answered | FollowUpAgreed | Finished | NoteSet, at: str = "", own: bool = False
) -> str:
    opened = InterviewStarted(keep_rules(store, TEXTS), "you", "" if own else "Ada", own=own)
    name, _ = journal.insert_events(store, (opened, *more), at)
    return name


def here(day: date, clock: str) -> str:
    """The moment at which clocks here show this on this day."""
    return datetime.fromisoformat(f"{day}T{clock}").astimezone().isoformat(timespec="seconds")


def asked(store: Store, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, str]]:
    assert run([*arguments, "--json", "--store", str(store.path)]) == 0
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    return found


def test_it_is_another_day_somewhere() -> None:
    """Else none of these tests would show anything."""
    days = set()
    for zone in ("EAST-14", "WEST+12"):
        os.environ["TZ"] = zone
        time.tzset()
        days.add(date.today())
    assert days - {datetime.now(UTC).date()}


def test_a_moment_is_kept_by_the_clock_on_the_wall_with_its_offset(store: Store) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    session = begin_session(LoadedGuide(tiny(), TEXTS), store, InterviewStarted("", "you", "Ada"))
    (entry,) = journal.load_entries(store, session.name)
    assert entry.at[:10] == session.day() == date.today().isoformat()
    moment = datetime.fromisoformat(entry.at)
    assert moment.utcoffset() == datetime.now().astimezone().utcoffset()
    assert before <= moment <= datetime.now(UTC)
    (row,) = fetch_rows(store, Query())
    assert row.day == date.today()


def test_a_review_is_due_on_its_day_here(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    today = date.today()
    late, now, soon = (
        keep(store, FollowUpAgreed("Call", "Ada", (today + timedelta(days=days)).isoformat()))
        for days in (-1, 0, 1)
    )
    assert [row["id"] for row in asked(store, capsys, "due")] == [late, now]
    assert run(["due", "--store", str(store.path)]) == 0
    out = capsys.readouterr().out
    assert "0 days" in out
    assert f"2 reviews waiting on {today}." in out
    assert (
        count_rows(store, Query(due=shown_today().isoformat()))
        == len(due_reviews(store, today.isoformat()))
        == 2
    )
    assert soon not in out


def test_a_list_begins_and_ends_with_days_here(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    day = date(2026, 3, 10)
    at = [(-1, "23:59:59"), (0, "00:00:00"), (0, "23:59:59"), (1, "00:00:00")]
    names = [keep(store, at=here(day + timedelta(days=days), clock)) for days, clock in at]
    found = asked(store, capsys, "list", "--since", str(day), "--until", str(day))
    assert [row["id"] for row in found] == names[2:0:-1]
    assert run(["list", "--store", str(store.path)]) == 0
    lines = capsys.readouterr().out.splitlines()[1:5]
    assert [line.split()[1] for line in lines] == ["2026-03-11", "2026-03-10", "2026-03-10", "2026-03-09"]


def test_what_is_held_today_is_listed_today(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    name, day = keep(store), date.today()
    assert [row["id"] for row in asked(store, capsys, "list", "--since", str(day))] == [name]
    assert asked(store, capsys, "list", "--until", str(day - timedelta(days=1))) == []


def test_figures_are_of_months_here(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    change_setting(store, "least", 1)
    change_setting(store, "period", 1)
    for day, clock in ((date(2026, 1, 31), "23:59:59"), (date(2026, 2, 1), "00:00:00")):
        keep(store, Finished("tea"), at=here(day, clock))
    assert [row.month for row in count_ends(store)] == ["2026-01", "2026-02"]
    assert [row.month for row in count_ends(store, since="2026-02-01")] == ["2026-02"]
    assert [row.month for row in count_ends(store, until="2026-01-31")] == ["2026-01"]
    assert run(["summary", "--json", "--store", str(store.path)]) == 0
    periods = json.loads(capsys.readouterr().out)["periods"]
    assert [(period["first"], period["total"]) for period in periods[:2]] == [
        ("2026-01-01", 1),
        ("2026-02-01", 1),
    ]


def test_a_purge_counts_days_here(store: Store) -> None:
    day = date.today() - timedelta(days=100)
    before = day - timedelta(days=1)
    gone = [keep(store, at=here(before, "23:59:59")), keep(store, at=here(before, "00:00:00"))]
    stays = keep(store, at=here(day, "00:00:00"))
    # Before there was a guide: a clock that went wrong has dated these, and only --yes deletes them.
    assert run(["purge", "--days", "100", "--yes", "--store", str(store.path)]) == 0
    assert list_ids(store) == (stays,)
    assert gone


def test_a_walk_for_oneself_waits_for_days_here(store: Store) -> None:
    day = date.today() - timedelta(days=30)
    late = keep(
        store, NoteSet("wish", "unmistakable"), at=here(day - timedelta(days=1), "23:59:59"), own=True
    )
    waits = keep(store, at=here(day, "00:00:00"), own=True)
    found = waiting_own(store)
    assert found is not None
    assert (found.id, found.day) == (waits, day)
    assert late not in list_ids(store)
    assert b"unmistakable" not in store.path.read_bytes()


def test_a_walk_that_waits_is_offered_with_its_day_here(store: Store) -> None:
    keep(
        store,
        Answered("wish", "calm"),
        at=here(date(date.today().year, date.today().month, 1), "00:30:00"),
        own=True,
    )
    assert read_waiting(store.path).day.startswith("1 ")
    said = StringIO()
    SelfWalkPrompts(
        Talk(StringIO("1\n"), said), SelfWalkSaver(store.path, LoadedGuide(tiny(), TEXTS))
    ).resume()
    assert "Go on with the walk of 1 " in said.getvalue()


def test_an_export_keeps_the_offset_and_comes_in_elsewhere(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = keep(store)
    path, other = tmp_path / "all.json", tmp_path / "other.db"
    run(["export", str(path), "--store", str(store.path)])
    moment = journal.load_entries(store, name)[0].at
    assert json.loads(path.read_text(encoding="utf-8"))["records"][0]["journal"][0]["at"] == moment
    run(["export", str(tmp_path / "all.csv"), "--store", str(store.path)])
    assert moment in (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    assert run(["import", str(path), "--store", str(other)]) == 0
    taken = open_store(other)
    assert journal.load_entries(taken, name)[0].at == moment
    assert list(find_damage(taken)) == []


def test_what_was_exported_with_another_offset_is_the_same(store: Store, tmp_path: Path) -> None:
    """As before a store of the first version, which had UTC, was made into one of this."""
    name = keep(store, at=here(date(2026, 3, 1), "10:00:00"))
    path = tmp_path / "all.json"
    run(["export", str(path), "--store", str(store.path)])
    (entry,) = journal.load_entries(store, name)
    in_utc = datetime.fromisoformat(entry.at).astimezone(UTC).isoformat()
    path.write_text(path.read_text(encoding="utf-8").replace(entry.at, in_utc), encoding="utf-8")
    assert run(["import", str(path), "--store", str(store.path)]) == 0
    assert journal.load_entries(store, name)[0].at == entry.at


def test_a_journal_is_shown_by_the_clock_on_the_wall(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    name = keep(store, at="2026-03-02T23:30:00+05:45")
    run(["show", name, "--store", str(store.path)])
    assert "Begun: 2026-03-02 23:30:00 UTC+05:45\n" in capsys.readouterr().out


def test_in_the_hour_that_happens_twice_a_journal_keeps_its_order(store: Store) -> None:
    name = keep(store, at="2026-10-25T02:50:00+02:00")
    interview = journal.load_interview(store, name)
    interview = journal.append(store, name, interview, Answered("wish", "calm"), "2026-10-25T02:10:00+01:00")
    journal.append(store, name, interview, Finished("tea"), "2026-10-25T02:20:00+01:00")
    assert [entry.number for entry in journal.load_entries(store, name)] == [1, 2, 3]
    assert resume_session(store, name).interview.answers == {"wish": "calm"}
    (row,) = fetch_rows(store, Query(since="2026-10-25", until="2026-10-25"))
    assert (row.changed, row.day) == ("2026-10-25T02:20:00+01:00", date(2026, 10, 25))
    assert list(find_damage(store)) == []


def test_an_end_is_counted_where_the_last_one_was_whatever_the_clock_said(store: Store) -> None:
    """It was confirmed at home on the first of the month, and once more after a flight over the date line."""
    name = keep(store, Finished("tea"), at="2026-03-01T09:00:00+12:00")
    interview = journal.load_interview(store, name)
    journal.append(store, name, interview, Finished("coffee"), "2026-02-28T20:00:00-10:00")
    assert [(row.month, row.outcome) for row in count_ends(store)] == [("2026-02", "coffee")]
