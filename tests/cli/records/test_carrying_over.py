"""Whatever is in a store is there when it is restored, encrypted or decrypted."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from guide.storage import open_store
from guide.storage.backup import backup
from guide.storage.conversion import convert_store
from guide.storage.event_store import end_privately
from guide.storage.restore import restore
from guide.storage.store_keys import forget_passphrases
from tests.cli.records.conftest import Records
from tests.cli.records.kept import keep, keep_whole, written
from tests.cli.records.test_survey import HEAD, fates

FIRST, LAST = "four words of mine", "four other words"
EVERYTHING = ("rules", "interview", "event", "setting", "taken_submission")


@pytest.fixture(autouse=True)
def nobodys_passphrases() -> Iterator[None]:
    forget_passphrases()
    yield
    forget_passphrases()


def all_rows(path: Path) -> dict[str, object]:
    """Each table and index as it was made, the rows of each table, and what marks the file."""
    with closing(open_store(path)) as store:
        read = store.connection.execute
        made = read("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        tables = [name for kind, name, _ in made if kind == "table"]
        marks = [read(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id")]
        rows = {name: sorted(read(f"SELECT * FROM {name}").fetchall()) for name in tables}
        return {"made": made, "marks": marks, **rows}


def restored(path: Path) -> None:
    copy = path.with_name("copy.db")
    with closing(open_store(path)) as store:
        backup(store, copy)
    path.unlink()
    restore(copy, path, replace=False)


def encrypted(path: Path) -> None:
    convert_store(path, LAST)


def encrypted_anew(path: Path) -> None:
    convert_store(path, FIRST)
    encrypted(path)


def decrypted(path: Path) -> None:
    encrypted(path)
    convert_store(path, "")


def restored_encrypted(path: Path) -> None:
    encrypted(path)
    restored(path)


@pytest.mark.parametrize(
    "move",
    [restored, encrypted, encrypted_anew, decrypted, restored_encrypted],
    ids=lambda move: move.__name__,
)
def test_a_store_carries_everything_over(
    told: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, move: Callable[[Path], None]
) -> None:
    path, form, rules = tmp_path / "interviews.db", tmp_path / "form.csv", written(tmp_path / "rules")
    form.write_text(f"{HEAD}Bea,Survey,calm,very,since spring\nCarl,Survey,speed,,\n", encoding="utf-8")
    with closing(open_store(path)) as store:
        keep_whole(store, "Zoë Adams")
        end_privately(store, keep(store))
    at = ("--store", path)
    assert told("set", "retention", "90", *at).code == 0
    taken = ("import", form, "--rules", rules, "--json", *at)
    assert fates(told(*taken)) == ["new", "new"]
    assert told("delete", "--person", "Carl", "--yes", *at).code == 0
    before, retention = all_rows(path), told("set", *at).out
    assert set(EVERYTHING) <= set(before)
    assert all(before[table] for table in EVERYTHING)

    move(path)
    monkeypatch.setenv("GUIDE_PASSPHRASE", LAST)

    assert all_rows(path) == before
    assert told("set", *at).out == retention
    # Nobody is doubled, and who was deleted does not come back unasked.
    assert fates(told(*taken)) == ["known", "gone"]
    assert all_rows(path) == before
    for words in ("zoe adams", "leaves", "SINCE SPRING"):
        assert told("list", "--search", words, "--json", *at).out.count('"id"') >= 1
