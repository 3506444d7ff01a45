"""The names of the fields in the files of a guide, by what they hold."""

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from guide.ruleset import model


@cache
def field_names() -> frozenset[str]:
    """The names that may stand before a colon in the files of a guide, ids apart."""
    texts, others = _by_type()
    return texts | others


@cache
def text_fields() -> frozenset[str]:
    """The names of fields that hold a text, and of no field that holds anything else."""
    texts, others = _by_type()
    return texts - others


@cache
def id_fields() -> frozenset[str]:
    """The names of fields that hold ids, true or false, or a word of a few; and of none with a text."""
    texts, others = _by_type()
    return others - texts - {"poles", "headings", "accept"}


@cache
def table_fields() -> frozenset[str]:
    """The names of fields that hold a table, and of no field that holds anything else."""
    is_table: dict[str, bool] = {}
    for struct in vars(model).values():
        if isinstance(struct, type) and issubclass(struct, Struct) and struct is not Struct:
            for name, hint in get_type_hints(struct).items():
                kinds = [kind for kind in get_args(hint) or (hint,) if kind is not type(None)]
                inner = get_origin(hint) or kinds[0]
                if isinstance(hint, UnionType):
                    inner = get_origin(kinds[0]) or kinds[0]
                table = isinstance(inner, type) and issubclass(inner, Struct | Mapping)
                is_table[name] = is_table.get(name, True) and table
    return frozenset(name for name, table in is_table.items() if table)


@cache
def fields_of_tables() -> tuple[frozenset[str], ...]:
    """For each sort of table that has fields, their names."""
    return tuple(
        frozenset(struct.__struct_fields__)
        for struct in vars(model).values()
        if isinstance(struct, type) and issubclass(struct, Struct) and struct is not Struct
    )


def is_text(kind: Any) -> bool:
    """Whether a type is ``str``, or a new one made of it."""
    return getattr(kind, "__supertype__", kind) is str


def _by_type() -> tuple[frozenset[str], frozenset[str]]:
    texts, others = {"headings"}, {"start", "more"}
    for struct in vars(model).values():
        if isinstance(struct, type) and issubclass(struct, Struct) and struct is not Struct:
            for name, hint in get_type_hints(struct, include_extras=True).items():
                (texts if is_text(hint) else others).add(name)
    return frozenset(texts), frozenset(others)
