"""The shortest way to each screen, for ``chaos``: random events alone hardly ever come to most of them."""

import ast
import random
import shutil
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, NamedTuple

from textual.screen import Screen

import guide.tui
from guide.ruleset.folder import shipped_rules
from guide.storage import event_store, open_store
from guide.storage.queries import Query, fetch_rows
from tests.tui.chaos_input import KEYS

RULES = "rules"
"""The folder with a copy of the rules, which chaos changes while the guide runs; it is beside the store."""
FOLLOW = ("--watch", "--rules", f"../{RULES}")
"""What makes the guide use that copy, and notice changes."""
GUIDE, SOURCES = "guide.yaml", "sources.yaml"
BROKEN = "\n\t]: ["
"""No YAML, wherever it is added."""

STEPS = {**KEYS, "q": b"q"}


class Way(NamedTuple):
    """How a screen is opened: by starting the guide, or from another screen.

    Attributes:
        begin: The arguments of the guide, or the name of the screen.
        steps: The keys that lead on from there, by their names in ``STEPS``, or the ``MISHAPS``.
    """

    begin: tuple[str, ...] | str
    steps: tuple[str, ...] = ()


WAYS: Mapping[str, Way] = {
    "HomeScreen": Way(()),
    "KeysScreen": Way("HomeScreen", ("?",)),
    "PaletteScreen": Way("HomeScreen", ("ctrl p",)),
    "ComparisonScreen": Way("HomeScreen", ("c",)),
    "ExplorerScreen": Way("HomeScreen", ("x",)),
    "QuestionScreen": Way(("--for", "someone")),
    "NoteScreen": Way("QuestionScreen", ("n",)),
    "AnswersScreen": Way("QuestionScreen", ("7", "a")),
    "ReviseScreen": Way("AnswersScreen", ("1",)),
    "ProblemsScreen": Way(FOLLOW, ("broken rules",)),
    "ResultScreen": Way("ReadingScreen", ("g",)),
    "LeaveDialog": Way("QuestionScreen", ("7", "1", "1", "1", "1", "1", "q")),
    "OpeningScreen": Way(("interview", "--person", "Ada")),
    "BriefingScreen": Way("OpeningScreen", ("enter", "enter", "enter")),
    "FailureScreen": Way("BriefingScreen", ("deleted records", "enter")),
    "ReadingScreen": Way(("interview", "--resume")),
    "MovingScreen": Way(("interview", "--resume", "--rules", f"../{RULES}")),
    "AskScreen": Way("ResultScreen", ("g",)),
    "ClosingScreen": Way("AskScreen", ("1", *["enter"] * 5)),
    "RecordsScreen": Way("HomeScreen", ("end", "enter")),
    "FiguresScreen": Way("RecordsScreen", ("i",)),
    "FileDialog": Way("RecordsScreen", ("v", "s")),
    "MessageDialog": Way("FileDialog", ("enter",)),
    "DetailScreen": Way("RecordsScreen", ("enter",)),
    "PageScreen": Way("DetailScreen", ("w",)),
    "ReviewedDialog": Way("DetailScreen", ("v",)),
    "ChoiceDialog": Way("DetailScreen", ("d",)),
    "DeletingScreen": Way("ChoiceDialog", ("2",)),
    "SideBySideScreen": Way("DetailScreen", ("c", "enter")),
    "SaveDialog": Way("DetailScreen", ("s", "1")),
    "SummaryDialog": Way("DetailScreen", ("s", "2")),
    "NamesScreen": Way("DetailScreen", ("e", "1")),
    "PartDialog": Way("DetailScreen", ("e", "2")),
    "DayDialog": Way("DetailScreen", ("e", "4")),
}
"""By the name of the screen. They hold for the store of ``chaos_store`` as it is at first."""
PASSING = {"DeletingScreen"}
"""Screens that close by themselves."""


def route_to(screen: str) -> tuple[tuple[str, ...], list[tuple[tuple[str, ...], str]]]:
    """The arguments of the guide, and the steps from screen to screen, each with where they lead to."""
    begin, steps = WAYS[screen]
    if isinstance(begin, str):
        arguments, legs = route_to(begin)
        return arguments, [*legs, (steps, screen)]
    return begin, [(steps, screen)]


def break_rules(folder: Path, chance: random.Random) -> None:
    """Add what cannot be read to the copy of the rules, once more each time it is called."""
    path = folder / RULES / chance.choice([GUIDE, SOURCES])
    path.write_text(path.read_text("utf-8") + BROKEN, "utf-8")


def cut_rules(folder: Path, chance: random.Random) -> None:
    """Cut a file of the rules off, as while it is saved."""
    path = folder / RULES / chance.choice([GUIDE, SOURCES, "tree.yaml", "kinds.yaml"])
    text = path.read_text("utf-8")
    path.write_text(text[: chance.randrange(len(text) + 1)], "utf-8")


def restore_rules(folder: Path, chance: random.Random) -> None:
    """Make the copy of the rules readable, and another one than before."""
    shutil.copytree(shipped_rules(), folder / RULES, dirs_exist_ok=True)
    path = folder / RULES / GUIDE
    path.write_text(f"{path.read_text('utf-8')}\n# {chance.random()}\n", "utf-8")


def delete_records(folder: Path, _: random.Random) -> None:
    """Delete all interviews that are open or finished, as somebody else with the same store may."""
    store = open_store(folder / "store.db")
    rows = fetch_rows(store, Query(), limit=1_000)
    event_store.delete(store, [row.id for row in rows if row.state != "private"])
    store.close()


def move_store(folder: Path, _: random.Random) -> None:
    """Put the store somewhere else."""
    if (folder / "store.db").exists():
        (folder / "store.db").replace(folder / "moved.db")


MISHAPS: Mapping[str, Callable[[Path, random.Random], None]] = {
    "broken rules": break_rules,
    "cut rules": cut_rules,
    "other rules": restore_rules,
    "deleted records": delete_records,
    "moved store": move_store,
}
"""What happens to the files of a guide that runs, by name. Each gets the folder with the store."""


def screen_classes() -> set[str]:
    """The names of all screens that the guide opens: subclasses of ``Screen`` that it makes objects of."""
    made = set()
    for module in walk_packages(guide.tui.__path__, "guide.tui."):
        path = import_module(module.name).__file__
        for node in ast.walk(ast.parse(Path(str(path)).read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                made.add(node.func.id)
    return made & {kind.__name__ for kind in _subclasses(Screen) if kind.__module__.startswith("guide.")}


def _subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _subclasses(sub)
