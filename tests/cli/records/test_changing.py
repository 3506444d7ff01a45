"""What is deleted is gone, and what is moved was shown before."""

import io
import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from guide.cli.records import import_interviews, run
from guide.common.dates import format_date_long
from guide.interviews.events import FollowUpAgreed, NoteSet
from guide.presenters.statistics_labels import COMPARED
from guide.sessions.unfinished import waiting_own
from guide.storage import Store
from guide.storage import event_store as journal
from guide.storage.event_store import end_privately, load_interview
from guide.storage.store_settings import DEFAULTS, FOREVER, get_setting
from guide.storage.transfer import list_ids
from tests.cli.records.conftest import Records
from tests.cli.records.kept import HOSTILE, TEA, Terminal, keep, keep_whole, written
from tests.tiny import TREE


def test_what_is_deleted_is_gone_from_the_bytes(told: Records, store: Store) -> None:
    gone = keep(store, TEA, NoteSet("wish", "unmistakable secret"), person="Unmistakable Person")
    kept = keep(store, person="Bea")
    assert b"nmistakable" in store.path.read_bytes()
    ran = told("delete", gone[:8], "--yes")
    assert ran.out.startswith(f"1 interview deleted; nothing of them is left in {store.path}.\n")
    assert b"nmistakable" not in b"".join(path.read_bytes() for path in store.path.parent.iterdir())
    assert list_ids(store) == (kept,)


def test_all_interviews_of_a_person_are_deleted(told: Records, store: Store) -> None:
    for person in ("Ada", "ADA", "Adam"):
        keep(store, person=person)
    assert json.loads(told("delete", "--person", "Ada", "--yes", "--json").out) == {
        "deleted": 2,
        "alike": [],
        "mentioned": [],
    }
    assert len(list_ids(store)) == 1


@pytest.mark.parametrize(
    ("typed", "deleted"), [("y\n", True), ("YES\n", True), ("n\n", False), ("\n", False), ("", False)]
)
def test_it_asks_before_it_deletes(
    told: Records, store: Store, monkeypatch: pytest.MonkeyPatch, typed: str, deleted: bool
) -> None:
    name = keep(store, person=HOSTILE)
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    ran = told("delete", name)
    assert name[:8] in ran.out
    assert ran.err.startswith("Delete 1 interview for good? [y/N] ")
    assert (list_ids(store) == ()) == deleted
    assert ran.code == (0 if deleted else 1)


def test_nothing_is_deleted_where_nobody_can_answer(
    told: Records, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    ran = told("delete", keep(store))
    assert ran.code == 1
    assert "Add --yes to do it." in ran.err
    assert len(list_ids(store)) == 1
    assert "Name the interviews to delete" in told("delete", "--yes").err


def test_one_unknown_id_deletes_nothing(told: Records, store: Store) -> None:
    assert told("delete", keep(store), "zz", "--yes").code == 1
    assert len(list_ids(store)) == 1


LATER = date(2030, 6, 15)
"""A day on which interviews of the first version are past their time."""


def ago(days: int) -> str:
    """A moment, counted from ``LATER``."""
    return (LATER - timedelta(days=days)).isoformat() + "T10:00:00+00:00"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("purge_store", "listing", "due", "verify_store"):
        monkeypatch.setattr(f"guide.cli.records.{module}.today", lambda: LATER)
    monkeypatch.setattr(journal, "timestamp", lambda: ago(0))
    monkeypatch.setattr(import_interviews, "now", lambda: datetime.fromisoformat(ago(0)))


@pytest.mark.usefixtures("later")
def test_a_purge_deletes_what_is_past_its_time(told: Records, store: Store) -> None:
    late = keep(store, at=ago(800), person="Unmistakable")
    late_own = keep(store, at=ago(800), own=True)
    private = end_privately(store, keep(store, at=ago(800)))
    forgotten = keep(store, {}, at=ago(40), own=True, end=None)
    waiting = keep(store, {}, at=ago(800), end=None, person="Unmistakable")
    kept = {keep(store, at=ago(700)), keep(store, at=ago(20), own=True, end=None)}
    dry = told("purge", "--dry-run").out
    past = "4 past 730 days (1 of them never finished), 1 walk for oneself left unfinished.\n"
    assert dry.endswith(f"\n5 interviews would be deleted: {past}")
    for name in (late, late_own, private, waiting):
        (line,) = (line for line in dry.splitlines() if line.startswith(name[:8]))
        assert line.split(maxsplit=1)[1].endswith(" past 730 days")
    assert "a walk for oneself that was left unfinished" in dry
    assert set(list_ids(store)) == {late, late_own, private, forgotten, waiting, *kept}
    assert told("purge").out == f"5 interviews deleted: {past}{COMPARED}\n"
    assert set(list_ids(store)) == kept
    assert b"Unmistakable" not in store.path.read_bytes()
    assert json.loads(told("purge", "--days", "600", "--json").out) == {
        "deleted": 1,
        "past": 1,
        "unfinished": 0,
        "doubtful": [],
    }


@pytest.mark.usefixtures("later")
def test_what_is_past_its_time_is_told_where_records_are(told: Records, store: Store) -> None:
    late = keep(store, at=ago(800))
    assert told("list").out.count("past the time set") == 0 + 1
    assert told("list").out.endswith("1 interview past the time set." + PURGES)
    assert [row["past"] for row in json.loads(told("list", "--json").out)] == [True]
    assert told("verify").out == "1 interview, nothing is wrong.\n1 interview past the time set." + PURGES
    told("set", "retention", "forever")
    assert "past the time set" not in told("list").out
    assert told("purge").out.startswith("0 interviews deleted: 0 which is kept forever")
    assert list_ids(store) == (late,)


PURGES = " “guide records purge --dry-run” lists what “purge” deletes.\n"


@pytest.mark.usefixtures("later")
def test_only_a_talk_begins_the_time_anew(told: Records, store: Store, newer: Path, tmp_path: Path) -> None:
    corrected, reviewed, imported = (keep(store, at=ago(800), person=name) for name in ("Adda", "Bea", "Cid"))
    moved = keep(store, {"wish": "calm"}, at=ago(800), end=None, person="Dee")
    told("correct", corrected, "--person", "Ada")
    told("correct", corrected, "--occasion", "Autumn talks")
    told("reviewed", reviewed, "--next", "2031-01-01")
    told("move", moved, "--rules", newer, "--yes")
    told("export", tmp_path / "all.json")
    told("delete", imported, corrected, "--yes")
    told("import", tmp_path / "all.json")
    listed = told("purge", "--dry-run").out
    assert {name for name in (corrected, reviewed, imported, moved) if name[:8] in listed} == {
        corrected,
        imported,
        moved,
    }
    assert f"counted from the last talk on {ago(800)[:10]}" in listed
    told("purge")
    assert list_ids(store) == (reviewed,)


@pytest.mark.usefixtures("later")
def test_what_a_wrong_clock_has_dated_does_not_go_without_a_word(told: Records, store: Store) -> None:
    early = keep(store, at="2001-01-01T10:00:00+00:00", person="Early")
    future = keep(store, at="2044-01-01T10:00:00+00:00", person="Future")
    mixed = keep(store, at=ago(800), person="Mixed")
    store.connection.execute(
        "UPDATE event SET at = ? WHERE number = 1 AND interview = ?", ("2029-01-01T10:00:00+00:00", mixed)
    )
    ran = told("purge")
    assert (ran.code, ran.out.startswith("0 interviews deleted")) == (0, True)
    assert (
        f"Interview {early[:8]} of 2001-01-01 was begun before 2026-11-22, when guide did not exist."
        in ran.err
    )
    assert f"Interview {mixed[:8]} of {ago(800)[:10]} has entries that are not in the order" in ran.err
    assert f"Interview {future[:8]} of 2044-01-01 is dated in the future" in ran.err
    assert "add --yes" in ran.err
    assert len(list_ids(store)) == 3
    assert [one["id"] for one in json.loads(told("purge", "--json").out)["doubtful"]] == [early, mixed]
    assert told("purge", "--yes").out.startswith("2 interviews deleted")
    assert list_ids(store) == (future,)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("value", ["1000001", "99999999999999999999999", "0", "-3"])
@pytest.mark.parametrize("name", ["retention", "unfinished", "least"])
def test_a_setting_without_measure_is_refused(told: Records, name: str, value: str) -> None:
    ran = told("set", name, value)
    assert (ran.code, ran.out) == (1, "")
    assert f"is no value for “{name}”" in ran.err
    assert told("purge").code == 0


def test_what_is_kept_forever_is_said_so(told: Records, store: Store) -> None:
    assert told("set", "retention", "Forever").out.startswith("retention forever: ")
    assert json.loads(told("set", "--json").out)["retention"] == "forever"
    assert told("set", "least", "forever").code == 1
    assert get_setting(store, "retention") == FOREVER


def test_a_purge_of_more_days_than_there_are_is_wrong_use(told: Records) -> None:
    with pytest.raises(SystemExit) as left:
        told("purge", "--days", "999999")
    assert left.value.code == 2


@pytest.mark.parametrize("name", ["retention", "unfinished"])
def test_more_days_than_an_earlier_version_should_have_taken_are_for_ever(
    told: Records, store: Store, name: str
) -> None:
    store.connection.execute("INSERT INTO setting VALUES (?, '999999')", (name,))
    assert get_setting(store, name) == FOREVER
    assert told("purge").code == 0
    assert waiting_own(store) is None
    assert f"{name} forever: " in told("set").out


@pytest.mark.parametrize("value", ["", "x", "-1", "²", "1e9", b"\xff\x00"])
def test_a_damaged_setting_is_told_and_stops_nothing_but_the_purge(
    told: Records, store: Store, value: object
) -> None:
    name = keep(store)
    for one in DEFAULTS:
        store.connection.execute("INSERT INTO setting VALUES (?, ?)", (one, value))
    ran = told("set")
    assert (ran.code, ran.out.startswith("retention 730: ")) == (0, True)
    for one in DEFAULTS:
        assert f"The setting “{one}” is damaged, so " in ran.err
        assert f"The setting “{one}” is damaged, so " in told("verify").out
    assert told("list").code == told("summary").code == 0
    ran = told("purge")
    assert ran.code == 1
    assert ran.err.endswith("Nothing was deleted.\n")
    assert list_ids(store) == (name,)
    assert told("purge", "--days", "10").code == 0
    told("set", "retention", "365")
    assert told("purge").code == 0


def test_it_is_said_that_figures_can_be_compared_where_they_can(told: Records, store: Store) -> None:
    counted, begun = keep(store), keep(store, {"wish": "calm"}, end=None)
    assert COMPARED not in told("delete", begun, "--yes").out
    assert COMPARED in told("delete", counted, "--yes").out


def test_a_name_is_corrected_and_the_journal_keeps_the_old_one(told: Records, store: Store) -> None:
    name = keep_whole(store, "Adda")
    assert (
        told("correct", name, "--person", " Ada ").out
        == "Name: Ada\nInterviewer: Grace\nOccasion: Spring talks\n"
    )
    held = load_interview(store, name)
    assert (held.opened.person, held.opened.interviewer, held.opened.voice) == ("Ada", "Grace", "you")
    assert held.finished is not None
    assert [row["id"] for row in json.loads(told("list", "--search", "ada", "--json").out)] == [name]
    assert json.loads(told("list", "--search", "adda", "--json").out) == []
    shown = told("show", name).out
    assert "Begun; Adda; Grace; Spring talks" in shown
    assert "Corrected; Ada; Grace; Spring talks" in shown
    again = json.loads(told("correct", name, "--person", "Ada", "--json").out)
    assert (again["corrected"], load_interview(store, name).events) == (False, held.events)


def test_what_cannot_be_corrected_is_told(told: Records, store: Store) -> None:
    name, own = keep(store), keep(store, own=True)
    assert told("correct", name).err == "Say what it should be: --person, --interviewer or --occasion.\n"
    assert told("correct", name, "--person", "  ").err.startswith("An interview needs a name")
    assert told("correct", own, "--person", "Ada").err == "In a walk for oneself nobody is named.\n"
    name = end_privately(store, name)
    assert told("correct", name, "--person", "Ada").err.startswith("It ended on a private signpost.")
    assert told("reviewed", name).code == 1


def test_a_review_that_was_held_is_not_due_any_more(told: Records, store: Store) -> None:
    name = keep(store, TEA, FollowUpAgreed("call", "Grace", "2026-01-01"))
    assert [row["id"] for row in json.loads(told("due", "--json").out)] == [name]
    day = date(date.today().year + 2, 3, 1)
    said = told("reviewed", name, "--next", f"{day.day} March {day.year}").out
    assert said == f"The next review is on {format_date_long(day)}.\n"
    assert json.loads(told("due", "--json").out) == []
    assert [row["id"] for row in json.loads(told("due", "--until", f"{day}", "--json").out)] == [name]
    assert told("reviewed", name).out == "No review is waiting any more.\n"
    assert json.loads(told("due", "--until", "2099-01-01", "--json").out) == []
    held = load_interview(store, name)
    assert held.arranged == FollowUpAgreed("call", "Grace", "")
    assert "review" in held.passed
    assert told("reviewed", name).err == f"No review of interview {name[:8]} is waiting.\n"
    assert f"The review was held; Next review: {day}" in told("show", name).out


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("yesterday", "That day is over."),
        ("2020-01-01", "That day is over."),
        ("6.", "Is that "),
        ("2090-03-01", "That day is more than 10 years away."),
        ("soon", "Write a day, such as"),
    ],
)
def test_a_review_is_not_put_on_a_day_that_will_not_do(
    written: str, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        run(["reviewed", "abc", "--next", written])
    assert left.value.code == 2
    assert f"argument --next: {fault}" in capsys.readouterr().err


def test_days_are_written_as_people_write_them(told: Records, store: Store) -> None:
    name = keep(store, TEA, FollowUpAgreed("call", "Grace", "2026-01-01"))
    here = date.today()
    for given, day in (("6 weeks", here - timedelta(weeks=6)), ("in 6 weeks", here + timedelta(weeks=6))):
        ran = told("list", "--since", given)
        assert (ran.code, ran.err) == (0, f"--since: {format_date_long(day)}.\n")
    ran = told("due", "--until", "6 weeks", "--json")
    assert ran.err == f"--until: {format_date_long(here + timedelta(weeks=6))}.\n"
    assert [row["id"] for row in json.loads(ran.out)] == [name]
    # Whoever writes it like this knows which day it is.
    assert told("list", "--since", "2026-01-01", "--until", "").err == ""


def test_what_was_corrected_and_reviewed_is_copied_whole(told: Records, store: Store, tmp_path: Path) -> None:
    name = keep_whole(store, "Adda")
    told("correct", name, "--person", "Ada")
    told("reviewed", name, "--next", "in 6 weeks")
    told("export", str(tmp_path / "all.json"))
    before = load_interview(store, name)
    told("delete", name, "--yes")
    assert told("import", str(tmp_path / "all.json")).code == 0
    assert load_interview(store, name) == before


def test_settings_are_printed_and_changed(told: Records, store: Store) -> None:
    assert told("set").out.startswith("retention 730: ")
    changed = told("set", "least", "7").out
    assert "least 7: " in changed
    assert "may tell of single people" in changed
    assert json.loads(told("set", "--json").out) == {
        "retention": 730,
        "least": 7,
        "period": 3,
        "unfinished": 30,
    }
    assert (
        told("set", "period", "5").err
        == "5 is no value for “period”: months that figures are given for: 1, 2, 3, 4, 6, 12.\n"
    )
    assert told("set", "least").err.startswith("Say what “least” is to be")
    store.close()


def test_a_sound_store_is_told_from_a_damaged_one(told: Records, store: Store) -> None:
    name = keep(store)
    assert told("verify") == (0, "1 interview, nothing is wrong.\n", "")
    store.connection.execute("DELETE FROM event WHERE number = 2")
    assert told("verify") == (1, f"Interview {name[:8]} has gaps in its journal.\n", "")
    assert json.loads(told("verify", "--json").out)["problems"] == [
        f"Interview {name[:8]} has gaps in its journal."
    ]


def test_an_unfinished_interview_moves_after_showing_what_becomes_of_it(
    told: Records, store: Store, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = keep(store, {"wish": "calm", "heat": "less", "milk": "yes"}, NoteSet("heat", "a note"), end=None)
    other = keep(store, {"wish": "calm", "heat": "very"}, end=None)
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    ran = told("move", name, "--rules", newer)
    assert ran.code == 1
    assert "Kept:\nWhat do you wish?\n- Calm\n" in ran.out
    assert "Dropped, as it is not asked any more:\nmilk\n- yes\n" in ran.out
    assert "To be asked again, as the answer is gone:\nHow hot?\n- Less\n" in ran.out
    assert "Asked next:\n- How hot?\n" in ran.out
    assert ran.err.endswith("Nothing was moved.\n")
    assert load_interview(store, name).answers["heat"] == "less"
    moved = told("move", other, "--rules", newer, "--yes")
    assert "Kept under a new name:\nHow hot? Very\n- now “How hot?”: Very\n" in moved.out
    assert moved.out.endswith("It has the present rules now.\n")
    assert load_interview(store, other).answers == {"wish": "calm", "warmth": "very"}
    assert told("move", other, "--rules", newer).out == "This interview has the present rules already.\n"
    as_json = json.loads(told("move", name, "--rules", newer, "--yes", "--json").out)
    assert (as_json["moved"], as_json["next"]) == (True, "warmth")
    assert load_interview(store, name).notes == {"warmth": "a note"}


def test_what_would_end_privately_under_other_rules_stays_under_its_own(
    told: Records, store: Store, tmp_path: Path
) -> None:
    name = keep(store, {"wish": "speed", "more": "no_more"}, end=None)
    tree = TREE.replace("recommend: doctor}", "recommend: espresso}")
    tree = tree.replace("recommend: espresso, then: more", "recommend: doctor, then: more")
    hard = written(tmp_path / "hard", tree=tree)
    ran = told("move", name, "--rules", hard, "--yes")
    assert (ran.code, ran.out) == (1, "")
    assert "its answers can only come to a private end" in ran.err
    assert load_interview(store, name).answers == {"wish": "speed", "more": "no_more"}


def test_a_finished_interview_stays_under_its_own_rules(told: Records, store: Store, newer: Path) -> None:
    ran = told("move", keep(store), "--rules", newer, "--yes")
    assert ran.code == 1
    assert "It stays under its own rules" in ran.err


def test_a_setting_can_be_made_before_the_first_interview(told: Records, tmp_path: Path) -> None:
    assert told("set", "retention", "365", "--store", tmp_path / "new.db").code == 0
    assert json.loads(told("set", "--json", "--store", tmp_path / "new.db").out)["retention"] == 365
