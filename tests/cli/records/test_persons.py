"""A person is found under every spelling of their name; who is merely alike is told, and left alone."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from guide.interviews.events import Corrected, FollowUpAgreed, GoalSet, InterviewStarted, NoteSet, Responded
from guide.storage import Store
from guide.storage import event_store as journal
from guide.storage.person_search import find_mentions
from guide.storage.queries import Query, count_rows, fetch_rows
from guide.storage.rule_texts import keep_rules
from guide.storage.transfer import list_ids
from tests.cli.records.conftest import Records
from tests.cli.records.kept import TEA, TEXTS, Terminal, keep

ANNA = "Anna Müller"
SPELLINGS = (
    *(ANNA, "ANNA MÜLLER", normalize("NFD", ANNA), "Anna  Müller", "Anna\u00a0Müller"),
    *("Ａｎｎａ　Ｍüｌｌｅｒ", "anna mü\u00adller", "\u200eAnna Müller"),
)


@pytest.mark.parametrize("typed", SPELLINGS)
def test_every_spelling_of_a_name_is_deleted_with_any(told: Records, store: Store, typed: str) -> None:
    for person in SPELLINGS:
        keep(store, TEA, NoteSet("wish", "unmistakable"), person=person)
    other = keep(store, person="Bea")
    ran = told("delete", "--person", typed, "--yes")
    assert ran.out.startswith(
        f"{len(SPELLINGS)} interviews deleted; nothing of them is left in {store.path}."
    )
    content = store.path.read_bytes()
    traces = ("unmistakable", "anna", "ANNA", "Anna", "Ａｎｎａ", "LLER", "ller", "ｌｌｅｒ")
    assert not [trace for trace in traces if trace.encode() in content]
    assert list_ids(store) == (other,)


def test_sharp_s_is_two(told: Records, store: Store) -> None:
    for person in ("Jörg Weiß", "JÖRG WEISS", "Jörg Weiss", "jo\u0308rg WEIẞ"):
        keep(store, person=person)
    assert json.loads(told("delete", "--person", "Jörg Weiß", "--yes", "--json").out)["deleted"] == 4


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_name_is_searched_shown_and_exported_under_every_spelling(
    told: Records, store: Store, tmp_path: Path, typed: str
) -> None:
    names = {keep(store, person=person) for person in SPELLINGS}
    keep(store, person="Bea")
    for option in ("--search", "--person"):
        assert {row["id"] for row in json.loads(told("list", option, typed, "--json").out)} == names
    assert {row.id for row in fetch_rows(store, Query(search=typed.upper()))} == names
    assert {one["id"] for one in json.loads(told("show", "--person", typed, "--json").out)} == names
    told("export", tmp_path / "anna.json", "--person", typed)
    exported = json.loads((tmp_path / "anna.json").read_text(encoding="utf-8"))
    assert {one["id"] for one in exported["records"]} == names


@pytest.mark.parametrize("blank", ["", " ", "\u00a0\t", "\u200b"])
def test_blanks_are_nobody(told: Records, store: Store, tmp_path: Path, blank: str) -> None:
    keep(store, person="Ada")
    keep(store, person="")
    journal.end_privately(store, keep(store))
    for command in (("show",), ("delete", "--yes"), ("export", tmp_path / "x.json")):
        ran = told(*command, "--person", blank)
        assert ran.code == 1
        assert ran.err.startswith("There is no interview of a person named “")
    assert len(list_ids(store)) == 3
    if blank:
        assert count_rows(store, Query(person=blank)) == 0


def test_who_is_merely_alike_is_listed_first_and_stays(
    told: Records, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, near = keep(store, person=ANNA), keep(store, person="Anna Mueller")
    keep(store, person="Bert Müller")
    monkeypatch.setattr("sys.stdin", Terminal("y\n"))
    ran = told("delete", "--person", ANNA)
    first = "These are not included, as their names are merely alike; to delete them, name their ids:\n"
    assert ran.out.startswith(first)
    assert ran.out.index(near[:8]) < ran.out.index(gone[:8])
    assert "Bert" not in ran.out
    end = ran.out.partition("1 interview deleted; ")[2]
    assert end.startswith(
        f"nothing of these is left in {store.path}. More there may be of the same person:\n"
    )
    assert f"Not included, as the name is merely alike: Anna Mueller ({near[:8]}).\n" in end
    assert "nothing of them is left" not in ran.out
    assert [row.person for row in fetch_rows(store, Query(sort="person", descending=False))] == [
        "Anna Mueller",
        "Bert Müller",
    ]


def test_who_is_not_there_may_be_under_a_name_that_is_alike(told: Records, store: Store) -> None:
    near = keep(store, person="Anna Mueller")
    ran = told("delete", "--person", ANNA, "--yes")
    alike = f"Names that are alike: Anna Mueller ({near[:8]})."
    assert (ran.code, ran.err) == (1, f"There is no interview of a person named “{ANNA}”. {alike}\n")
    assert list_ids(store) == (near,)


def test_nothing_is_left_is_said_only_where_the_name_is_nowhere_else(told: Records, store: Store) -> None:
    keep(store, person=ANNA)
    opened = InterviewStarted(keep_rules(store, TEXTS), "you", "Bea", "ANNA MÜLLER", "as Anna  Müller asked")
    asked, _ = journal.insert_events(store, (opened,))
    said = keep(
        store,
        TEA,
        GoalSet("to help anna müller"),
        NoteSet("wish", normalize("NFD", "like “Anna Müller”")),
        Responded("agrees", why="Anna Müller says so"),
        FollowUpAgreed("Call Anna Müller", "Anna Müller"),
        person="Carl",
    )
    corrected = keep(store, TEA, Corrected("P-17", "Grace", ""), person=ANNA)
    apart = keep(store, TEA, NoteSet("wish", "Hanna Müllerin, Anna M."), person="Dan")
    ran = told("delete", "--person", ANNA, "--yes")
    assert "nothing of them is left" not in ran.out
    assert "The name also occurs in 3 other interviews:\n" in ran.out
    assert f"{asked[:8]}: interviewer; occasion\n" in ran.out
    assert f"{said[:8]}: goal; note; response; next step; who does it\n" in ran.out
    assert f"{corrected[:8]}: name, before it was corrected\n" in ran.out
    assert apart[:8] not in ran.out
    assert {mention.id for mention in find_mentions(store, ANNA)} == {asked, said, corrected}


def test_whose_name_was_corrected_is_found_in_the_journal(told: Records, store: Store) -> None:
    name = keep(store, TEA, Corrected("P-17", "Grace", ""), person=ANNA)
    ran = told("delete", "--person", ANNA, "--yes")
    place = f"The name occurs in {name[:8]}: name, before it was corrected."
    assert (ran.code, ran.err) == (1, f"There is no interview of a person named “{ANNA}”. {place}\n")


def test_what_cannot_be_read_is_looked_through_as_text(store: Store) -> None:
    name = keep(store, TEA, NoteSet("wish", "for Anna Müller"), person="Bea")
    store.connection.execute("UPDATE event SET body = replace(body, 'noted', 'torn')")
    assert find_mentions(store, ANNA) == ((name, ()),)
