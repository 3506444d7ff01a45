"""Answers of a form begin interviews, and what was exported for a spreadsheet can be decided."""

import csv
import io
import json
from pathlib import Path

import pytest

from guide.cli import decide
from guide.interviews.events import NoteSet
from guide.storage import Store
from guide.storage.event_store import load_interview
from guide.storage.transfer import list_ids
from tests.cli.records.conftest import Records
from tests.cli.records.kept import keep, written

HEAD = "person,occasion,wish,How hot?,note: wish\n"


@pytest.fixture
def rules(tmp_path: Path) -> str:
    return str(written(tmp_path / "rules"))


def test_each_row_begins_an_interview(told: Records, store: Store, tmp_path: Path, rules: str) -> None:
    form = tmp_path / "form.csv"
    form.write_text(f"{HEAD}Ada,Survey,CALM, very ,since spring\n\nBea,,speed,,\n")
    assert told("import", str(form), "--rules", rules).out.startswith(
        f"Imported from {form}: 2 interviews begun, 0 there already.\n"
    )
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
    assert json.loads(told("import", str(form), "--rules", rules, "--json").out) == {
        "new": 2,
        "known": 0,
        "private": 0,
    }
    form.write_text("code\twish\n7\tcalm\n7\tcalm\n8\tspeed\n")
    assert json.loads(told("import", str(form), "--rules", rules, "--json").out) == {
        "new": 1,
        "known": 2,
        "private": 0,
    }
    assert sorted(load_interview(store, name).opened.person for name in list_ids(store)) == ["7", "7", "8"]


def test_a_row_that_can_only_come_to_a_private_end_is_left_out(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("person,wish,note: wish\nUnmistakable Ada,pain,unmistakable\nBea,calm,\n")
    said = told("import", str(form), "--rules", rules).out
    assert "1 interview begun, 0 there already.\n1 row left out: with these answers it is a private" in said
    (name,) = list_ids(store)
    assert load_interview(store, name).opened.person == "Bea"
    assert b"nmistakable" not in store.path.read_bytes()


def test_what_is_no_answer_is_told_and_nothing_is_taken_in(
    told: Records, store: Store, tmp_path: Path, rules: str
) -> None:
    form = tmp_path / "form.csv"
    form.write_text("person,wish\nAda,calm\nBea,peace\nCy,war\n")
    ran = told("import", str(form), "--rules", rules)
    assert (ran.code, ran.out) == (1, "")
    assert "row 2, column “wish”: “peace” is no answer; row 3, column “wish”: “war” is no answer" in ran.err
    assert list_ids(store) == ()
    form.write_bytes(b"person,wish\nAda,\xff\n")
    assert "row 1, column “wish”: “ÿ” is no answer" in told("import", str(form), "--rules", rules).err
    form.write_text('person,wish\n"Ada,calm\nBea,calm,x\nCy,calm\n')
    said = told("import", str(form), "--rules", rules).err
    assert "row 1: A cell begins with a quotation mark and does not end with one" in said
    assert "row 2 has 3 cells where the head has 2. Nothing was changed." in said
    assert list_ids(store) == ()
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
