"""A file in blocks that begin and end between two rows, so that each can be decided by itself."""

from collections.abc import Callable, Iterator
from typing import Protocol

BLOCK = 1 << 18
"""Bytes that are read at a time. Memory grows with this, not with the file."""


class Stream(Protocol):
    """A binary stream; ``read`` returns no bytes at its end."""

    def read(self, size: int, /) -> bytes: ...


def read_blocks(stream: Stream, begun: bytes, cut: Callable[[bytes], int]) -> Iterator[bytes]:
    """Yield the content of a stream in blocks that end after a whole row, so that each can be decided alone.

    Args:
        stream: The stream.
        begun: The bytes that were read from it before.
        cut: Returns where the last whole row in some bytes ends; 0 where there is none.
    """
    rest = [begun]
    while data := stream.read(BLOCK):
        rest.append(data)
        # A line may be of any length: its pieces are joined only once its end is there.
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
    """Return the position after the last line feed; 0 without one. The ``cut`` of files with a row a line."""
    return data.rfind(b"\n") + 1
