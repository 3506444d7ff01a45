"""Guides kept as they were read: the same texts need not be read and checked at every start.

One file a folder of rules lies in the user's folder for caches. It holds rules and nothing else, may be
deleted at any time, and is made anew when the texts or the program that reads them have changed.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import DecodeError, Struct, msgpack
from msgspec.structs import force_setattr

from guide.ruleset.model import Guide

_READERS = (
    "common/suggestions",
    "ruleset/cache",
    "ruleset/checks/structure",
    "ruleset/graph",
    "ruleset/model",
    "ruleset/parsing/decoder",
    "ruleset/parsing/loader",
    "ruleset/parsing/yaml_nodes",
    "ruleset/problems",
)
"""The modules whose code decides what becomes of the texts."""


class CacheEntry(Struct, frozen=True):
    """``key`` tells of which texts and which program this is."""

    key: bytes
    guide: Guide


def load_cached(cache: Path, folder: Path, texts: Mapping[str, bytes]) -> Guide | None:
    """The guide that was read from these texts; None where it has to be read again."""
    try:
        kept = msgpack.decode(_path(cache, folder).read_bytes(), type=CacheEntry)
        if kept.key != _key(texts):
            return None
    except (OSError, DecodeError):
        return None
    _freeze(kept.guide)
    return kept.guide


def store_cached(cache: Path, folder: Path, texts: Mapping[str, bytes], guide: Guide) -> None:
    """Keep the guide for the next start, where that is possible."""
    path = _path(cache, folder)
    part = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        part.write_bytes(msgpack.encode(CacheEntry(_key(texts), guide), enc_hook=dict))
        part.replace(path)


def _path(cache: Path, folder: Path) -> Path:
    name = blake2b(os.fsencode(folder.absolute()), digest_size=16).hexdigest()
    return cache / f"{name}.rules"


def _key(texts: Mapping[str, bytes]) -> bytes:
    whole = blake2b(digest_size=32)
    package = Path(__file__).parents[1]
    for module in _READERS:
        stat = (package / f"{module}.py").stat()
        whole.update(f"{module} {stat.st_mtime_ns} {stat.st_size};".encode())
    for name in sorted(texts):
        for part in (name.encode(), texts[name]):
            whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


def _freeze(value: Any) -> Any:
    """The value with every table in it made unchangeable, as the reader makes them."""
    if isinstance(value, dict):
        return MappingProxyType({name: _freeze(inner) for name, inner in value.items()})
    if isinstance(value, tuple):
        for inner in value:
            _freeze(inner)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            inner = getattr(value, name)
            if isinstance(inner, dict):
                force_setattr(value, name, _freeze(inner))
            elif not isinstance(inner, str):
                _freeze(inner)
    return value
