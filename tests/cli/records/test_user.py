"""A walk for oneself belongs to its user, also in a file that several people share."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from guide.console.line_io import Talk
from guide.console.self_walk_saving import SelfWalkPrompts
from guide.interviews.events import Answered, InterviewStarted, NoteSet
from guide.ruleset.folder import LoadedGuide
from guide.sessions.autosave import SelfWalkSaver
from guide.sessions.unfinished import last_unfinished, waiting_own
from guide.storage import Store, open_store
from guide.storage import event_store as journal
from guide.storage.current_user import owner_of, this_user
from guide.storage.queries import Query, count_rows, fetch_rows, find_by_id
from guide.storage.rule_texts import keep_rules
from guide.storage.transfer import list_ids
from guide.tui.screens.home_choices import Waiting
from guide.tui.screens.interview.home_offers import read_waiting
from tests.cli.records.conftest import Records
from tests.cli.records.kept import TEA, TO_TEA, keep
from tests.tiny import texts, tiny

As = Callable[[str], Store]
STORES = Path(__file__).parents[2] / "storage" / "stores"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shared" / "interviews.db"


@pytest.fixture
def as_user(path: Path, monkeypatch: pytest.MonkeyPatch) -> As:
    """Opens the store as somebody; whatever follows runs as them, too."""

    def opened(name: str) -> Store:
        monkeypatch.setattr("guide.storage.database.this_user", lambda: name)
        return open_store(path)

    return opened


def begun(store: Store, *more: Answered | NoteSet, at: str = "") -> str:
    """A walk for oneself that waits."""
    opened = InterviewStarted(keep_rules(store, texts()), "you", own=True)
    name, _ = journal.insert_events(store, (opened, Answered("wish", "calm"), *more), at)
    return name


def test_nobody_else_is_offered_it_and_its_user_is(path: Path, as_user: As) -> None:
    name = begun(as_user("ada"))
    assert read_waiting(path).own == name
    bob = as_user("bob")
    assert read_waiting(path) == Waiting()
    assert waiting_own(bob) is None
    said = StringIO()
    assert not SelfWalkPrompts(
        Talk(StringIO("1\n"), said), SelfWalkSaver(path, LoadedGuide(tiny(), texts()))
    ).resume()
    assert said.getvalue() == ""
    mine = begun(bob)
    assert [row.id for row in fetch_rows(bob, Query(own=True))] == [mine]
    found = waiting_own(as_user("ada"))
    assert found is not None
    assert found.id == name


def test_nothing_tells_others_of_it(
    told: Records,
    path: Path,
    as_user: As,
    tmp_path: Path,
) -> None:
    ada = as_user("ada")
    waits, kept = begun(ada, NoteSet("wish", "unmistakable")), keep(ada, own=True)
    keep(ada, person="Carl")
    bob = as_user("bob")
    assert (len(list_ids(bob)), count_rows(bob, Query(own=True)), find_by_id(bob, waits)) == (1, 0, ())
    assert last_unfinished(bob) not in (waits, kept)

    def run(*arguments: object) -> str:
        ran = told(*arguments, "--store", path)
        return ran.out + ran.err

    assert run("verify") == "1 interview, nothing is wrong.\n"
    assert json.loads(run("list", "--own", "--json")) == []
    for name in (waits, kept):
        for command in (("show",), ("export", tmp_path / "x.json"), ("delete", "--yes"), ("move", "--yes")):
            assert f"There is no interview “{name}”" in run(*command, name)
        assert f"There is no interview “{name[:8]}”" in run("report", name[:8], tmp_path / "x.html")
    for file in ("all.json", "all.csv", "copy.db"):
        run("backup" if file == "copy.db" else "export", tmp_path / file)
        content = (tmp_path / file).read_bytes()
        assert not [trace for trace in (waits, kept, "unmistakable") if trace.encode() in content]
        assert b"Carl" in content
    assert "0 walks" in run("purge", "--dry-run")
    assert {waits, kept} < set(list_ids(as_user("ada")))


def test_the_copy_of_its_user_has_it(told: Records, path: Path, as_user: As, tmp_path: Path) -> None:
    name = begun(as_user("ada"))
    told("backup", tmp_path / "copy.db", "--store", path)
    assert name.encode() in (tmp_path / "copy.db").read_bytes()


def test_an_export_of_everything_leaves_it_out_and_one_of_it_has_it(
    told: Records,
    path: Path,
    as_user: As,
    tmp_path: Path,
) -> None:
    ada = as_user("ada")
    name = begun(ada)
    keep(ada)
    for form in ("json", "csv"):
        ran = told("export", tmp_path / f"all.{form}", "--store", path)
        assert ran.out.startswith("1 interview exported")
        assert "Walks for yourself are left out: export them by their ids" in ran.out
        assert name not in (tmp_path / f"all.{form}").read_text(encoding="utf-8")
    told("export", tmp_path / "mine.json", name, "--store", path)
    told("import", tmp_path / "mine.json", "--store", tmp_path / "other.db")
    assert [row.id for row in fetch_rows(open_store(tmp_path / "other.db"), Query(own=True))] == [name]


def test_whoever_imports_it_does_not_take_it_from_its_user(
    told: Records,
    path: Path,
    as_user: As,
    tmp_path: Path,
) -> None:
    name = begun(as_user("ada"))
    told("export", tmp_path / "mine.json", name, "--store", path)
    as_user("bob")
    ran = told("import", tmp_path / "mine.json", "--store", path)
    assert (ran.code, name[:8] in ran.err) == (1, True)
    assert [row.id for row in fetch_rows(as_user("ada"), Query(own=True))] == [name]


def test_past_its_time_it_goes_whoever_opens_and_is_told_to_nobody(
    told: Records,
    path: Path,
    as_user: As,
) -> None:
    ada = as_user("ada")
    begun(ada, NoteSet("wish", "unmistakable"), at="2020-01-01T10:00:00+00:00")
    keep(ada, TEA, NoteSet("wish", "unmistakable"), own=True, end=TO_TEA, at="2020-01-01T10:00:00+00:00")
    as_user("bob")
    out = told("purge", "--store", path).out
    assert out == "0 interviews deleted: 0 past 730 days, 0 walks for oneself left unfinished.\n"
    assert b"unmistakable" not in path.read_bytes()
    begun(as_user("ada"), NoteSet("wish", "unmistakable"), at="2020-01-01T10:00:00+00:00")
    assert waiting_own(as_user("bob")) is None
    assert b"unmistakable" not in path.read_bytes()


def test_of_an_older_store_it_belongs_to_whoever_owns_the_file(
    path: Path, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    shutil.copy(STORES / "version-1.db", path)
    monkeypatch.setattr("guide.storage.database.owner_of", lambda _: "ada")
    assert count_rows(as_user("bob"), Query(own=True)) == 0
    assert count_rows(as_user("ada"), Query(own=True)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="accounts are other ones there")
def test_the_system_knows_the_user_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(variable, "somebody else")
    this_user.cache_clear()
    assert this_user() == owner_of(tmp_path) == pwd.getpwuid(os.getuid()).pw_name

    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.setattr("pwd.getpwuid", nobody)
    assert owner_of(tmp_path) == str(os.getuid())
