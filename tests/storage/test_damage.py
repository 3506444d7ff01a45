"""Files that were damaged: what is damaged is said, the rest is usable, and nothing ends in a fault of ours.

    python -m tests.storage.test_damage --minutes 10

flips random bytes in copies of a store for so long.
"""

import argparse
import asyncio
import io
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from math import inf
from pathlib import Path
from typing import NamedTuple

import pytest

from guide.cli.records import run
from guide.interviews.events import NoteSet
from guide.sessions.rule_versions import RuleVersions
from guide.storage import StoreError, open_store
from guide.storage.event_store import end_privately
from guide.storage.queries import find_by_id
from guide.storage.transfer import list_ids, load_records
from tests.broken import damage_leaf, flip
from tests.cli.records.kept import TEA, keep, keep_whole
from tests.tiny import load_tiny

SECRET = "very secret"


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def records_command(path: Path, *arguments: object) -> Ran:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([*map(str, arguments), "--store", str(path)])
    return Ran(code, out.getvalue(), err.getvalue())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interviews.db"


def filled(path: Path, number: int = 60) -> tuple[str, ...]:
    """A store of so many interviews, a few of every sort; their ids."""
    store = open_store(path)
    names = [
        keep(store, TEA, NoteSet("wish", f"{SECRET} {one} " * 9), person=f"Person {one:03}")
        for one in range(number - 3)
    ]
    names += [keep_whole(store), keep(store, {"wish": "calm"}, end=None, own=True), keep(store)]
    end_privately(store, names[-1])
    store.close()
    return tuple(names)


def change(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement, values)


DAMAGE = {
    "name": "UPDATE interview SET person = CAST(x'41ff' AS TEXT) WHERE id = ?",
    "name of another type": "UPDATE interview SET person = x'41ff' WHERE id = ?",
    "state": "UPDATE interview SET state = 'x' WHERE id = ?",
    "state of another type": "UPDATE interview SET state = 7 WHERE id = ?",
    "day": "UPDATE interview SET changed = '2026-13', opened = 5 WHERE id = ?",
    "review": "UPDATE interview SET review = 'soon' WHERE id = ?",
    "outcome": "UPDATE interview SET outcome = CAST(x'ff' AS TEXT), companions = 3.5 WHERE id = ?",
    "rules": "UPDATE interview SET rules = x'00' WHERE id = ?",
    "journal": "UPDATE event SET body = '{' WHERE interview = ? AND number = 2",
    "letter in a journal": "UPDATE event SET body = CAST(x'7b22ff' AS TEXT) WHERE interview = ?",
    "moment": "UPDATE event SET at = 9 WHERE interview = ?",
    "beginning of a journal": "DELETE FROM event WHERE interview = ? AND number = 1",
    "whole journal": "DELETE FROM event WHERE interview = ?",
    "row": "DELETE FROM interview WHERE id = ?",
    "id": "UPDATE interview SET id = CAST(x'ff41' AS TEXT) WHERE id = ?",
}
LOST = ("row", "id")


@pytest.mark.parametrize("what", DAMAGE)
def test_a_damaged_interview_is_named_the_others_are_usable_and_it_can_be_deleted(
    path: Path, what: str
) -> None:
    *others, name = filled(path, 12)[:9]
    change(path, DAMAGE[what], name)
    listed = records_command(path, "list")
    assert listed.code == 0
    assert all(other[:8] in listed.out for other in others)
    for command in (
        ("due",),
        ("summary",),
        ("recheck",),
        ("list", "--json"),
        ("show", "--person", "Person 001"),
    ):
        assert records_command(path, *command).code in (0, 1)
    for other in others:
        assert records_command(path, "show", other).code == 0
    verified = records_command(path, "verify")
    assert verified.code == 1
    assert name[:8] in verified.out or "\ufffdA" in verified.out
    for form in ("json", "csv"):
        file = path.with_name(f"all.{form}")
        assert records_command(path, "export", file).code in (0, 1)
        assert all(other in file.read_text(encoding="utf-8") for other in others)
    assert records_command(path, "show", name).code in (0, 1)
    ids = [name] if what != "id" else ["\ufffdA", name]
    for one in ids:
        deleted = records_command(path, "delete", one, "--yes")
        assert (deleted.code, deleted.out[:20]) == (0, "1 interview deleted;")
    assert records_command(path, "verify").code == 0
    store = open_store(path)
    assert find_by_id(store, name) == ()
    assert set(others) <= set(list_ids(store))
    store.close()
    assert f"{SECRET} 8 ".encode() not in path.read_bytes()


@pytest.mark.parametrize("table", ["interview", "event", "interview_listed", "sqlite_autoindex_interview_1"])
def test_of_a_file_with_a_damaged_page_all_that_can_be_read_is_shown_and_saved(
    path: Path, table: str
) -> None:
    names = filled(path, 400)
    damage_leaf(path, table)
    before = path.read_bytes()
    listed = records_command(path, "list", "--limit", "1000", "--sort", "person")
    shown = sum(name[:8] in listed.out for name in names)
    assert shown > len(names) * (0.8 if table == "interview" else 0.99) - 2
    assert records_command(path, "verify").code == 1
    saved = records_command(path, "export", path.with_name("all.json"))
    assert saved.code == 1 or table.startswith("interview_")
    assert path.read_bytes() == before
    other = path.with_name("other.db")
    taken = records_command(other, "import", path.with_name("all.json"))
    assert taken.code == 0, taken.err
    assert records_command(other, "verify").code == 0
    store = open_store(other)
    exported = len(list_ids(store))
    assert exported > len(names) * 0.8 - 2
    # Whatever is left out is named, or counted.
    if saved.code:
        assert "cannot be read" in saved.err or "left out" in saved.err or exported >= len(names) - 1
    if table.startswith("interview_"):
        assert records_command(path, "delete", names[0], "--yes").code == 1
        assert path.read_bytes() == before


def test_nothing_is_deleted_where_others_could_go_along(path: Path) -> None:
    filled(path, 400)
    damage_leaf(path, "interview")
    before = path.read_bytes()
    for command in (("delete", "--person", "Person 000", "--yes"), ("purge", "--days", "1", "--yes")):
        ran = records_command(path, *command)
        assert (ran.code, ran.out) == (1, "")
        assert "damaged" in ran.err
        assert "“guide records export FILE.json” saves what can be read" in ran.err
        assert path.read_bytes() == before


def test_a_folder_that_may_not_be_opened_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is for everybody but root, whom permissions do not stop."""
    filled(path, 5)

    really = Path.stat

    def refuse(one: Path, **options: bool) -> os.stat_result:
        if one == path:
            raise PermissionError(13, "Permission denied")
        return really(one, **options)

    monkeypatch.setattr(Path, "stat", refuse)
    ran = records_command(path, "list")
    assert (ran.code, "Permission denied" in ran.err) == (1, True)


# Each of these reads all that it can.
COMMANDS = (
    ("list", "--limit", "1000"),
    ("list", "--own"),
    ("list", "--search", "person", "--json"),
    ("due", "--until", "2099-01-01"),
    ("summary",),
    ("recheck",),
    ("verify",),
    ("set",),
    ("purge", "--dry-run"),
    ("show", "--person", "Ada", "--json"),
)


def fuzz_once(whole: Path, names: tuple[str, ...], chance: random.Random) -> Iterator[int]:
    """Damage a copy, and go through all commands; their exit codes."""
    path = whole.with_name("fuzzed.db")
    for old in whole.parent.glob("fuzzed*"):
        old.unlink()
    shutil.copyfile(whole, path)
    flip(path, chance, chance.choice((1, 1, 2, 5, 20, 100)))
    for command in COMMANDS:
        yield records_command(path, *command).code
    name = chance.choice(names)
    yield records_command(path, "show", name).code
    yield records_command(path, "report", name, path.with_name("fuzzed.html")).code
    for form in ("json", "csv"):
        yield records_command(path, "export", path.with_name(f"fuzzed.{form}")).code
    if path.with_name("fuzzed.json").exists():
        code = records_command(
            path.with_name("fuzzed-taken.db"), "import", path.with_name("fuzzed.json")
        ).code
        yield code
    # A line in a wrong place ends its journal too soon, and may still leave one that can be read.
    misplaced = "not in PRIMARY KEY order" in records_command(path, "verify").out
    readable = {} if misplaced else _readable(path)
    yield records_command(path, "delete", name, "--yes").code
    after = _readable(path)
    lost = [other for other, journal in readable.items() if other != name and after.get(other) != journal]
    assert lost == [], (lost, name)
    asyncio.run(_look(path))


def _readable(path: Path) -> dict[str, object]:
    """The journals that can be read, by id."""
    found: dict[str, object] = {}
    try:
        store = open_store(path)
    except StoreError:
        return {}
    try:
        for record in load_records(store, list_ids(store), lambda _: None):
            found[record.id] = record.journal
    except StoreError:
        pass
    finally:
        store.close()
    return found


async def _look(path: Path) -> None:
    """Through the records in the app; what fails there is raised."""
    from guide.tui.app import GuideApp
    from guide.tui.screens.records.list_screen import RecordsScreen

    app = GuideApp(load_tiny(), store_path=path)
    async with app.run_test(size=(100, 30)) as pilot:
        try:
            store = open_store(path)
        except StoreError:
            return
        app.push_screen(RecordsScreen(store, RuleVersions(store)))
        for key in (
            "enter",
            "enter",
            "escape",
            "down",
            "enter",
            "o",
            "escape",
            "escape",
            "s",
            "s",
            "f",
            "end",
        ):
            await pilot.press(key)
        await pilot.press("escape", "escape", "escape")


def fuzz(folder: Path, rounds: int | None, seconds: float, seed: int) -> Counter[int]:
    chance = random.Random(seed)
    whole = folder / "whole.db"
    names = filled(whole, 60)
    codes: Counter[int] = Counter()
    began = time.monotonic()
    number = 0
    while (rounds is None or number < rounds) and time.monotonic() - began < seconds:
        number += 1
        state = chance.getstate()
        try:
            codes.update(fuzz_once(whole, names, chance))
        except BaseException:
            shutil.copyfile(folder / "fuzzed.db", Path(tempfile.gettempdir()) / f"failed-{seed}-{number}.db")
            print(f"round {number} of seed {seed}", hash(state), file=sys.stderr)
            raise
    assert set(codes) <= {0, 1}, codes
    return codes


@pytest.mark.parametrize("seed", range(3, 7))
def test_a_file_with_other_bytes_never_ends_in_a_fault_of_ours(tmp_path: Path, seed: int) -> None:
    fuzz(tmp_path, 3, inf, seed)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--minutes", type=float, default=10)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        codes = fuzz(Path(folder), None, chosen.minutes * 60, chosen.seed)
    print(f"{codes.total():,} commands: {codes[0]:,} done, {codes[1]:,} with what is damaged told.")


if __name__ == "__main__":
    main()
