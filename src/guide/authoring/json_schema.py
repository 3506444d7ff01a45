"""JSON Schemas of the files of a guide, with which an editor completes and checks what is typed.

Made from the annotations of the model, which also drive the decoder, and from the descriptions of its fields.
A schema describes shapes, not links: whether ids and paths lead anywhere is found by the loader and the
checks.
"""

import json
from collections.abc import Mapping
from inspect import getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from guide.authoring.field_descriptions import FIELD_DESCRIPTIONS
from guide.common.web_address import ADDRESS_PATTERN, LONGEST_ADDRESS
from guide.ruleset.model import Case, WebAddress
from guide.ruleset.parsing.loader import CASES_FILE, GUIDE_FILES

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FILES: Mapping[str, Any] = {**GUIDE_FILES, CASES_FILE: tuple[Case, ...]}


def schemas() -> Mapping[str, Schema]:
    """The schema of each file of a guide, by the name of the file."""
    return {name: _file_schema(name, kind) for name, kind in _FILES.items()}


def schema_json(name: str) -> str:
    """The schema of one file as JSON, indented, with a line break at its end.

    Raises KeyError where a guide has no such file.
    """
    return json.dumps(_file_schema(name, _FILES[name]), indent=2, ensure_ascii=False) + "\n"


def _file_schema(name: str, kind: Any) -> Schema:
    parts: dict[str, Schema] = {}
    root = _schema(kind, parts)
    return {"$schema": _DIALECT, "title": name, **root, "$defs": dict(sorted(parts.items()))}


def _schema(kind: Any, parts: dict[str, Schema]) -> Schema:
    """The schema of a type; a reference where the type has a name.

    Args:
        kind: The type, as the model annotates it.
        parts: Collects the schemas to which references lead, by name.
    """
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
    if kind in _LEAVES:
        return _part(parts, *_LEAVES[kind])
    return _struct(kind, parts)


_LEAVES: Mapping[Any, tuple[str, Schema]] = {
    str: ("text", {"type": "string", "minLength": 1, "pattern": r"\S"}),
    bool: ("flag", {"type": "boolean"}),
    WebAddress: ("url", {"type": "string", "pattern": f"^{ADDRESS_PATTERN}$", "maxLength": LONGEST_ADDRESS}),
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
            **_description(kind),
            "type": "object",
            "properties": {
                field.name: _described(_schema(hints[field.name], parts), kind, field.name)
                for field in fields(kind)
            },
            "required": [field.name for field in fields(kind) if field.required],
            "additionalProperties": False,
        }
    return _reference(name)


def _described(schema: Schema, kind: type[Struct], field: str) -> Schema:
    """The schema of a field with what it is for, where that is said."""
    text = FIELD_DESCRIPTIONS.get(kind, {}).get(field)
    return {**schema, "description": text} if text else schema


def _description(kind: type[Struct]) -> Schema:
    """The docstring as Markdown, which editors show. One that is inherited is not used."""
    text = getdoc(kind) if kind.__dict__.get("__doc__") else None
    return {"description": text.replace("``", "`")} if text else {}


def _part(parts: dict[str, Schema], name: str, schema: Schema) -> Schema:
    parts.setdefault(name, schema)
    return _reference(name)


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
