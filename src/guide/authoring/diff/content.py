"""What differs between two guides in their parts. The model's annotations tell texts from links."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import astuple

from guide.ruleset.model import Guide


class Change(Struct, frozen=True):
    """``trail`` are the keys that lead to it, as in the files; a claim's last key is its number, from 1.

    ``old`` and ``new`` are the texts or ids that stand there; what is added or removed shows its first text.
    """

    sort: Literal["added", "removed", "reworded", "moved", "set", "reordered"]
    trail: tuple[str, ...]
    old: str = ""
    new: str = ""


def list_changes(old: Guide, new: Guide) -> Iterator[Change]:
    """By tables; of each, first the rows that are gone or new. Nothing where nothing differs."""
    return _structs(old, new, ())


def _structs(old: Struct, new: Struct, trail: tuple[str, ...]) -> Iterator[Change]:
    for name, kind in _hints(type(old)).items():
        yield from _values(getattr(old, name), getattr(new, name), kind, (*trail, name))


@cache
def _hints(kind: type[Struct]) -> Mapping[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _values(old: Any, new: Any, kind: Any, trail: tuple[str, ...]) -> Iterator[Change]:
    if isinstance(old, Mapping):
        yield from _tables(old, new, get_args(kind)[1], trail)
    elif isinstance(old, Struct) and isinstance(new, Struct):
        yield from _structs(old, new, trail)
    elif old == new:
        return
    elif isinstance(old, Struct) or isinstance(new, Struct):
        yield Change("removed" if old else "added", trail, _shown(old), _shown(new))
    elif isinstance(old, tuple) and isinstance((*old, *new)[0], Struct):
        yield from _lists(old, new, trail)
    else:
        yield Change(_sort(kind), trail, _shown(old), _shown(new))


def _tables(
    old: Mapping[str, Any], new: Mapping[str, Any], kind: Any, trail: tuple[str, ...]
) -> Iterator[Change]:
    for name in [name for name in old if name not in new]:
        yield Change("removed", (*trail, name), old=_shown(old[name]))
    for name in [name for name in new if name not in old]:
        yield Change("added", (*trail, name), new=_shown(new[name]))
    common = [name for name in old if name in new]
    if common != [name for name in new if name in old]:
        yield Change("reordered", trail)
    for name in common:
        yield from _values(old[name], new[name], kind, (*trail, name))


def _lists(old: tuple[Any, ...], new: tuple[Any, ...], trail: tuple[str, ...]) -> Iterator[Change]:
    """Claims have no ids: one is known again by what it says, or else by the rest of it."""
    gone = [item for item in old if item not in new]
    come = [item for item in new if item not in old]
    for first, last in ((0, 1), (1, None)):
        for item in tuple(gone):
            known = astuple(item)[first:last]
            twin = next((other for other in come if astuple(other)[first:last] == known), None)
            if twin is not None:
                gone.remove(item)
                come.remove(twin)
                yield from _structs(item, twin, (*trail, _number(twin, new)))
    for item in gone:
        yield Change("removed", (*trail, _number(item, old)), old=_shown(item))
    for item in come:
        yield Change("added", (*trail, _number(item, new)), new=_shown(item))


def _number(item: Any, items: tuple[Any, ...]) -> str:
    return str(items.index(item) + 1)


def _sort(kind: Any) -> Literal["reworded", "moved", "set"]:
    if kind is str:
        return "reworded"
    return "moved" if _links(kind) else "set"


def _links(kind: Any) -> bool:
    return get_origin(kind) is Annotated or any(map(_links, get_args(kind)))


def _shown(value: Any) -> str:
    if isinstance(value, Struct):
        return _shown(astuple(value)[0])
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
