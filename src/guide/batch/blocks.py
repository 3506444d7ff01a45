"""A file cut into blocks that begin and end between two rows, so that each can be decided by itself."""

from collections.abc import Iterator
from typing import Protocol

BLOCK = 1 << 18
"""Bytes that are read at a time. Memory grows with this, never with the file."""


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


class LineEnds:
    """A binary stream in which every line ends with a line feed, whatever it ended with before."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._old = False

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        # Lines of old Macs end with a carriage return alone. Others have at least one line feed early on.
        self._old = self._old or (b"\r" in data and b"\n" not in data)
        return data.replace(b"\r", b"\n") if self._old else data


def blocks(stream: Stream, begun: bytes, quotes: bool = True) -> Iterator[bytes]:
    """``begun`` is what was read of the stream already. ``quotes``: a line end in quotes ends no row."""
    rest = begun
    while data := stream.read(BLOCK):
        rest += data
        if cut := _cut(rest, quotes):
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest


def _cut(data: bytes, quotes: bool) -> int:
    """The end of the last whole row; 0 where there is none."""
    cut = data.rfind(b"\n") + 1
    if not quotes or not cut:
        return cut
    odd = data.count(b'"', 0, cut) % 2
    while cut and odd:
        before = data.rfind(b"\n", 0, cut - 1) + 1
        odd = (odd - data.count(b'"', before, cut)) % 2
        cut = before
    return cut
