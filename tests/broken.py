"""Files of interviews that were damaged after they were written."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

INTERIOR = (2, 5)
"""How a page begins that leads to others: of an index, of a table."""


def damage_leaf(path: Path, table: str) -> int:
    """Overwrite one page of a table in the middle of it; its number."""
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        pages = _leaves(connection, path, size, table)
    place = pages[len(pages) // 2]
    content = bytearray(path.read_bytes())
    content[(place - 1) * size : place * size] = b"\xff" * size
    path.write_bytes(content)
    return place


def _leaves(connection: sqlite3.Connection, path: Path, size: int, table: str) -> list[int]:
    """The pages of a table or an index that none are below, in their order."""
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    content = path.read_bytes()
    above, pages = [], [root]
    while content[(pages[0] - 1) * size] in INTERIOR:
        above, pages = pages, [child for page in pages for child in _children(content, size, page)]
    assert above, "the table is too small to have a page of its own"
    return pages


def _children(content: bytes, size: int, place: int) -> list[int]:
    page = content[(place - 1) * size : place * size]
    number = int.from_bytes(page[3:5], "big")
    starts = (int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell], "big") for cell in range(number))
    return [int.from_bytes(page[start : start + 4], "big") for start in starts]


def flip(path: Path, chance: random.Random, number: int) -> None:
    """Put other bytes in place of some."""
    content = bytearray(path.read_bytes())
    for _ in range(number):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)
