"""The file that is read, and the one that is written: whole, or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


class FileError(Exception):
    """A file cannot be read or written. The message is half a sentence."""


class Reader:
    """A stream that knows how many bytes were read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.at = 0

    def read(self, size: int) -> bytes:
        try:
            data = self._stream.read(size)
        except OSError as error:
            raise FileError(f"it cannot be read: {error.strerror}") from None
        self.at += len(data)
        return data


@contextmanager
def open_input(name: str) -> Iterator[tuple[Reader, int | None]]:
    """The file, or standard input where it is “-”; and its size in bytes, where that is known."""
    if name == "-":
        yield Reader(sys.stdin.buffer), None
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115
        size = os.fstat(stream.fileno()).st_size
    except OSError as error:
        raise FileError(f"it cannot be read: {error.strerror}") from None
    with stream:
        yield Reader(stream), size


@contextmanager
def open_output(path: Path | None, read_from: str) -> Iterator[BinaryIO]:
    """A new file that comes to its name only when it is whole; standard output where there is no name."""
    if path is None:
        yield sys.stdout.buffer
        # Before anything is said about it.
        sys.stdout.buffer.flush()
        return
    if read_from != "-" and path.exists() and path.samefile(read_from):
        raise FileError("it cannot be read and written at once; give --out another name")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        file = os.fdopen(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "wb"
        )
    except OSError as error:
        raise FileError(f"{path} cannot be written: {error.strerror}") from None
    try:
        with file:
            yield file
        part.replace(path)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise FileError(f"{path} cannot be written: {error.strerror}") from None
        raise
