"""Tables read letter by letter, by the rule that the manual gives: to hold the quick reader against."""

from collections.abc import Iterator
from typing import NamedTuple

MOST = 1 << 18


class Read(NamedTuple):
    """``cells`` is None where a cell is opened and not closed; ``text`` is without the line end.

    ``at`` and ``end`` are the places between which it stands, with its line end.
    """

    at: int
    end: int
    text: bytes
    cells: list[bytes] | None


def rows(data: bytes, delimiter: bytes, width: int) -> Iterator[Read]:
    """All rows but those without anything in any cell. The last line may have no end."""
    data = data if data.endswith(b"\n") else data + b"\n"
    at = 0
    while at < len(data):
        found = _row(data, at, delimiter)
        line = _line_end(data, at)
        if found and found[1] > line and _holds_a_row(data, line, found[1], delimiter, width, len(found[0])):
            found = None
        cells, end = found or (None, line)
        text = data[at:end].rstrip(b"\r\n") if data[at:end].endswith((b"\r", b"\n")) else data[at:end]
        filled = [text] if cells is None else cells
        if any(cell.decode("utf-8", "replace").strip() for cell in filled):
            yield Read(at, end, text, cells)
        at = end


def _line_end(data: bytes, at: int) -> int:
    return data.index(b"\n", at) + 1


def _row(data: bytes, at: int, delimiter: bytes) -> tuple[list[bytes], int] | None:
    """The cells of the row that begins there, and where it ends with its line end."""
    line = _line_end(data, at)
    bound = max(line, at + MOST)
    cells = []
    while True:
        if data[at : at + 1] == b'"':
            closed = _closed(data, at, bound)
            if closed is None:
                return None
            cell, at = closed
            while data[at : at + 1] in (b" ", b"\t") and data[at : at + 1] != delimiter:
                at += 1
        else:
            end = at
            while end < len(data) and data[end : end + 1] not in (delimiter, b"\n"):
                end += 1
            cell, at = data[at:end], end
            if data[at : at + 1] != delimiter:
                cell = cell.rstrip(b"\r")
        cells.append(cell)
        end = at
        while data[end : end + 1] == b"\r":
            end += 1
        if data[end : end + 1] == b"\n":
            return (cells, end + 1) if end < bound else None
        if data[at : at + 1] != delimiter:
            return None
        at += 1


def _closed(data: bytes, at: int, bound: int) -> tuple[bytes, int] | None:
    """What stands in the quotes that are opened there, and the place behind them."""
    said, at = bytearray(), at + 1
    while at < min(bound, len(data)):
        if data[at : at + 1] != b'"':
            said += data[at : at + 1]
            at += 1
        elif data[at + 1 : at + 2] == b'"':
            said += b'"'
            at += 2
        else:
            return bytes(said), at + 1
    return None


def _holds_a_row(data: bytes, at: int, end: int, delimiter: bytes, width: int, cells: int) -> bool:
    if cells == width:
        return False
    while at < end:
        line = _line_end(data, at)
        alone = _row(data[at:line], 0, delimiter)
        if alone and len(alone[0]) == width and alone[1] >= line - at:
            return True
        at = line
    return False
