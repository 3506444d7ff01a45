"""Whether a text is left in the raw bytes of a store's files, also where no record has it any more."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

from guide.common.person_names import name_key
from guide.storage.database import Store
from guide.storage.errors import to_store_error

BESIDE = ("", "-journal", "-wal", "-shm")
"""What SQLite adds to the name of the file for those that it may leave beside it."""
_CHUNK = 1 << 20
LEAST = 4
"""Bytes of a text that can be looked for: fewer are anywhere in a file, as part of a number or a digest."""


def has_traces(store: Store, texts: Iterable[str]) -> bool:
    """Return whether bytes of one of these texts are in the files of a store, but in no value that it holds.

    Each text is looked for as it is written, composed, decomposed, as ``name_key`` has it, and as a journal
    writes it; not where that is shorter than ``LEAST``. Values that are still held are no traces: another
    interview may have the same letters.

    Raises:
        StoreError: The files cannot be read.
    """
    wanted = {form for text in texts for form in _forms(text) if len(form) >= LEAST}
    try:
        paths = [store.path.with_name(f"{store.path.name}{end}") for end in BESIDE]
        present = {form for path in paths if path.is_file() for form in _present(path, wanted)}
    except OSError as error:
        raise to_store_error(store.path, error) from None
    return any(not _is_held(store, form) for form in present)


def _forms(text: str) -> Iterator[bytes]:
    for form in (text, normalize("NFC", text), normalize("NFD", text), name_key(text)):
        if form:
            yield form.encode(errors="replace")
            yield json.dumps(form, ensure_ascii=False)[1:-1].encode(errors="replace")


def _present(path: Path, wanted: Iterable[bytes]) -> set[bytes]:
    """Return those of the byte strings that are in a file."""
    left = set(wanted)
    overlap = max(map(len, left), default=1) - 1
    found: set[bytes] = set()
    with path.open("rb") as file:
        before = b""
        while left and (chunk := file.read(_CHUNK)):
            part = before + chunk
            found |= {form for form in left if form in part}
            left -= found
            before = part[len(part) - overlap :] if overlap else b""
    return found


def _is_held(store: Store, form: bytes) -> bool:
    """Return whether a value of any table has these bytes."""
    with store.reading() as connection:
        tables = [str(name) for (name,) in connection.execute(_TABLES)]
        for table in tables:
            columns = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
            where = " OR ".join(f"instr(CAST({column} AS BLOB), :form)" for column in columns)
            if connection.execute(f"SELECT 1 FROM {table} WHERE {where}", {"form": form}).fetchone():
                return True
    return False


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
