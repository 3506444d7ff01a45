"""``guide records encrypt``, ``decrypt`` and ``restore``, and where the passphrase comes from."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from guide.common.encrypted_file import MARK
from guide.common.paths import store_path
from guide.storage import Store, open_store
from guide.storage.backup import backup
from guide.storage.conversion import convert_store
from guide.storage.store_keys import forget_passphrases
from tests.cli.records.conftest import Records
from tests.cli.records.kept import keep_whole
from tests.tiny import texts

SECRET = "four words of mine"
posix = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals there")


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("GUIDE_PASSPHRASE", "GUIDE_PASSPHRASE_COMMAND", "GUIDE_NEW_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    forget_passphrases()
    yield
    forget_passphrases()


@pytest.fixture
def encrypted(store: Store) -> Path:
    """A store under ``SECRET``, which nobody has given yet."""
    keep_whole(store, "Wilhelmina")
    store.close()
    convert_store(store.path, SECRET)
    forget_passphrases()
    return store.path


def guide(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "guide", *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        # Without a terminal of its own, it cannot ask.
        start_new_session=True,
        env={**os.environ, **environment},
    )


def test_a_store_goes_under_a_passphrase_and_out_again(
    told: Records, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_whole(store, "Wilhelmina")
    store.close()
    monkeypatch.setenv("GUIDE_PASSPHRASE", SECRET)
    ran = told("encrypt")
    assert ran.code == 0
    assert "nobody can read the records, not even you" in ran.err
    assert "is encrypted." in ran.out
    assert store.path.read_bytes().startswith(MARK)
    forget_passphrases()
    assert "Wilhelmina" in told("list").out
    assert json.loads(told("encrypt", "--json", "--new-passphrase-command", "echo other").out)["encrypted"]
    forget_passphrases()
    ran = told("list")
    assert (ran.code, ran.out) == (1, "")
    monkeypatch.setenv("GUIDE_PASSPHRASE", "other")
    ran = told("decrypt")
    assert (ran.code, store.path.read_bytes()[: len(MARK)]) == (1, MARK)
    assert "Add --yes to do it" in ran.err
    assert told("decrypt", "--yes").code == 0
    assert store.path.read_bytes().startswith(b"SQLite format 3")
    assert "is not encrypted. Nothing is changed." in told("decrypt", "--yes").err
    assert "Wilhelmina" in told("list").out


def test_a_store_that_is_not_there_yet_is_made_encrypted(
    told: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUIDE_NEW_PASSPHRASE", SECRET)
    assert told("encrypt").code == 0
    assert store_path().read_bytes().startswith(MARK)
    monkeypatch.setenv("GUIDE_NEW_PASSPHRASE", "")
    assert (
        "An empty passphrase protects nothing"
        in told("encrypt", "--passphrase-command", f"echo {SECRET}").err
    )


@pytest.mark.parametrize("command", ["list", "verify", "summary", "due", "set", "export all.json", "purge"])
def test_every_command_takes_the_passphrase_where_it_is_given(
    encrypted: Path, tmp_path: Path, command: str
) -> None:
    words = command.replace("all.json", str(tmp_path / "all.json")).split()
    assert guide("records", *words, GUIDE_PASSPHRASE=SECRET).returncode == 0
    before = encrypted.read_bytes()
    wrong = guide("records", *words, GUIDE_PASSPHRASE="wrong horse")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "this passphrase does not open it" in wrong.stderr
    assert "horse" not in wrong.stderr
    without = guide("records", *words)
    assert (without.returncode, without.stdout) == (1, "")
    assert "there is no terminal to ask for it. Set $GUIDE_PASSPHRASE" in without.stderr
    assert encrypted.read_bytes() == before


def test_a_command_prints_the_passphrase(
    encrypted: Path, told: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Wilhelmina" in told("list", "--passphrase-command", f"printf '{SECRET}\\r\\nmore'").out
    forget_passphrases()
    monkeypatch.setenv("GUIDE_PASSPHRASE_COMMAND", f"echo '{SECRET}'")
    assert "Wilhelmina" in told("list").out
    for command, why in (
        ("false", r"failed (exit code 1)"),
        ("no-such-program", "cannot be run: No such file"),
        ("echo 'open", "cannot be run: it cannot be understood"),
        ("true", "this passphrase does not open it"),
    ):
        forget_passphrases()
        ran = told("list", "--passphrase-command", command)
        assert (ran.code, ran.out) == (1, "")
        assert why in ran.err
    assert encrypted.exists()


def test_the_walk_and_the_interview_need_it_too(encrypted: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    for name, text in texts().items():
        (rules / name).write_bytes(text)
    ran = guide("interview", "--plain", "--rules", str(rules))
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "A passphrase is needed" in ran.stderr
    ran = guide("interview", "--plain", "--rules", str(rules), GUIDE_PASSPHRASE=SECRET)
    assert "A passphrase is needed" not in ran.stderr
    assert ran.stdout
    # From a pipe, nothing is kept.
    assert "passphrase" not in guide("--plain", "--rules", str(rules)).stderr
    assert encrypted.read_bytes().startswith(MARK)


def typed(arguments: list[str], *lines: tuple[str, str]) -> tuple[str, int]:
    """Run the guide at a terminal; for each line, what is waited for and what is typed then."""
    import pexpect

    child = pexpect.spawn(
        sys.executable,
        ["-m", "guide", *arguments],
        encoding="utf-8",
        timeout=30,
        env={**os.environ, "TERM": "xterm-256color"},
        dimensions=(40, 200),
    )
    heard = ""
    for prompt, line in lines:
        child.expect_exact(prompt)
        heard += (child.before or "") + prompt
        # The echo goes off just before the prompt is shown.
        child.sendline(line)
    child.expect(pexpect.EOF)
    child.close()
    return heard + (child.before or ""), child.exitstatus if child.exitstatus is not None else -1


@posix
def test_the_passphrase_is_asked_for_without_an_echo(store: Store) -> None:
    keep_whole(store, "Wilhelmina")
    store.close()
    path = store.path
    heard, code = typed(["records", "encrypt"], ("New passphrase:", SECRET), ("Once more:", "another"))
    assert (code, path.read_bytes()[:6]) == (1, b"SQLite")
    assert "two different passphrases. Nothing is changed." in heard
    heard, code = typed(["records", "encrypt"], ("New passphrase:", SECRET), ("Once more:", SECRET))
    assert code == 0
    assert heard.index("not even you") < heard.index("New passphrase:")
    assert SECRET not in heard
    prompt = f"Passphrase of {path}:"
    heard, code = typed(["records", "list"], (prompt, "wrong"), (prompt, SECRET))
    assert (code, "Wilhelmina" in heard, SECRET in heard) == (0, True, False)
    assert "this passphrase does not open it" in heard
    before = path.read_bytes()
    heard, code = typed(["records", "list"], *[(prompt, "wrong")] * 3)
    assert (code, "Wilhelmina" in heard, path.read_bytes()) == (1, False, before)
    heard, code = typed(["records", "decrypt"], (prompt, SECRET), ("[y/N]", "y"))
    assert (code, path.read_bytes()[:6]) == (0, b"SQLite")


@posix
@pytest.mark.parametrize("command", [[], ["interview"]])
def test_the_app_asks_before_it_draws(encrypted: Path, tmp_path: Path, command: list[str]) -> None:
    for name, text in texts().items():
        (tmp_path / name).write_bytes(text)
    prompt = f"Passphrase of {encrypted}:"
    heard, code = typed([*command, "--rules", str(tmp_path)], *[(prompt, "wrong")] * 3)
    assert code == 1
    assert "this passphrase does not open it" in heard
    assert "\x1b[?1049h" not in heard
    assert ("--no-store" in heard) == (not command)
    import pexpect

    child = pexpect.spawn(
        sys.executable, ["-m", "guide", *command, "--rules", str(tmp_path)], encoding="utf-8", timeout=30
    )
    child.expect_exact(prompt)
    child.sendline(SECRET)
    child.expect_exact("\x1b[?1049h")
    assert SECRET not in (child.before or "")
    child.close(force=True)
    assert encrypted.read_bytes().startswith(MARK)


@posix
def test_a_walk_line_by_line_asks_once(encrypted: Path, tmp_path: Path) -> None:
    for name, text in texts().items():
        (tmp_path / name).write_bytes(text)
    heard, code = typed(
        ["--plain", "--rules", str(tmp_path)],
        (f"Passphrase of {encrypted}:", SECRET),
        ("> ", "calm"),
        ("> ", "quit"),
    )
    assert (code, heard.count("Passphrase")) == (0, 1)
    with closing(open_again(encrypted)) as store:
        assert store.connection.execute("SELECT count(*) FROM interview WHERE own = 1").fetchone() == (1,)


def open_again(path: Path) -> Store:
    from guide.storage.unlocking import unlock

    unlock(path, SECRET)
    return open_store(path)


def test_a_backup_is_restored_and_what_was_there_is_named(
    told: Records, store: Store, tmp_path: Path
) -> None:
    keep_whole(store, "Ada")
    backup(store, tmp_path / "copy.db")
    keep_whole(store, "Ben")
    store.close()
    refused = told("restore", tmp_path / "copy.db")
    assert (refused.code, refused.out) == (1, "")
    assert "is there already. With --replace, the backup takes its place" in refused.err
    ran = told("restore", tmp_path / "copy.db", "--replace")
    assert ran.out.startswith(f"1 interview restored to {store.path}.\nThe store that was there before is ")
    assert ran.out.endswith("What was deleted since the backup was made is there again.\n")
    assert "Ben" not in told("list").out
    former = next(store.path.parent.glob("interviews.before-*.db"))
    assert str(former) in ran.out
    assert "Ben" in told("list", "--store", former).out
    new = tmp_path / "new.db"
    assert json.loads(told("restore", tmp_path / "copy.db", "--store", new, "--json").out) == {
        "file": str(new),
        "interviews": 1,
        "former": None,
    }


def test_a_store_that_is_given_to_import_is_told_as_one(
    told: Records, encrypted: Path, tmp_path: Path
) -> None:
    plain, other = tmp_path / "plain.db", tmp_path / "other.db"
    open_store(plain).close()
    for path in (encrypted, plain):
        ran = told("import", path, "--store", other)
        assert (ran.code, other.exists()) == (1, False)
        assert f"“guide records restore {path}” makes it your store" in ran.err


def test_an_outcome_that_there_is_none_of_is_told(told: Records, store: Store) -> None:
    keep_whole(store, "Ada")
    for name, why in (("te", "Did you mean “tea”?"), ("nonsense", "There is: ")):
        ran = told("list", "--outcome", name)
        assert (ran.code, ran.out) == (1, "")
        assert f"There is no outcome “{name}”. {why}" in ran.err
    assert "1 interview." in told("list", "--outcome", "tea").out
    # The present rules have it, though nobody came to it.
    rules = told("list", "--outcome", "consultant")
    assert (rules.code, rules.out) == (0, "0 interviews.\n")
