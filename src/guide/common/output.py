"""Standard output: what programs read comes out as UTF-8, and a disk that is full is told for what it is."""

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class OutputError(Exception):
    """Standard output takes no more. The message is a sentence."""


def put_out(text: str) -> None:
    """Write what programs read, as UTF-8 with these line ends, whatever the terminal makes of it."""
    if not hasattr(sys.stdout, "buffer"):
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(errors="replace"))


def guard_streams() -> None:
    """From here on, standard output raises OutputError where it cannot be written to, so that nobody takes it
    for a fault of something else. What nobody can be told on standard error is lost, and changes nothing.
    """
    sys.stdout = _guarded(sys.stdout, _Output)
    sys.stderr = _guarded(sys.stderr, _Errors)


def drop_output() -> None:
    """What is still to be written goes nowhere. Python would complain once more when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Guarded(FileIO):
    """A file that belongs to ``below``, which would close it if nobody held on to it."""

    def __init__(self, below: TextIO) -> None:
        super().__init__(below.fileno(), "wb", closefd=False)
        self.below = below


class _Output(_Guarded):
    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            # Whoever read it has left.
            raise
        except OSError as error:
            raise OutputError(f"Standard output cannot be written to: {error.strerror}.") from None


class _Errors(_Guarded):
    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except OSError:
            return memoryview(data).nbytes


def _guarded(stream: TextIO | None, kind: type[_Guarded]) -> TextIO:
    if stream is None:
        # It was closed before we began.
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
    buffer = getattr(stream, "buffer", None)
    if stream.isatty() or type(getattr(buffer, "raw", buffer)) is not FileIO:
        return stream
    assert isinstance(stream, TextIOWrapper)
    return TextIOWrapper(
        BufferedWriter(kind(stream)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=stream.line_buffering or stream.write_through,
    )
