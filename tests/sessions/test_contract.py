"""The app and the plain mode are two faces of one thing: the same said in both is the same journal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot

from guide.cli import interview as command
from guide.console import Conversation, InputEndedError
from guide.interviews.events import Event
from guide.ruleset.folder import LoadedGuide
from guide.sessions.autosave import SelfWalkSaver
from guide.storage import StoreError, open_store
from guide.storage import event_store as journal
from guide.storage.queries import Query, fetch_rows
from tests.console.test_interview import in_folder
from tests.tiny import BRIEFING, GUIDE, MORE_TREE, TREE, texts, tiny
from tests.tui.test_interview import running, settled

Input = str | Callable[[], object]
"""What is typed, or what happens before the next is."""


class Act(NamedTuple):
    """The same thing done in both: by keys in the app, by lines in the plain mode."""

    keys: tuple[Input, ...]
    lines: tuple[Input, ...]


def act(keys: Sequence[Input], *lines: Input) -> Act:
    return Act(tuple(keys), lines)


BRIEF = act(["enter"], "go on")
CONFIRM = act(["g"], "confirm")
REPLY = act(["g"])
"""In the app, the recommendation is read for as long as one likes."""
DONE = act([], "done")
BACK = act(["b"], "back")
OPEN = act(["enter"], "")
"""A text that is left open."""
YES = act([], "yes")
QUIT = act([], "quit")
KEEP = act(["s", "down", "enter", "enter"], "keep")
STAY, MOVE = (act([key], word) for key, word in (("1", "stay"), ("2", "move")))
OPEN_VIEW = act(["4", "enter"], "")
"""An Enter right behind a number belongs to it, and chooses nothing more."""


def choose(*numbers: int) -> Act:
    return act([str(number) for number in numbers], *map(str, numbers))


def write(text: str) -> Act:
    return act([*text, "enter"], text)


def note(text: str) -> Act:
    return act(["n", *text, "enter"], f"note {text}")


def change(answer: int, option: int) -> Act:
    return act(["a", str(answer), str(option)], f"change {answer}", str(option))


def change_at_the_end(answer: int, option: int) -> Act:
    """Where the answers are read back, the goal is the first line of the app's list."""
    return act([str(answer + 1), str(option)], f"change {answer}", str(option))


def rewrite(line: int, text: str) -> Act:
    """A line of the closing page, in other words."""
    return act([str(line), "ctrl+u", *text, "enter"], str(line), text)


def rechoose(line: int, option: int) -> Act:
    return act([str(line), str(option)], str(line), str(option))


class Sitting(NamedTuple):
    """What is done from one start to the next, with the questions as they are then."""

    acts: tuple[Act, ...]
    tree: str = TREE


def sitting(*acts: Act, tree: str = TREE) -> Sitting:
    return Sitting(acts, tree)


TO_WALK = (BRIEF, write("To rest"))
TO_RESULT = (*TO_WALK, choose(1, 1, 1), CONFIRM, REPLY)
AGREED = (write("Buy"), write("Ada"), write("in 6 weeks"), DONE)
OTHER_WORDS = TREE.replace("  wish:", "  desire:").replace("start: wish", "start: desire") + (
    "renamed: {questions: {wish: desire}}\n"
)

INTERVIEWS: Mapping[str, tuple[Sitting, ...]] = {
    "whole": (sitting(*TO_RESULT, choose(1), write("I like it"), *AGREED),),
    "notes": (sitting(*TO_WALK, note("warm"), choose(1), note("hot"), choose(1, 1), CONFIRM),),
    "something else preferred": (sitting(*TO_RESULT, choose(2, 1), write("fast"), *AGREED),),
    "all left open": (sitting(BRIEF, OPEN, choose(2, 1), CONFIRM, REPLY, OPEN_VIEW, OPEN, OPEN, OPEN, DONE),),
    "taken back": (sitting(*TO_WALK, choose(1), BACK, choose(2), BACK, choose(1, 2, 2)),),
    "changed on the way": (sitting(*TO_WALK, choose(1, 1), change(1, 2), choose(1), CONFIRM),),
    "changed while read back": (
        sitting(*TO_WALK, choose(1, 1, 1), change_at_the_end(2, 2), BACK, choose(2), CONFIRM),
    ),
    "lines changed at the end": (
        sitting(
            *TO_RESULT,
            choose(2, 1),
            write("fast"),
            write("Buy"),
            write("Ada"),
            write("in 6 weeks"),
            rewrite(1, "To wake up"),
            rechoose(2, 2),
            rewrite(4, "faster"),
            rewrite(6, "Grace"),
            rechoose(2, 1),
            DONE,
        ),
    ),
    "left and resumed": (
        sitting(BRIEF),
        sitting(write("To rest"), choose(1)),
        sitting(choose(1, 1), CONFIRM, REPLY, choose(1)),
        sitting(write("I like it"), *AGREED),
    ),
    "a private end": (sitting(*TO_WALK, note("secret"), choose(3), CONFIRM),),
    "away from a private end": (sitting(*TO_WALK, choose(3), BACK, choose(2)),),
    "stays under its own questions": (
        sitting(*TO_WALK, choose(1)),
        sitting(STAY, choose(1, 1), CONFIRM, tree=OTHER_WORDS),
    ),
    "moves to other questions": (
        sitting(*TO_WALK, choose(1)),
        sitting(MOVE, choose(1, 1), CONFIRM, tree=OTHER_WORDS),
    ),
}
WALKS: Mapping[str, tuple[Sitting, ...]] = {
    "not begun": (sitting(QUIT),),
    "left": (sitting(choose(1), note("mine"), QUIT),),
    "finished": (sitting(note("mine"), choose(1, 1, 1), QUIT),),
    "kept": (sitting(note("mine"), choose(1, 1, 1), KEEP),),
    "taken back to its start": (sitting(choose(1), BACK, QUIT),),
    "left and resumed": (sitting(choose(1), QUIT), sitting(YES, choose(1), QUIT)),
    "resumed and kept": (sitting(choose(1), QUIT), sitting(YES, choose(1, 1), KEEP)),
    "a private end": (sitting(note("mine"), choose(3)),),
    "moves to other questions": (
        sitting(choose(1), QUIT),
        sitting(YES, MOVE, choose(1, 1), KEEP, tree=OTHER_WORDS),
    ),
}


class Lines(StringIO):
    """Each line is made when it is read, so that something can happen before it is."""

    def __init__(self, acts: Sequence[Act]) -> None:
        super().__init__()
        self._inputs = iter([each for made in acts for each in made.lines])

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]  # noqa: ARG002
        for each in self._inputs:
            if isinstance(each, str):
                return f"{each}\n"
            each()
        return ""


async def press(pilot: Pilot[None], acts: Sequence[Act]) -> None:
    for each in (each for made in acts for each in made.keys):
        if isinstance(each, str):
            await pilot.press(each)
        else:
            each()


def records(path: Path) -> list[tuple[str, str, str, list[Event]]]:
    """State, person, outcome and journal of all that is in the store, without ids and moments."""
    if not path.exists():
        return []
    store = open_store(path)
    rows = [row for own in (False, True) for row in fetch_rows(store, Query(own=own))]
    return [
        (
            row.state,
            row.person,
            row.outcome,
            [] if row.state == "private" else [entry.event for entry in journal.load_entries(store, row.id)],
        )
        for row in rows
    ]


def interview_plainly(
    sittings: Sequence[Sitting], folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["--person", "Ada", "--interviewer", "Bob", "--occasion", "talk"]
    for number, (acts, tree) in enumerate(sittings):
        rules = in_folder(folder / f"rules{number}", guide=GUIDE + BRIEFING, tree=tree)
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", Lines(acts))
            patch.setattr("sys.stdout", StringIO())
            command.run([*arguments, "--plain", "--rules", str(rules), "--store", str(path)])
        arguments = ["--resume"]


async def interview_in_the_app(sittings: Sequence[Sitting], path: Path) -> None:
    beginning: Sequence[Input] = ["3", *"Ada", "enter", *"Bob", "enter", *"talk", "enter"]
    for acts, tree in sittings:
        async with running(path, tree=tree, guide=GUIDE + BRIEFING) as (_, pilot):
            await press(pilot, [act(beginning), *acts])
            await settled(pilot)
        beginning = ["4", "1"]


def walk_plainly(sittings: Sequence[Sitting], path: Path) -> None:
    for acts, tree in sittings:
        guide, files = tiny(tree=tree), texts(tree=tree)
        saver = SelfWalkSaver(path, LoadedGuide(guide, files))
        try:
            Conversation(guide, "you", Lines(acts), StringIO(), own=saver).run()
        except InputEndedError:
            pass
        finally:
            saver.release()


async def walk_in_the_app(sittings: Sequence[Sitting], path: Path) -> None:
    beginning = "1"
    for acts, tree in sittings:
        async with running(path, tree=tree, guide=GUIDE) as (_, pilot):
            await press(pilot, [act([beginning]), *acts])
            await settled(pilot)
        beginning = "4"


@pytest.mark.parametrize("name", INTERVIEWS)
async def test_an_interview_is_the_same_journal_in_both(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sittings = INTERVIEWS[name]
    plain, app = tmp_path / "plain.db", tmp_path / "app.db"
    interview_plainly(sittings, tmp_path, plain, monkeypatch)
    await interview_in_the_app(sittings, app)
    assert records(plain)
    assert records(app) == records(plain)


@pytest.mark.parametrize("name", WALKS)
async def test_a_walk_for_oneself_is_the_same_journal_in_both(name: str, tmp_path: Path) -> None:
    plain, app = tmp_path / "plain.db", tmp_path / "app.db"
    walk_plainly(WALKS[name], plain)
    await walk_in_the_app(WALKS[name], app)
    assert records(app) == records(plain)


class Disk:
    """A store that can be made to refuse whatever is to be added to a journal."""

    def __init__(self) -> None:
        self.full = False

    def fill(self) -> None:
        self.full = True

    def empty(self) -> None:
        self.full = False


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    disk = Disk()
    for name in ("extend", "insert_events", "delete"):
        write = getattr(journal, name)

        def refuse(*given: object, write: Callable[..., object] = write) -> object:
            if disk.full:
                raise StoreError("The disk is full.")
            return write(*given)

        monkeypatch.setattr(journal, name, refuse)
    yield disk


async def test_an_interview_that_goes_on_unsaved_leaves_the_same_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, disk: Disk
) -> None:
    fails = act([disk.fill], disk.fill)
    again_then_unsaved = act(["1", disk.empty, "1"], "again", disk.empty, "again")
    unsaved = act(["2"], "unsaved")
    acts = (*TO_WALK, fails, choose(1), again_then_unsaved, fails, choose(1), unsaved, choose(1), CONFIRM)
    plain, app = tmp_path / "plain.db", tmp_path / "app.db"
    interview_plainly([sitting(*acts)], tmp_path, plain, monkeypatch)
    disk.empty()
    await interview_in_the_app([sitting(*acts)], app)
    assert records(app) == records(plain) != []


async def test_a_walk_that_could_not_be_saved_is_deleted_once_it_is_finished(
    tmp_path: Path, disk: Disk
) -> None:
    """It goes on unsaved, in the app without a question; what was saved before does not wait for ever."""
    acts = (
        choose(1),
        act([disk.fill], disk.fill),
        act(["1"], "1", "unsaved"),
        act([disk.empty], disk.empty),
        choose(1),
    )
    plain, app = tmp_path / "plain.db", tmp_path / "app.db"
    walk_plainly([sitting(*acts)], plain)
    await walk_in_the_app([sitting(*acts)], app)
    assert records(app) == records(plain) == []


async def test_one_more_thing_is_the_same_journal_in_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = act(["m", "2", "g"], "2")
    acts = (*TO_WALK, choose(1, 1), CONFIRM, more, choose(1), write("I like it"), *AGREED)
    plain, app = tmp_path / "plain.db", tmp_path / "app.db"
    interview_plainly([sitting(*acts, tree=MORE_TREE)], tmp_path, plain, monkeypatch)
    await interview_in_the_app([sitting(*acts, tree=MORE_TREE)], app)
    assert records(app) == records(plain) != []
