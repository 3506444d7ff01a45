"""After an interview: what is changed of it, what came of it, what is due, and a summary for the person."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from guide.common.dates import format_date
from guide.interviews.events import (
    FollowUpAgreed,
    Reviewed,
)
from guide.interviews.state import Interview
from guide.sessions.record_changes import NO_AGREEMENT, NOT_FINISHED
from guide.storage import Store, open_store
from guide.storage.event_store import end_privately, load_entries, load_interview
from guide.storage.verify import find_damage
from tests.cli.records.conftest import Records
from tests.cli.records.kept import HOSTILE, TEA, keep, keep_whole

HERE = date.today()
NEXT_YEAR = date(HERE.year + 1, 3, 1)


@pytest.mark.parametrize(
    ("arguments", "after"),
    [
        (("--step", " Call again "), {"step": "Call again"}),
        (("--owner", "Ida"), {"owner": "Ida"}),
        (("--review", "in 6 weeks"), {"review": (HERE + timedelta(weeks=6)).isoformat()}),
        (("--step", "", "--owner", "", "--review", ""), {"step": "", "owner": "", "review": ""}),
        (("--response", "agrees"), {"view": "agrees", "kind": "", "why": "It is faster"}),
        (("--prefers", " COFFEE", "--why", ""), {"view": "prefers", "kind": "coffee", "why": ""}),
        (("--prefers", ""), {"view": "prefers", "kind": "", "why": "It is faster"}),
        (("--why", "No reason"), {"view": "prefers", "kind": "coffee", "why": "No reason"}),
    ],
)
def test_each_field_is_changed_and_all_others_stay(
    told: Records, store: Store, arguments: tuple[str, ...], after: dict[str, str]
) -> None:
    name = keep_whole(store)
    before = load_interview(store, name)
    ran = told("change", name, *arguments, "--json")
    assert (ran.code, json.loads(ran.out)["changed"]) == (0, True)
    changed = load_interview(store, name)
    assert fields(changed) == {**fields(before), **after}
    rest = ("opened", "rules", "informed", "goal", "answers", "notes", "finished", "reviews")
    assert [getattr(changed, name) for name in rest] == [getattr(before, name) for name in rest]
    # What is taken away counts as left open: it is not asked for when the interview is opened again.
    assert changed.closed
    # The same once more changes nothing.
    assert json.loads(told("change", name, *arguments, "--json").out)["changed"] is False
    assert load_interview(store, name) == changed
    assert list(find_damage(store)) == []


def fields(interview: Interview) -> dict[str, str]:
    arranged, response = interview.arranged, interview.response
    assert arranged is not None
    assert response is not None
    agreed = {"step": arranged.step, "owner": arranged.owner, "review": arranged.review}
    return {**agreed, "view": response.view, "kind": response.kind, "why": response.why}


def test_a_change_is_told_with_its_day_and_what_was_there_before(told: Records, store: Store) -> None:
    name = keep_whole(store)
    told("change", name, "--review", f"{NEXT_YEAR}", "--owner", "Ida")
    told("change", name, "--review", "")
    told("change", name, "--response", "agrees")
    shown = " ".join(told("show", name).out.split())
    after = format_date(NEXT_YEAR, HERE)
    for sentence in (
        "Who does it was changed from “Ada and Grace” to “Ida”.",
        f"The review was moved from {format_date(date(2026, 6, 1), HERE)} to {after}.",
        f"The review on {after} was called off.",
        "The response was changed from “You would prefer Coffee.” to “You agree.”.",
        # What was said in the talk is there as it was.
        "Next step: Buy leaves; Who does it: Ada and Grace; When to look at it again: 2026-06-01",
    ):
        assert sentence in shown
    at = {entry.at[:10] for entry in load_entries(store, name)[-4:]}
    assert at == {HERE.isoformat()}


def test_what_cannot_be_changed_is_told(told: Records, store: Store) -> None:
    done, started, own = keep(store), keep(store, end=None), keep(store, own=True)
    assert told("change", done).err.startswith("Say what it should be: --step")
    assert told("change", done, "--why", "So").err.startswith("Nothing was said about the recommendation yet")
    assert told("change", done, "--prefers", "coffe").err.endswith("Did you mean “coffee”?\n")
    assert told("change", done, "--prefers", "coffee", "--response", "agrees").err.startswith("A kind is")
    assert told("change", started, "--step", "x").err == f"{NOT_FINISHED}\n"
    assert told("change", started, "--why", "x").err == f"{NOT_FINISHED}\n"
    assert told("change", own, "--step", "x").err == f"{NO_AGREEMENT}\n"
    assert told("change", end_privately(store, done), "--step", "x").code == 1


def test_several_reviews_are_kept_in_order_with_what_came_of_each(
    told: Records, store: Store, tmp_path: Path
) -> None:
    name = keep(store, TEA, FollowUpAgreed("call", "Grace", "2026-01-01"))
    text = f"It helped. {HOSTILE}"
    assert told("reviewed", name, "--text", text, "--next", f"{NEXT_YEAR}").code == 0
    assert json.loads(told("reviewed", name, "--text", "All is well", "--done", "--json").out) == {
        "reviewed": True,
        "text": "All is well",
        "next": None,
        "reviews": 2,
    }
    # One that nobody had set a day for is held as well.
    assert told("reviewed", name, "--text", "By chance", "--done").code == 0
    reviews = (Reviewed(f"{NEXT_YEAR}", text), Reviewed("", "All is well"), Reviewed("", "By chance"))
    interview = load_interview(store, name)
    assert interview.reviews == reviews
    shown = told("show", name).out
    assert "\x1b" not in shown
    places = [shown.index(words) for words in ("Reviews:", "It helped.", "All is well", "By chance")]
    assert places == sorted(places)
    assert told("export", tmp_path / "all.csv").code == 0
    (row,) = csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text(encoding="utf-8-sig")))
    held = row["reviews"].splitlines()
    assert [line.partition(":")[0] for line in held] == [HERE.isoformat()] * 3
    assert held[1].endswith(": All is well; done")


def test_what_came_after_the_talk_is_copied_whole(told: Records, store: Store, tmp_path: Path) -> None:
    name = keep_whole(store)
    told("change", name, "--owner", "Ida", "--response", "undecided", "--why", "Who knows")
    told("reviewed", name, "--text", "Went well", "--next", f"{NEXT_YEAR}")
    told("change", name, "--review", "")
    path, other = tmp_path / "all.json", tmp_path / "other.db"
    assert told("export", path).code == 0
    # A program that would drop the text of a review refuses the file.
    assert json.loads(path.read_text(encoding="utf-8"))["version"] == 2
    assert told("import", path, "--store", other).code == 0
    copy = open_store(other)
    assert load_entries(copy, name) == load_entries(store, name)
    assert fields(load_interview(copy, name)) == fields(load_interview(store, name))
    copy.close()
    # An older file is read as before.
    older = json.loads(path.read_text(encoding="utf-8")) | {"version": 1}
    path.write_text(json.dumps(older), encoding="utf-8")
    assert told("import", path, "--store", tmp_path / "third.db").code == 0


def test_reviews_that_are_overdue_stand_apart_and_an_owner_finds_theirs(told: Records, store: Store) -> None:
    owners = (("Ada", "Grace", 7), ("Bea", "GRACE and Ida", -9), ("Cid", "Ida", -1), ("Dan", "", 0))
    for person, owner, days in owners:
        keep(store, TEA, FollowUpAgreed("call", owner, (HERE + timedelta(days)).isoformat()), person=person)
    until = (HERE + timedelta(days=30)).isoformat()
    lines = told("due", "--until", until).out.splitlines()
    text = "\n".join(lines)
    order = [text.index(word) for word in ("Overdue:", "Bea", "Cid", "Today and later:", "Dan", "Ada")]
    assert order == sorted(order)
    assert text.endswith(f"4 reviews waiting on {until}.")
    rows = json.loads(told("due", "--until", until, "--owner", "grace", "--json").out)
    assert [(row["person"], row["overdue"]) for row in rows] == [("Bea", True), ("Ada", False)]
    ran = told("due", "--until", until, "--owner", "Grave")
    assert (ran.code, "Did you mean “Grace”?" in ran.err) == (1, True)


def test_the_calendar_has_all_that_wait_and_none_of_what_was_said(
    told: Records, store: Store, tmp_path: Path
) -> None:
    first, second = keep_whole(store), keep_whole(store, "Bea")
    told("change", second, "--review", f"{NEXT_YEAR}")
    told("reviewed", second, "--text", "Went well", "--next", "in 6 weeks")
    path = tmp_path / "reviews.ics"
    assert json.loads(told("due", "--ics", path, "--json").out) == {
        "file": str(path),
        "reviews": 2,
        "damaged": [],
    }
    content = path.read_bytes()
    entries = list(Calendar.from_ical(content).events)
    assert [str(entry["UID"]) for entry in entries] == [f"{first}-review-1", f"{second}-review-2"]
    assert [str(entry["SUMMARY"]) for entry in entries] == ["Review: Ada", "Review: Bea"]
    for secret in (b"To rest", b"Since spring", b"calm", b"faster", b"Went well", b"Spring talks"):
        assert secret not in content
    ran = told("due", "--ics", path)
    assert (ran.code, "is there already" in ran.err, path.read_bytes()) == (1, True, content)
    assert told("due", "--ics", tmp_path / "reviews.txt").code == 1
    for name in (first, second):
        told("reviewed", name, "--done")
    assert told("due", "--ics", tmp_path / "none.ics").err.startswith("No review is waiting")
    assert not (tmp_path / "none.ics").exists()


def test_a_damaged_interview_is_left_out_of_the_calendar_and_named(
    told: Records, store: Store, tmp_path: Path
) -> None:
    name, other = keep_whole(store), keep_whole(store, "Bea")
    store.connection.execute("UPDATE event SET body = 'x' WHERE interview = ? AND number = 2", (name,))
    ran = told("due", "--ics", tmp_path / "a.ics")
    assert ran.code == 1
    assert name[:8] in ran.err
    assert f"UID:{other}".encode() in (tmp_path / "a.ics").read_bytes()


def test_a_summary_is_written_or_printed_with_what_is_asked_for(
    told: Records, store: Store, tmp_path: Path
) -> None:
    name = keep_whole(store)
    mail = told("report", name, "--as", "mail").out
    assert mail.startswith("Subject: Our talk on 2 January 2026\n\nRecommended: Tea\n")
    assert "Since spring" not in mail
    assert "Since spring" in told("report", name, "--as", "mail", "--notes").out
    page = tmp_path / "a.html"
    ran = told("report", name, page, "--with", "notes, goal")
    assert ran.out == f"The summary is in {page}. It holds the goal and your notes.\n"
    text = page.read_text(encoding="utf-8")
    assert "Since spring" in text
    assert "Tea</h1>" not in text
    printed = json.loads(told("report", name, "--as", "mail", "--with", "goal", "--json").out)
    assert printed == {
        "parts": ["goal"],
        "subject": "Our talk on 2 January 2026",
        "text": "What was said:\n- Your own goal: To rest more",
    }


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "Say what the file is to be called."),
        (("--as", "page"), "Say what the file is to be called."),
        (("a.md", "--as", "page"), "This is a file that ends in .html or .txt"),
        (("a.html", "--as", "mail"), "This is a file that ends in .txt"),
        (("a.html", "--as", "report", "--with", "goal"), "A report holds everything"),
    ],
)
def test_what_no_summary_can_be_is_told(
    told: Records, store: Store, arguments: tuple[str, ...], why: str
) -> None:
    name = keep_whole(store)
    ran = told("report", name, *arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(why)


def test_without_an_end_there_is_no_summary(told: Records, store: Store) -> None:
    started = keep(store, end=None)
    assert told("report", started, "--as", "mail").err.startswith("This interview is not finished")
    name = end_privately(store, started)
    assert told("report", name, "--as", "mail").err.startswith("It was a private matter.")
