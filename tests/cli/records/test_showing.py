"""What is kept is shown, by the rules of its own time, and hostile texts are text."""

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.cli.table import TableColumn, fit_cell, table
from guide.common.text_width import width_of
from guide.interviews.events import (
    Answered,
    Finished,
    FollowUpAgreed,
    GoalSet,
    Moved,
    NoteSet,
)
from guide.storage import Store
from guide.storage.event_store import (
    end_privately,
)
from guide.storage.rule_texts import (
    keep_rules,
)
from tests.cli.records.conftest import Records
from tests.cli.records.kept import HOSTILE, TEA, keep, keep_whole
from tests.tiny import TREE, texts

words = st.text(st.characters(codec="utf-8"), max_size=30)


def test_a_list_shows_what_interviews_came_to_by_their_own_rules(told: Records, store: Store) -> None:
    first = keep(store, person="Ada")
    other = texts(tree=TREE.replace("title: Tea", "title: A cup of tea"))
    second = keep(store, person="Bea", rules=other, at="2026-01-03T10:00:00+00:00")
    third = keep(store, {"wish": "calm"}, person="Cid", end=None, at="2026-01-04T10:00:00+00:00")
    ran = told("list")
    assert ran.code == 0
    assert [" ".join(line.split()) for line in ran.out.splitlines()] == [
        "Id Changed Name Came to Interviewer Occasion",
        f"{third[:8]} 2026-01-04 Cid not finished Grace Spring talks",
        f"{second[:8]} 2026-01-03 Bea A cup of tea, with Coffee Grace Spring talks",
        f"{first[:8]} 2026-01-02 Ada Tea, with Coffee Grace Spring talks",
        "",
        "3 interviews.",
    ]


def test_a_list_is_searched_filtered_sorted_and_cut(told: Records, store: Store) -> None:
    for number, person in enumerate(("Bea", "Émile", "Ada")):
        keep(
            store,
            person=person,
            at=f"2026-0{number + 1}-15T10:00:00+00:00",
            end=None if person == "Ada" else Finished("tea"),
        )
    keep(store, person="", own=True)

    def people(*arguments: str) -> list[str]:
        return [row["person"] for row in json.loads(told("list", "--json", *arguments).out)]

    assert people() == ["Ada", "Émile", "Bea"]
    assert people("--reverse") == ["Bea", "Émile", "Ada"]
    assert people("--sort", "person") == ["Ada", "Bea", "Émile"]
    assert people("--search", "éMI") == ["Émile"]
    assert people("--state", "open") == ["Ada"]
    assert people("--outcome", "tea", "--since", "2026-02-15") == ["Émile"]
    assert people("--until", "2026-01-15") == ["Bea"]
    assert people("--own") == [""]
    cut = told("list", "--limit", "2")
    assert cut.out.endswith("2 of 3 interviews; “--limit 3” shows all.\n")


def test_an_empty_list_is_none(told: Records, store: Store) -> None:  # noqa: ARG001
    assert told("list").out == "0 interviews.\n"
    assert json.loads(told("list", "--json").out) == []


@pytest.mark.parametrize("width", [200, 100, 80, 60, 40, 20])
def test_a_list_fits_the_terminal(
    told: Records, store: Store, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for person in ("山田太郎" * 20, "Ada", HOSTILE):
        keep(store, person=person)
    lines = told("list").out.splitlines()
    if lines[0].startswith("Id"):
        assert all(width_of(line) <= width for line in lines[:-2])
    else:
        assert width < 60
        assert "  Came to: Tea, with Coffee" in lines


@given(st.lists(st.tuples(words, words, words, words), min_size=1, max_size=5), st.integers(1, 120))
def test_a_table_is_never_wider_than_it_may_be(rows: list[tuple[str, ...]], width: int) -> None:
    columns = (
        TableColumn("A", whole=True),
        TableColumn("B"),
        TableColumn("C", spare=True),
        TableColumn("D", spare=True),
    )
    lines = list(table(columns, rows, width))
    if lines[0].startswith("A  ") or lines[0] == "A":
        assert all(width_of(line) <= width for line in lines)
        assert len(lines) == len(rows) + 1


@given(words, st.integers(1, 40))
def test_what_is_cut_fits(text: str, room: int) -> None:
    assert width_of(fit_cell(text, room)) <= room
    assert fit_cell(text, 100) == text


def test_everything_that_is_held_is_shown(told: Records, store: Store) -> None:
    name = keep_whole(store)
    out = told("show", name[:6]).out
    for part in (
        f"Interview {name}: finished\nName: Ada\nBegun: 2026-01-02 10:00:00 UTC\n",
        "Rules: Tea or coffee? (",
        "What the interview is for was told",
        "Your own goal\n- To rest more\n",
        "Your response\n- You would prefer Coffee.\nBecause\n- It is faster\n",
        "Interviewer\n- Grace\n",
        "Occasion\n- Spring talks\n",
        "Next step\n- Buy leaves\nWho does it\n- Ada and Grace\nWhen to look at it again\n- 2026-06-01\n",
        "Recommended: Tea\nIt is clear: ",
        "\nIt calms you. (Leaf)\nFirst step: Boil water.\n",
        "What do you wish?\n- Calm\n- Note: Since spring\n",
        "Kept as well, though not asked on this way:\ngone\n- Note: An old note\n",
        "Journal:\n2026-01-02 10:00:00 UTC\n- Begun; Ada; Grace; Spring talks\n",
        "- Answer to “How hot?”: Very\n",
        "- Answers confirmed: Tea, with Coffee\n",
    ):
        assert part in out


def test_an_interview_that_is_not_finished_shows_its_answers_and_no_recommendation(
    told: Records, store: Store
) -> None:
    name = keep(store, {"wish": "calm", "more": "no_more"}, NoteSet("wish", "Since spring"), end=None)
    out = told("show", name).out
    assert "Answers so far:\nWhat do you wish?\n- Calm\n- Note: Since spring\n" in out
    assert "Kept as well, though not asked on this way:\nAnything else?\n- No more\n" in out
    assert "Asked next:\n- How hot?\n" in out
    assert "Tea" not in out.partition("Rules:")[2].partition("\n")[2]


def test_an_interview_is_explained_by_its_own_rules(told: Records, store: Store) -> None:
    other = texts(tree=TREE.replace("It calms you.", "It did so once."))
    before, now = keep(store, rules=other), keep(store)
    assert "It did so once." in told("show", before).out
    assert "It calms you." in told("show", now).out


def test_a_moved_interview_tells_each_event_by_the_rules_of_its_time(told: Records, store: Store) -> None:
    other = keep_rules(store, texts(tree=TREE.replace("How hot?", "How warm?")))
    moved = Moved(other, {"wish": "calm", "heat": "very"}, {})
    name = keep(store, {"wish": "calm", "heat": "very"}, moved, Answered("heat", "less"), end=None)
    out = told("show", name).out
    assert "- Answer to “How hot?”: Very\n" in out
    assert "- Moved to other rules, with these answers: wish=calm, heat=very\n" in out
    assert "- Answer to “How warm?”: Less\n" in out


def test_of_a_private_end_only_the_month_is_shown(told: Records, store: Store) -> None:
    name = keep(store, {"wish": "pain"}, NoteSet("wish", "secret"), end=None)
    name = end_privately(store, name)
    assert told("show", name).out == (
        f"Interview {name}: ended on a private signpost\n"
        "In 2026-01. It ended on a private signpost. Nothing else is kept of it.\n"
    )
    assert "ended on a private signpost" in told("list").out
    shown = json.loads(told("show", name, "--json").out)
    assert (shown["state"], shown["interview"], shown["recommendation"], shown["journal"]) == (
        "private",
        None,
        None,
        [],
    )
    for command in (("report", name, "x.md"), ("move", name)):
        ran = told(*command)
        assert ran.code == 1
        assert "Nothing else is kept of it." in ran.err


def test_all_that_is_held_about_a_person_is_shown_in_one_go(told: Records, store: Store) -> None:
    first, second = (
        keep_whole(store, "Ada"),
        keep(store, {"wish": "calm"}, person="ada", end=None, at="2026-03-01T10:00:00+00:00"),
    )
    keep(store, person="Adam")
    other = keep(store, TEA, NoteSet("wish", "With ada, in spring"), person="Bea")
    like = keep(store, person="Ada Byron")
    out = told("show", "--person", "Ada").out
    assert out.index(first) < out.index(second)
    assert "Adam" not in out
    assert out.endswith(
        "2 interviews of this person.\n"
        f"Not included, as the name is merely alike: Ada Byron ({like[:8]}).\n"
        f"The name also occurs in 1 other interview:\n{other[:8]}: note\n"
    )
    found = json.loads(told("show", "--person", "Ada", "--json").out)
    assert [one["id"] for one in found] == [first, second]
    assert found[0]["recommendation"]["meeting"]["goal"] == "To rest more"
    assert [entry["event"]["type"] for entry in found[0]["journal"]][:2] == ["opened", "answered"]
    nobody = told("show", "--person", "Eve")
    assert (nobody.code, nobody.err) == (1, "There is no interview of a person named “Eve”.\n")


def test_hostile_texts_are_text(told: Records, store: Store) -> None:
    name = keep(
        store,
        TEA,
        GoalSet(HOSTILE),
        NoteSet("wish", HOSTILE),
        FollowUpAgreed(HOSTILE, HOSTILE, HOSTILE),
        person=HOSTILE,
    )
    for command in (
        ("list",),
        ("show", name),
        ("due", "--until", "2099-01-01"),
        ("list", "--json"),
        ("show", name, "--json"),
    ):
        out = told(*command).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "\n=HYPERLINK" not in out


def test_rules_that_cannot_be_read_leave_their_ids(told: Records, store: Store, tmp_path: Path) -> None:
    name = keep_whole(store)
    store.connection.execute("UPDATE rules SET texts = x'00'")
    out = told("show", name).out
    assert "Came to: tea\nThe rules of this interview cannot be read" in out
    assert "Answers:\nwish\n- calm\n- Note: Since spring\n" in out
    assert "tea, with coffee" in told("list").out
    assert told("report", name, tmp_path / "r.md").err.endswith("There is no report without them.\n")
    assert "are damaged" in told("move", keep(store, {"wish": "calm"}, end=None)).err


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".json"])
def test_a_report_holds_what_the_interview_adds(
    told: Records, store: Store, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"report{suffix}"
    ran = told("report", keep_whole(store), path, "--notes")
    assert (ran.code, ran.out) == (0, f"The report is in {path}.\n")
    text = path.read_text(encoding="utf-8")
    for part in (
        "Ada",
        "2026-01-02",
        "To rest more",
        "It is faster",
        "Buy leaves",
        "Ada and Grace",
        "2026-06-01",
        "Since spring",
    ):
        assert part in text
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("suffix", [".html", ".md", ".txt", ".json"])
def test_what_is_handed_over_has_no_notes_unless_they_are_asked_for(
    told: Records, store: Store, tmp_path: Path, suffix: str
) -> None:
    name, own = keep_whole(store), keep(store, TEA, NoteSet("wish", "Since spring"), own=True)
    usual, without, mine = (tmp_path / f"{it}{suffix}" for it in ("usual", "without", "mine"))
    ran = told("report", name, usual)
    left_out = "The notes are not in it. To take them in: --notes."
    for_programs = suffix == ".json"
    assert (b"Since spring" in usual.read_bytes(), left_out in ran.out) == (for_programs, not for_programs)
    told("report", name, without, "--no-notes")
    assert b"Since spring" not in without.read_bytes()
    assert "not in it" not in told("report", own, mine).out
    assert b"Since spring" in mine.read_bytes()
    assert "Since spring" in told("show", name).out
    assert "Since spring" in told("show", name, "--json").out


def test_a_report_that_cannot_be_written_is_told(told: Records, store: Store, tmp_path: Path) -> None:
    name, unfinished = keep(store), keep(store, {"wish": "calm"}, end=None)
    (tmp_path / "mine.md").write_text("mine", encoding="utf-8")
    for arguments, said in (
        ((name, tmp_path / "mine.md"), "is there already"),
        ((name, tmp_path / "report.pdf"), "ends in .html, .md, .txt or .json"),
        ((name, tmp_path / "none" / "report.md"), "There is no folder"),
        ((unfinished, tmp_path / "report.md"), "only a finished one has a report"),
    ):
        ran = told("report", *arguments)
        assert (ran.code, ran.out) == (1, "")
        assert said in ran.err
        assert len(ran.err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir() if path.suffix] == ["mine.md"]


def test_an_id_may_be_short_as_long_as_it_is_one(told: Records, store: Store) -> None:
    name = keep(store)
    names = [name, *(keep(store, person=str(number)) for number in range(17))]
    twice = next(one[0] for one in names if sum(other[0] == one[0] for other in names) > 1)
    ran = told("show", twice)
    assert ran.code == 1
    assert f"interviews begin with “{twice}”: " in ran.err
    assert told("show", name.upper()[:20]).out.startswith(f"Interview {name}")
    for unknown in ("zz", "", "%", "é"):
        assert told("show", unknown).err.startswith(f"There is no interview “{unknown}”.")
