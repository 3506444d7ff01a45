"""A cache of checked guides, so that the same texts are not parsed and checked at every start.

Each folder of rules has one file in the user's cache folder. It holds rules and nothing else, and may be
deleted at any time. It is replaced when the texts, or the code that reads them, have changed.
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
    "common/text_links",
    "common/web_address",
    "ruleset/cache",
    "ruleset/checks/structure",
    "ruleset/graph",
    "ruleset/model",
    "ruleset/parsing/decoder",
    "ruleset/parsing/loader",
    "ruleset/parsing/names",
    "ruleset/parsing/source_map",
    "ruleset/parsing/text_decoding",
    "ruleset/parsing/yaml_nodes",
    "ruleset/problems",
)
"""The modules that decide what guide the texts make; a change to one of them makes every entry invalid."""


class CacheEntry(Struct, frozen=True):
    """What a cache file holds: a guide, and a digest of the texts and of the code that it was made from."""

    key: bytes
    guide: Guide


def load_cached(cache: Path, folder: Path, texts: Mapping[str, bytes]) -> Guide | None:
    """The guide that was stored for these texts; None where there is none, or it is out of date.

    Args:
        cache: The cache folder.
        folder: The folder of the rules.
        texts: The content of its files by name.
    """
    try:
        entry = msgpack.decode(_path(cache, folder).read_bytes(), type=CacheEntry)
        if entry.key != _key(texts):
            return None
    except (OSError, DecodeError):
        return None
    _freeze(entry.guide)
    return entry.guide


def store_cached(cache: Path, folder: Path, texts: Mapping[str, bytes], guide: Guide) -> None:
    """Write a guide to the cache, for the next start. An error of writing is ignored.

    Args:
        cache: The cache folder.
        folder: The folder of the rules.
        texts: The content of its files by name.
        guide: The guide that was made from them.
    """
    path = _path(cache, folder)
    temporary = path.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.write_bytes(msgpack.encode(CacheEntry(_key(texts), guide), enc_hook=dict))
        temporary.replace(path)


def _path(cache: Path, folder: Path) -> Path:
    name = blake2b(os.fsencode(folder.absolute()), digest_size=16).hexdigest()
    return cache / f"{name}.rules"


def _key(texts: Mapping[str, bytes]) -> bytes:
    digest = blake2b(digest_size=32)
    package = Path(__file__).parents[1]
    for module in _READERS:
        stat = (package / f"{module}.py").stat()
        digest.update(f"{module} {stat.st_mtime_ns} {stat.st_size};".encode())
    for name in sorted(texts):
        for part in (name.encode(), texts[name]):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def _freeze(value: Any) -> Any:
    """The value with its tables made read-only, as the decoder makes them. Structs are changed in place."""
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
