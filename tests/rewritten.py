"""Guides in which every text is another one."""

from collections.abc import Mapping
from types import MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import fields, replace

from guide.ruleset.model import Guide


def rewritten(guide: Guide, text: str) -> Guide:
    """The guide with this text in place of every one that is shown; ids stay."""
    found: Guide = _rewritten(guide, Guide, text)
    return found


def _rewritten(value: Any, hint: Any, text: str) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if hint is str:
        return text
    if origin in (Union, UnionType):
        return value
    if origin is tuple:
        return tuple(_rewritten(item, args[0], text) for item in value)
    if origin is not None and issubclass(origin, Mapping):
        return MappingProxyType({name: _rewritten(item, args[1], text) for name, item in value.items()})
    if isinstance(value, Struct):
        hints = get_type_hints(type(value), include_extras=True)
        changed = {it.name: _rewritten(getattr(value, it.name), hints[it.name], text) for it in fields(value)}
        return replace(value, **changed)
    return value
