"""Differences between the parts of two guides. The annotations of the model tell texts from links."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import astuple

from guide.ruleset.model import Guide


class Change(Struct, frozen=True):
    """One difference.

    Attributes:
        sort: What has happened; "reworded" is for texts, "moved" for links, "set" for all other values.
        trail: The keys that lead to the part, as in the files; a claim's last key is its number, from 1.
        old: The text or id in the old guide, "" for none; of a part that is removed, its first text.
        new: The same in the new guide.
    """

    sort: Literal["added", "removed", "renamed", "reworded", "moved", "set", "reordered"]
    trail: tuple[str, ...]
    old: str = ""
    new: str = ""


def list_changes(old: Guide, new: Guide) -> Iterator[Change]:
    """The differences of two guides, table by table: removed rows, new rows, then changes within rows."""
    return _structs(old, new, ())


def _structs(old: Struct, new: Struct, trail: tuple[str, ...]) -> Iterator[Change]:
    for name, kind in _hints(type(old)).items():
        yield from _values(getattr(old, name), getattr(new, name), kind, (*trail, name))


@cache
def _hints(kind: type[Struct]) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _values(old: Any, new: Any, kind: Any, trail: tuple[str, ...]) -> Iterator[Change]:
    if isinstance(old, Mapping) or isinstance(new, Mapping):
        yield from _tables(old or {}, new or {}, _row_type(kind), trail)
    elif isinstance(old, Struct) and isinstance(new, Struct):
        yield from _structs(old, new, trail)
    elif old == new:
        return
    elif isinstance(old, Struct) or isinstance(new, Struct):
        yield Change("removed" if old else "added", trail, _first_text(old), _first_text(new))
    elif isinstance(old, tuple) and isinstance((*old, *new)[0], Struct):
        yield from _lists(old, new, trail)
    else:
        yield Change(_sort(kind), trail, _first_text(old), _first_text(new))


def _row_type(kind: Any) -> Any:
    """The type of the rows of a table, which may be missing."""
    table = next((part for part in get_args(kind) if get_origin(part) is Mapping), kind)
    return get_args(table)[1]


def _tables(
    old: Mapping[str, Any], new: Mapping[str, Any], kind: Any, trail: tuple[str, ...]
) -> Iterator[Change]:
    for name in [name for name in old if name not in new]:
        yield Change("removed", (*trail, name), old=_first_text(old[name]))
    for name in [name for name in new if name not in old]:
        yield Change("added", (*trail, name), new=_first_text(new[name]))
    common = [name for name in old if name in new]
    if common != [name for name in new if name in old]:
        yield Change("reordered", trail)
    for name in common:
        yield from _values(old[name], new[name], kind, (*trail, name))


def _lists(old: tuple[Any, ...], new: tuple[Any, ...], trail: tuple[str, ...]) -> Iterator[Change]:
    """Differences between claims. They have no ids: a claim is matched by its text, else by all the rest."""
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    for first, last in ((0, 1), (1, None)):
        for item in tuple(gone):
            identity = astuple(item)[first:last]
            match = next((other for other in come if astuple(other)[first:last] == identity), None)
            if match is not None:
                gone.remove(item)
                come.remove(match)
                yield from _structs(item, match, (*trail, _position(match, new)))
    for item in gone:
        yield Change("removed", (*trail, _position(item, old)), old=_first_text(item))
    for item in come:
        yield Change("added", (*trail, _position(item, new)), new=_first_text(item))


def _position(item: Any, items: tuple[Any, ...]) -> str:
    return str(items.index(item) + 1)


def _sort(kind: Any) -> Literal["reworded", "moved", "set"]:
    if kind is str:
        return "reworded"
    return "moved" if _links(kind) else "set"


def _links(kind: Any) -> bool:
    """Whether values of this type are ids, or hold some."""
    return get_origin(kind) is Annotated or any(map(_links, get_args(kind)))


def _first_text(value: Any) -> str:
    """A value in a few words: of a row, its first field."""
    if isinstance(value, Struct):
        return _first_text(astuple(value)[0])
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_first_text(inner)}" for name, inner in value.items())
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
