"""What the files of a guide may hold, as JSON Schema, so that an editor completes and checks while one types.

Made from the same annotations of the model that drive the reading. A schema knows shapes, not links: whether
an id leads anywhere, and whether the roads do, is for the loader and the check to say.
"""

import json
from collections.abc import Mapping
from inspect import getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from guide.ruleset.model import Case
from guide.ruleset.parsing.loader import CASES_FILE, GUIDE_FILES

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: Mapping[str, Any] = {**GUIDE_FILES, CASES_FILE: tuple[Case, ...]}


def schemas() -> Mapping[str, Schema]:
    """The schema of each file of a guide, by the file's name."""
    return {name: _whole(name, kind) for name, kind in _FILES.items()}


def schema_json(name: str) -> str:
    """The schema of one file as text. Raises KeyError where a guide has no such file."""
    return json.dumps(_whole(name, _FILES[name]), indent=2, ensure_ascii=False) + "\n"


def _whole(name: str, kind: Any) -> Schema:
    parts: dict[str, Schema] = {}
    root = _schema(kind, parts)
    return {"$schema": _DIALECT, "title": name, **root, "$defs": dict(sorted(parts.items()))}


def _schema(kind: Any, parts: dict[str, Schema]) -> Schema:
    """The schema of a type, as a reference where it has a name; what it refers to is put into ``parts``."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _part(parts, f"{args[1]}.id", _id(args[1]))
    if origin in (Union, UnionType):
        (inner,) = (arg for arg in args if arg is not NoneType)
        return _schema(inner, parts)
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0], parts)}
    if origin is not None and issubclass(origin, Mapping):
        names = {"minLength": 1} if args[0] is str else _schema(args[0], parts)
        return {"type": "object", "propertyNames": names, "additionalProperties": _schema(args[1], parts)}
    if issubclass(kind, Struct):
        return _struct(kind, parts)
    return _part(parts, *_LEAVES[kind])


_LEAVES: Mapping[type, tuple[str, Schema]] = {
    str: ("text", {"type": "string", "minLength": 1, "pattern": r"\S"}),
    bool: ("flag", {"type": "boolean"}),
}


def _id(table: str) -> Schema:
    owner, _, column = table.partition(".")
    among = f"the {column} of one of the {owner}" if column else f"the {owner}"
    return {"description": f"An id from {among}.", "type": "string", "minLength": 1}


def _struct(kind: type[Struct], parts: dict[str, Schema]) -> Schema:
    name = kind.__name__
    if name not in parts:
        parts[name] = {}
        hints = get_type_hints(kind, include_extras=True)
        parts[name] = {
            **_described(kind),
            "type": "object",
            "properties": {field.name: _schema(hints[field.name], parts) for field in fields(kind)},
            "required": [field.name for field in fields(kind) if field.required],
            "additionalProperties": False,
        }
    return _reference(name)


def _described(kind: type[Struct]) -> Schema:
    """The docstring as an editor shows it, in Markdown. A base class's says nothing here."""
    said = getdoc(kind) if kind.__dict__.get("__doc__") else None
    return {"description": said.replace("``", "`")} if said else {}


def _part(parts: dict[str, Schema], name: str, schema: Schema) -> Schema:
    parts.setdefault(name, schema)
    return _reference(name)


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
