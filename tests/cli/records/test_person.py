"""A person in every spelling, under two rules and from a form: found, shown, given out and deleted as one."""

import json
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import normalize
from unittest.mock import patch

import pytest

from guide.common.person_names import name_key
from guide.interviews.events import (
    Corrected,
    FollowUpAgreed,
    GoalSet,
    InterviewStarted,
    NoteSet,
    Responded,
    Reviewed,
)
from guide.storage import Store
from guide.storage import event_store as journal
from guide.storage.queries import Query, fetch_rows
from guide.storage.transfer import list_ids
from tests.cli.records.conftest import Records
from tests.cli.records.kept import TEA, keep, keep_whole, written
from tests.tiny import texts

ZOE = "Zoë Müller-Lüdenscheidt"
DECOMPOSED = normalize("NFD", ZOE)
PLAIN = "Zoe Muller-Ludenscheidt"
SPELLINGS = (ZOE, DECOMPOSED, PLAIN, ZOE.upper())
OTHER_RULES = texts(guide="title: Another drink?\n" + texts()["guide.yaml"].decode().partition("\n")[2])


@pytest.fixture
def held(told: Records, store: Store, tmp_path: Path) -> set[str]:
    """Interviews of one person: three spellings, two versions of the rules, and one from a form."""
    form = tmp_path / "form.csv"
    form.write_text(f"name,wish,heat,more\n{PLAIN},calm,very,later\n", encoding="utf-8")
    rules = written(tmp_path / "rules")
    assert told("import", form, "--rules", rules).code == 0
    (imported,) = list_ids(store)
    old = keep(store, TEA, NoteSet("wish", "Seit dem Umzug"), person=DECOMPOSED, rules=OTHER_RULES)
    late = (Corrected(ZOE, "Grace", "Jahresgespräch"), Reviewed("2027-01-15"))
    new = keep(
        store,
        TEA,
        GoalSet("Mehr Ruhe"),
        Responded("agrees", why="Weil es stimmt"),
        FollowUpAgreed("Tee kaufen", ZOE, "2026-06-01"),
        *late,
        person=ZOE,
    )
    return {imported, old, new}


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_person_is_one_in_every_spelling(
    told: Records, store: Store, tmp_path: Path, held: set[str], typed: str
) -> None:
    stranger = keep(store, person="Bea", at="2026-02-03T10:00:00+00:00")
    for option in ("--search", "--person"):
        assert {row["id"] for row in json.loads(told("list", option, typed, "--json").out)} == held
    for command in (("show", "--person", typed, "--json"),):
        assert {record["id"] for record in json.loads(told(*command).out)} == held
    person = json.loads(told("person", typed, "--json").out)
    assert {record["id"] for record in person["interviews"]} == held
    told("export", tmp_path / "held.json", "--person", typed)
    exported = json.loads((tmp_path / "held.json").read_text(encoding="utf-8"))
    assert {record["id"] for record in exported["records"]} == held
    (tmp_path / "held.json").unlink()

    proof = tmp_path / "deleted.txt"
    ran = told("delete", "--person", typed, "--yes", "--proof", proof)
    assert ran.code == 0
    assert ran.out.startswith(f"3 interviews deleted; nothing of them is left in {store.path}.\n")
    assert list_ids(store) == (stranger,)
    raw = b"".join(path.read_bytes() for path in store.path.parent.glob(f"{store.path.name}*"))
    for spelling in (*SPELLINGS, name_key(ZOE), "Umzug", "Mehr Ruhe", "mehr ruhe", "Weil es", "Tee kaufen"):
        assert spelling.encode() not in raw
    statement = proof.read_text(encoding="utf-8")
    assert "Deleted: 3 interviews (2 finished, 1 not finished), " in statement
    assert f"all records and the raw bytes of {store.path} were searched for the name: it is nowhere." in (
        statement
    )
    # The statement itself is no new record of the person.
    assert not any(name_key(word) in name_key(statement) for word in ("Zoe", "Muller", "Umzug"))
    assert told("person", typed).code == 1


class Texts(HTMLParser):
    """The text of a page, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += f"{data}\n"


def test_everything_that_is_held_is_given(told: Records, held: set[str]) -> None:
    text = told("person", PLAIN).out
    page = Texts()
    page.feed(told("person", PLAIN, "--as", "html").out)
    data = json.loads(told("person", PLAIN, "--as", "json").out)
    for form in (text, page.text):
        assert form.count("This record") == len(held)
        for said in (
            *("Seit dem Umzug", "Mehr Ruhe", "Weil es stimmt", "Tee kaufen", "2026-06-01", "2027-01-15"),
            *("Jahresgespräch", "Spring talks", "Another drink?", "Tea or coffee?", "Kept until 20"),
            *("2026-01-02 10:00:00 UTC", "Answers confirmed", "The review was held", "private signpost"),
        ):
            assert said in form, said
    assert page.tags.count("h1") == 1
    assert "script" not in page.tags
    assert {record["rules_title"] for record in data["interviews"]} == {"Another drink?", "Tea or coffee?"}
    assert all(record["journal"] and record["kept_until"] for record in data["interviews"])


def test_where_else_the_name_is_is_told(told: Records, store: Store) -> None:
    keep(store, person="Anna Müller")
    near = keep(store, person="Anna Mueller")
    opened = InterviewStarted("", "you", "Bea", "ANNA MULLER")
    by, _ = journal.insert_events(store, (opened,))
    ran = told("person", "anna muller").out
    assert f"Not included, as the name is merely alike: Anna Mueller ({near[:8]})." in ran
    assert f"{by[:8]}: interviewer" in ran
    assert "Bea" not in ran
    data = json.loads(told("person", "anna muller", "--json").out)
    assert (data["alike"], data["mentioned"]) == ([near], [{"id": by, "fields": ["interviewer"]}])


def test_a_private_end_is_nobodys(told: Records, store: Store) -> None:
    keep(store, person="Cid")
    journal.end_privately(store, keep(store, person="Cid"))
    data = json.loads(told("person", "Cid", "--json").out)
    assert len(data["interviews"]) == 1
    assert told("person", "Nobody").code == 1


def test_a_hit_after_the_deletion_is_told(told: Records, store: Store, tmp_path: Path) -> None:
    keep(store, person=ZOE)
    left = keep(store, TEA, NoteSet("wish", f"As {PLAIN} said"), person="Bea")
    proof = tmp_path / "deleted.txt"
    ran = told("delete", "--person", ZOE, "--yes", "--proof", proof)
    assert f"{left[:8]}: note" in ran.out
    assert "were searched for the name: it is in 1 other interview." in proof.read_text(encoding="utf-8")
    assert json.loads(told("delete", "--person", "Bea", "--yes", "--json").out)["found_afterwards"] is False


def test_bytes_that_were_left_are_found(told: Records, store: Store, tmp_path: Path) -> None:
    """A file that could not be written anew, and that nobody noticed."""
    keep_whole(store, person=ZOE)
    keep(store, person="Bea")

    def leave(self: Store) -> None:
        path = self.path.with_name(f"{self.path.name}-journal")
        path.write_bytes(b"\0" * 512 + f"…{DECOMPOSED}…".encode())

    proof = tmp_path / "deleted.txt"
    with patch("guide.storage.database.Store.clean", leave):
        ran = told("delete", "--person", ZOE, "--yes", "--proof", proof)
    assert ran.code == 1
    assert "bytes of the name are still in the file" in ran.err
    assert "traces of it may be left" in proof.read_text(encoding="utf-8")
    assert "nothing of them is left" not in ran.out


@pytest.mark.parametrize("short", ["A", "Ada", "e1"])
def test_a_short_name_raises_no_false_alarm(told: Records, store: Store, short: str) -> None:
    keep(store, person=short)
    keep(store, person="Barbara Adam")
    ran = told("delete", "--person", short, "--yes")
    assert (ran.code, "raw bytes" in ran.out) == (0, False)
    assert len(fetch_rows(store, Query())) == 1


def test_a_name_that_is_part_of_another_raises_no_false_alarm(told: Records, store: Store) -> None:
    keep(store, person="Anna Mull")
    keep(store, person="Joanna Mullendorf")
    ran = told("delete", "--person", "Anna Mull", "--yes")
    assert (ran.code, "the name: it is nowhere" in ran.out) == (0, True)


def test_a_statement_needs_a_person_and_a_new_file(told: Records, store: Store, tmp_path: Path) -> None:
    name = keep(store, person=ZOE)
    (tmp_path / "there.txt").write_text("", encoding="utf-8")
    assert told("delete", name, "--yes", "--proof", tmp_path / "new.txt").code == 1
    assert told("delete", "--person", ZOE, "--yes", "--proof", tmp_path / "there.txt").code == 1
    assert list_ids(store) == (name,)
