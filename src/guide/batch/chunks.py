"""A file cut into blocks that begin and end between two rows, so that each can be decided by itself."""

from collections.abc import Callable, Iterator
from typing import Protocol

BLOCK = 1 << 18
"""Bytes that are read at a time. Memory grows with this, never with the file."""


class Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


def read_blocks(stream: Stream, begun: bytes, cut: Callable[[bytes], int]) -> Iterator[bytes]:
    """``begun`` is what was read of the stream already. ``cut`` tells where the last whole row ends."""
    rest = [begun]
    while data := stream.read(BLOCK):
        rest.append(data)
        # A line may be of any length; it is put together when its end is there.
        if b"\n" not in data:
            continue
        whole = b"".join(rest)
        end = cut(whole)
        if end:
            yield whole[:end]
        rest = [whole[end:]]
    if last := b"".join(rest):
        yield last


def end_of_lines(data: bytes) -> int:
    """The end of the last whole line, where each line is a row."""
    return data.rfind(b"\n") + 1
