"""The texts of the rules that interviews were held under, each version kept once under its digest."""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping

import msgspec

from guide.common.digest import digest
from guide.storage.database import Store
from guide.storage.errors import MissingError, StoreError, skip_damaged

_packed = msgspec.msgpack.Decoder(dict[str, bytes])


def keep_rules(store: Store, texts: Mapping[str, bytes]) -> str:
    """Store a version of the rules, unless it is stored already, and return its digest. Raises StoreError.

    ``texts`` is the content of its files by name.
    """
    name = digest(texts)
    with store.reading() as connection:
        row = connection.execute("SELECT 1 FROM rules WHERE digest = ?", (name,)).fetchone()
    if row is None:
        with store.writing() as connection:
            add_rules(connection, texts)
    return name


def add_rules(connection: sqlite3.Connection, texts: Mapping[str, bytes]) -> None:
    """Store a version of the rules, unless it is stored already, within a transaction of the caller."""
    packed = zlib.compress(msgspec.msgpack.encode(dict(sorted(texts.items()))))
    connection.execute("INSERT OR IGNORE INTO rules VALUES (?, ?)", (digest(texts), packed))


def load_rules(store: Store, name: str) -> Mapping[str, bytes]:
    """Return the version of the rules with the digest ``name``: the content of its files by name.

    It is not compared with the digest. Raises MissingError where it is not in the store, StoreError where it
    cannot be unpacked.
    """
    with store.reading() as connection:
        row = connection.execute("SELECT texts FROM rules WHERE digest = ?", (name,)).fetchone()
    if row is None:
        raise MissingError(f"{store.path}: the rules of this interview are not in this file.")
    try:
        return _packed.decode(zlib.decompress(row[0]))
    except (zlib.error, msgspec.DecodeError, TypeError, ValueError):
        raise damaged_rules_error(store, name) from None


def list_digests(store: Store) -> tuple[str, ...]:
    """Return the digests of all versions of the rules in the store, sorted."""
    with store.reading() as connection:
        return tuple(str(name) for (name,) in connection.execute("SELECT digest FROM rules ORDER BY digest"))


def load_every_rules(
    store: Store, on_damage: Callable[[str], object] | None = None
) -> Mapping[str, Mapping[str, bytes]]:
    """Return all versions of the rules in the store: by digest, the content of their files by name.

    Damage is handled as in ``load_some_rules``.
    """
    return load_some_rules(store, list_digests(store), on_damage)


def load_some_rules(
    store: Store, digests: Iterable[str], on_damage: Callable[[str], object] | None = None
) -> Mapping[str, Mapping[str, bytes]]:
    """Return the versions of the rules with these digests: by digest, the content of their files by name.

    Each is compared with its digest. Those that are damaged or missing are left out, and ``on_damage`` is
    called with their digest; without ``on_damage``, StoreError is raised. DamagedError, for damage of the
    whole file, is always raised.
    """
    loaded = {}
    for name in digests:
        with skip_damaged(name, on_damage):
            texts = load_rules(store, name)
            if digest(texts) != name:
                raise damaged_rules_error(store, name)
            loaded[name] = texts
    return loaded


def damaged_rules_error(store: Store, name: str) -> StoreError:
    """Return the error for a version of the rules, with the digest ``name``, whose texts are damaged."""
    return StoreError(f"{store.path}: the rules {name[:8]} are damaged.")
