"""A store under a passphrase: nothing can be read without it, and everything works as in a plain one."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from guide.common.encrypted_file import MARK, read_salt
from guide.interviews.events import NoteSet
from guide.storage import Store, StoreError, conversion, open_store
from guide.storage.backup import backup
from guide.storage.conversion import convert_store
from guide.storage.errors import DriverMissingError, LockedError, WrongPassphraseError
from guide.storage.event_store import append, load_interview
from guide.storage.leftovers import new_name, old_name
from guide.storage.recovery import readable_copy
from guide.storage.store_keys import forget_passphrases, remember_passphrase
from guide.storage.transfer import list_ids, load_records
from guide.storage.unlocking import unlock
from guide.storage.verify import find_damage
from tests.cli.records.kept import keep_whole

SECRET = "four words of mine"
NAME = "Wilhelmina Unverkennbar"
PLAIN = b"SQLite format 3\0"
posix = pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be replaced there")


@pytest.fixture(autouse=True)
def nobodys_passphrases() -> Iterator[None]:
    forget_passphrases()
    yield
    forget_passphrases()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plain store with two interviews, in a folder of its own."""
    path = tmp_path / "folder" / "interviews.db"
    with closing(open_store(path)) as store:
        keep_whole(store, NAME)
        keep_whole(store, f"{NAME} the Second")
    return path


def everything(path: Path) -> bytes:
    """The bytes of a store and of all that is beside it."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()))


def content(path: Path) -> object:
    with closing(open_store(path)) as store:
        rowids = store.connection.execute("SELECT id, rowid FROM interview ORDER BY id").fetchall()
        settings = store.connection.execute("SELECT * FROM setting ORDER BY name").fetchall()
        assert tuple(find_damage(store)) == ()
        return tuple(load_records(store, list_ids(store))), rowids, settings


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def test_a_store_is_encrypted_and_decrypted_and_loses_nothing(path: Path) -> None:
    before, mode = content(path), path.stat().st_mode
    assert NAME.encode() in everything(path)
    convert_store(path, SECRET)
    assert (path.read_bytes()[: len(MARK)], names(path)) == (MARK, ["interviews.db"])
    for readable in (NAME, "wish", "To rest more", "Since spring", "interview", "SQLite"):
        assert readable.encode() not in everything(path)
    assert (content(path), path.stat().st_mode) == (before, mode)
    convert_store(path, "")
    assert (path.read_bytes()[:16], names(path)) == (PLAIN, ["interviews.db"])
    assert (content(path), path.stat().st_mode) == (before, mode)


def test_another_passphrase_takes_the_place_of_the_first(path: Path) -> None:
    before = content(path)
    convert_store(path, SECRET)
    salt = read_salt(path)
    convert_store(path, "another one")
    forget_passphrases()
    with pytest.raises(WrongPassphraseError):
        unlock(path, SECRET)
    unlock(path, "another one")
    assert content(path) == before
    assert read_salt(path) != salt


def test_a_wrong_passphrase_changes_nothing(path: Path) -> None:
    convert_store(path, SECRET)
    forget_passphrases()
    before = everything(path)
    with pytest.raises(LockedError, match="is encrypted, and no passphrase for it was given"):
        open_store(path)
    remember_passphrase("another one")
    for wrong in (
        lambda: open_store(path),
        lambda: unlock(path, "wrong"),
        lambda: convert_store(path, "new"),
    ):
        with pytest.raises(WrongPassphraseError, match="this passphrase does not open it") as raised:
            wrong()
        assert "another one" not in str(raised.value)
    assert (everything(path), names(path)) == (before, ["interviews.db"])


def test_accents_may_be_typed_in_two_ways(path: Path) -> None:
    convert_store(path, "M\u00fcller")
    forget_passphrases()
    unlock(path, "Mu\u0308ller")
    assert content(path)


def test_any_program_for_such_files_opens_it_by_the_passphrase(path: Path) -> None:
    from sqlcipher3 import dbapi2

    convert_store(path, SECRET)
    connection = dbapi2.connect(path)
    connection.execute(f"PRAGMA key = '{SECRET}'")
    assert connection.execute("SELECT count(*) FROM interview").fetchone() == (2,)


def test_what_is_missing_is_said_where_the_extra_is_not_installed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    convert_store(path, SECRET)
    monkeypatch.delitem(sys.modules, "guide.storage.cipher_connection")
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(DriverMissingError, match=r"pip install 'guide\[encryption\]'"):
        open_store(path)


def test_a_plain_store_never_loads_the_extra(path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from guide.storage import open_store;"
        "open_store(Path(sys.argv[1])).close(); print('sqlcipher3' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "False\n"


def test_the_settings_of_the_database_are_those_of_a_plain_store(path: Path) -> None:
    def pragmas() -> list[object]:
        wanted = ("journal_mode", "secure_delete", "synchronous", "temp_store", "foreign_keys", "cache_size")
        with closing(open_store(path)) as store:
            return [store.connection.execute(f"PRAGMA {name}").fetchone() for name in wanted]

    plain = pragmas()
    convert_store(path, SECRET)
    assert pragmas() == plain
    assert plain[0] == ("delete",)


def test_a_backup_is_encrypted_as_its_store_is(path: Path, tmp_path: Path) -> None:
    convert_store(path, SECRET)
    before = content(path)
    copy = tmp_path / "copy.db"
    with closing(open_store(path)) as store:
        backup(store, copy)
    assert NAME.encode() not in copy.read_bytes()
    forget_passphrases()
    unlock(copy, SECRET)
    assert content(copy) == before


def test_a_damaged_encrypted_store_is_told_and_read_as_far_as_it_can_be(path: Path) -> None:
    with closing(open_store(path)) as store:
        for number in range(200):
            keep_whole(store, f"Person {number}")
    convert_store(path, SECRET)
    whole = path.read_bytes()
    for seed in range(5):
        path.write_bytes(whole)
        damaged = bytearray(whole)
        place = random.Random(seed).randrange(2 * 4096, len(whole))
        damaged[place] ^= 1
        path.write_bytes(damaged)
        with closing(open_store(path)) as store:
            assert list(find_damage(store))
            with closing(readable_copy(store).store) as rest:
                assert list_ids(rest)
        with pytest.raises(StoreError):
            convert_store(path, "")
        assert path.read_bytes() == bytes(damaged)
        assert names(path) == ["interviews.db"]
    path.write_bytes(whole[:100] + b"?" + whole[101:])
    with pytest.raises(WrongPassphraseError, match="or the beginning of the file is damaged"):
        open_store(path)


@posix
@pytest.mark.parametrize("passphrase", [SECRET, ""])
def test_whoever_has_the_old_file_open_loses_nothing_unsaid(path: Path, passphrase: str) -> None:
    if not passphrase:
        convert_store(path, SECRET)
    program = (
        "import sys; from pathlib import Path; from guide.storage import StoreError, open_store;"
        "from guide.storage.store_keys import remember_passphrase; remember_passphrase(sys.argv[2]);"
        "store = open_store(Path(sys.argv[1])); print('open', flush=True); input()\n"
        "try:\n    with store.writing() as c: c.execute(\"INSERT INTO setting VALUES ('least', '7')\")\n"
        "except StoreError as error: print(error)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path), SECRET],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        convert_store(path, passphrase)
        out, _ = other.communicate("\n")
    assert "Nothing that was kept is changed." in out
    assert content(path)


KILLED_AT = ("_write_copy", "_swap", "remove_beside", "sync_folder")


@posix
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", KILLED_AT)
@pytest.mark.parametrize("passphrase", [SECRET, ""])
def test_a_conversion_that_is_killed_leaves_a_whole_store(
    path: Path, passphrase: str, step: str, when: str
) -> None:
    if not passphrase:
        convert_store(path, SECRET)
    before = content(path)
    program = f"""
import os, signal, sys
from pathlib import Path
from guide.storage import conversion
from guide.storage.store_keys import remember_passphrase
remember_passphrase({SECRET!r})
real = conversion.{step}
def killed(*args):
    if {when!r} == "after":
        real(*args)
    os.kill(os.getpid(), signal.SIGKILL)
conversion.{step} = killed
conversion.convert_store(Path(sys.argv[1]), sys.argv[2])
"""
    ran = subprocess.run([sys.executable, "-c", program, str(path), passphrase], check=False)
    assert ran.returncode == -signal.SIGKILL
    remember_passphrase(SECRET)
    assert content(path) == before
    assert names(path) == ["interviews.db"]
    if path.read_bytes().startswith(MARK):
        assert NAME.encode() not in everything(path)
    convert_store(path, passphrase)
    assert content(path) == before


def test_the_old_file_is_overwritten_before_it_is_deleted(path: Path) -> None:
    # A second name keeps the old file in sight.
    second = path.with_name("second")
    os.link(path, second)
    convert_store(path, SECRET)
    assert set(second.read_bytes()) == {0}


def test_a_full_disk_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(conversion, "_copy_all", full)
    with pytest.raises(StoreError, match="No space left on device"):
        convert_store(path, SECRET)
    assert (everything(path), names(path)) == (before, ["interviews.db"])


def test_a_drive_without_links_does_as_well(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(path)

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    convert_store(path, SECRET)
    assert names(path) == ["interviews.db"]
    assert content(path) == before


@pytest.mark.parametrize("passphrase", [SECRET, ""])
def test_where_open_files_cannot_be_replaced_the_store_is_closed_first(
    path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows."""
    monkeypatch.setattr(conversion, "_REPLACES_OPEN_FILES", False)
    before = content(path)
    convert_store(path, SECRET)
    convert_store(path, passphrase)
    assert content(path) == before
    assert names(path) == ["interviews.db"]


def test_files_of_others_beside_the_store_stay(path: Path) -> None:
    mine = {name: path.with_name(name) for name in ("interviews.db-old", "interviews.db.new", "copy.db")}
    for file in mine.values():
        file.write_bytes(b"mine")
    convert_store(path, SECRET)
    open_store(path).close()
    assert [file.read_bytes() for file in mine.values()] == [b"mine"] * 3
    assert not {new_name(path), old_name(path)} & set(path.parent.iterdir())


WRITER = f"""
import sys
from pathlib import Path
from guide.interviews.events import NoteSet
from guide.storage import open_store
from guide.storage.event_store import append, load_interview
from guide.storage.store_keys import remember_passphrase
from tests.cli.records.kept import keep_whole
remember_passphrase({SECRET!r})
store = open_store(Path(sys.argv[1]))
print("open", flush=True)
for number in range(10_000):
    name = keep_whole(store, "{NAME}")
    state = load_interview(store, name)
    # What is taken back makes the whole file be written anew.
    state = append(store, name, state, NoteSet("wish", "Unverkennbar 1"))
    append(store, name, state, NoteSet("wish", "{NAME}"))
"""


@posix
def test_no_byte_is_readable_after_a_writer_is_killed(path: Path) -> None:
    convert_store(path, SECRET)
    journals = 0
    for round_ in range(12):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.05 + 0.037 * round_)
            writer.kill()
        journals += "interviews.db-journal" in names(path)
        raw = everything(path)
        for readable in (NAME, "Unverkennbar", "Since spring", "To rest more", "SQLite format"):
            assert readable.encode() not in raw
        with closing(open_store(path)) as store:
            assert tuple(find_damage(store)) == ()
        assert names(path) == ["interviews.db"]
    assert len(list_ids(open_store(path))) > 12


@posix
def test_two_programs_write_to_one_encrypted_store(path: Path) -> None:
    convert_store(path, SECRET)
    program = WRITER.replace("range(10_000)", "range(20)")
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.DEVNULL) for _ in "ab"
    ]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    with closing(open_store(path)) as store:
        assert len(list_ids(store)) == 2 + 2 * 20
        assert tuple(find_damage(store)) == ()


def test_an_answer_that_is_taken_back_is_gone(path: Path) -> None:
    convert_store(path, SECRET)
    store: Store = open_store(path)
    name = list_ids(store)[0]
    state = append(store, name, load_interview(store, name), NoteSet("wish", "a word too many"))
    append(store, name, state, NoteSet("wish", ""))
    store.close()
    convert_store(path, "")
    assert b"a word too many" not in everything(path)
