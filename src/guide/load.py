"""A folder's texts become a Guide, or all of their problems.

The model's own annotations drive the reading: each type has one reader, made once, which turns a located
node into a value and reports whatever does not fit. Ids are collected on the way and looked up at the end.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from guide import located
from guide.model import Case, Distinction, Front, Guide, Kind, Outcome, Question, QuestionId, Source
from guide.problem import Place, Problem, RulesError

T = TypeVar("T")
Reader = Callable[[located.Node, "_Reading"], Any]


class KindsFile(Struct, frozen=True):
    distinctions: Mapping[str, Distinction]
    headings: Mapping[str, str]
    kinds: Mapping[str, Kind]


class TreeFile(Struct, frozen=True):
    start: QuestionId
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]


GUIDE_FILES: Mapping[str, Any] = {
    "guide.yaml": Front,
    "sources.yaml": Mapping[str, Source],
    "kinds.yaml": KindsFile,
    "tree.yaml": TreeFile,
}
CASES_FILE = "cases.yaml"


class _Link(NamedTuple):
    """An id in use. ``owner`` is the row that holds it, for a table of the kind "questions.options"."""

    table: str
    owner: str
    name: str
    place: Place


class _Reading:
    """What gathers while one file is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: located.Node | None = None
        self.problems: list[Problem] = []
        self.links: list[_Link] = []
        self.within: dict[str, str] = {}

    def place(self, node: located.Node) -> Place:
        return Place(self.file, node.line, node.column)

    def link(self, table: str, name: str, node: located.Node) -> None:
        owner = self.within.get(table.partition(".")[0], "") if "." in table else ""
        self.links.append(_Link(table, owner, name, self.place(node)))

    def report(self, node: located.Node, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code, self.place(node), message, hint))


class Whereabouts:
    """Where something stands in the texts: its place by file and keys, as far as the keys lead."""

    def __init__(self, roots: Mapping[str, located.Node]) -> None:
        self._roots = roots

    def __call__(self, file: str, *keys: str) -> Place:
        node: located.Node | None = self._roots.get(file)
        at: located.Node | None = node
        for key in keys:
            if not isinstance(node, located.Mapping) or key not in node.items:
                break
            at, node = node.items[key]
        return Place(file, at.line, at.column) if at else Place(file, 1, 1)


def load(texts: Mapping[str, bytes]) -> tuple[Guide, Whereabouts]:
    """The guide that the files make, and where its parts stand. ``texts`` maps file names to their content.

    Raises RulesError with every problem found.
    """
    readings: list[_Reading] = []
    parts = {name: _read(texts, name, kind, readings) for name, kind in GUIDE_FILES.items()}
    front, sources, kinds, tree = parts.values()
    tables = {
        "sources": sources,
        "distinctions": kinds and kinds.distinctions,
        "headings": kinds and kinds.headings,
        "kinds": kinds and kinds.kinds,
        "questions": tree and tree.questions,
        "outcomes": tree and tree.outcomes,
    }
    problems = [problem for reading in readings for problem in reading.problems + _dead(reading, tables)]
    if tree and tree.questions:
        problems += _cycles(tree.questions, readings[-1])
    if problems:
        raise RulesError(problems)
    roots = {reading.file: reading.root for reading in readings if reading.root is not None}
    return Guide(front=front, start=tree.start, **tables), Whereabouts(roots)


def load_cases(texts: Mapping[str, bytes], guide: Guide) -> tuple[Case, ...]:
    """The scenario cases, their links checked against the guide. Raises RulesError."""
    readings: list[_Reading] = []
    cases = _read(texts, CASES_FILE, tuple[Case, ...], readings)
    tables = {"questions": guide.questions, "outcomes": guide.outcomes, "kinds": guide.kinds}
    problems = [problem for reading in readings for problem in reading.problems + _dead(reading, tables)]
    if problems:
        raise RulesError(problems)
    return tuple(cases)


def _read(texts: Mapping[str, bytes], name: str, kind: Any, readings: list[_Reading]) -> Any:
    """The file's value, or None where there is none to work with."""
    reading = _Reading(name)
    readings.append(reading)
    start = Place(name, 1, 1)
    if name not in texts:
        reading.problems.append(
            Problem("file", start, "this file is missing", "A guide needs " + ", ".join(GUIDE_FILES))
        )
        return None
    node, problems = located.parse(texts[name], name)
    reading.problems += problems
    reading.root = node
    if node is None:
        if not problems:
            reading.problems.append(Problem("empty", start, "this file is empty"))
        return None
    return _reader(kind)(node, reading)


def _dead(reading: _Reading, tables: Mapping[str, Any]) -> list[Problem]:
    """Ids that lead nowhere. A table that could not be read at all is not held against those who cite it."""
    problems = []
    for link in reading.links:
        table, _, column = link.table.partition(".")
        names = tables[table]
        if link.owner:
            names = getattr((names or {}).get(link.owner), column, None)
        if names is not None and link.name not in names:
            among = f"the {column} of “{link.owner}”" if link.owner else f"the {table}"
            message = f"there is no “{link.name}” among {among}"
            problems.append(Problem("link", link.place, message, _meant(link.name, names)))
    return problems


def _cycles(questions: Mapping[str, Question], reading: _Reading) -> list[Problem]:
    """Roads that come back to a question they have passed, each named once, by depth-first search."""
    problems: list[Problem] = []
    done: set[str] = set()
    for start in questions:
        trail: list[str] = []
        stack = [(start, True)]
        while stack:
            name, enter = stack.pop()
            if not enter:
                done.add(trail.pop())
                continue
            question = questions.get(name)
            if name in done or question is None:
                continue
            if name in trail:
                names = " → ".join([*trail[trail.index(name) :], name])
                place = next(
                    link.place for link in reading.links if (link.table, link.name) == ("questions", name)
                )
                hint = (
                    "A walk must come to an end: lead one of these on to a question that is not among them."
                )
                problems.append(
                    Problem("cycle", place, f"these questions lead round in a circle: {names}", hint)
                )
                continue
            trail.append(name)
            stack.append((name, False))
            options = (question.options or {}).values()
            stack += [(option.then, True) for option in options if option and option.then]
    return problems


def _meant(name: str, names: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, names, 1)
    if near:
        return f"Did you mean “{near[0]}”?"
    some = ", ".join(list(names)[:8])
    return f"There is: {some}{' …' if len(names) > 8 else ''}" if some else ""


@cache
def _reader(kind: Any) -> Reader:
    origin = get_origin(kind)
    args = get_args(kind)
    if origin is Annotated:
        return _id_reader(args[1])
    if origin in (Union, UnionType):
        (inner,) = (arg for arg in args if arg is not NoneType)
        return _reader(inner)
    if origin is Literal:
        return _literal_reader(args)
    if origin is tuple:
        return _tuple_reader(args[0])
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_reader(*args)
    if issubclass(kind, Struct):
        return _struct_reader(kind)
    return {str: _text, bool: _flag}[kind]


def _text(node: located.Node, reading: _Reading) -> str:
    if not isinstance(node, located.Scalar):
        reading.report(
            node, "type", "a text belongs here", "Write it on this line, in quotes if it holds a colon."
        )
        return ""
    if not node.text.strip():
        reading.report(node, "type", "a text is missing here", "Write it behind the colon.")
    elif node.looks != "text":
        hint = f'Put it in quotes: "{node.text}"'
        reading.report(node, "type", f"“{node.text}” would be read as a {node.looks}, not as a text", hint)
    return node.text


def _flag(node: located.Node, reading: _Reading) -> bool:
    if isinstance(node, located.Scalar) and node.looks == "bool" and node.text in ("true", "false"):
        return node.text == "true"
    reading.report(node, "type", "true or false belongs here")
    return False


def _id_reader(table: str) -> Reader:
    def read(node: located.Node, reading: _Reading) -> str:
        if not isinstance(node, located.Scalar) or not node.text:
            reading.report(node, "type", f"an id from the {table.partition('.')[0]} belongs here")
            return ""
        reading.link(table, node.text, node)
        return node.text

    return read


def _literal_reader(words: tuple[str, ...]) -> Reader:
    def read(node: located.Node, reading: _Reading) -> str:
        name = node.text if isinstance(node, located.Scalar) else ""
        if name not in words:
            hint = _meant(name, dict.fromkeys(words))
            reading.report(node, "type", f"one of {', '.join(words)} belongs here", hint)
        return name

    return read


def _tuple_reader(item: Any) -> Reader:
    read_item = _reader(item)

    def read(node: located.Node, reading: _Reading) -> tuple[Any, ...]:
        if not isinstance(node, located.Sequence):
            reading.report(
                node, "type", "a list belongs here", "Put it in square brackets, or a dash before each line."
            )
            return ()
        return tuple(read_item(child, reading) for child in node.items)

    return read


def _mapping_reader(key: Any, value: Any) -> Reader:
    read_value = _reader(value)
    table = get_args(key)[1] if get_origin(key) is Annotated else ""

    def read(node: located.Node, reading: _Reading) -> Mapping[str, Any]:
        if not isinstance(node, located.Mapping):
            reading.report(node, "type", "a table of “name: value” belongs here")
            return MappingProxyType({})
        values = {}
        for name, (at, child) in node.items.items():
            if table:
                reading.link(table, name, at)
                reading.within[table] = name
            values[name] = read_value(child, reading)
        return MappingProxyType(values)

    return read


def _struct_reader(kind: type[Struct]) -> Reader:
    hints = get_type_hints(kind, include_extras=True)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    required = [field.name for field in fields(kind) if field.required]

    def read(node: located.Node, reading: _Reading) -> Any:
        if not isinstance(node, located.Mapping):
            reading.report(node, "type", f"a table with {', '.join(required)} belongs here")
            return None
        values = {}
        for name, (at, child) in node.items.items():
            if reader := readers.get(name):
                values[name] = reader(child, reading)
            else:
                reading.report(at, "unknown", f"“{name}” is not known here", _meant(name, readers))
        for name in required:
            if name not in node.items:
                reading.report(node, "missing", f"“{name}” is missing")
                values[name] = None
        return kind(**values)

    return read
