"""What goes out comes in again, and nothing else does."""

import csv
import io
import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.cli.records import run
from guide.engine.decision import decide, only_private
from guide.engine.walk import Walk
from guide.interviews.events import Finished, GoalSet, NoteSet
from guide.storage import Store, StoreError, open_store
from guide.storage import json_format as exchange
from guide.storage.event_store import end_privately, load_interview
from guide.storage.rule_texts import (
    load_every_rules,
)
from guide.storage.transfer import (
    list_ids,
    load_records,
)
from tests.cli.records.conftest import Records
from tests.cli.records.kept import HOSTILE, keep, keep_whole
from tests.strategies import walks
from tests.tiny import TREE, texts, tiny

texts_ = st.text(st.characters(codec="utf-8"), max_size=8)


def exported(store: Store) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(exchange.export_chunks(store)))
    return found


def test_export_and_import_lose_nothing(told: Records, store: Store, tmp_path: Path) -> None:
    keep_whole(store, HOSTILE + "\x7f\x85")
    end_privately(store, keep(store))
    keep(store, {"wish": "calm"}, end=None, rules=texts(tree=TREE.replace("Calm", "Quiet")))
    path, other = tmp_path / "all.json", tmp_path / "other.db"
    ran = told("export", path)
    assert ran.out.startswith(f"3 interviews exported to {path}.\nIt holds")
    assert not {chr(code) for code in (0x1B, 0x7F, 0x85, 0x202E)} & set(path.read_text(encoding="utf-8"))
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (
        told("import", path, "--store", other).out
        == f"Imported from {path}: 3 new, 0 continued, 0 there already.\n"
    )
    taken = open_store(other)
    assert tuple(load_records(taken, list_ids(taken))) == tuple(load_records(store, list_ids(store)))
    assert load_every_rules(taken) == load_every_rules(store)
    assert json.loads(told("import", path, "--store", other, "--json").out) == {
        "new": 0,
        "known": 3,
        "continued": 0,
        "refused": [],
        "private": 0,
    }


def test_of_an_import_what_can_only_come_to_a_private_end_is_not_kept(
    told: Records, store: Store, tmp_path: Path
) -> None:
    path, other = tmp_path / "all.json", tmp_path / "other.db"
    keep(store, {"wish": "pain"}, NoteSet("wish", "unmistakable"), end=None)
    kept = keep(store)
    path.write_bytes(b"".join(exchange.export_chunks(store)))
    said = told("import", path, "--store", other).out
    assert said.endswith("Of 1 interview nothing is kept: with these answers it is a private matter.\n")
    assert list_ids(open_store(other)) == (kept,)
    assert b"nmistakable" not in other.read_bytes()


def test_of_a_private_end_that_an_older_version_exported_the_month_is_taken_in(
    told: Records, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "all.json"
    private = end_privately(store, keep(store))
    older = b"".join(exchange.export_chunks(store)).replace(b'"2026-01"', b'"2026-01-02"')
    assert older.count(b'"2026-01-02"') == 2
    path.write_bytes(older)
    for name in ("one.db", "other.db"):
        for new in (1, 0):
            assert json.loads(told("import", path, "--store", tmp_path / name, "--json").out)["new"] == new
    one, other = (open_store(tmp_path / name) for name in ("one.db", "other.db"))
    (record,) = load_records(one, list_ids(one))
    # Whoever has the file can tell that it is the same; nobody else can.
    assert list_ids(one) == list_ids(other) != (private,)
    assert (record.state, record.opened, record.changed) == ("private", "2026-01", "2026-01")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(texts_, walks(tiny()), texts_)
def test_any_record_survives_the_way_out_and_in(
    tmp_path_factory: pytest.TempPathFactory, person: str, walk: Walk, note: str
) -> None:
    if only_private(walk):
        return
    folder = tmp_path_factory.mktemp("exchange")
    store, other = open_store(folder / "one.db"), open_store(folder / "other.db")
    end = None
    if walk.current is None:
        decision = decide(walk)
        end = Finished(decision.outcome, tuple(one.kind for one in decision.companions))
    keep(store, walk.answers, NoteSet("wish", note), GoalSet(note), person=person, end=end)
    for command, at in (("export", store), ("import", other)):
        assert run([command, str(folder / "all.json"), "--store", str(at.path)]) == 0
    assert tuple(load_records(other, list_ids(other))) == tuple(load_records(store, list_ids(store)))


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
        keep(store, {"wish": "calm"}, NoteSet("wish", "@x\n-2"), person="+49", end=None),
    )
    private = end_privately(store, keep(store))
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
        "opened": "2026-01",
        "changed": "2026-01",
    }
    told("export", tmp_path / "one.csv", half)
    assert "answer: heat" not in (tmp_path / "one.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"version": 3}, "a newer version of this program exported it, and is needed to read it"),
        ({"version": "2"}, "it is JSON, but not what “guide records export” writes"),
        ({"guide": "other"}, "it is JSON, but not what “guide records export” writes"),
        ({"records": 1}, "it was exported, but something in it was changed since"),
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
    ("name", "content", "why"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n", "it is a picture (PNG), not a table; export the answers as CSV"),
        ("photo.json", b"\x89PNG\r\n\x1a\n", "it is a picture (PNG), not a table; export the answers as CSV"),
        ("report.pdf", b"%PDF-1.7", "it is a PDF document, not a table; export the answers as CSV"),
        ("letter.docx", b"PK\x03\x04 word/document.xml", "it is a Word document, not a table"),
        ("answers", b"PK\x03\x04 xl/workbook.xml", "let its name end in .xlsx or .ods"),
        ("letter.rtf", b"{\\rtf1 Secret}", "it is a text document (RTF), not a table"),
        ("notes.md", b"Secret", "it is a text, and not a table by its name; “import” takes"),
        ("noise", b"\0\xff", "it is neither a text nor a table; “import” takes"),
        ("empty.json", b"\n", "it is empty; “import” takes"),
        ("half.json", b'{"guide": "interv', "it may have been cut off on its way; “import” takes"),
    ],
)
def test_of_any_other_file_it_is_said_what_it_seems_to_be(
    told: Records, tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    path, store = tmp_path / name, tmp_path / "new.db"
    path.write_bytes(content)
    ran = told("import", path, "--store", store)
    assert ran.code == 1
    assert ran.err.startswith(f"{path} cannot be imported: ")
    assert why in ran.err
    assert ran.err.endswith("Nothing was changed.\n")
    assert "Secret" not in ran.err
    assert not store.exists()


@pytest.mark.parametrize("name", ["copy.db", "copy", "copy.csv", "copy.json", "copy.xlsx"])
def test_a_backup_is_to_be_restored_whatever_its_name(
    told: Records, store: Store, tmp_path: Path, name: str
) -> None:
    keep(store)
    path = tmp_path / name
    assert told("backup", path).code == 0
    ran = told("import", path, "--store", tmp_path / "other.db")
    assert ran.code == 1
    assert f"“guide records restore {path}” makes it your store" in ran.err


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


Record = dict[str, Any]


def event(record: Record, sort: str) -> Record:
    """The last event of this sort in an exported record."""
    found: Record = [entry["event"] for entry in record["journal"] if entry["event"]["type"] == sort][-1]
    return found


def answer(record: Record, **changed: str) -> None:
    event(record, "answered").update(changed)


def unfinish(record: Record, number: int) -> None:
    """Leave out the entry with this number."""
    del record["journal"][number - 1]
    for place, entry in enumerate(record["journal"], 1):
        entry["number"] = place


def end_in(record: Record, option: str, outcome: str) -> None:
    """With this answer to the first question, and no other."""
    record["journal"] = [entry for entry in record["journal"] if entry["event"]["type"] != "answered"]
    record["journal"].insert(
        1, {**record["journal"][0], "event": {"type": "answered", "question": "wish", "option": option}}
    )
    event(record, "finished").update(outcome=outcome, companions=[])
    for place, entry in enumerate(record["journal"], 1):
        entry["number"] = place


def redate(record: Record, at: str, number: int = 0) -> None:
    """All of it, or one entry, has this moment."""
    for entry in record["journal"]:
        if number in (0, entry["number"]):
            entry["at"] = at
    if not number:
        record.update(opened=at, changed=at)


WRONG: dict[str, tuple[Callable[[Record], object], str]] = {
    "a day that is none": (lambda one: redate(one, "2026-02-30T10:00:00+00:00"), "has a moment that is none"),
    "day 0": (lambda one: redate(one, "0000-00-00"), "has a moment that is none"),
    "month 13": (lambda one: redate(one, "2026-13-01T10:00:00+01:00", 2), "has a moment that is none"),
    "no offset": (lambda one: redate(one, "2026-01-01T10:00:00"), "has a moment that is none"),
    "future": (lambda one: redate(one, "2999-01-01T10:00:00+00:00"), "has a moment in the future"),
    "backwards": (lambda one: redate(one, "2027-01-01T10:00:00+00:00", 1), "has moments that run backwards"),
    "begun on another day": (
        lambda one: one.update(opened="2025-01-01T10:00:00+00:00"),
        "is dated otherwise",
    ),
    "no answers": (lambda one: end_in(one, "calm", "tea"), "is finished without all answers"),
    "an answer is missing": (lambda one: unfinish(one, 3), "is finished without all answers"),
    "unknown question": (
        lambda one: answer(one, question="size"),
        "answers a question that its rules do not",
    ),
    "unknown option": (lambda one: answer(one, option="x"), "has an answer that its rules do not have"),
    "unknown outcome": (
        lambda one: event(one, "finished").update(outcome="x"),
        "came to something else than",
    ),
    "other outcome": (
        lambda one: event(one, "finished").update(outcome="espresso"),
        "came to something else than",
    ),
    "other companions": (
        lambda one: event(one, "finished").update(companions=[]),
        "came to something else than",
    ),
    "unknown kind": (
        lambda one: event(one, "responded").update(kind="x"),
        "prefers what its rules do not have",
    ),
    "review": (
        lambda one: event(one, "arranged").update(review="2026-02-30"),
        "has a review on a day that is none",
    ),
    "private": (lambda one: end_in(one, "pain", "doctor"), "was a private matter, but has a journal"),
    "called private": (lambda one: one.update(state="private"), "was a private matter, but has a journal"),
    "unfinished": (lambda one: one.update(state="open"), "has another state than its journal says"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_its_rules_could_not_have_led_to_is_not_imported(
    told: Records, store: Store, tmp_path: Path, name: str
) -> None:
    for person in ("Ada", "Bea", "Cid"):
        keep_whole(store, person)
    whole = exported(store)
    change, why = WRONG[name]
    change(whole["records"][1])
    change(whole["records"][2])
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    ran = told("import", path, "--store", tmp_path / "other.db")
    assert (ran.code, ran.out) == (1, "")
    assert f"its record 2 {why}" in ran.err
    assert f"its record 3 {why}" in ran.err
    assert "its record 1 " not in ran.err
    assert ran.err.endswith("Nothing was changed.\n")
    assert not (tmp_path / "other.db").exists()


def test_rules_that_cannot_be_read_are_not_imported(told: Records, store: Store, tmp_path: Path) -> None:
    keep(store, rules=texts(tree=TREE.replace("then: heat", "then: nowhere")))
    (tmp_path / "all.json").write_text(json.dumps(exported(store)), encoding="utf-8")
    ran = told("import", tmp_path / "all.json", "--store", tmp_path / "other.db")
    assert ran.code == 1
    assert "this version cannot read the rules" in ran.err
    assert not (tmp_path / "other.db").exists()


def test_a_record_that_comes_twice_is_not_imported(told: Records, store: Store, tmp_path: Path) -> None:
    keep(store)
    whole = exported(store)
    whole["records"] *= 2
    (tmp_path / "all.json").write_text(json.dumps(whole), encoding="utf-8")
    assert "its record 2 has the id of its record 1" in told("import", tmp_path / "all.json").err


def test_rules_that_only_the_store_has_are_looked_by_too(told: Records, store: Store, tmp_path: Path) -> None:
    keep(store)
    whole = {**exported(store), "rules": {}}
    (tmp_path / "all.json").write_text(json.dumps(whole), encoding="utf-8")
    assert told("import", tmp_path / "all.json").code == 0
    answer(whole["records"][0], option="x")
    (tmp_path / "all.json").write_text(json.dumps(whole), encoding="utf-8")
    ran = told("import", tmp_path / "all.json")
    assert "its record 1 has an answer that its rules do not have" in ran.err


def test_the_same_interview_in_moments_of_another_offset_is_known(
    told: Records, store: Store, tmp_path: Path
) -> None:
    """An export of the first version has all moments in UTC; this one has them as they were on the wall."""
    name = keep_whole(store)
    text = json.dumps(exported(store))
    (tmp_path / "old.json").write_text(text, encoding="utf-8")
    for table, field in (("event", "at"), ("interview", "opened"), ("interview", "changed")):
        store.connection.execute(f"UPDATE {table} SET {field} = '2026-01-02T22:00:00+12:00'")
    assert json.loads(told("import", tmp_path / "old.json", "--json").out)["known"] == 1
    assert load_interview(store, name).opened.person == "Ada"


def test_nothing_is_taken_where_the_store_cannot_be_written_to(
    told: Records, store: Store, tmp_path: Path
) -> None:
    keep(store, rules=texts(tree=TREE.replace("Calm", "Quiet")))
    (tmp_path / "all.json").write_text(json.dumps(exported(store)), encoding="utf-8")
    other = open_store(tmp_path / "other.db")
    other.connection.execute("CREATE TRIGGER no BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'no'); END")
    assert told("import", tmp_path / "all.json", "--store", other.path).code == 1
    assert load_every_rules(other) == {}


def test_what_contradicts_the_store_is_not_imported_and_named(
    told: Records, store: Store, tmp_path: Path
) -> None:
    name = keep(store)
    text = json.dumps(exported(store)).replace('"Ada"', '"Eve"')
    (tmp_path / "eve.json").write_text(text, encoding="utf-8")
    ran = told("import", tmp_path / "eve.json")
    assert ran.code == 1
    assert ran.err == f"1 not imported, as the store tells otherwise of them: {name[:8]}.\n"
    assert load_interview(store, name).opened.person == "Ada"


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


@pytest.mark.parametrize("name", ["all.json", "all.csv"])
def test_a_damaged_interview_is_named_and_the_others_are_exported(
    told: Records, store: Store, tmp_path: Path, name: str
) -> None:
    whole, damaged = keep(store, person="Ada"), keep(store, person="Bea")
    store.connection.execute("UPDATE event SET body = '{' WHERE number = 2 AND interview = ?", (damaged,))
    ran = told("export", tmp_path / name)
    assert ran.code == 1
    assert ran.out.startswith("1 interview exported to ")
    assert ran.err == f"1 interview left out, damaged or with damaged rules: {damaged[:8]}.\n"
    content = (tmp_path / name).read_text(encoding="utf-8")
    assert whole in content
    assert damaged not in content


def test_interviews_whose_rules_are_damaged_are_left_out_of_what_another_store_takes(
    told: Records, store: Store, tmp_path: Path
) -> None:
    whole = keep(store)
    damaged = keep(store, rules=texts(tree=TREE.replace("Calm", "Quiet")))
    digest_of = load_interview(store, damaged).rules
    store.connection.execute("UPDATE rules SET texts = x'00' WHERE digest = ?", (digest_of,))
    ran = told("export", tmp_path / "all.json")
    assert (ran.code, damaged[:8] in ran.err) == (1, True)
    assert told("import", tmp_path / "all.json", "--store", tmp_path / "other.db").code == 0
    assert list_ids(open_store(tmp_path / "other.db")) == (whole,)


def test_an_export_that_fails_leaves_no_half_file(
    told: Records, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store)

    def fail(*_: object, **__: object) -> None:
        raise StoreError("The disk is gone.")

    monkeypatch.setattr("guide.cli.records.export_interviews.load_records", fail)
    monkeypatch.setattr("guide.storage.json_format.list_ids", fail)
    for name in ("all.json", "all.csv"):
        assert told("export", tmp_path / name).code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_a_store(told: Records, store: Store, tmp_path: Path) -> None:
    name = keep_whole(store)
    assert told("backup", tmp_path / "copy.db").code == 0
    assert load_interview(open_store(tmp_path / "copy.db"), name) == load_interview(store, name)


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
    assert list_ids(store) == ()
