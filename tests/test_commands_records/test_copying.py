"""What goes out comes in again, and nothing else does."""

import csv
import io
import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.commands.records import run
from guide.interview import (
    Aimed,
    Noted,
)
from guide.store import Store, exchange, open_store
from guide.store.copies import every_id, every_rules, records
from guide.store.journal import end_privately, interview
from tests.test_commands_records.conftest import Records
from tests.test_commands_records.kept import HOSTILE, keep, keep_whole
from tests.tiny import TREE, texts

texts_ = st.text(st.characters(codec="utf-8"), max_size=8)


def exported(store: Store) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(exchange.written(store)))
    return found


def test_export_and_import_lose_nothing(told: Records, store: Store, tmp_path: Path) -> None:
    keep_whole(store, HOSTILE + "\x7f\x85")
    end_privately(store, keep(store))
    keep(store, {"wish": "calm"}, end=None, own=True, rules=texts(tree=TREE.replace("Calm", "Quiet")))
    path, other = tmp_path / "all.json", tmp_path / "other.db"
    ran = told("export", path)
    assert ran.out.startswith(f"3 interviews exported to {path}.\n")
    assert not {chr(code) for code in (0x1B, 0x7F, 0x85, 0x202E)} & set(path.read_text(encoding="utf-8"))
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (
        told("import", path, "--store", other).out
        == f"Imported from {path}: 3 new, 0 continued, 0 there already.\n"
    )
    taken = open_store(other)
    assert tuple(records(taken, every_id(taken))) == tuple(records(store, every_id(store)))
    assert every_rules(taken) == every_rules(store)
    assert json.loads(told("import", path, "--store", other, "--json").out) == {
        "new": 0,
        "known": 3,
        "continued": 0,
        "refused": [],
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(texts_, st.dictionaries(st.sampled_from(["wish", "heat", "more"]), texts_), texts_)
def test_any_record_survives_the_way_out_and_in(
    tmp_path_factory: pytest.TempPathFactory, person: str, answers: dict[str, str], note: str
) -> None:
    folder = tmp_path_factory.mktemp("exchange")
    store, other = open_store(folder / "one.db"), open_store(folder / "other.db")
    keep(store, answers, Noted("wish", note), Aimed(note), person=person)
    for command, at in (("export", store), ("import", other)):
        assert run([command, str(folder / "all.json"), "--store", str(at.path)]) == 0
    assert tuple(records(other, every_id(other))) == tuple(records(store, every_id(store)))


def test_of_one_person_only_theirs_is_exported(told: Records, store: Store, tmp_path: Path) -> None:
    old = texts(tree=TREE.replace("Calm", "Quiet"))
    keep(store, person="Ada", rules=old)
    other = keep(store, person="Bea")
    told("export", tmp_path / "ada.json", "--person", "Ada")
    told("export", tmp_path / "bea.json", other[:8], other[:9])
    ada, bea = (
        json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8")) for name in ("ada", "bea")
    )
    assert [len(found["records"]) for found in (ada, bea)] == [1, 1]
    assert bea["records"][0]["id"] == other
    assert len(ada["rules"]) == len(bea["rules"]) == 1
    assert ada["rules"].keys() != bea["rules"].keys()


def test_in_a_spreadsheet_each_interview_is_a_row_and_no_formula(
    told: Records, store: Store, tmp_path: Path
) -> None:
    whole, half = (
        keep_whole(store, "=1+1"),
        keep(store, {"wish": "calm"}, Noted("wish", "@x\n-2"), person="+49", end=None),
    )
    private = keep(store)
    end_privately(store, private)
    told("export", tmp_path / "all.csv")
    content = (tmp_path / "all.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))}
    assert rows[whole]["person"] == "'=1+1"
    assert rows[whole]["answer: heat"] == "very"
    assert (rows[whole]["title"], rows[whole]["companions"], rows[whole]["review"]) == (
        "Tea",
        "coffee",
        "2026-06-01",
    )
    assert (rows[half]["person"], rows[half]["note: wish"], rows[half]["answer: heat"]) == (
        "'+49",
        "'@x\n-2",
        "",
    )
    assert {name: cell for name, cell in rows[private].items() if cell} == {
        "id": private,
        "state": "private",
        "opened": "2026-01-02",
        "changed": "2026-01-02",
    }
    told("export", tmp_path / "one.csv", half)
    assert "answer: heat" not in (tmp_path / "one.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"version": 2}, "no file that this version has exported"),
        ({"guide": "other"}, "no file that this version has exported"),
        ({"rules": {"x" * 64: {"tree.yaml": ""}}}, "the rules in it are not what they were"),
        ({"rules": {}}, "whose rules are neither in it nor in the store"),
    ],
)
def test_a_file_that_was_not_exported_is_not_imported(
    told: Records, store: Store, tmp_path: Path, changed: dict[str, object], why: str
) -> None:
    keep(store, person="Secret")
    path = tmp_path / "changed.json"
    path.write_text(json.dumps({**exported(store), **changed}), encoding="utf-8")
    ran = told("import", path, "--store", tmp_path / "other.db")
    assert ran.code == 1
    assert why in ran.err
    assert ran.err.endswith("Nothing was changed.\n")
    assert "Secret" not in ran.err


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"id": "../x"}, "has no proper id"),
        ({"state": "open"}, "has another state"),
        ({"state": "other"}, "is no record"),
        ({"changed": "yesterday"}, "has a moment that is none"),
        ({"journal": []}, "has no journal"),
        ({"journal": "Secret"}, "is no record"),
    ],
)
def test_a_record_that_is_none_is_not_imported(
    told: Records, store: Store, tmp_path: Path, changed: dict[str, object], why: str
) -> None:
    keep(store, person="Secret")
    whole = exported(store)
    (record,) = whole["records"]
    path = tmp_path / "changed.json"
    path.write_text(json.dumps({**whole, "records": [{**record, **changed}]}), encoding="utf-8")
    ran = told("import", path, "--store", tmp_path / "other.db")
    assert (ran.code, ran.out) == (1, "")
    assert f"its record 1 {why}" in ran.err
    assert "Secret" not in ran.err
    assert not (tmp_path / "other.db").exists()


def test_a_journal_with_gaps_or_two_openings_is_not_imported(
    told: Records, store: Store, tmp_path: Path
) -> None:
    keep(store)
    whole = exported(store)
    (record,) = whole["records"]
    first, second, *rest = record["journal"]
    for number, (journal, why) in enumerate(
        (
            ([first, *rest], "has gaps in its journal"),
            ([{**second, "number": 1}], "does not begin with an opening"),
            ([first, {**first, "number": 2}], "does not begin with an opening"),
        )
    ):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps({**whole, "records": [{**record, "journal": journal}]}), encoding="utf-8")
        assert why in told("import", path, "--store", tmp_path / "other.db").err


def test_what_contradicts_the_store_is_not_imported_and_named(
    told: Records, store: Store, tmp_path: Path
) -> None:
    name = keep(store)
    text = json.dumps(exported(store)).replace('"Ada"', '"Eve"')
    (tmp_path / "eve.json").write_text(text, encoding="utf-8")
    ran = told("import", tmp_path / "eve.json")
    assert ran.code == 1
    assert ran.err == f"1 not imported, as the store tells otherwise of them: {name[:8]}.\n"
    assert interview(store, name).opened.person == "Ada"


def test_a_file_that_cannot_be_read_is_told_and_makes_no_store(told: Records, tmp_path: Path) -> None:
    ran = told("import", tmp_path / "none.json", "--store", tmp_path / "other.db")
    assert ran.err == f"{tmp_path / 'none.json'} cannot be read: No such file or directory.\n"
    assert list(tmp_path.iterdir()) == []


def test_an_export_never_overwrites(told: Records, store: Store, tmp_path: Path) -> None:
    keep(store)
    (tmp_path / "mine.json").write_text("mine", encoding="utf-8")
    for command in ("export", "backup"):
        ran = told(command, tmp_path / "mine.json")
        assert ran.code == 1
        assert "is there already" in ran.err
    assert (tmp_path / "mine.json").read_text(encoding="utf-8") == "mine"
    assert "ends in .json or .csv" in told("export", tmp_path / "all.xml").err


def test_an_export_that_fails_leaves_no_half_file(told: Records, store: Store, tmp_path: Path) -> None:
    keep(store)
    store.connection.execute("UPDATE event SET body = '{' WHERE number = 2")
    for name in ("all.json", "all.csv"):
        ran = told("export", tmp_path / name)
        assert ran.code == 1
        assert "is damaged" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_a_store(told: Records, store: Store, tmp_path: Path) -> None:
    name = keep_whole(store)
    assert told("backup", tmp_path / "copy.db").code == 0
    assert interview(open_store(tmp_path / "copy.db"), name) == interview(store, name)


@pytest.mark.parametrize("inside", ["[" * 100_000, '{"id":"\udcff"}', '{"\udcff":1}'])
def test_what_is_no_text_or_nested_too_deeply_is_told(
    told: Records, store: Store, tmp_path: Path, inside: str
) -> None:
    path = tmp_path / "all.json"
    whole = f'{{"guide":"interviews","version":1,"rules":{{}},"records":[{inside}]}}'
    path.write_bytes(whole.encode(errors="surrogateescape"))
    ran = told("import", path)
    assert (ran.code, ran.out) == (1, "")
    assert f"{path} cannot be imported: it" in ran.err
    assert every_id(store) == ()
