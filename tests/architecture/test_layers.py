"""The layers: which package may know which, which library is known where, and that no file is in a circle."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

import guide
from guide.ruleset.folder import open_guide, shipped_rules

HOUSE = Path(guide.__file__).parent
ADVICE = {"common", "ruleset", "engine"}
WORDS = ADVICE | {"interviews", "statistics", "presenters"}
MAY_IMPORT: dict[str, set[str]] = {
    "common": set(),
    "ruleset": {"common"},
    "statistics": set(),
    "engine": {"common", "ruleset"},
    "interviews": {"ruleset", "engine"},
    "authoring": ADVICE,
    "storage": {"common", "interviews"},
    "presenters": ADVICE | {"interviews", "statistics"},
    "batch": ADVICE | {"presenters"},
    "sessions": ADVICE | {"interviews", "storage", "statistics", "batch"},
    "reports": ADVICE | {"interviews", "presenters"},
    "console": WORDS - {"statistics"} | {"storage", "sessions"},
    "tui": WORDS | {"storage", "sessions", "reports"},
    "cli": WORDS | {"authoring", "storage", "batch", "sessions", "reports", "console", "tui"},
}
"""Every package, the lower ones first. What stands beside them (``__main__``) may know all."""

ALONE = {
    "yaml": {"ruleset/parsing"},
    "sqlite3": {"storage"},
    "textual": {"tui"},
    "rich": {"tui", "reports", "cli"},
}
"""Libraries that are known in these folders alone."""

LONGEST = {"tui": 200}
"""Lines of a file at most, by package; 300 elsewhere."""


def package(path: Path) -> str:
    return path.relative_to(HOUSE).parts[0].removesuffix(".py")


def module(path: Path) -> str:
    parts = ("guide", *path.relative_to(HOUSE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


FILES = sorted(HOUSE.rglob("*.py"))
INSIDE = [path for path in FILES if path.parent != HOUSE]
MODULES = {module(path): path for path in FILES}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written out"
            whole = node.module or ""
            named = {f"{whole}.{alias.name}" for alias in node.names}
            found |= (named & MODULES.keys()) or {whole}
    return found


@pytest.mark.parametrize("path", INSIDE, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_package_knows_only_packages_below_it(path: Path) -> None:
    here = package(path)
    assert here in MAY_IMPORT, f"the package {here} is not listed"
    known = {name.split(".")[1] for name in imports(path) if name.startswith("guide.")}
    assert known - MAY_IMPORT[here] - {here} == set()


def test_no_arrow_goes_up() -> None:
    seen: set[str] = set()
    for name, below in MAY_IMPORT.items():
        assert below <= seen, f"{name} knows {below - seen}, which is not below it"
        seen.add(name)


def test_every_package_is_listed() -> None:
    assert {package(path) for path in INSIDE} == MAY_IMPORT.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_library_is_known_only_where_it_belongs(path: Path) -> None:
    here = path.relative_to(HOUSE).as_posix()
    for name in imports(path):
        folders = ALONE.get(name.partition(".")[0])
        assert folders is None or any(here.startswith(f"{folder}/") for folder in folders)


def test_no_files_import_each_other_in_a_circle() -> None:
    """Wherever the imports stand: one in a function or for types alone is an arrow as well."""
    arrows = {name: {found for found in imports(path) if found in MODULES} for name, path in MODULES.items()}
    left = {name: {other for other in below if other != name} for name, below in arrows.items()}
    while free := {name for name, below in left.items() if not below & left.keys()}:
        left = {name: below for name, below in left.items() if name not in free}
    led_to = set().union(*left.values())
    assert not left, sorted(left.keys() & led_to)


def test_screens_import_neither_the_app_nor_the_navigation() -> None:
    """They know ``tui.base``: what they ask of the app is done by ``navigation``, which imports them."""
    above = {"guide.tui.app", "guide.tui.navigation"}
    below = [path for path in FILES if package(path) == "tui" and module(path) not in above]
    assert [module(path) for path in below if imports(path) & above] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HOUSE)))
def test_a_file_stays_short(path: Path) -> None:
    limit = LONGEST.get(package(path), 300)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


def test_a_public_name_is_defined_once() -> None:
    """Functions and classes by name: the same word in two places has the same meaning, or is listed here."""
    places = defaultdict(set)
    for path in FILES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                places[node.name].add(module(path))
    twice = {name for name, found in places.items() if len(found) > 1 and not name.startswith("_")}
    assert twice == SAME_MEANING.keys()


SAME_MEANING = {
    "add_command": "the first options that the commands of a group share",
    "add_parser": "a command adds its options to its group",
    "make_parser": "the parser of a command, from which help, completion and manual are made",
    "main": "the entry point, and what it calls",
    "render": "the text of one format; reports.render chooses among them",
    "run": "runs a command with its arguments, and returns the exit code",
}
"""Names that rightly stand in several modules, and what they mean in each."""


def test_a_file_name_is_used_once() -> None:
    """In the whole program, so that a name leads to one file."""
    places = defaultdict(set)
    for path in INSIDE:
        places[path.name].add(path)
    assert {name for name, paths in places.items() if len(paths) > 1} == {"__init__.py", "screen.py"}


def test_no_word_of_the_rules_stands_in_the_code() -> None:
    rules = open_guide(shipped_rules())
    ids = {*rules.kinds, *rules.sources, *rules.outcomes, *rules.questions}
    words = {name for name in ids if len(name) > 6} | {"coach", "mentor"}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not {word for word in words if word in node.value.lower()}, (path, node.lineno)
