"""Answers of a form begin interviews, and what was exported for a spreadsheet can be decided."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from guide.cli import decide
from guide.common.dates import format_date, today
from guide.interviews.events import NoteSet
from guide.storage import Store
from guide.storage.event_store import load_interview
from guide.storage.transfer import list_ids
from tests.cli.records.conftest import Records, Told
from tests.cli.records.kept import Terminal, keep, written

HEAD = "person,occasion,wish,How hot?,note: wish\n"


def fates(ran: Told) -> list[str]:
    """What becomes of each row that is understood."""
    return [row["is"] for row in json.loads(ran.out)["rows"]]


def people(store: Store) -> list[str]:
    return sorted(load_interview(store, name).opened.person for name in list_ids(store))


@pytest.fixture
def rules(tmp_path: Path) -> str:
    return str(written(tmp_path / "rules"))


def test_each_row_begins_an_interview(told: Records, store: Store, tmp_path: Path, rules: str) -> None:
    form = tmp_path / "form.csv"
    form.write_text(f"{HEAD}Ada,Survey,CALM, very ,since spring\n\nBea,,speed,,\n")
    said = told("import", str(form), "--rules", rules).out
    assert f"\nImported from {form}: 2 interviews begun, 0 there already.\n" in said
    ada, bea = sorted(
        (load_interview(store, name) for name in list_ids(store)), key=lambda one: one.opened.person
    )
    assert (ada.opened.person, ada.opened.occasion, ada.opened.voice) == ("Ada", "Survey", "they")
    assert ada.answers == {"wish": "calm", "heat": "very"}
    assert ada.notes == {"wish": "since spring"}
    assert (bea.answers, bea.finished) == ({"wish": "speed"}, None)


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "cp1252", "utf-8-sig"])
def test_forms_come_in_the_encodings_of_other_programs(
    told: Records, store: Store, tmp_path: Path, rules: str, codec: str
) -> None:
    form = tmp_path / "form.csv"
    form.write_bytes('person;wish;note: wish\r\nJörg "Jo" Müller;"calm";5" tall\r\n'.encode(codec))
    assert told("import", str(form), "--rules", rules).code == 0
    (name,) = list_ids(store)
    assert load_interview(store, name).opened.person == 'Jörg "Jo" Müller'
    assert load_interview(store, name).notes == {"wish": '5" tall'}


def test_the_same_file_is_taken_in_once(told: Records, store: Store, tmp_path: Path, rules: str) -> None:
    form = tmp_path / "form.tsv"
    form.write_text("code\twish\n7\tcalm\n7\tcalm\n")
    assert fates(told("import", str(form), "--rules", rules, "--json")) == ["new", "repeated"]
    form.write_text("code\twish\n7\tcalm\n7\tcalm\n8\tspeed\n")
    assert fates(told("import", str(form), "--rules", rules, "--json")) == ["known", "repeated", "new"]
    assert people(store) == ["7", "8"]


def test_a_row_that_can_only_come_to_a_private_end_is_left_out(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("person,wish,note: wish\nUnmistakable Ada,pain,unmistakable\nBea,calm,\n")
    said = told("import", str(form), "--rules", rules).out
    assert "Of 2 rows: 1 to begin, 1 private.\n1 row left out: with these answers it is a private" in said
    (name,) = list_ids(store)
    assert load_interview(store, name).opened.person == "Bea"
    assert b"nmistakable" not in store.path.read_bytes()


def test_rows_that_are_not_understood_are_told_by_the_spreadsheets_number_and_the_others_taken(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("person,wish\nAda,calm\nBea,peace\nCy,war\n")
    strict = told("import", str(form), "--rules", rules, "--strict")
    assert (strict.code, strict.err) == (1, "2 rows not understood. Nothing was taken in.\n")
    assert list_ids(store) == ()
    ran = told("import", str(form), "--rules", rules)
    assert (ran.code, people(store)) == (1, ["Ada"])
    assert "row 3: “peace” is no answer to “wish”; possible: " in ran.out
    assert "row 4: “war” is no answer to “wish”; possible: " in ran.out
    form.write_bytes(b"person,wish\nDo,\xff\n")
    assert "row 2: “ÿ” is no answer to “wish”" in told("import", str(form), "--rules", rules).out
    form.write_text('person,wish\n"Ed,calm\nFay,calm,x\n,\n-,\nGus,calm\n')
    said = told("import", str(form), "--rules", rules).out
    assert "row 2: A cell begins with a quotation mark and does not end with one" in said
    assert "row 3: This row has 3 cells where the head has 2" in said
    assert people(store) == ["-", "Ada", "Gus"]
    form.write_text("person,mood\nAda,calm\n")
    assert "no column is named after a question" in told("import", str(form), "--rules", rules).err
    assert "cannot be read" in told("import", str(tmp_path / "none.csv"), "--rules", rules).err


def test_columns_and_answers_can_be_called_otherwise(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    form, names = tmp_path / "form.csv", tmp_path / "map.yaml"
    form.write_text("person,Question 1\nAda,Peace\n")
    names.write_text("columns: {wish: Question 1}\noptions: {wish: {calm: Peace}}\n")
    assert told("import", str(form), "--rules", rules, "--map", str(names)).code == 0
    (name,) = list_ids(store)
    assert load_interview(store, name).answers == {"wish": "calm"}


def test_an_export_for_a_spreadsheet_is_decided_as_it_was(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    keep(store, {"wish": "calm", "heat": "very", "more": "later"}, NoteSet("wish", "=1+1"))
    told("export", str(tmp_path / "all.csv"))
    decided = tmp_path / "decided.csv"
    assert decide.run([str(tmp_path / "all.csv"), "-o", str(decided), "--brief", "--rules", rules]) == 0
    (row,) = csv.DictReader(io.StringIO(decided.read_text(encoding="utf-8-sig")))
    assert (row["outcome"], row["companions"]) == ("tea", "coffee")
    assert (row["outcome_2"], row["companions_2"]) == ("tea", "coffee")


MORE = "Timestamp,Your name,wish,How hot?,Team\n"


def test_everything_that_is_understood_is_shown_first(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    keep(store, person="Zoe", end=None)
    form = tmp_path / "form.csv"
    rows = "1/5,Ada,calm,,x\n1/6,Zoe,speed,n/a,x\n1/7,Bea,war,,x\n1/8,Cy,pain,,x\n"
    form.write_text(MORE.replace(",", ";") + rows.replace(",", ";"))
    before = store.path.read_bytes()
    ran = told("import", str(form), "--rules", rules, "--dry-run")
    assert ran.code == 1
    assert (
        ran.out
        == f"""\
{form}: 4 rows, UTF-8, with semicolon between cells.

Column  Heading    Taken as
A       Timestamp  tells submissions apart
B       Your name  name
C       wish       answer “wish”
D       How hot?   answer “heat”
E       Team       – (not taken)

Of 4 rows: 2 to begin, 1 private, 1 not understood.
row 4: “war” is no answer to “wish”; possible: calm, speed, pain.
row 3: Zoe already has an interview that is open, left on {format_date(date(2026, 1, 2), today())}. \
These answers differ, so another interview is begun.
1 row left out: with these answers it is a private matter, of which nothing is kept.
1 text for questions that are not asked after these answers is left aside, such as “n/a” (row 3).

Nothing was taken in: this was a dry run.
"""
    )
    assert store.path.read_bytes() == before


def test_a_dry_run_needs_no_store_and_makes_none(told: Records, tmp_path: Path, rules: str) -> None:
    form, path = tmp_path / "form.csv", tmp_path / "none.db"
    form.write_text("name,wish\nAda,calm\n")
    ran = told("import", str(form), "--rules", rules, "--dry-run", "--store", str(path))
    assert (ran.code, "Of 1 row: 1 to begin." in ran.out, path.exists()) == (0, True, False)


@pytest.mark.parametrize(("typed", "begun"), [("y\n", 1), ("\n", 0), ("no\n", 0), ("", 0)])
def test_at_a_terminal_it_is_asked(
    told: Records,
    store: Store,
    tmp_path: Path,
    rules: str,
    typed: str,
    begun: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("name,wish\nAda,calm\n")
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    ran = told("import", str(form), "--rules", rules)
    assert ran.err.startswith("Begin 1 interview? [y/N] ")
    assert (ran.code, len(list_ids(store))) == (1 - begun, begun)
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert told("import", str(form), "--rules", rules, "--yes").err == ""
    assert len(list_ids(store)) == 1


def test_an_unclear_column_of_the_name_is_asked_for(
    told: Records, store: Store, tmp_path: Path, rules: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("Desk,Who,wish\n7,Ada,calm\n8,Bea,speed\n")
    unclear = (
        "no column is clearly that of the name: “Desk” (column A), “Who” (column B). Name it with --person"
    )
    for ran in (
        told("import", str(form), "--rules", rules),
        told("import", str(form), "--rules", rules, "--yes"),
    ):
        assert ran.code == 1
        assert unclear in ran.err
    monkeypatch.setattr("sys.stdin", Terminal("Whom\nb\ny\n"))
    ran = told("import", str(form), "--rules", rules)
    assert "There is no column “Whom”; there is “Desk” (column A)" in ran.err
    assert people(store) == ["Ada", "Bea"]
    monkeypatch.setattr("sys.stdin", Terminal(""))
    assert "no column was named" in told("import", str(form), "--rules", rules).err


@pytest.mark.parametrize(
    ("column", "names"), [("who", ["Ada"]), ("B", ["Ada"]), ("2", ["Ada"]), ("a", ["7"]), ("none", [""])]
)
def test_the_column_of_the_name_can_be_given(
    told: Records, store: Store, tmp_path: Path, rules: str, column: str, names: list[str]
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("Desk,Who,wish\n7,Ada,calm\n")
    assert told("import", str(form), "--rules", rules, "--person", column).code == 0
    assert people(store) == names


@pytest.mark.parametrize(
    ("head", "cells", "name"),
    [
        ("E-Mail-Adresse,Name (optional)", "a@x,Ada", "Ada"),
        ("First name,Last Name", "Ada,Lee", "Ada Lee"),
        ("Email,Name", "anonymous,", ""),
        ("Email,Name", "a@x,", "a@x"),
        ("ID,Start time,Employee number", "1,2,K-17", "K-17"),
        ("Person,Name", "Ada,Ada", "Ada"),
    ],
)
def test_the_column_of_the_name_is_found_by_its_heading(
    told: Records, store: Store, tmp_path: Path, rules: str, head: str, cells: str, name: str
) -> None:
    form = tmp_path / "form.csv"
    form.write_text(f"{head},wish\n{cells},calm\n")
    assert told("import", str(form), "--rules", rules).code == 0
    assert people(store) == [name]


def test_two_columns_of_names_that_differ_are_unclear(told: Records, tmp_path: Path, rules: str) -> None:
    form = tmp_path / "form.csv"
    form.write_text("Name,Participant,wish\nAda,Bea,calm\n")
    said = told("import", str(form), "--rules", rules).err
    assert "more than one column may be that of the name: “Name” (column A), “Participant” (column B)" in said


def test_a_longer_form_doubles_nobody_however_it_is_sorted_and_written(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("name,wish\nJörg Müller,calm\nAda,speed\n")
    assert fates(told("import", str(form), "--rules", rules, "--json")) == ["new", "new"]
    form.write_bytes("Name;wish\r\nAda;Speed\r\nBea;calm\r\nJÖRG MULLER;calm\r\n".encode("cp1252"))
    assert fates(told("import", str(form), "--rules", rules, "--json")) == ["known", "new", "known"]
    assert people(store) == ["Ada", "Bea", "Jörg Müller"]


def test_who_answers_again_gets_another_interview_where_the_answers_differ(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("Timestamp,name,wish\n1,Zoë,calm\n2,Ada,calm\n")
    told("import", str(form), "--rules", rules)
    form.write_text("Timestamp,name,wish\n1,Zoë,calm\n2,Ada,speed\n3,Zoe,calm\n4,zoe,speed\n")
    ran = told("import", str(form), "--rules", rules, "--dry-run")
    assert "row 3: Ada already has an interview that is open" in ran.out
    assert "Its answers differ from these, and are left as they are." in ran.out
    assert "row 4: Zoe has the same answers in row 2; one interview is begun of both." in ran.out
    assert "row 5: Zoë already has an interview that is open" in ran.out
    assert "These answers differ, so another interview is begun." in ran.out
    assert fates(told("import", str(form), "--rules", rules, "--json")) == [
        "known",
        "changed",
        "repeated",
        "again",
    ]
    assert people(store) == ["Ada", "Zoë", "zoe"]


def test_answers_that_an_interview_has_already_begin_no_other(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    keep(store, person="Zoë")
    form = tmp_path / "form.csv"
    form.write_text("name,wish\nZOE,calm\n")
    ran = told("import", str(form), "--rules", rules)
    assert "row 2: Zoë already has an interview that was finished" in ran.out
    assert "It has these answers; no other is begun." in ran.out
    assert len(list_ids(store)) == 1


def test_people_without_names_are_as_many_as_there_are_rows(
    told: Records, tmp_path: Path, rules: str
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("ID,wish\n1,calm\n2,calm\n1,calm\n")
    for expected in ("new", "known"):
        assert fates(told("import", str(form), "--rules", rules, "--json")) == [expected] * 3
    # Another form, whose submissions are numbered from 1 on as well.
    form.write_text("ID,wish\n1,speed\n")
    assert fates(told("import", str(form), "--rules", rules, "--json")) == ["new"]


def test_who_was_deleted_comes_back_only_when_asked_for(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("name,wish\nUnmistakable Ada,calm\nUnmistakable Ada,calm\nBea,speed\n")
    told("import", str(form), "--rules", rules)
    (gone,) = (
        name for name in list_ids(store) if load_interview(store, name).opened.person == "Unmistakable Ada"
    )
    assert told("delete", "--person", "unmistakable ada", "--yes").code == 0
    raw = store.path.read_bytes()
    assert b"nmistakable" not in raw
    assert gone.encode() not in raw
    form.write_text("name,wish\nUnmistakable Ada,calm\nUnmistakable Ada,calm\nBea,speed\nCy,calm\n")
    ran = told("import", str(form), "--rules", rules)
    assert "Of 4 rows: 1 to begin, 2 there already, 1 deleted since." in ran.out
    assert "1 row (row 2) was taken in before and is not there any more: deleted since" in ran.out
    assert "--restore-deleted begins it anew." in ran.out
    assert people(store) == ["Bea", "Cy"]
    assert told("import", str(form), "--rules", rules, "--restore-deleted").code == 0
    assert people(store) == ["Bea", "Cy", "Unmistakable Ada"]


@pytest.mark.parametrize("empty", [True, False])
def test_an_export_for_a_spreadsheet_is_refused_with_the_file_to_import(
    told: Records, store: Store, tmp_path: Path, rules: str, empty: bool
) -> None:
    if not empty:
        keep(store)
    form = tmp_path / "all.csv"
    told("export", str(form))
    for sign in ",;":
        form.write_text(form.read_text(encoding="utf-8-sig").replace(",", sign))
        ran = told("import", str(form), "--rules", rules)
        assert ran.code == 1
        assert (
            f"{form} cannot be imported: it was written by “guide records export” for spreadsheets" in ran.err
        )
        assert "“guide records export FILE.json” writes a file that can be imported" in ran.err
