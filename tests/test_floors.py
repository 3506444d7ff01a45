"""The floors of the house: which room may know which. Arrows only go down, and every room is listed."""

import ast
from pathlib import Path

import pytest

import guide
from guide.ruleset.folder import open_guide, shipped_rules

HOUSE = Path(guide.__file__).parent
WALK = {"model", "walk"}
ADVICE = WALK | {"decision", "weigh", "advice"}
WORDS = ADVICE | {"keep", "explain"}
# What the two that wire everything know.
BELOW = WORDS | {
    "problem",
    "meant",
    "cells",
    "located",
    "load",
    "check",
    "wording",
    "cases",
    "draw",
    "schema",
    "diff",
    "export",
    "reports",
    "writing",
    "output",
    "batch",
    "interview",
    "between",
    "custody",
    "older",
    "moving",
    "recheck",
    "figures",
    "summary",
    "places",
    "compiled",
    "terminal",
    "days",
    "store",
    "session",
    "library",
    "intake",
    "names",
    "plain",
    "tui",
}
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "__main__": {"cli"},
    "problem": set(),
    "meant": set(),
    "cells": set(),
    "model": set(),
    "walk": {"model", "meant"},
    "decision": WALK,
    "weigh": WALK,
    "advice": WALK | {"decision", "weigh"},
    "keep": ADVICE,
    "interview": WALK,
    "between": {"interview"},
    "older": WALK | {"decision", "interview", "library", "store"},
    "explain": ADVICE | {"keep", "days", "interview", "moving", "recheck", "summary", "figures"},
    "moving": WALK,
    "recheck": WALK | {"decision", "moving"},
    "figures": set(),
    "summary": {"figures"},
    "days": set(),
    "places": set(),
    "batch": WORDS | {"cells"},
    "names": set(),
    "store": WALK | {"interview", "names"},
    "custody": {"interview", "between", "store"},
    "session": WALK | {"decision", "interview", "between", "custody", "store", "load", "moving"},
    "library": {"problem", "model", "load", "store"},
    "intake": WALK | {"problem", "decision", "interview", "load", "store"},
    "located": {"problem"},
    "reading": {"problem", "located", "meant"},
    "load": {"problem", "model", "located", "reading", "meant"},
    "check": {"problem"} | ADVICE,
    "wording": {"problem", "check"} | WALK,
    "cases": ADVICE,
    "draw": WALK | {"explain"},
    "schema": {"model", "load"},
    "diff": ADVICE,
    "export": WALK | {"decision", "explain", "load"},
    "reports": WORDS | {"draw", "plain", "cells", "interview", "writing"},
    "writing": set(),
    "terminal": set(),
    "output": set(),
    "plain": WORDS | {"problem", "days", "interview", "moving", "older", "store", "session"},
    "tui": WORDS
    | {"problem", "load", "check", "reports", "writing", "days", "interview", "moving", "store", "session"}
    | {"library", "older", "summary"},
    "compiled": {"model"},
    "folder": {"problem", "model", "load", "check", "places", "compiled"},
    "commands": BELOW | {"folder"},
    "options": {"commands", "folder"},
    "cli": BELOW | {"folder", "commands", "options"},
}
ALONE = {
    "yaml": {"located"},
    "sqlite3": {"store"},
    "textual": {"tui"},
    "rich": {"tui", "reports", "commands"},
}


def room(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out"
            module = node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names} if module == "guide" else {module}
    return found


FILES = sorted(HOUSE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_room_knows_only_rooms_below_it(path: Path) -> None:
    here = room(path)
    assert here in MAY_IMPORT, f"the room {here} is not listed"
    known = {name.split(".")[1] for name in imports(path) if name.startswith("guide.")} - {"__version__"}
    assert known - MAY_IMPORT[here] - {here} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_library_is_known_only_where_it_belongs(path: Path) -> None:
    for name in imports(path):
        assert room(path) in ALONE.get(name.partition(".")[0], {room(path)})


def test_the_arrows_make_no_circle() -> None:
    left = dict(MAY_IMPORT)
    while left:
        free = {name for name, below in left.items() if not below & left.keys()}
        assert free, f"a circle among {sorted(left)}"
        left = {name: below for name, below in left.items() if name not in free}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_file_stays_short(path: Path) -> None:
    limit = 150 if room(path) == "tui" else 300
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


def test_no_word_of_the_rules_stands_in_the_code() -> None:
    rules = open_guide(shipped_rules())
    ids = {*rules.kinds, *rules.sources, *rules.outcomes, *rules.questions}
    words = {name for name in ids if len(name) > 6} | {"coach", "mentor"}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not {word for word in words if word in node.value.lower()}, (path, node.lineno)
