"""Figures of periods, reviews that wait, and what interviews would come to now."""

import csv
import io
import json
from pathlib import Path

import pytest

from guide.cli.records import run
from guide.common.dates import today
from guide.common.text_width import width_of
from guide.interviews.events import (
    Finished,
    FollowUpAgreed,
)
from guide.storage import Store
from guide.storage.event_store import end_privately
from guide.storage.store_settings import change_setting
from guide.storage.transfer import list_ids, load_records
from tests.cli.records.conftest import Records
from tests.cli.records.kept import TEA, Terminal, keep, written


def test_what_waits_for_a_review_comes_with_the_longest_waiting_first(told: Records, store: Store) -> None:
    for person, day in (("Ada", "2026-01-05"), ("Bea", "2026-01-02"), ("Cid", "2026-03-01")):
        keep(store, TEA, FollowUpAgreed("call", "Grace", day), person=person)
    out = told("due", "--until", "2026-02-01").out
    assert [line.split()[4] for line in out.splitlines()[1:3]] == ["Bea", "Ada"]
    assert out.endswith("2 reviews waiting on 2026-02-01.\n")
    assert [row["person"] for row in json.loads(told("due", "--until", "2026-02-01", "--json").out)] == [
        "Bea",
        "Ada",
    ]


def test_a_summary_shows_groups_that_are_large_enough(
    told: Records, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(14):
        month = f"{1 + number % 2:02}"
        keep(
            store,
            TEA,
            end=Finished("tea", ("coffee",) if number < 6 else ()),
            at=f"2026-{month}-10T10:00:00+00:00",
        )
    for _ in range(3):
        keep(store, end=Finished("espresso"), at="2026-01-10T10:00:00+00:00")
    for _ in range(2):
        end_privately(store, keep(store, at="2026-02-10T10:00:00+00:00"))
    keep(
        store,
        TEA,
        FollowUpAgreed("call", "Grace", "2026-01-01"),
        end=Finished("tea"),
        at="2026-04-01T10:00:00+00:00",
    )
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("guide.cli.records.summary.today", lambda: today().replace(2026, 7, 15))
    out = told("summary", "--until", "2026-05-01").out
    assert out.splitlines()[:9] == [
        "Interviews that came to an end, January to June 2026: 19 or more",
        "",
        "By outcome",
        f"  Tea                          {'█' * 38} 14 or more",
        f"    alone                      {'█' * 22} 8 or more",
        f"    with Coffee                {'█' * 17} 6 or more",
        f"  others, each too few to show {'█' * 14} 5",
        "",
        "By period",
    ]
    assert "Espresso" not in out
    assert "Reviews waiting: fewer than 5\nInterviews not finished: fewer than 5\n" in out
    found = json.loads(told("summary", "--json", "--until", "2026-03-31").out)
    assert found["periods"][0]["total"] == 19
    assert found["together"]["outcomes"] == [
        {
            "outcome": "tea",
            "title": "Tea",
            "number": 14,
            "more": False,
            "with": [
                {"companions": [], "number": 8, "more": False},
                {"companions": ["coffee"], "number": 6, "more": False},
            ],
        }
    ]
    rows = list(csv.reader(io.StringIO(told("summary", "--as", "csv", "--until", "2026-03-31").out)))
    assert [row[2:] for row in rows[1:]] == [
        ["total", "", "", "", "", "19"],
        ["outcome", "tea", "Tea", "", "", "14"],
        ["companions", "tea", "Tea", "", "", "8"],
        ["companions", "tea", "Tea", "coffee", "", "6"],
        ["other outcomes", "", "", "", "", "5"],
        ["month", "", "", "", "2026-01", "10"],
        ["month", "", "", "", "2026-02", "9"],
    ]


def test_a_summary_of_few_tells_only_that(told: Records, store: Store) -> None:
    for _ in range(4):
        keep(store, at="2020-01-10T10:00:00+00:00")
    out = told("summary").out
    assert out.startswith("There is no period to show in which 5 interviews or more came to an end.\n")
    assert "Tea" not in out
    assert json.loads(told("summary", "--json").out)["periods"] == []
    change_setting(store, "least", 4)
    assert "January to March 2020: 4\n" in told("summary", "--until", "2020-02-01").out


@pytest.mark.parametrize("width", [30, 50, 79, 120])
def test_bars_fit_the_terminal(
    told: Records, store: Store, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    for _ in range(9):
        keep(store, at="2020-01-10T10:00:00+00:00")
    monkeypatch.setenv("COLUMNS", str(width))
    out = told("summary", "--until", "2020-06-30").out
    drawn = [line for line in out.splitlines() if "█" in line or line.startswith("  ")]
    assert drawn
    assert max(map(width_of, drawn)) <= width


def test_finished_interviews_are_rechecked_and_nothing_is_changed(
    told: Records, store: Store, newer: Path
) -> None:
    same = keep(store, {"wish": "speed", "more": "no_more"}, person="Same", end=Finished("espresso"))
    other = keep(store, {"wish": "speed", "more": "stop"}, person="Other", end=Finished("doctor"))
    again = keep(
        store, {"wish": "calm", "heat": "less", "more": "no_more"}, person="Again", end=Finished("tea")
    )
    missing = keep(store, {"milk": "yes", **TEA}, person="Missing")
    keep(store, {"wish": "calm"}, person="Open", end=None)
    keep(store, TEA, person="", own=True)
    before = tuple(load_records(store, list_ids(store)))
    ran = told("recheck", "--rules", newer)
    assert ran.out == (
        "4 finished interviews under the present rules:\n"
        "  1  the same recommendation\n"
        "  1  another recommendation\n"
        "  1  the same, though a question is not asked any more\n"
        "  1  not decided before a question is answered\n"
        "\nAnother recommendation:\n"
        f"  {other[:8]}  Other  A doctor → Nothing, because of “I changed my mind”\n"
        "\nThe same, though a question is not asked any more:\n"
        f"  {missing[:8]}  Missing  Tea, with Coffee → “milk”\n"
        "\nNot decided before a question is answered:\n"
        f"  {again[:8]}  Again  Tea → “How hot?”\n"
    )
    assert ran.err == ""
    found = json.loads(told("recheck", "--rules", newer, "--json", "--all").out)
    assert (found["finished"], found["same"], found["other"]) == (4, 1, 1)
    by_id = {one["id"]: one for one in found["interviews"]}
    assert by_id[same]["sort"] == "same"
    assert by_id[other]["now"] == {"outcome": "nothing", "companions": []}
    assert by_id[other]["steps"] == [{"question": "more", "option": "stop"}]
    assert by_id[again]["at"] == "warmth"
    assert tuple(load_records(store, list_ids(store))) == before


def test_on_a_terminal_a_bar_tells_how_far_it_is(
    store: Store, newer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        keep(store)
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("guide.cli.records.recheck.EVERY", 1)
    assert run(["recheck", "--rules", str(newer)]) == 0
    assert "Rechecking" in terminal.getvalue()
    assert "3/3" in terminal.getvalue()
    assert capsys.readouterr().out.startswith("3 finished interviews under the present rules:\n")


def test_of_what_would_now_end_privately_nothing_is_told_but_that(
    told: Records, store: Store, tmp_path: Path
) -> None:
    folder = written(tmp_path / "rules")
    keep(store, {"wish": "pain"}, end=Finished("nothing"))
    out = told("recheck", "--rules", folder).out
    assert "Nothing → a private signpost\n" in out
    assert "pain" not in out
    (one,) = json.loads(told("recheck", "--rules", folder, "--json").out)["interviews"]
    assert (one["private"], one["now"], one["steps"]) == (True, None, [])
