"""Located nodes become values of the model's types, or problems with a place.

The model's own annotations drive the reading: each type has one reader, made once, which turns a node into
a value and reports whatever does not fit. Ids in use are collected on the way, to be looked up at the end.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from guide.common.suggestions import did_you_mean
from guide.ruleset.parsing import yaml_nodes as located
from guide.ruleset.parsing.yaml_nodes import Scalar
from guide.ruleset.problems import MOST_PROBLEMS, Place, Problem, too_many

Reader = Callable[[located.Node, "DecodeContext"], Any]


Link = tuple[str, str, str, located.Node]
"""An id in use: the table it must be found in, the row that owns that table ("questions.options") or "", the
id, and the node that has its place. A plain tuple, as a large guide has millions."""


class TooManyError(Exception):
    """There are so many problems in a file that reading on would help nobody."""


class DecodeContext:
    """What gathers while one file is read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: located.Node | None = None
        self.problems: list[Problem] = []
        self.links: list[Link] = []
        self.within: dict[str, str] = {}

    def place(self, node: located.Node) -> Place:
        return Place(self.file, node.line, node.column)

    def report(self, node: located.Node, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(code, self.place(node), message, hint))
        if len(self.problems) >= MOST_PROBLEMS:
            self.problems.append(too_many(self.place(node)))
            raise TooManyError


@cache
def reader(kind: Any) -> Reader:
    origin = get_origin(kind)
    args = get_args(kind)
    if origin is Annotated:
        return _id_reader(args[1])
    if origin in (Union, UnionType):
        (inner,) = (arg for arg in args if arg is not NoneType)
        return reader(inner)
    if origin is Literal:
        return _literal_reader(args)
    if origin is tuple:
        return _tuple_reader(args[0])
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_reader(*args)
    if issubclass(kind, Struct):
        return _struct_reader(kind)
    return {str: _text, bool: _flag}[kind]


def _text(node: located.Node, reading: DecodeContext) -> str:
    if not isinstance(node, Scalar):
        reading.report(
            node, "type", "a text belongs here", "Write it on this line, in quotes if it holds a colon."
        )
        return ""
    text = node.text
    if not text or text.isspace():
        reading.report(node, "type", "a text is missing here", "Write it behind the colon.")
    elif node.looks != "text":
        hint = f'Put it in quotes: "{text}"'
        reading.report(node, "type", f"“{text}” would be read as a {node.looks}, not as a text", hint)
    return text


def _flag(node: located.Node, reading: DecodeContext) -> bool:
    if isinstance(node, Scalar) and node.looks == "bool" and node.text in ("true", "false"):
        return node.text == "true"
    reading.report(node, "type", "true or false belongs here")
    return False


def _id_reader(table: str) -> Reader:
    # "questions.options" are the options of the question that stands around.
    rows = table.partition(".")[0] if "." in table else ""

    def read(node: located.Node, reading: DecodeContext) -> str:
        if not isinstance(node, Scalar) or not node.text:
            reading.report(node, "type", f"an id from the {rows or table} belongs here")
            return ""
        reading.links.append((table, reading.within.get(rows, "") if rows else "", node.text, node))
        return node.text

    return read


def _literal_reader(words: tuple[str, ...]) -> Reader:
    def read(node: located.Node, reading: DecodeContext) -> str:
        name = node.text if isinstance(node, Scalar) else ""
        if name not in words:
            hint = did_you_mean(name, dict.fromkeys(words))
            reading.report(node, "type", f"one of {', '.join(words)} belongs here", hint)
        return name

    return read


def _tuple_reader(item: Any) -> Reader:
    read_item = reader(item)

    def read(node: located.Node, reading: DecodeContext) -> tuple[Any, ...]:
        if not isinstance(node, located.Sequence):
            reading.report(
                node, "type", "a list belongs here", "Put it in square brackets, or a dash before each line."
            )
            return ()
        return tuple(read_item(child, reading) for child in node.items)

    return read


def _mapping_reader(key: Any, value: Any) -> Reader:
    read_value = reader(value)
    table = get_args(key)[1] if get_origin(key) is Annotated else ""

    def read(node: located.Node, reading: DecodeContext) -> Mapping[str, Any] | None:
        if not isinstance(node, located.Mapping):
            reading.report(node, "type", "a table of “name: value” belongs here")
            return None
        values = {}
        for name, (child, line, column) in node.items.items():
            if not name:
                reading.report(
                    Scalar(name, line, column), "type", "a name is missing here", "Write it before the colon."
                )
            elif table:
                reading.links.append((table, "", name, Scalar(name, line, column)))
                reading.within[table] = name
            values[name] = read_value(child, reading)
        return MappingProxyType(values)

    return read


def _struct_reader(kind: type[Struct]) -> Reader:
    hints = get_type_hints(kind, include_extras=True)
    readers = {field.name: reader(hints[field.name]) for field in fields(kind)}
    required = [field.name for field in fields(kind) if field.required]

    def read(node: located.Node, reading: DecodeContext) -> Any:
        if not isinstance(node, located.Mapping):
            reading.report(node, "type", f"a table with {', '.join(required)} belongs here")
            return None
        values = {}
        for name, (child, line, column) in node.items.items():
            if reader := readers.get(name):
                values[name] = reader(child, reading)
            else:
                reading.report(
                    Scalar(name, line, column),
                    "unknown",
                    f"“{name}” is not known here",
                    did_you_mean(name, readers),
                )
        for name in required:
            if name not in node.items:
                reading.report(node, "missing", f"“{name}” is missing")
                values[name] = None
        return kind(**values)

    return read
