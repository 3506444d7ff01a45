"""An interview that is broken off at any of its screens: nothing is left that was said not to be kept."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from guide.presenters.interview_prompts import PRIVATE, WITHHELD, WITHHELD_WALK
from guide.storage import open_store
from guide.storage.json_format import export_chunks
from guide.storage.queries import Query, fetch_rows
from guide.storage.transfer import list_ids
from guide.storage.verify import find_damage
from tests.storage.test_withholding import LONGER, PAIN, raw
from tests.tiny import BRIEFING, GUIDE, texts
from tests.tui.test_terminal import Terminal, run
from tests.typed import Typed, in_folder

NAMED = ("--person", "Indelible Ada", "--interviewer", "Indelible Grace", "--occasion", "indelible")
LINES = (
    "go on",
    "indelible goal",
    "note indelible note",
    PAIN,
    "note",
    "indelible note besides",
    "help",
    "unmistakable-tea",
    "change 2",
    "unmistakable-nothing",
    "note 1",
    "indelible note",
)
PRIVATE_FROM = LINES.index(PAIN) + 1
KEPT = "Kept. To go on"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return in_folder(tmp_path / "rules", dict(texts(guide=GUIDE + BRIEFING, tree=LONGER)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "interviews.db"


def traces(found: bytes) -> list[bytes]:
    """What people have said that is still there."""
    return re.findall(rb".{,40}[Ii]ndelible|unmistakable-\w+", found)


def everything(path: Path) -> bytes:
    """The store with what lies beside it, and an export; the store opens as it should, too.

    The cache has the rules, and nothing that anybody has said.
    """
    cache = Path(os.environ["XDG_CACHE_HOME"])
    assert not [one for one in cache.rglob("*") if one.is_file() and b"ndelible" in one.read_bytes()]
    found = raw(path)
    store = open_store(path)
    assert list(find_damage(store)) == []
    found += b"".join(export_chunks(store))
    store.close()
    return found + raw(path)


@pytest.mark.parametrize("how", ["quit", "end", "kill", "SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("cut", range(PRIVATE_FROM, len(LINES) + 1))
def test_line_by_line_nothing_is_left_from_the_private_answer_on(
    rules: Path, path: Path, how: str, cut: int
) -> None:
    held = Typed("interview", *NAMED, "--store", str(path), "--rules", str(rules))
    held.heard()
    held.type(*LINES[:cut])
    if how == "kill":
        held.process.kill()
        held.process.wait()
        # Killed between two writings, it leaves nothing to be cleaned.
        assert not traces(raw(path))
    else:
        if how.startswith("SIG"):
            held.process.send_signal(getattr(signal, how))
        held.end(*(("quit",) if how == "quit" else ()))
        said = held.said + held.rest
        assert said.rstrip().endswith(WITHHELD)
        assert KEPT not in said
    assert not traces(everything(path))
    store = open_store(path)
    assert list_ids(store) == ()
    store.close()


def test_line_by_line_a_confirmed_private_end_leaves_a_month(rules: Path, path: Path) -> None:
    held = Typed("interview", *NAMED, "--store", str(path), "--rules", str(rules))
    held.heard()
    assert held.end(*LINES, "confirm") == 0
    assert PRIVATE in held.said
    assert not traces(everything(path))
    store = open_store(path)
    assert [row.state for row in fetch_rows(store, Query())] == ["private"]
    store.close()


@pytest.mark.parametrize("kill", [True, False])
def test_line_by_line_what_was_taken_back_is_not_left(rules: Path, path: Path, kill: bool) -> None:
    given = ("--person", "Ada", "--interviewer", "", "--occasion", "")
    held = Typed("interview", *given, "--store", str(path), "--rules", str(rules))
    held.heard()
    held.type("go on", "A goal", PAIN, "back", "note indelible", "note other", "calm", "note indelible")
    held.type("less", "note 1", "-", "note 2", "-", "back", "very")
    if kill:
        held.process.kill()
        held.process.wait()
    else:
        assert held.end("quit") == 0
        assert KEPT in held.said + held.rest
    found = everything(path)
    assert not traces(found)
    assert b'"option":"less"' not in found
    assert b'"option":"very"' in found


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    begun: list[Terminal] = []
    yield begun
    for one in begun:
        one.child.close(force=True)


# The screens that follow on one another, by what each shows and the keys that lead on from it.
SCREENS = (
    ("And besides?", "n"),
    ("Your note on this question", "indelible note\r"),
    # The keys at the bottom are covered by no card then.
    ("h Help", "a"),
    ("Which answer do you want to change?", "a"),
    ("h Help", "2"),
    ("Read the answers back.", "1"),
    ("What would you like to achieve?", " more of it\r"),
    ("indelible goal more of it", ""),
)


def come_to_private(terminal: Terminal, screens: int) -> None:
    """On to this screen after the private answer, counting from 1."""
    for awaited, keys in (
        ("█ Indelible Ada", "\t"),
        ("Ada Who asks the questions █", "\t"),
        ("such as the yearly talk █", "\r"),
        ("What this is for", "1"),
        ("What would you like to achieve?", "indelible goal\r"),
        ("What do you wish?", "3"),
        *SCREENS[: screens - 1],
    ):
        terminal.wait_for(awaited)
        terminal.child.send(keys)
    terminal.wait_for(SCREENS[screens - 1][0])


@pytest.mark.parametrize("screens", range(1, len(SCREENS) + 1))
@pytest.mark.parametrize("how", ["kill", "\x03"])
def test_in_the_app_nothing_is_left_from_the_private_answer_on(
    rules: Path, path: Path, terminals: list[Terminal], how: str, screens: int
) -> None:
    arguments = ["-c", run(), "interview", *NAMED[:2], "--store", str(path), "--rules", str(rules)]
    terminal = Terminal(arguments, {}, (100, 30))
    terminals.append(terminal)
    come_to_private(terminal, screens)
    if how == "kill":
        terminal.child.kill(signal.SIGKILL)
        terminal.end()
        assert not traces(raw(path))
    else:
        terminal.child.send(how)
        assert terminal.end() == 130
        assert WITHHELD.encode() in terminal.said
    assert not traces(everything(path))
    store = open_store(path)
    assert list_ids(store) == ()
    store.close()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_in_the_app_a_signal_is_told_what_becomes_of_it(
    rules: Path, path: Path, terminals: list[Terminal], name: str
) -> None:
    arguments = ["-c", run(), "interview", *NAMED[:2], "--store", str(path), "--rules", str(rules)]
    terminal = Terminal(arguments, {}, (100, 30))
    terminals.append(terminal)
    come_to_private(terminal, 1)
    terminal.child.kill(getattr(signal, name))
    assert terminal.end() == 130
    assert WITHHELD.encode() in terminal.said
    assert not traces(everything(path))


@pytest.mark.parametrize("arguments", [(), ("--plain",)])
def test_of_a_walk_for_oneself_nothing_waits_that_can_only_end_privately(
    rules: Path, path: Path, terminals: list[Terminal], arguments: tuple[str, ...]
) -> None:
    given = ["-c", run(), "--for", "me", *arguments, "--store", str(path), "--rules", str(rules)]
    terminal = Terminal(given, {}, (100, 40))
    terminals.append(terminal)
    end = "\r" if arguments else ""
    typed = [
        ("What do you wish?", "1"),
        ("How hot?", "back" if arguments else "b"),
        *([("What do you wish?", "note indelible")] if arguments else []),
        ("Noted, with question 1." if arguments else "What do you wish?", "3"),
        ("And besides?", "quit" if arguments else "q"),
    ]
    for awaited, keys in typed:
        terminal.wait_for(awaited)
        if arguments:
            # A key that comes between the prompt and the reading is seen by Python with the next key alone.
            time.sleep(0.3)
        terminal.child.send(f"{keys}{end}")
    assert terminal.end() == 0
    assert WITHHELD_WALK.encode() in terminal.said
    assert not traces(everything(path))
    store = open_store(path)
    assert list_ids(store) == ()
    store.close()
